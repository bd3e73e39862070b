"""Consents, and the registry of what is kept."""
import pytest

from engawa.base import privacy
from engawa.base.privacy import actions, queries
from engawa.base.privacy.models import Consent
from engawa.base.users.models import User


@pytest.mark.django_db
def test_a_consent_is_to_one_version_of_each_text(monkeypatch):
    kazuo = User.objects.create_user("kazuo@example.jp")
    assert not queries.has_accepted_terms(kazuo)
    actions.accept_terms(by=kazuo)
    actions.accept_terms(by=kazuo)
    assert Consent.objects.count() == len(actions.VERSIONS)
    assert queries.has_accepted_terms(kazuo)
    monkeypatch.setitem(actions.VERSIONS, "privacy", "2027-04-01")
    assert not queries.has_accepted_terms(kazuo)
    actions.accept_terms(by=kazuo)
    assert queries.has_accepted_terms(kazuo)
    assert str(Consent.objects.last()) == "privacy 2027-04-01"


def test_every_entry_says_why_in_a_sentence_and_leads_from_a_real_table():
    for entry in privacy.entries():
        assert entry.keeps[0].isupper(), entry.model
        assert entry.keeps.endswith("."), entry.model
        assert entry.erase in ("delete", "anonymise", "keep")
        assert entry.until is None or entry.until.days >= 0
        for name in entry.blank:
            assert entry.model._meta.get_field(name)
