"""Coming in as somebody of the story, and reading the mails. Everything answers 404 outside demo mode."""
import base64
import io
from collections.abc import Callable
from functools import wraps

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth import login
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import override
from django.views.decorators.http import require_POST, require_safe

from engawa.base.ui.navigation import DESK, ORGANIZATION, safe_reverse
from engawa.base.users.access import public
from engawa.demo import queries
from engawa.demo.models import MailboxMail, Persona

View = Callable[..., HttpResponse]
FIRST_PAGE = {DESK: "desk:queue", ORGANIZATION: "home:organization"}


def in_demo(view: View) -> View:
    """Let a page exist in demo mode (and in tests) only."""
    @wraps(view)
    def guarded(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if not (settings.DEMO or settings.TEST):
            raise Http404
        return view(request, *args, **kwargs)
    return guarded


@public
@in_demo
@require_safe
def persons(request: HttpRequest) -> HttpResponse:
    """Everybody one may come in as."""
    return render(request, "demo/persons.html", {"groups": queries.by_role()})


@public
@in_demo
@require_POST
def enter(request: HttpRequest, pk: int) -> HttpResponse:
    """Come in as one of them with one click. Counts as a complete sign-in, second factor included."""
    user = get_object_or_404(Persona.objects.select_related("user"), pk=pk).user
    login(request, user, backend=settings.AUTHENTICATION_BACKENDS[0])
    UserSession.objects.create_from_request(request)
    with override(user.language):
        return redirect(safe_reverse(FIRST_PAGE.get(queries.role_of(user), "home:home")) or safe_reverse("home:home") or "/")


@public
@in_demo
@require_safe
def mailbox(request: HttpRequest) -> HttpResponse:
    """Every mail the house would have sent, newest first."""
    return render(request, "demo/mailbox.html", {"page": Paginator(queries.mails(), 20).get_page(request.GET.get("page"))})


@public
@in_demo
@require_safe
def mail(request: HttpRequest, pk) -> HttpResponse:
    """One mail, as text."""
    return render(request, "demo/mail.html", {"mail": get_object_or_404(MailboxMail, pk=pk)})


@public
@in_demo
@require_safe
def attachment(request: HttpRequest, pk, number: int) -> FileResponse:
    """One file of a mail, to save."""
    files = get_object_or_404(MailboxMail, pk=pk).attachments
    if number >= len(files):
        raise Http404
    file = files[number]
    return FileResponse(io.BytesIO(base64.b64decode(file["base64"])), as_attachment=True, filename=file["name"],
                        content_type="application/octet-stream")
