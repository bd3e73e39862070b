"""The User table and nothing else."""
import uuid

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from engawa.base.times import now


class TextSize(models.TextChoices):
    STANDARD = "standard", _("Standard")
    LARGE = "large", _("Large")
    MAX = "max", _("Extra large")


class Theme(models.TextChoices):
    LIGHT = "light", _("Standard (paper)")
    DARK = "dark", _("Dark")
    CONTRAST = "contrast", _("High contrast, white on black")
    AUTO = "auto", _("Follow my device")


class LineSpacing(models.TextChoices):
    NORMAL = "normal", _("Standard")
    WIDE = "wide", _("Wide")


class UserManager(BaseUserManager):
    """Makes accounts. A missing password is the ordinary case: people sign in by a mailed code."""

    use_in_migrations = True

    def create_user(self, email: str, password: str | None = None, **fields):
        """Create an account for a mail address (stored in lower case); no password unless given."""
        user = self.model(email=email.strip().lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def desk_officers(self) -> models.QuerySet["User"]:
        """Return the people of the coordinator team."""
        return self.filter(is_desk=True, is_active=True)

    def get_by_natural_key(self, email: str):
        return self.get(email=email.strip().lower())


class User(AbstractBaseUser, PermissionsMixin):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    email = models.EmailField(_("mail address"), unique=True)
    name = models.CharField(_("name"), max_length=80, blank=True)
    furigana = models.CharField(_("furigana"), max_length=80, blank=True)
    phone = models.CharField(_("phone"), max_length=30, blank=True)
    language = models.CharField(max_length=5, choices=[("ja", "日本語"), ("en", "English")], default="ja")
    time_zone = models.CharField(max_length=60, default="Asia/Tokyo")
    text_size = models.CharField(max_length=10, choices=TextSize.choices, default=TextSize.STANDARD)
    theme = models.CharField(max_length=10, choices=Theme.choices, default=Theme.LIGHT)
    line_spacing = models.CharField(max_length=10, choices=LineSpacing.choices, default=LineSpacing.NORMAL)
    is_active = models.BooleanField(default=True)
    is_staff = models.BooleanField(default=False)
    is_desk = models.BooleanField(default=False)
    joined_at = models.DateTimeField(default=now)
    closing_at = models.DateTimeField(null=True, blank=True, help_text="erased when this moment has passed")

    objects = UserManager()
    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: list[str] = []

    class Meta:
        constraints = [models.UniqueConstraint(Lower("email"), name="one_account_per_address")]

    def __str__(self) -> str:
        return self.name or self.email

    @property
    def needs_second_factor(self) -> bool:
        """Desk officers and superusers may only work with a second factor (security.md, settled (a))."""
        return self.is_desk or self.is_superuser

    def get_full_name(self) -> str:
        return self.name
