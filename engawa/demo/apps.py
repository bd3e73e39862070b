"""Connects the check that keeps the demo on this machine."""
from django.apps import AppConfig


class Demo(AppConfig):
    name = "engawa.demo"

    def ready(self) -> None:
        from engawa.demo import checks  # noqa: F401 -- because it registers itself
