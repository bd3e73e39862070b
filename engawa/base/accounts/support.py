"""The support admin at /admin/: for superusers only, entered through the same door as everything else."""
from allauth.account.decorators import secure_admin_login
from django.contrib.admin import AdminSite
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _


class SupportSite(AdminSite):
    """Nobody but a superuser learns that it exists; the door asks for the second factor (middleware)."""

    site_header = site_title = _("Support")
    index_title = _("Looking things up")
    final_catch_all_view = False

    def has_permission(self, request: HttpRequest) -> bool:
        return request.user.is_active and request.user.is_superuser

    def login(self, request: HttpRequest, extra_context: dict | None = None) -> HttpResponse:
        if request.user.is_authenticated and not request.user.is_superuser:
            raise Http404
        return secure_admin_login(super().login)(request, extra_context)

    def admin_view(self, view, cacheable: bool = False):
        def only_superusers(request: HttpRequest, *args, **kwargs) -> HttpResponse:
            if not self.has_permission(request):
                raise Http404
            return view(request, *args, **kwargs)
        return super().admin_view(only_superusers, cacheable)
