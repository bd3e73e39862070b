"""Saved searches and followed organizations: what is kept, what is new, and mails that never tell anything twice."""
from datetime import UTC, datetime, timedelta
from unittest.mock import Mock

import pytest

from engawa.base.history.models import Event
from engawa.base.notices import actions as notices
from engawa.base.notices.models import Mail, Notice
from engawa.base.times import at_moment
from engawa.base.ui.refusal import Refused
from engawa.base.users.models import User
from engawa.journey.matching import actions, queries, rules, tasks
from engawa.journey.matching.actions import telling
from engawa.journey.matching.asked import Asked
from engawa.journey.matching.models import Followed, SavedSearch, Told
from engawa.journey.matching.queries import news
from tests.matching import made
from tests.notices.post import Postbox, free_port, server

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 10, 1, 3, tzinfo=UTC)          # noon of a Thursday in Japan
ROSTER = Asked(words="名簿")


def at(days: int, hour: int = 7, minute: int = 10):
    """A moment of Japan, so many days after that Thursday; by default when the mails go."""
    return at_moment(NOON + timedelta(days=days, hours=hour - 12, minutes=minute))


@pytest.fixture
def house():
    return made.organization()


@pytest.fixture
def kazuo():
    made.vocabulary()
    return made.user("kazuo@example.jp")


def save(user: User, asked: Asked = ROSTER, name: str = "名簿", mails: str = "daily") -> SavedSearch:
    with at_moment(NOON + timedelta(seconds=SavedSearch.objects.count())):
        return actions.keep_search(by=user, asked=asked, name=name, mails=mails)


def follow(user: User, organization) -> Followed:
    with at_moment(NOON):
        return actions.follow_organization(by=user, organization=organization)


def opened(title: str, by, days: int = 0, hour: int = 15, **fields):
    with at(days, hour):
        return made.posting(title, by=by, age=0, **fields)


def told() -> list[tuple[str, str]]:
    return sorted(Told.objects.values_list("user__email", "posting__title"))


# ------------------------------------------------------------------ keeping
def test_the_same_search_twice_is_one_with_the_newer_name(kazuo):
    first = save(kazuo, Asked(words="名簿", causes=("nature", "welfare"), sort="new"))
    again = save(kazuo, Asked(words="名簿", causes=("welfare", "nature")), "会員の名簿", "weekly")
    assert (again.pk, again.name, again.mails, SavedSearch.objects.count()) == (first.pk, "会員の名簿", "weekly", 1)
    assert list(Event.objects.values_list("verb", flat=True).order_by("pk")) == ["matching.search_kept", "matching.search_changed"]
    actions.remove_search(by=kazuo, search=again)
    assert SavedSearch.objects.count() == 0


def test_twenty_and_no_more_but_those_can_still_be_changed(kazuo):
    for n in range(rules.SEARCHES):
        save(kazuo, Asked(words=f"名簿{n}"), f"{n}")
    with pytest.raises(Refused) as refused:
        save(kazuo, Asked(words="もう一つ"))
    assert str(refused.value) == "保存できる条件は20件までです。先に1件消すと、この条件を保存できます。"
    assert save(kazuo, Asked(words="名簿0"), "べつの名前").name == "べつの名前"
    assert save(made.user("other@example.jp")).name == "名簿"


def test_nobody_else_changes_it(kazuo, house):
    search, followed, other = save(kazuo), follow(kazuo, house), made.user("other@example.jp")
    for act in (lambda: actions.change_search(by=other, search=search, name="x", mails="off"),
                lambda: actions.remove_search(by=other, search=search), lambda: actions.note_looked(by=other, search=search),
                lambda: actions.choose_news(by=other, watch=followed, mails="off")):
        with pytest.raises(Refused) as refused:
            act()
        assert str(refused.value) == "この操作は、ご本人だけができます。"
    assert (queries.searches_of(other).count(), queries.followed_ids(other)) == (0, set())


def test_following_and_no_longer_twice_each(kazuo, house):
    assert follow(kazuo, house) == follow(kazuo, house)
    assert (queries.followed_ids(kazuo), [one.organization for one in queries.followed_by(kazuo)]) == ({house.pk}, [house])
    for _n in range(2):
        actions.stop_following(by=kazuo, organization=house)
    assert [*Event.objects.values_list("verb", flat=True).order_by("pk")] == ["matching.followed", "matching.no_longer_followed"]


@pytest.mark.parametrize(("case", "reason"), [
    ("suspended", "この団体は、いま「気になる団体」に入れられません。"), ("own", "ご自身の団体です。"),
    ("avoided", "この団体は「手伝いを控えたい団体」に入っています。先にそこから外すと、「気になる団体」に入れられます。")])
def test_what_cannot_be_followed(house, case, reason):
    one = made.participant()
    if case == "suspended":
        house.state = "suspended"
        house.save()
    if case == "own":
        made.Membership.objects.create(organization=house, user=one.user, role="owner")
    if case == "avoided":
        actions.avoid_organization(by=one.user, participant=one, organization=house)
    with pytest.raises(Refused) as refused:
        follow(one.user, house)
    assert (str(refused.value), Followed.objects.count()) == (reason, 0)


# ------------------------------------------------------------------ the page
def test_how_many_are_open_and_how_many_are_new(kazuo, house, django_assert_num_queries):
    opened("名簿の整理", house, -3)
    words, hours, signs = save(kazuo), save(kazuo, Asked(hours=2), "週2時間まで"), save(kazuo, Asked(words="!!!"), "!!!")
    general = save(kazuo, Asked(words="募集", areas=("data",)), "データの募集")
    opened("名簿をもう一つ", house, 1)
    opened("会場の案内", house, 1, hours_per_week=2, skills=())
    over = opened("おわった名簿", house, 1, deadline=(NOON + timedelta(days=1)).date())
    with at(3):
        queries.watched(kazuo)
        with django_assert_num_queries(8):       # three of them only because a test is inside a transaction, one for signs without a word
            rows = {one.search: (one.open, one.new) for one in queries.watched(kazuo)}
        assert rows == {words: (2, 1), hours: (1, 1), signs: (0, 0), general: (3, 2)}
        assert [queries.search(ROSTER, queries.watching.vocabulary()).count, over.deadline.day] == [2, 2]
        actions.note_looked(by=kazuo, search=words)
        assert {one.search: one.new for one in queries.watched(kazuo)}[words] == 0


def test_a_search_with_a_condition_that_is_gone_is_not_answered(kazuo, house):
    search = save(kazuo, Asked(causes=("nature",)), "環境")
    SavedSearch.objects.filter(pk=search.pk).update(query="cause=gone")
    opened("名簿の整理", house)
    with at(1):
        assert [(one.is_whole, one.open, one.conditions) for one in queries.watched(kazuo)] == [(False, 0, [])]
        assert actions.send_news() == 0


# ------------------------------------------------------------------ the mails
def test_one_mail_in_the_morning_gathers_everything_once(kazuo, house):
    other = made.organization("ゆうなぎ", "welfare")
    opened("前からある名簿", house, -2)
    save(kazuo), save(kazuo, Asked(hours=3), "週3時間まで", "weekly"), save(kazuo, Asked(areas=("web-sns",)), "ウェブ", "off")
    follow(kazuo, other)
    one, two = opened("名簿の整理", house), opened("ホームページの文章", other, area_id="web-sns", hours_per_week=9, skills=())
    with at(1, 6, 50):
        assert actions.send_news() == 0
    late = opened("朝に出た名簿", house, 1, 7)                    # at ten past seven: it waits for the next morning
    with at(1, 7, 20):
        assert [actions.send_news() for _n in range(2)] == [1, 0]
    mail = Mail.objects.get()
    assert mail.subject == "ご希望の新しい募集が2件あります"
    assert [mail.text.count(words) for words in ("■ 保存した条件「名簿」", one.title, "■ 気になる団体「ゆうなぎ」", two.title, "週3時間まで",
                                                 "ウェブ", late.title, "前からある", f"/postings/{one.pk}/")] == [1, 1, 1, 1, 0, 0, 0, 0, 1]
    assert (mail.text.count("/saved/off/"), mail.off_url.endswith(f"/saved/off/{queries.news_token(kazuo)}/")) == (3, True)
    for hour in (9, 15, 23):
        with at(1, hour):
            assert actions.send_news() == 0
    with at(2):
        assert [actions.send_news() for _n in range(2)] == [1, 0]
    with at(3):
        assert actions.send_news() == 0                          # nothing new is no mail
    assert told() == [("kazuo@example.jp", "ホームページの文章"), ("kazuo@example.jp", "名簿の整理"), ("kazuo@example.jp", "朝に出た名簿")]
    assert Notice.objects.count() == 2


def test_once_a_week_and_what_closed_meanwhile_is_left_out(kazuo, house):
    save(kazuo, mails="weekly")
    opened("名簿の整理", house)
    with at(1):
        assert actions.send_news() == 1
    closed, kept = opened("おわる名簿", house, 2), opened("つづく名簿", house, 3)
    with at(5):
        assert actions.send_news() == 0
        closed.state = "closed"
        closed.save()
        actions.index_posting(posting=closed)
    with at(8):
        assert actions.send_news() == 1
    assert [title for _who, title in told()] == ["つづく名簿", "名簿の整理"]
    assert kept.pk in Told.objects.values_list("posting", flat=True)


def test_opened_again_is_new_for_those_who_were_not_told(kazuo, house):
    posting = opened("名簿の整理", house, -2)
    save(kazuo)
    def pause_and_open(days):
        with at(days, 9):
            for state in ("paused", "open"):
                posting.state = state
                posting.save()
                actions.index_posting(posting=posting)
    pause_and_open(1)
    with at(2):
        assert actions.send_news() == 1
        actions.rebuild_index()                                  # a new dictionary makes nothing new
    pause_and_open(3)
    with at(4):
        assert actions.send_news() == 0
    assert len(told()) == 1


def test_rebuilding_an_index_that_was_lost_opens_nothing_again(kazuo, house):
    save(kazuo)
    with at(0):
        made.posting("名簿の整理", by=house, age=3, indexed=False)
    with at(1, 3):
        actions.rebuild_index()
    with at(1):
        assert actions.send_news() == 0


def test_a_worker_killed_between_and_two_workers_at_once(kazuo, house, monkeypatch):
    save(kazuo)
    opened("名簿の整理", house)
    with at(1):
        with monkeypatch.context() as killed:
            killed.setattr(telling.notices, "tell", Mock(side_effect=KeyboardInterrupt))
            with pytest.raises(KeyboardInterrupt):
                actions.send_news()
        assert (told(), Mail.objects.count()) == ([], 0)
        due = news.due_people(NOON + timedelta(hours=19, minutes=10))
        assert [telling._send_one(user.pk, morning, NOON + timedelta(hours=19, minutes=10)) for user, morning in due * 2] == [True, False]
    assert (len(told()), Mail.objects.count()) == (1, 1)


@pytest.mark.parametrize("case", ["resting", "closing", "closed account", "suggested today"])
def test_who_is_left_in_peace_hears_of_it_later_if_at_all(house, case):
    one = made.participant()
    save(one.user)
    opened("名簿の整理", house)
    if case == "resting":
        one.paused_until = (NOON + timedelta(days=3)).date()
        one.save()
    if case == "closing":
        User.objects.filter(pk=one.user_id).update(closing_at=NOON)
    if case == "closed account":
        User.objects.filter(pk=one.user_id).update(is_active=False)
    if case == "suggested today":
        choice = actions.choose_mails(by=one.user, participant=one, mails="weekly")
        choice.mailed_at = NOON + timedelta(hours=13)
        choice.save()
    with at(1):
        assert actions.send_news() == 0
    with at(20):
        assert actions.send_news() == (0 if case.startswith("clos") else 1)


def test_what_somebody_asked_for_comes_although_they_have_just_applied(house):
    one = made.participant()
    save(one.user)
    opened("名簿の整理", house)
    with at_moment(NOON):
        actions.be_quiet(participant=one)
    with at(1):
        assert actions.send_news() == 1


@pytest.mark.parametrize("case", ["own", "avoided", "applied"])
def test_what_is_left_out(house, case):
    one = made.participant()
    save(one.user)
    posting = opened("名簿の整理", house)
    if case == "own":
        made.Membership.objects.create(organization=house, user=one.user, role="owner")
    if case == "avoided":
        actions.avoid_organization(by=one.user, participant=one, organization=house)
    if case == "applied":
        with at_moment(NOON - timedelta(days=20)):
            actions.note_application(posting=posting, participant=one)
    with at(1):
        assert (actions.send_news(), told()) == (0, [])


def test_suggestions_and_news_never_come_on_one_day_nor_about_one_posting(house):
    one = made.participant(inventory_done_at=NOON)
    actions.choose_mails(by=one.user, participant=one, mails="weekly")
    save(one.user)
    opened("名簿の整理", house)
    with at(1):
        assert (actions.send_news(), actions.send_suggestions()) == (1, 0)
    with at(2):
        assert actions.send_suggestions() == 0                   # it was told already
        opened("べつの名簿", house, 2, 3)
        assert (actions.send_suggestions(), actions.send_news()) == (1, 0)
    with at(3):
        assert actions.send_news() == 0


def test_in_the_morning_and_the_language_of_the_reader(kazuo, house):
    User.objects.filter(pk=kazuo.pk).update(time_zone="Europe/Berlin", language="en")
    save(kazuo, name="rosters")
    for n in range(12):
        opened(f"名簿{n}", house)
    with at(1, 13, 50):                                          # ten to seven there
        assert actions.send_news() == 0
    with at(1, 14, 10):
        assert actions.send_news() == 1
    mail = Mail.objects.get()
    assert mail.subject == "12 new postings you asked to hear of"
    assert [mail.text.count(words) for words in ("■ Saved search “rosters”", "And 2 more postings.", "/en/postings/", "/en/saved/off/")] == [1, 1, 10, 2]
    assert len(told()) == 12


def test_mails_turned_on_again_tell_only_of_what_opens_from_then_on(kazuo, house):
    search, followed = save(kazuo), follow(kazuo, house)
    actions.end_news(user=kazuo)
    assert {search.__class__.objects.get().mails, Followed.objects.get().mails} == {"off"}
    opened("名簿の整理", house)
    with at(2, 12):
        actions.change_search(by=kazuo, search=search, name="名簿", mails="daily")
        actions.choose_news(by=kazuo, watch=followed, mails="weekly")
    with at(3):
        assert actions.send_news() == 0
    opened("べつの名簿", house, 3)
    with at(4):
        tasks.tell_news.call()
    assert [title for _who, title in told()] == ["べつの名簿"]


def test_the_mail_arrives_and_can_be_ended_by_the_mail_program(kazuo, house, settings, client):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", free_port(), 5
    save(kazuo)
    opened("名簿の整理", house)
    with at(1), server(Postbox(), settings.EMAIL_PORT) as postbox:
        actions.send_news()
        assert [notices.deliver_due() for _n in range(2)] == [1, 0]
    arrived = postbox.mails[0]
    link = arrived["List-Unsubscribe"].strip().strip("<>")
    assert (arrived["To"], arrived["List-Unsubscribe-Post"]) == ("kazuo@example.jp", "List-Unsubscribe=One-Click")
    text, html = (part.get_payload(decode=True).decode() for part in arrived.get_payload())
    assert (text.count(link), html.count(f'href="{link}"')) == (1, 1)
    path = link.removeprefix(settings.SITE_URL)
    assert (client.get(path).status_code, SavedSearch.objects.get().mails) == (200, "daily")     # looking ends nothing
    assert client.post(path, "List-Unsubscribe=One-Click", content_type="application/x-www-form-urlencoded").status_code == 302
    assert SavedSearch.objects.get().mails == "off"


def test_a_link_that_was_not_made_here_or_is_of_something_gone(kazuo):
    search = save(kazuo)
    token, every = queries.news_token(kazuo, search), queries.news_token(kazuo)
    assert (queries.watch_of_token(token), queries.watch_of_token(every)) == ((kazuo, search), (kazuo, None))
    assert queries.watch_of_token(token + "x") is None
    actions.remove_search(by=kazuo, search=search)
    assert queries.watch_of_token(token) is None
    kazuo.delete()
    assert queries.watch_of_token(every) is None
