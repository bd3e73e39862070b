"""What goes: a kept file after a page of its own, and everything of an inventory with the account."""
from datetime import date, timedelta

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from engawa.base.accounts.actions import erase_account
from engawa.base.times import at_moment, now, today
from engawa.journey.participants import actions, queries
from engawa.journey.participants.models import Participant
from engawa.journey.participants.queries import imports
from engawa.journey.skills.models import Cause, Skill
from tests.participants.reading import Fields, url, words
from tests.people import make_user

PLAIN = {"place", "hours_per_week", "free_times", "languages", "starts_on", "months_max", "at_once", "about", "career_text", "trusted_name",
         "trusted_phone", "paused_until", "inventory_done_at"}
CHOSEN = ("areas", "roles", "causes", "wishes")


def test_a_kept_file_is_removed_from_a_page_of_its_own(me, saeki, stranger):
    me.post(url("import"), {"file": SimpleUploadedFile("経歴.txt", "1990年 銀行でCOBOLの保守をしました。".encode()), "keep": "on"})
    kept = imports.kept_files_of(saeki).get()
    place = url("remove_kept_file", kept.pk)
    assert f'href="{place}"' in me.get(url("sheet")).content.decode()
    page = me.get(place)
    assert [said in words(page) for said in ("経歴.txt", "元に戻せません", "ファイルを残す")] == [True] * 3
    for other in (stranger.user, make_user("fresh@example.jp", "若葉 始")):
        client = Client()
        client.force_login(other)
        assert [client.get(place).status_code, client.post(place).status_code] == [404, 404]
    assert imports.kept_files_of(saeki).exists()
    assert me.post(place, Fields(page).sent).url == url("sheet")
    assert not imports.kept_files_of(saeki).exists()


def filled(saeki):
    actions.save_time(
        by=saeki.user, participant=saeki, hours_per_week=10, free_times=[1, 2], causes=Cause.objects.all()[:2], languages=[{"code": "ja", "level": "native"}],
        wishes=Skill.objects.all()[:2], starts_on=date(2027, 1, 4), months_max=3, at_once=3, trusted_name="佐伯 花子", trusted_phone="0312345678")
    actions.save_career_text(by=saeki.user, participant=saeki, text="銀行に勤めました。")
    actions.pause(by=saeki.user, participant=saeki, until=today() + timedelta(days=9))
    Participant.objects.update(about="わたしのこと")
    return Participant.objects.get(pk=saeki.pk)


def test_an_erased_account_leaves_the_bare_row(saeki, stranger):
    theirs = filled(stranger)
    mine = filled(saeki)
    empty = Participant(user=saeki.user)
    assert {name for name in PLAIN if getattr(mine, name) == getattr(empty, name)} == set()     # everything was said
    assert {field.name for field in Participant._meta.fields} - {"id", "user", "joined_at"} == PLAIN
    assert {field.name for field in Participant._meta.many_to_many} == set(CHOSEN)
    erase_account(user=saeki.user)
    bare = Participant.objects.get(pk=saeki.pk)
    assert {name: getattr(bare, name) for name in PLAIN} == {name: getattr(empty, name) for name in PLAIN}
    for relation in Participant._meta.related_objects:
        if relation.related_model.__module__.startswith("engawa.journey.participants"):
            assert not relation.related_model.objects.filter(participant=bare).exists(), relation.name
    assert [getattr(bare, name).count() for name in CHOSEN] == [0] * 4
    others = Participant.objects.get(pk=stranger.pk)
    assert {name: getattr(others, name) for name in PLAIN} == {name: getattr(theirs, name) for name in PLAIN}
    assert [getattr(others, name).exists() for name in ("areas", "causes", "wishes")] == [True] * 3


# ------------------------------------------------------------------ the day of the sheet
def test_the_sheet_bears_the_day_of_the_last_change(me, saeki):
    first = queries.changed_at(saeki)
    assert first.date() == saeki.inventory_done_at.date()
    with at_moment(now() + timedelta(days=40)):
        actions.pause(by=saeki.user, participant=saeki, until=today() + timedelta(days=1))      # says nothing on the sheet
        assert queries.changed_at(saeki) == first
        actions.save_career_text(by=saeki.user, participant=saeki, text="銀行に勤めました。")
        assert queries.changed_at(saeki) == now()
        day = f"{today().year}年{today().month}月{today().day}日"
    assert day in words(me.get(url("sheet")))


def test_a_skill_the_desk_added_counts_as_a_change(saeki):
    done = now() + timedelta(days=3)
    saeki.proposals.create(words="古文書", state="added", skill_id="cobol", decided_at=done)
    assert queries.changed_at(saeki) == done


def test_a_sheet_whose_changes_are_forgotten_bears_the_day_it_was_finished_or_begun(saeki):
    from engawa.base.history.models import Event
    Event.objects.all().delete()
    assert queries.changed_at(saeki) == saeki.inventory_done_at
    saeki.inventory_done_at = None
    assert queries.changed_at(saeki) == saeki.joined_at
