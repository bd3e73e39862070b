"""Suggestions that go to people: what they allow, mails, invitations, nameless cards."""
from datetime import timedelta

import pytest
from django.utils import translation

from engawa.base import history
from engawa.base.notices.models import Mail, Notice
from engawa.base.times import at_moment, now, today
from engawa.base.ui.refusal import Refused
from engawa.journey.matching import actions, queries, rules
from engawa.journey.matching.actions.suggesting import PURPOSE
from engawa.journey.matching.models import Mails, Suggestion, SuggestionChoice, Wanted
from engawa.journey.matching.queries.searching import demands_of_open, fits_of
from engawa.journey.matching.reasons_of_others import told
from engawa.journey.matching.vocabulary import vocabulary
from engawa.journey.participants.models import RefusedSkill
from engawa.journey.postings.models import PostingSkill
from engawa.journey.skills.models import Alias
from tests.matching import made
from tests.people import make_desk

pytestmark = pytest.mark.django_db
A_WEEK = timedelta(days=7, minutes=1)


def person(email="saeki@example.jp", **fields):
    return made.participant(email, inventory_done_at=now(), **fields)


def weekly(participant, mails=Mails.WEEKLY):
    return actions.choose_mails(by=participant.user, participant=participant, mails=mails)


def mailed():
    return sorted(Suggestion.objects.filter(way="mail").values_list("participant__user__email", "posting__title"))


@pytest.fixture
def house():
    return made.organization()


@pytest.fixture
def posting(house):
    return made.posting(by=house)


@pytest.fixture
def desk():
    return make_desk()


# ------------------------------------------------------------------ nothing listed
def test_a_posting_that_lists_no_experience_is_suggested_by_its_own_words(house, desk):
    for skill, text in (("list-cleaning", "名簿の整理"), ("excel", "Excel")):
        Alias.objects.create(skill_id=skill, text=text, key=skill)
    posting = made.posting("名簿の整理を手伝ってください", by=house, skills=(), need="Excelの表に、同じ人が二度います。")
    silent, one = made.posting("お祭りの写真", by=house, skills=(), need="写真が山のようです。"), person()
    asked = demands_of_open()
    assert (sorted((demand.skill, demand.level, demand.required) for demand in asked[posting.pk]), asked[silent.pk]) == (
        [("excel", 3, False), ("list-cleaning", 3, False)], ())
    assert [found.participant for found in queries.people_for(posting, 5)] == [one]
    weekly(one)
    assert (actions.send_suggestions(), mailed()) == (1, [("saeki@example.jp", "名簿の整理を手伝ってください")])
    PostingSkill.objects.create(posting=posting, skill_id="sns-operation", level=2)
    actions.index_posting(posting=posting)
    assert [demand.skill for demand in demands_of_open()[posting.pk]] == ["sns-operation"]     # what is listed counts alone


# ------------------------------------------------------------------ mails
def test_a_mail_names_what_is_new_and_why(posting):
    weekly(person())
    assert actions.send_suggestions() == 1
    mail = Mail.objects.get()
    assert mail.subject == "あなたに合いそうな新しい募集が1件あります"
    assert f"{posting.title}\n里山の会 こなら\n「名簿の整理」の経験が、そのまま生きます" in mail.text
    assert f"/suggestions/off/{queries.off_token(made.Participant.objects.get())}/" in mail.text
    assert "点" not in mail.text.replace("点検", "")


def test_in_the_language_of_the_reader(posting):
    one = person()
    one.user.language = "en"
    one.user.save()
    weekly(one)
    with translation.override("ja"):
        actions.send_suggestions()
    mail = Mail.objects.get()
    assert mail.subject == "1 new posting that may suit you"
    assert ("/en/suggestions/off/" in mail.text, "is just what they ask for" in mail.text) == (True, True)


def test_nobody_gets_a_mail_unasked_twice_too_often_or_about_the_same(house, posting):
    silent, asked = person("silent@example.jp"), person()
    weekly(silent, Mails.OFF)
    weekly(asked)
    assert [actions.send_suggestions() for _n in range(2)] == [1, 0]
    made.posting("新しい名簿", by=house, age=0)
    assert actions.send_suggestions() == 0                       # within the week
    with at_moment(now() + A_WEEK):
        assert [actions.send_suggestions() for _n in range(2)] == [1, 0]
    with at_moment(now() + 2 * A_WEEK):
        assert actions.send_suggestions() == 0                   # nothing new, and that is no mail
    assert mailed() == [("saeki@example.jp", posting.title), ("saeki@example.jp", "新しい名簿")]


def test_two_workers_send_one_mail_and_one_turned_off_meanwhile_stays_unsent(posting):
    one, two = weekly(person()), weekly(person("b@example.jp"))
    assert actions.due_suggestions() == [str(one.pk), str(two.pk)]
    actions.choose_mails(by=None, participant=two.participant, mails=Mails.OFF)
    assert [actions.suggesting._send_one(pk, now(), [posting.pk]) for pk in (one.pk, one.pk, two.pk)] == [True, False, False]
    assert Mail.objects.count() == 1


def test_who_never_had_a_mail_comes_first_and_who_has_no_room_gets_none(house, posting):
    had, never, busy = weekly(person()), weekly(person("b@example.jp")), weekly(person("c@example.jp"))
    had.mailed_at = now() - 2 * A_WEEK
    had.save()
    assert actions.due_suggestions(without={busy.participant_id}) == [str(never.pk), str(had.pk)]


def test_once_a_month(house, posting):
    weekly(person(), Mails.MONTHLY)
    assert actions.send_suggestions() == 1
    made.posting("新しい名簿", by=house, age=0)
    for days, sent in ((8, 0), (31, 1)):
        with at_moment(now() + timedelta(days=days)):
            assert actions.send_suggestions() == sent


def test_three_postings_at_most(house):
    for n in range(5):
        made.posting(f"名簿{n}", by=house)
    weekly(person())
    actions.send_suggestions()
    assert Suggestion.objects.count() == 3


@pytest.mark.parametrize("case", ["resting", "closed account", "unfinished", "applied", "own", "avoided", "no skill in common"])
def test_who_is_left_in_peace(house, posting, case):
    one = person(skills=(("sns-operation", 3, "current"),) if case == "no skill in common" else (("list-cleaning", 4, "current"),))
    weekly(one)
    if case == "resting":
        one.paused_until = today() + timedelta(days=3)
    if case == "unfinished":
        one.inventory_done_at = None
    one.save()
    if case == "closed account":
        one.user.is_active = False
        one.user.save()
    if case == "applied":
        actions.note_application(posting=made.posting("別の募集", by=house), participant=one)
    if case == "own":
        made.Membership.objects.create(organization=house, user=one.user, role="owner")
    if case == "avoided":
        actions.avoid_organization(by=one.user, participant=one, organization=house)
    assert (actions.send_suggestions(), mailed()) == (0, [])


def test_after_an_application_there_are_two_quiet_weeks(house, posting):
    one = person()
    weekly(one)
    actions.note_application(posting=made.posting("別の募集", by=house, skills=()), participant=one)
    for days, sent in ((13, 0), (15, 1)):
        with at_moment(now() + timedelta(days=days)):
            assert actions.send_suggestions() == sent
    assert mailed() == [("saeki@example.jp", posting.title)]


def test_invitations_and_mails_are_one_wave(posting, desk):
    for n in range(rules.WAVE):
        weekly(person(f"{n}@example.jp"))
    for n in range(2):
        actions.invite(by=desk, posting=posting, participant=person(f"invited{n}@example.jp"))
    assert actions.send_suggestions() == rules.WAVE - 2


def test_a_posting_goes_out_in_waves_and_stops_when_it_is_filled(posting):
    for n in range(rules.WAVE + 2):
        weekly(person(f"{n}@example.jp"))
    assert actions.send_suggestions() == rules.WAVE
    with at_moment(now() + timedelta(days=1)):
        assert actions.send_suggestions() == 0
    with at_moment(now() + rules.WAVE_LASTS + timedelta(hours=1)):
        assert actions.send_suggestions() == 2
    later = person("later@example.jp")
    weekly(later)
    posting.state = "filled"
    posting.save()
    actions.index_posting(posting=posting)
    with at_moment(now() + timedelta(days=9)):
        assert actions.send_suggestions() == 0


def test_three_who_wait_for_a_seat_are_enough(posting):
    weekly(person())
    for _n in range(4):
        actions.note_application(posting=posting)
    assert actions.send_suggestions() == 0


def test_only_the_owner_chooses(posting):
    one, other = person(), made.user("b@example.jp")
    for act in (lambda: actions.choose_mails(by=other, participant=one, mails=Mails.WEEKLY),
                lambda: actions.agree_to_cards(by=other, participant=one), lambda: actions.withdraw_from_cards(by=other, participant=one)):
        with pytest.raises(Refused):
            act()
    assert not SuggestionChoice.objects.exists()


# ------------------------------------------------------------ invitations
def test_an_invitation_is_a_short_message(posting, desk):
    one = person()
    actions.invite(by=desk, posting=posting, participant=one)
    assert list(Notice.objects.values_list("user__email", "kind", "line")) == [
        ("saeki@example.jp", "matching/invited", f"事務局が、募集「{posting.title}」をご紹介します")]
    assert [(row.participant, row.by) for row in queries.reached(posting)] == [(one, desk)]
    assert [event.verb for event in history.of(one)] == ["matching.invited"]
    assert queries.people_for(posting, 5) == []
    weekly(one)
    assert actions.send_suggestions() == 0                        # invited: quiet for two weeks


@pytest.mark.parametrize(("case", "reason"), [
    ("not the desk", "これは事務局だけができます。"), ("closed", "この募集は、いま公開されていません。紹介はできません。"),
    ("over", "この募集は、いま公開されていません。紹介はできません。"), ("suspended", "この募集は、いま公開されていません。紹介はできません。"),
    ("resting", "この方は、"), ("lately", "この方には、"), ("own", "この方に、この募集で声をかけることはできません。"),
    ("avoided", "この方に、この募集で声をかけることはできません。"), ("applied", "この方は、もうこの募集に応募しています。"), ("invited", "この方には、もうこの募集で声をかけています。"),
    ("busy", "この方は、"), ("filled", "この募集は、もう人がそろいました。新しく声をかけることはできません。"),
    ("wave", "この募集には、3日のうちに5人へお声がけしています。"), ("applied elsewhere", "この方は、最近応募したか、声をかけられています。"),
])
def test_when_nobody_is_invited(house, posting, desk, case, reason):
    one, by = person(), desk
    if case == "not the desk":
        by = made.user("x@example.jp")
    if case == "closed":
        posting.state = "closed"
    if case == "over":
        posting.deadline = today() - timedelta(days=1)
    if case == "suspended":
        house.state = "suspended"
        house.save()
    posting.save()
    if case == "resting":
        one.paused_until = today() + timedelta(days=3)
        one.save()
    if case == "lately":
        actions.invite(by=desk, posting=made.posting("別の", by=made.organization("よその会")), participant=one)
    if case == "own":
        made.Membership.objects.create(organization=house, user=one.user, role="owner")
    if case == "avoided":
        actions.avoid_organization(by=one.user, participant=one, organization=house)
    if case == "applied":
        actions.note_application(posting=posting, participant=one)
    if case == "invited":
        actions.invite(by=desk, posting=posting, participant=one)
    if case == "filled":
        made.Posting.objects.filter(pk=posting.pk).update(seats_taken=1)
    if case == "applied elsewhere":
        actions.note_application(posting=made.posting("別の", by=made.organization("よその会")), participant=one)
    if case == "wave":
        for n in range(rules.WAVE):
            actions.invite(by=desk, posting=posting, participant=person(f"{n}@example.jp"))
    before = Suggestion.objects.count()
    with pytest.raises(Refused) as refused:
        actions.invite(by=by, posting=posting, participant=one, without={one.pk} if case == "busy" else ())
    assert (str(refused.value).startswith(reason), Suggestion.objects.count()) == (True, before)


# -------------------------------------------------------------- who suits
def test_people_who_suit_come_with_their_reasons(house, posting):
    best, near = person(), person("near@example.jp", skills=(("excel", 5, "current"),), wishes=())
    person("other@example.jp", skills=(("sns-operation", 5, "current"),))
    avoids = person("avoids@example.jp")
    actions.avoid_organization(by=avoids.user, participant=avoids, organization=house)
    made.participant("unfinished@example.jp")
    assert [one.participant for one in queries.people_for(posting, 5)] == [best, near]
    assert queries.people_for(posting, 1)[0].fit == queries.fit_of(best, posting)
    assert queries.people_for(made.posting("何でも", by=house, skills=()), 5) == []


def test_of_too_many_who_serve_the_most_able_are_compared_however_long_ago_they_joined(posting, monkeypatch):
    able = person(skills=(("list-cleaning", 4, "current"), ("excel", 4, "current")))
    person("late@example.jp", skills=(("list-cleaning", 5, "current"), ("sns-operation", 5, "current")))
    monkeypatch.setattr(queries.reaching, "LOOKED_AT", 1)
    assert [one.participant for one in queries.people_for(posting, 5)] == [able]      # what does not serve is not added up


def test_among_equals_the_posting_in_the_language_a_person_speaks_well_comes_first(house):
    english = made.posting("Member list", by=house, language="en", age=9, hours_per_week=5)
    japanese = made.posting("会員名簿", by=made.organization("よその会"), hours_per_week=5)
    better = made.posting("どちらも", by=made.organization("別の会"))
    speaks = person(languages=[{"code": "ja", "level": "native"}, {"code": "en", "level": "business"}], wishes=())
    japanese_only = person("ja@example.jp", wishes=())
    assert [one.posting for one in queries.suggestions(speaks)] == [better, english, japanese]
    assert [one.posting for one in queries.suggestions(japanese_only)] == [better, japanese]


# ---------------------------------------------------------- nameless cards
@pytest.fixture
def owner(house):
    return made.member(house)


def test_only_who_agreed_is_on_a_card(posting):
    one, silent = person(), person("silent@example.jp")
    assert queries.cards_for(posting) == []
    choice = actions.agree_to_cards(by=one.user, participant=one)
    assert (choice.agreed_text, [event.data for event in history.of(one)]) == (PURPOSE, [{"text": PURPOSE}])
    assert [card.participant for card in queries.cards_for(posting)] == [one]
    for _n in range(2):
        actions.withdraw_from_cards(by=one.user, participant=one)
    assert (queries.cards_for(posting), queries.choice_of(one).agreed_at, queries.choice_of(silent).mails) == ([], None, "off")
    assert [event.verb for event in history.of(one)] == ["matching.cards_agreed", "matching.cards_withdrawn"]


def test_a_wish_of_the_organization(posting, owner, desk):
    one = person()
    actions.agree_to_cards(by=one.user, participant=one)
    wish = actions.want_invited(by=owner, posting=posting, participant=one)
    assert actions.want_invited(by=owner, posting=posting, participant=one) == wish
    assert list(queries.wanted()) == [wish]
    assert queries.cards_for(posting)[0].wanted_at == wish.at
    actions.invite(by=desk, posting=posting, participant=one)
    assert list(queries.wanted()) == []
    with pytest.raises(Refused):
        actions.leave_wanted(by=owner, wanted=wish)


def test_a_wish_set_aside_and_one_that_goes_with_the_agreement(posting, owner, desk):
    one, two = person(), person("b@example.jp")
    wishes = []
    for each in (one, two):
        actions.agree_to_cards(by=each.user, participant=each)
        wishes.append(actions.want_invited(by=owner, posting=posting, participant=each))
    for _n in range(2):
        actions.leave_wanted(by=desk, wanted=wishes[0])
    actions.withdraw_from_cards(by=two.user, participant=two)
    assert (list(queries.wanted()), Wanted.objects.count()) == ([], 1)


@pytest.mark.parametrize(("case", "reason"), [
    ("stranger", "この操作は、確認済みの団体の人だけができます。"), ("suspended", "この操作は、確認済みの団体の人だけができます。"),
    ("paused", "この募集は、いま公開されていません。紹介はできません。"), ("many", "お声がけの希望を3件お預かりしています。先に、事務局からの対応をお待ちください。")])
def test_when_an_organization_may_not_ask(house, posting, owner, case, reason):
    by = made.user("x@example.jp") if case == "stranger" else owner
    if case == "suspended":
        house.state = "suspended"
        house.save()
    if case == "paused":
        posting.state = "paused"
        posting.save()
    if case == "many":
        for n in range(3):
            actions.want_invited(by=owner, posting=posting, participant=person(f"{n}@example.jp"))
    with pytest.raises(Refused) as refused:
        actions.want_invited(by=by, posting=posting, participant=person())
    assert str(refused.value) == reason


# -------------------------------------------------------- words in common
def test_words_of_the_posting_that_stand_in_the_own_account_count_and_are_told(house):
    posting = made.posting("避難所の受付簿を作りたい", by=house, need="避難所の受付簿を紙で書いています。")
    plain = person("plain@example.jp", skills=(("excel", 2, "current"),), wishes=())
    one = person(skills=(("excel", 2, "current"),), wishes=())
    one.careers.update(did="町内で避難所の受付簿をまとめていました。")
    found, other = queries.fit_of(one, posting), queries.fit_of(plain, posting)
    assert found.score > other.score
    reasons = queries.reasons_for(one, posting).reasons
    assert reasons[-1] == "この募集のことばが、あなたの経歴にも出てきます：避難、受け付け。"
    assert [reason for reason in queries.reasons_for(plain, posting).reasons if "経歴にも" in reason] == []
    good, _missing = told(found, vocabulary())
    assert [words for words in good if "避難所" in words] == []          # the desk and organizations read nothing of the account
    fits = fits_of(queries.person_of(one), vocabulary())
    assert (fits[posting.pk], fits.score(posting.pk)) == (found, pytest.approx(found.score, abs=1e-6))


def test_a_skill_somebody_said_no_to_is_hardly_given_by_its_neighbour(house):
    posting, one = made.posting(by=house, skills=(("list-cleaning", 3, True),)), person(skills=(("excel", 5, "current"),), wishes=())
    before = queries.fit_of(one, posting).score
    RefusedSkill.objects.create(participant=one, skill_id="list-cleaning")
    after = queries.fit_of(one, posting)
    assert (after.score < before / 2, [reason.skill for reason in after.missing]) == (True, ["list-cleaning"])


def test_nothing_is_suggested_that_meets_at_no_time_of_the_week(house):
    one, other = made.posting("名簿", by=house), made.posting("会員名簿", by=house, contact_times=[40])
    somebody = person()
    assert [found.posting for found in queries.suggestions(somebody, 5)] == [one]
    assert fits_of(queries.person_of(somebody), vocabulary()).score(other.pk) > 0      # it stays in the list, at the end
    assert [found.participant for found in queries.people_for(other, 5)] == []
