"""Looking people up, read only. Secrets of the door are not shown to anybody, so the library's own pages are taken off."""
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib import admin
from django.contrib.auth.models import Group
from django.http import HttpRequest

from engawa.base.users.models import User

for model in (EmailAddress, Authenticator, UserSession, Group):
    if admin.site.is_registered(model):
        admin.site.unregister(model)


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
