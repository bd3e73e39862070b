"""A kind of notice of our own, and a mail server's address. Imports stand inside: this is read before the apps are loaded."""
from pathlib import Path

import pytest

from tests.notices.post import free_port

KIND = """{% load i18n %}{% block subject %}{% if reader.language == "en" %}Hello{% else %}こんにちは{% endif %}
{{ title }}{% endblock %}
{% block line %}{{ by.name|default:"縁側" }}: {{ title }}{% endblock %}
{% block body %}{{ title }}

{{ day|day }}{% endblock %}
"""


@pytest.fixture(autouse=True)
def kind(tmp_path: Path, settings):
    """`tea/served`, with two paragraphs, a date and the names of both sides."""
    folder = tmp_path / "tea" / "notices"
    folder.mkdir(parents=True)
    (folder / "served.txt").write_text(KIND)
    settings.TEMPLATES = [{**settings.TEMPLATES[0], "DIRS": [str(tmp_path)]}]


@pytest.fixture
def kazuo(db):
    from engawa.base.users.models import User
    return User.objects.create_user("kazuo@example.jp", name="佐伯 和夫")


@pytest.fixture
def alice(db):
    from engawa.base.users.models import User
    return User.objects.create_user("alice@example.org", name="Alice", language="en", time_zone="Europe/Berlin")


@pytest.fixture
def smtp(settings) -> int:
    """The port where the real mail server stands, when it stands."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", free_port(), 5
    return settings.EMAIL_PORT
