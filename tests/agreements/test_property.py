"""No sequence of edits, consents and withdrawals leads to an agreement whose sides agreed to different texts."""
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engawa.base.ui.refusal import Refused
from engawa.demo.builders.agreements import edit
from engawa.journey.agreements import actions, queries
from engawa.journey.agreements.models import Agreement

STEP = st.tuples(st.sampled_from(["edit", "agree", "agree_old", "withdraw"]), st.integers(0, 1), st.integers(1, 40))


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(STEP, min_size=2, max_size=8))
def test_all_sides_agreed_to_one_digest_or_nothing_is_agreed(sheet, sides, steps):
    from django.db import transaction
    with transaction.atomic():
        for what, who, number in steps:
            _do(sheet, sides[who], what, number)
            _check(Agreement.objects.get(pk=sheet.pk))
        transaction.set_rollback(True)


def _do(sheet, by, what, number):
    version = queries.latest(sheet)
    seen = sheet.versions.first() if what == "agree_old" else version
    try:
        if what == "edit":
            edit(sheet, by, {"period": {"total_hours": number}})
        elif what == "withdraw":
            actions.withdraw_consent(by=by, agreement=sheet)
        else:
            actions.agree_to_version(by=by, agreement=sheet, digest=seen.digest)
    except Refused:
        pass


def _check(agreement):
    numbers = [v.number for v in agreement.versions.all()]
    assert numbers == list(range(1, len(numbers) + 1))
    assert all(queries.is_untouched(v) for v in agreement.versions.all())
    if agreement.agreed_version is None:
        assert agreement.state == "draft"
        assert not hasattr(agreement, "project")
        return
    sides = set(agreement.parties.values_list("pk", flat=True))
    consents = agreement.agreed_version.consents.all()
    assert {c.party_id for c in consents} == sides
    assert {c.version.digest for c in consents} == {agreement.agreed_version.digest}
