"""Looking people up, read only."""
from django.contrib import admin
from django.http import HttpRequest

from engawa.base.users.models import User


@admin.register(User)
class UserAdmin(admin.ModelAdmin):
    list_display = ["name", "email", "is_active", "is_desk", "is_superuser", "joined_at"]
    list_filter = ["is_active", "is_desk", "is_superuser"]
    search_fields = ["name", "furigana", "email"]
    fields = ["name", "furigana", "email", "phone", "language", "time_zone", "is_active", "is_desk", "is_superuser",
              "joined_at", "last_login", "closing_at"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        return False
