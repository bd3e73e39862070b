"""Finds the `tasks.py` of every app."""
from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class Jobs(AppConfig):
    name = "engawa.base.jobs"

    def ready(self) -> None:
        autodiscover_modules("tasks")
