"""Which of two languages a reader sees."""
import pytest
from django.utils import translation

from engawa.base.text.language import in_reader_language


@pytest.mark.parametrize(("active", "ja", "en", "seen"), [
    ("ja", "団体", "organization", "団体"), ("en", "団体", "organization", "organization"),
    ("en-gb", "団体", "organization", "organization"), ("en", "団体", "", "団体"), ("ja", "", "organization", "organization"),
    ("de", "団体", "organization", "団体"),
])
def test_text_in_the_active_language(active, ja, en, seen):
    with translation.override(active):
        assert in_reader_language(ja, en) == seen


def test_without_a_language_the_house_speaks_japanese():
    with translation.override(None):
        assert in_reader_language("団体", "organization") == "団体"
