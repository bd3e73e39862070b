"""Connects the hand-offs once every app is loaded."""
from django.apps import AppConfig


class Config(AppConfig):
    name = "engawa.config"
    label = "config"

    def ready(self) -> None:
        from engawa.journey import handoffs
        handoffs.connect()
