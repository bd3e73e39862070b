"""What was read: kept until it is confirmed, written only as ticked, forgotten afterwards; only the owner may."""
import json
from datetime import timedelta

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engawa.base import history
from engawa.base.accounts.actions import erase_account
from engawa.base.files.actions import drop_with_files
from engawa.base.files.models import StoredFile
from engawa.base.privacy import Until, registry
from engawa.base.privacy.actions import forget_old
from engawa.base.times import at_moment, now
from engawa.base.ui.refusal import Refused
from engawa.base.ui.wording import tidy
from engawa.journey.participants import actions, queries, rules
from engawa.journey.participants.imports import json_resume
from engawa.journey.participants.imports.found import (
    CAREERS,
    DID,
    RESULT,
    Found,
    FoundCareer,
    FoundLanguage,
    FoundSkill,
)
from engawa.journey.participants.imports.meaning import understood
from engawa.journey.participants.languages import LANGUAGE_NAMES
from engawa.journey.participants.models import Import, KeptFile, LanguageLevel, LastUse
from engawa.journey.participants.queries import imports
from engawa.journey.skills.models import CareerRole, Skill
from tests.people import make_participant

FOUND = Found(careers=(FoundCareer(1983, 1990, did="帳票を作りました。"),), skills=(
    FoundSkill("COBOL", skill="cobol"), FoundSkill("JCL", skill="jcl"), FoundSkill("表計算", skill="excel-vba", level=3, last_use="within5", years=4),
    FoundSkill("CPU", skill="mainframe-ops", is_sure=False), FoundSkill("かご編み")))


@pytest.fixture
def bare(house):
    """Somebody with an empty inventory."""
    return make_participant("bare@example.jp", "新田 進", skills={}, careers=(), finish=False)


def keep(participant, found=FOUND) -> Import:
    return actions.keep_found(by=participant.user, participant=participant, kind="txt", name="経歴.txt", found=found)


# ------------------------------------------------------------------ keeping and stopping
def test_what_was_read_waits_and_adds_nothing(bare):
    row = keep(bare)
    assert Found.from_json(Import.objects.get().found) == FOUND
    assert (row.kind, row.name, list(imports.imports_of(bare))) == ("txt", "経歴.txt", [row])
    assert (bare.careers.count(), bare.held_skills.count(), imports.accepted_skills(bare)) == (0, 0, [])
    assert [event.verb for event in history.of(row)] == ["participants.file_read"]


def test_a_sixth_file_waits_until_one_is_finished(bare):
    rows = [keep(bare) for _ in range(rules.IMPORTS_MAX)]
    with pytest.raises(Refused, match="5つ"):
        keep(bare)
    actions.drop_import(by=bare.user, row=rows[0])
    keep(bare)
    assert Import.objects.count() == rules.IMPORTS_MAX


def test_nobody_else_reads_confirms_or_stops(bare, stranger):
    row = keep(bare)
    for act in (lambda: actions.keep_found(by=stranger.user, participant=bare, kind="txt", name="x", found=FOUND),
                lambda: actions.confirm_import(by=stranger.user, row=row, careers=[{"did": "よその話"}]),
                lambda: actions.drop_import(by=stranger.user, row=row)):
        with pytest.raises(Refused):
            act()
    assert Import.objects.count() == 1
    assert bare.careers.count() == 0


# ------------------------------------------------------------------ confirming
def test_what_was_ticked_is_written_and_the_rest_is_forgotten(bare):
    row = keep(bare)
    actions.confirm_import(by=bare.user, row=row, careers=[{"did": "帳票を作りました。", "from_year": 1983, "to_year": 1990}],
                           skills=["cobol", "excel-vba"], refused=["jcl"], languages=[{"code": "en", "level": "meeting"}], about="四十年の仕事です。")
    bare.refresh_from_db()
    assert [(one.from_year, one.to_year, one.did) for one in bare.careers.all()] == [(1983, 1990, "帳票を作りました。")]
    assert {one.skill_id: (one.level, one.last_use, one.years) for one in bare.held_skills.all()} == {"excel-vba": (3, "within5", 4)}
    assert list(bare.refused_skills.values_list("skill", flat=True)) == ["jcl"]
    assert bare.languages == [{"code": "ja", "level": "native"}, {"code": "en", "level": "meeting"}]
    assert bare.career_text == "四十年の仕事です。"
    # A skill without a level is not invented one: it waits for the skills page.
    assert [(one.skill, one.words) for one in imports.accepted_skills(bare)] == [("cobol", "COBOL")]
    assert Found.from_json(Import.objects.get().found) == Found(skills=(FoundSkill("COBOL", skill="cobol"),), is_confirmed=True)
    assert list(imports.imports_of(bare)) == []
    actions.save_skills(by=bare.user, participant=bare, held={"cobol": (4, "over10")}, offered=["cobol"])
    assert imports.accepted_skills(bare) == []


def test_without_open_levels_nothing_stays(bare):
    actions.confirm_import(by=bare.user, row=keep(bare), careers=[], skills=["excel-vba"], refused=["excel-vba"])
    assert not Import.objects.exists()
    assert bare.held_skills.get().last_use == "within5"
    assert not bare.refused_skills.exists()


def test_what_is_held_already_keeps_its_level_and_a_retired_skill_is_left_out(saeki):
    Skill.objects.filter(pk="jcl").update(retired_at="2026-01-01T00:00:00Z")
    found = Found(skills=(FoundSkill("COBOL", skill="cobol", level=1), FoundSkill("JCL", skill="jcl", level=2), FoundSkill("SQL", skill="sql", level=2)))
    actions.confirm_import(by=saeki.user, row=keep(saeki, found), careers=[], skills=["cobol", "jcl", "sql"])
    held = {one.skill_id: (one.level, one.last_use) for one in saeki.held_skills.filter(skill__in=["cobol", "jcl", "sql"])}
    assert held == {"cobol": (5, "over10"), "sql": (2, "")}


def test_it_is_confirmed_once(bare):
    row = keep(bare)
    actions.confirm_import(by=bare.user, row=row, careers=[], skills=["cobol"])
    with pytest.raises(Refused, match="すでに"):
        actions.confirm_import(by=bare.user, row=row, careers=[{"did": "もう一度"}])
    Import.objects.all().delete()
    with pytest.raises(Refused, match="すでに"):
        actions.confirm_import(by=bare.user, row=row, careers=[{"did": "もう一度"}])
    assert bare.careers.count() == 0


def test_more_than_thirty_together_are_refused_whole(bare):
    row = keep(bare)
    for n in range(28):
        actions.save_career(by=bare.user, participant=bare, did=f"仕事{n}")
    three = [{"did": f"読んだ仕事{n}"} for n in range(3)]
    with pytest.raises(Refused, match="あと2件入りますが、3件"):
        actions.confirm_import(by=bare.user, row=row, careers=three)
    assert (bare.careers.count(), Import.objects.count()) == (28, 1)
    actions.confirm_import(by=bare.user, row=row, careers=three[:2])
    assert bare.careers.count() == 30
    assert rules.room_for_careers(bare) == 0


def test_the_text_is_added_once_and_not_beyond_its_limit(bare):
    actions.confirm_import(by=bare.user, row=keep(bare), careers=[], about="あ" * 7000)
    actions.confirm_import(by=bare.user, row=keep(bare), careers=[], about="あ" * 7000)
    bare.refresh_from_db()
    assert bare.career_text == "あ" * 7000
    with pytest.raises(Refused, match="12,000字"):
        actions.confirm_import(by=bare.user, row=keep(bare), careers=[], about="い" * 7000)
    assert rules.joined_text("一", "二") == "一\n\n二"


def test_entries_written_before_are_known_again(saeki):
    row = saeki.careers.get()
    asked = (FoundCareer(did="全くちがう言葉で", from_year=row.from_year, to_year=row.to_year, place="銀 行"),
             FoundCareer(did=row.did.replace("COBOL", "ＣＯＢＯＬ")), FoundCareer(did="別の仕事", from_year=row.from_year, to_year=row.to_year, place="役所"),
             FoundCareer(did="同じ役割", from_year=row.from_year, to_year=row.to_year, role="mainframe-se"))
    assert imports.written_already(saeki, asked) == [True, True, False, True]


def test_held_and_refused_skills_are_not_asked_and_the_sure_ones_come_first(saeki):
    found = Found(skills=(FoundSkill("CPU", skill="mainframe-ops", is_sure=False), FoundSkill("COBOL", skill="cobol"), FoundSkill("SQL", skill="sql"),
                          FoundSkill("かご編み"), FoundSkill("JCL", skill="jcl")))
    actions.save_skills(by=saeki.user, participant=saeki, held={}, offered=[], refused=["jcl"])
    assert [one.skill for one in imports.skills_to_ask(saeki, found)] == ["sql", "mainframe-ops"]


# ------------------------------------------------------------------ the words of the house
def test_roles_are_found_by_alias_and_other_words_stay_in_the_text(house):
    careers = understood(Found(careers=(
        FoundCareer(role_words="プロジェクトリーダー（メンバー5名）", did="まとめた"), FoundCareer(role_words="Chief Wizard", did="帳票"),
        FoundCareer(role_words="汎用機エンジニア"), FoundCareer(did="1990年から運用責任者として働いた"), FoundCareer(place="市役所", from_year=1990),
        FoundCareer(result="賞をもらった")))).careers
    assert [(one.role, one.did) for one in careers] == [
        ("project-leader", "まとめた"), ("", "Chief Wizard\n帳票"), ("mainframe-se", "汎用機エンジニア"),
        ("ops-manager", "1990年から運用責任者として働いた"), ("", ""), ("", "賞をもらった")]


def test_skills_come_from_lists_and_texts_each_once(house):
    found = understood(Found(careers=(FoundCareer(did="COBOLで夜間処理を開発しました。Javaは部下が書きました。"),),
                             skills=(FoundSkill("ＪＣＬ", level_words="一人でできる", last_use="over10", years=9), FoundSkill("jcl"),
                                     FoundSkill("SQL", level_words="Master", last_use="yesterday"), FoundSkill("Basket weaving"))))
    listed = [(one.words, one.skill, one.level, one.last_use, one.years) for one in found.skills if one.skill != "cobol"]
    assert listed[:3] == [("ＪＣＬ", "jcl", 3, "over10", 9), ("SQL", "sql", 0, "", None), ("Basket weaving", "", 0, "", None)]
    cobol = next(one for one in found.skills if one.skill == "cobol")
    assert (cobol.words, cobol.level, cobol.is_sure, found.text) == ("COBOL", 0, True, "")


@pytest.mark.parametrize(("words", "level", "expected"), [
    ("English", "Limited working proficiency", ("en", "conversation")), ("英語", "ビジネスレベル", ("en", "business")), ("ja", "母語", ("ja", "native")),
    ("Chinese", "Native or bilingual proficiency", ("zh", "native")), ("Klingon", "Fluent", ("", "business")), ("英語", "TOEIC 700", ("en", ""))])
def test_languages_of_other_forms_find_our_codes(house, words, level, expected):
    one = understood(Found(languages=(FoundLanguage(words, level),))).languages[0]
    assert (one.code, one.level) == expected


# ------------------------------------------------------------------ import(export(x)) = x
TEXT = st.text(st.characters(blacklist_categories=("Cs", "Cc", "Cn", "Co")), max_size=60)


def lines(limit: int):
    """Texts as the forms of the house keep them."""
    return st.lists(TEXT, max_size=4).map(lambda each: tidy(tidy("\n".join(each), lines=True), lines=True)[:limit].strip())


YEARS = st.none() | st.integers(1940, 2030)
CAREER = st.fixed_dictionaries({
    "years": st.tuples(YEARS, YEARS).filter(lambda pair: None in pair or pair[0] <= pair[1]), "role": st.none() | st.integers(0, 61),
    "place": TEXT.map(lambda text: tidy(tidy(text))[:120].strip()), "did": lines(DID), "result": lines(RESULT)}).filter(
        lambda one: one["did"] or any(one["years"]))      # half an entry goes and comes back too


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(CAREER, max_size=5), st.dictionaries(st.integers(0, 200), st.tuples(st.integers(1, 5), st.sampled_from(list(LastUse.values)),
       st.none() | st.integers(1, 60)), max_size=12), st.dictionaries(st.sampled_from(list(LANGUAGE_NAMES)), st.sampled_from(list(LanguageLevel.values)),
       max_size=6), lines(4000), st.sampled_from(["ja", "en"]))
def test_import_of_export_is_the_same(bare, careers, held, languages, about, language):
    from django.utils import translation
    with translation.override(language):
        _round_trip(bare, careers, held, languages, about)


def _round_trip(bare, careers, held, languages, about):
    roles, skills = list(CareerRole.objects.current()), list(Skill.objects.current())
    bare.careers.all().delete()
    bare.held_skills.all().delete()
    for one in careers:
        role = None if one["role"] is None else roles[one["role"] % len(roles)]
        actions.save_career(by=bare.user, participant=bare, did=one["did"], result=one["result"], place=one["place"], role=role,
                            from_year=one["years"][0], to_year=one["years"][1])
    answers = {skills[number % len(skills)].pk: answer for number, answer in held.items()}
    actions.save_skills(by=bare.user, participant=bare, held=answers, offered=[])
    bare.languages, bare.career_text = [{"code": code, "level": level} for code, level in languages.items()], about
    written = json.dumps(json_resume.written(imports.resume_of(bare), canonical="https://example.jp/", modified="2026-10-01T00:00:00"))
    found = understood(json_resume.read(written.encode()))
    assert [(one.from_year, one.to_year, one.role, one.place, one.did, one.result) for one in found.careers] == [
        (row.from_year, row.to_year, row.role_id or "", row.place, row.did, row.result) for row in queries.careers_of(bare)]
    stated = {one.skill: (one.level, one.last_use, one.years) for one in found.skills if one.level}
    assert stated == answers
    assert [{"code": one.code, "level": one.level} for one in found.languages] == bare.languages[:10]
    assert found.about == about


def test_every_skill_comes_back_under_its_own_name_in_both_languages(house):
    from django.utils import translation
    for language in ("ja", "en"):
        with translation.override(language):
            names = {skill.name: skill.pk for skill in Skill.objects.current()}
            for part in range(0, len(names), 100):
                some = list(names)[part:part + 100]
                found = understood(Found(skills=tuple(FoundSkill(words=name) for name in some)))
                assert {one.words: one.skill for one in found.skills} == {name: names[name] for name in some}


def test_the_limits_of_reading_cover_those_of_the_inventory():
    assert CAREERS >= rules.CAREERS_MAX


# ------------------------------------------------------------------ the original
def original(name="経歴.txt"):
    return SimpleUploadedFile(name, "帳票を作りました。".encode())


def keep_original(participant, name="経歴.txt"):
    actions.keep_found(by=participant.user, participant=participant, kind="txt", name=name, found=FOUND, original=original(name))
    return imports.kept_files_of(participant).last()


def test_the_original_is_kept_only_where_asked_and_goes_with_its_bytes(bare, django_capture_on_commit_callbacks):
    keep(bare)
    assert KeptFile.objects.count() == 0
    kept = keep_original(bare)
    path = kept.file.path
    assert (kept.file.name, kept.file.data_class, kept.file.by, default_storage.exists(path)) == ("経歴.txt", "personal", bare.user, True)
    actions.confirm_import(by=bare.user, row=bare.imports.first(), careers=[])
    assert list(imports.kept_files_of(bare)) == [kept]
    with pytest.raises(Refused):
        actions.remove_kept_file(by=make_participant("other@example.jp", "別の 人").user, kept=kept)
    with django_capture_on_commit_callbacks(execute=True):
        actions.remove_kept_file(by=bare.user, kept=kept)
    assert (KeptFile.objects.count(), StoredFile.objects.count(), default_storage.exists(path)) == (0, 0, False)


def test_five_originals_are_enough_and_only_documents_are_kept(bare):
    with pytest.raises(Refused, match="この形式"):
        keep_original(bare, "経歴.exe")
    for n in range(rules.KEPT_MAX):
        keep_original(bare, f"{n}.txt")
        actions.drop_import(by=bare.user, row=bare.imports.get())
    with pytest.raises(Refused, match="もう5つ"):
        keep_original(bare)
    assert (bare.kept_files.count(), bare.imports.count(), rules.why_not_keep_file(make_participant("x@example.jp").user, bare) is not None) == (5, 0, True)


def test_an_original_goes_with_its_bytes_when_the_person_leaves(bare, django_capture_on_commit_callbacks):
    path = keep_original(bare).file.path
    with django_capture_on_commit_callbacks(execute=True):
        erase_account(user=bare.user)
    assert (KeptFile.objects.count(), StoredFile.objects.count(), default_storage.exists(path)) == (0, 0, False)


def test_files_of_a_table_with_an_end_go_with_their_bytes(bare, monkeypatch, django_capture_on_commit_callbacks):
    monkeypatch.setitem(registry._entries, KeptFile, registry.Entry(
        KeptFile, "participant__user", "x", Until(30, "file__at"), "delete", drop=drop_with_files))
    path = keep_original(bare).file.path
    left = []
    for days in (29, 31):
        with at_moment(now() + timedelta(days=days)), django_capture_on_commit_callbacks(execute=True):
            done = forget_old()
        left.append((done.get("participants.KeptFile", 0), KeptFile.objects.count(), default_storage.exists(path)))
    assert left == [(0, 1, True), (1, 0, False)]
