"""Finds the `privacy.py` of every app."""
from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class Privacy(AppConfig):
    name = "engawa.base.privacy"

    def ready(self) -> None:
        from engawa.base.privacy import below  # noqa: F401 -- because it registers the apps below this one
        autodiscover_modules("privacy")
