"""The writes on a person's own account that need nothing else."""
from django.db import transaction

from engawa.base.users.models import User


@transaction.atomic
def save_display(*, by: User, text_size: str, theme: str, line_spacing: str) -> User:
    """Keep the reader's letter size, colours and line spacing (ux.md §1.4) with the account."""
    by.text_size, by.theme, by.line_spacing = text_size, theme, line_spacing
    by.save(update_fields=["text_size", "theme", "line_spacing"])
    return by


@transaction.atomic
def save_basics(*, by: User, name: str, furigana: str, phone: str = "", language: str = "ja",
                time_zone: str = "Asia/Tokyo") -> User:
    """Keep name, furigana, phone, language of mails and time zone (IANA name)."""
    by.name, by.furigana, by.phone, by.language, by.time_zone = name, furigana, phone, language, time_zone
    by.save(update_fields=["name", "furigana", "phone", "language", "time_zone"])
    return by
