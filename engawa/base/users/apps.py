"""Tells the display page how an account keeps its choice: that page stands one storey below this app."""
from django.apps import AppConfig


class Config(AppConfig):
    name = "engawa.base.users"

    def ready(self) -> None:
        from engawa.base.ui import display
        from engawa.base.users import actions
        display.keep_with(actions.save_display)
