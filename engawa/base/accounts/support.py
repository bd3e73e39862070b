"""The support admin at /admin/: for superusers only, entered through the same door as everything else."""
from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any

from allauth.account.decorators import secure_admin_login
from django.contrib.admin import AdminSite
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

# Secrets and sessions are shown to nobody, and rights are not given here.
HIDDEN = {"account", "mfa", "usersessions", "auth", "django_tasks_database"}


class SupportSite(AdminSite):
    """Nobody but a superuser learns that it exists; the door asks for the second factor (middleware)."""

    site_header = site_title = _("Support")
    index_title = _("Looking things up")
    final_catch_all_view = False

    def register(self, model_or_iterable: Any, admin_class: Any = None, **options: Any) -> None:
        """Take the pages of our apps, not those of the sign-in library."""
        models = model_or_iterable if isinstance(model_or_iterable, Iterable) else [model_or_iterable]
        shown: list[type[Model]] = [model for model in models if model._meta.app_label not in HIDDEN]
        super().register(shown, admin_class, **options)

    def has_permission(self, request: HttpRequest) -> bool:
        return request.user.is_active and request.user.is_superuser

    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        if request.user.is_authenticated and not request.user.is_superuser:
            raise Http404
        return secure_admin_login(super().login)(request, extra_context)

    def admin_view(self, view: Callable[..., HttpResponse], cacheable: bool = False) -> Callable[..., HttpResponse]:
        checked = super().admin_view(view, cacheable)

        @wraps(checked)
        def only_superusers(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not self.has_permission(request):
                raise Http404
            return checked(request, *args, **kwargs)
        return only_superusers
