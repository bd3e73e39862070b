"""Connects the door to the rooms below it, and keeps the support admin for superusers."""
from django.apps import AppConfig
from django.contrib.admin import apps as admin_apps


class Accounts(AppConfig):
    name = "engawa.base.accounts"
    default = True

    def ready(self) -> None:
        from engawa.base.ui import display
        from engawa.base.users.actions import save_display
        display.keep_with(save_display)


class SupportAdmin(admin_apps.AdminConfig):
    """Django's admin with our site: in INSTALLED_APPS instead of `django.contrib.admin`."""

    default = False
    default_site = "engawa.base.accounts.support.SupportSite"
