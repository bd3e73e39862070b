"""One-time keys: a form that arrives twice has one effect and one answer."""
import uuid

from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from engawa.base.history.models import FormKey
from engawa.base.ui.errors import bad_request, refused
from engawa.base.ui.refusal import Refused


def _key_of(request: HttpRequest) -> uuid.UUID | None:
    try:
        return uuid.UUID(request.POST.get("form_key", ""))
    except ValueError:
        return None


class OneTimeKeys:
    """Run a signed-in person's POST in one transaction with its key.

    The key's row and what the form does are written together or not at all. A second arrival waits on the
    row of the first (PostgreSQL) or on the write lock (SQLite), then is sent to the first answer. A form
    that was not accepted (no redirect) leaves no key, so it can be corrected and sent again.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view, args, kwargs) -> HttpResponse | None:
        if request.method != "POST" or not request.user.is_authenticated:
            return None
        key = None if getattr(view, "without_key", False) else _key_of(request)
        if key is None:
            return None
        try:
            with transaction.atomic():
                row = FormKey.objects.create(key=key, user=request.user, path=request.path[:300], result="")
                response = view(request, *args, **kwargs)
                self._keep_or_undo(row, response)
                return response
        except Refused as refusal:
            return refused(request, refusal)
        except IntegrityError:
            first = FormKey.objects.filter(key=key, user=request.user, path=request.path[:300]).first()
            if first is not None:
                return HttpResponseRedirect(first.result)
            if FormKey.objects.filter(key=key).exists():  # somebody else's key, or one of another page
                return bad_request(request)
            raise

    @staticmethod
    def _keep_or_undo(row: FormKey, response: HttpResponse) -> None:
        if 300 <= response.status_code < 400:
            row.result = response["Location"][:600]
            row.save(update_fields=["result"])
        elif response.status_code >= 500:
            transaction.set_rollback(True)
        else:
            row.delete()
