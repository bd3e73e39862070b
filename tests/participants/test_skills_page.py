"""The step of skills: confirmed, refused, looked for, proposed; short even with a hundred."""
import re

import pytest

from engawa.journey.participants import actions, queries
from engawa.journey.skills.models import Skill
from tests.participants.reading import Fields, url, words
from tests.people import make_participant, make_user


def test_a_skill_is_found_by_its_sound_saved_and_put_first(me, saeki):
    page = me.get(url("skills"))
    sent = {**Fields(page).sent, "find": "ｶｲｹｲ", "level-jcl": "3"}
    found = me.post(url("skills"), sent)
    assert found["Location"].startswith(f"{url('skills')}?find=")
    assert saeki.held_skills.filter(skill="jcl", level=3).exists()      # what was answered is saved on the way
    page = me.get(found["Location"])
    assert "「カイケイ」で見つかったスキル" in words(page)
    first = re.search(r'<fieldset class="skill" id="skill-([a-z0-9-]+)"', page.content.decode())[1]
    assert first not in {"cobol", "jcl"}
    me.post(found["Location"].split("#")[0], {**Fields(page).sent, f"level-{first}": "2"})
    assert saeki.held_skills.filter(skill=first, level=2).exists()


def test_looking_keeps_the_way_back_to_the_check_page(me):
    place = f"{url('skills')}?back=check"
    assert "back=check" in me.post(place, {**Fields(me.get(place)).sent, "find": "Excel"})["Location"]


def test_nothing_found_says_what_to_do(me):
    page = words(me.get(f"{url('skills')}?find=ほげふが"))
    assert "「ほげふが」は見つかりませんでした" in page


def test_an_answer_that_does_not_exist_is_refused(me, saeki):
    before = queries.sheet_of(saeki)
    page = me.post(url("skills"), {"level-cobol": "9", "find": "あ" * 61})
    assert page.status_code == 422
    assert queries.sheet_of(saeki) == before




def test_eight_skills_at_once_and_the_others_folded(house, client):
    new = make_participant("new@example.jp", "新田 進", skills={}, careers=(), finish=False)
    client.force_login(new.user)
    page = client.get(url("skills")).content.decode()
    assert page.count('<fieldset class="skill"') == 8
    assert page.count('<fieldset class="skill skill--line"') >= 3
    assert "会社や業界で、" in page         # the self-check sentences
    assert "NPOでは" in page                # where it lives on today
    assert "データの整理と分析" in re.findall(r'<h2 class="top-rule">([^<]+)', page)[0]


def test_a_hundred_skills_stay_short(me, saeki):
    held = {skill.pk: (3, "current") for skill in Skill.objects.current()[:100]}
    actions.save_skills(by=saeki.user, participant=saeki, held=held, offered=[])
    page = me.get(url("skills")).content.decode()
    assert page.count('<fieldset class="skill"') <= 5
    visible = re.sub(r'<details class="fold skillfold">.*?</summary>.*?</div></details></section>', "", page, flags=re.DOTALL)
    assert visible.count('<details class="fold skillline"') <= 8 * 4
    assert me.post(url("skills"), Fields(me.get(url("skills"))).sent).status_code == 302
    assert saeki.held_skills.count() == len({*held, "cobol", "data-cleaning", "excel-basic", "manual-writing"})


def test_a_no_is_kept_and_can_be_taken_back(me, saeki):
    sent = Fields(me.get(url("skills"))).sent
    assert "level-batch-job-design" not in sent          # nothing is chosen beforehand
    me.post(url("skills"), {**sent, "level-batch-job-design": "0", "level-cobol": "0"})
    assert set(saeki.refused_skills.values_list("skill", flat=True)) == {"batch-job-design", "cobol"}
    assert not saeki.held_skills.filter(skill="cobol").exists()
    page = me.get(url("skills"))
    assert 'name="level-batch-job-design"' not in page.content.decode()
    assert "「ちがいます」を選んだスキル（2件）" in words(page)
    back = me.post(url("skills"), {**Fields(page).sent, "again": ["batch-job-design"]}, follow=True)
    assert back.redirect_chain[-1][0] == url("skills")
    assert "もう一度候補に出します" in words(back)
    assert 'name="level-batch-job-design"' in back.content.decode()
    assert list(saeki.refused_skills.values_list("skill", flat=True)) == ["cobol"]


def test_taking_back_keeps_the_way(me, saeki):
    actions.save_skills(by=saeki.user, participant=saeki, held={}, offered=[], refused=["jcl"])
    place = f"{url('skills')}?back=check"
    assert me.post(place, {**Fields(me.get(place)).sent, "again": ["jcl"]})["Location"] == place


def test_years_and_last_use_are_kept(me, saeki):
    sent = Fields(me.get(url("skills"))).sent
    me.post(url("skills"), {**sent, "level-cobol": "5", "years-cobol": "２２", "use-cobol": "within5"})
    row = saeki.held_skills.get(skill="cobol")
    assert (row.level, row.years, row.last_use) == (5, 22, "within5")
    for typed, years in (("20年", 20), ("約２０年", 20), ("二十五年以上", 25), ("十年", 10), ("三年", 3), ("about 12 years", 12), ("1年半", 1)):
        me.post(url("skills"), {**Fields(me.get(url("skills"))).sent, "years-cobol": typed})
        assert saeki.held_skills.get(skill="cobol").years == years
    wrong = me.post(url("skills"), {**Fields(me.get(url("skills"))).sent, "years-cobol": "二百"})
    assert wrong.status_code == 422
    assert "二百" in wrong.content.decode()
    assert '<details class="fold skillline" open>' in wrong.content.decode()


def test_a_last_use_nobody_said_is_not_said_for_them(me, saeki):
    page = me.get(url("skills"))
    assert Fields(page).sent["use-sql"] == ""
    me.post(url("skills"), {**Fields(page).sent, "level-sql": "3"})
    assert saeki.held_skills.get(skill="sql").last_use == ""
    sheet = {line.name: line.more for line in queries.read_sheet(queries.sheet_of(saeki)).skills}
    assert sheet["SQL"] == ""
    me.post(url("skills"), {**Fields(me.get(url("skills"))).sent, "years-sql": "4"})
    assert {line.name: line.more for line in queries.read_sheet(queries.sheet_of(saeki)).skills}["SQL"] == "通算4年"
    assert "SQL 一人でできる 通算4年 Excel" in words(me.get(url("sheet")))
    assert "一人でできる、4年" in words(me.get(url("skills")))


@pytest.mark.parametrize("typed", [{"years-sql": "20"}, {"use-sql": "within5"}])
def test_years_or_last_use_without_a_level_ask_for_it(me, saeki, typed):
    page = me.post(url("skills"), {**Fields(me.get(url("skills"))).sent, **typed, "level-cobol": "4"})
    assert page.status_code == 422
    assert "「SQL」がどのくらいできるか、いちばん近い文を選んでください。" in words(page)
    assert saeki.held_skills.get(skill="cobol").level == 5
    again = {**Fields(page).sent, "level-sql": "2"}
    assert me.post(url("skills"), again).status_code == 302
    assert saeki.held_skills.get(skill="sql").level == 2


def test_what_the_page_itself_wrote_asks_for_nothing(me, saeki):
    actions.save_career_text(by=saeki.user, participant=saeki, text="1990年から1998年まで、SQLで20年、集計をしました。")
    page = me.get(url("skills"))
    sent = Fields(page).sent
    assert sent["years-sql"] or sent["use-sql"]
    assert me.post(url("skills"), sent).status_code == 302
    assert not saeki.held_skills.filter(skill="sql").exists()


def test_after_the_texts_the_way_leads_on_to_the_tools(me):
    place = f"{url('skills')}?from=text"
    page = me.get(place)
    assert "あなたの文章から、3件のスキルが見つかりました" in words(page)
    assert me.post(place, Fields(page).sent)["Location"] == url("tools")


def test_a_text_that_names_nothing_new_says_so(me, saeki):
    actions.save_skills(by=saeki.user, participant=saeki, held={}, offered=[], refused=["batch-job-design", "data-migration", "finance-industry"])
    assert "新しいスキルは見つかりませんでした" in words(me.get(f"{url('skills')}?from=text"))


def test_a_missing_skill_is_proposed(me, saeki):
    page = me.get(f"{url('skills')}?find=ほげふが算法")
    sent = Fields(page).sent
    assert sent["words"] == "ほげふが算法"
    done = me.post(url("propose"), {"words": sent["words"], "note": "昔の計算の方法です。", "level": "4"}, follow=True)
    assert "事務局に送りました。" in words(done)
    proposal = saeki.proposals.get()
    assert (proposal.words, proposal.note, proposal.level) == ("ほげふが算法", "昔の計算の方法です。", 4)


def test_a_proposal_saves_the_choices_of_the_page_first(me, saeki):
    place = f"{url('skills')}?find=ほげふが算法&back=check"
    page = me.get(place)
    assert f'formaction="{url("propose")}?back=check"' in page.content.decode()
    sent = {**Fields(page).sent, "level-sql": "2", "note": "昔の計算の方法です。", "level": "4"}
    done = me.post(f"{url('propose')}?back=check", sent)
    assert done["Location"] == f"{url('skills')}?back=check"
    assert saeki.held_skills.get(skill="sql").level == 2
    assert saeki.proposals.get().words == "ほげふが算法"


def test_a_proposal_that_cannot_be_made_saves_the_choices_all_the_same(me, saeki):
    sent = {**Fields(me.get(f"{url('skills')}?find=ほげふが算法")).sent, "level-sql": "2", "words": "COBOL", "level": "4"}
    page = me.post(url("propose"), sent)
    assert page.status_code == 422
    assert saeki.held_skills.get(skill="sql").level == 2
    assert not saeki.proposals.exists()
    again = {**Fields(page).sent, "level-sql": "3"}
    assert (again["words"], f'action="{url("skills")}"' in page.content.decode()) == ("COBOL", True)
    assert me.post(url("skills"), again).status_code == 302           # the page was shown with what is saved
    assert saeki.held_skills.get(skill="sql").level == 3


def test_a_mistake_among_the_choices_holds_the_proposal_back(me, saeki):
    sent = {**Fields(me.get(f"{url('skills')}?find=ほげふが算法")).sent, "level-sql": "2", "years-sql": "二百", "level": "4"}
    page = me.post(url("propose"), sent)
    assert page.status_code == 422
    assert not saeki.proposals.exists()
    assert not saeki.held_skills.filter(skill="sql").exists()
    again = Fields(page).sent
    assert (again["words"], again["years-sql"], again["level-sql"]) == ("ほげふが算法", "二百", ["2"])


def test_a_proposal_without_words_or_of_a_known_word_comes_back_with_what_was_typed(me, saeki):
    empty = me.post(url("propose"), {"words": "", "note": "昔の計算の方法です。", "level": "3"})
    assert empty.status_code == 422
    assert "昔の計算の方法です。" in empty.content.decode()
    known = me.post(url("propose"), {"words": "COBOL", "level": "3"})
    assert known.status_code == 422
    assert not saeki.proposals.exists()


def test_only_a_participant_proposes(client, house):
    client.force_login(make_user("fresh@example.jp", "若葉 始"))
    assert client.post(url("propose"), {"words": "ほげふが"}).status_code == 404


def test_a_skill_found_earlier_stays_on_the_page_that_was_sent(me, saeki):
    """What a search brought stands on the page; sending it after the list has changed keeps it."""
    first = me.get(f"{url('skills')}?find=かいけい")
    slug = re.search(r'<fieldset class="skill" id="skill-([a-z0-9-]+)"', first.content.decode())[1]
    sent = {**Fields(first).sent, f"level-{slug}": "3", "years-cobol": "x"}
    wrong = me.post(url("skills"), sent)
    assert wrong.status_code == 422
    again = {**Fields(wrong).sent, "years-cobol": ""}
    assert again[f"level-{slug}"] == ["3"]
    assert me.post(url("skills"), again).status_code == 302
    assert saeki.held_skills.get(skill=slug).level == 3


# ------------------------------------------------------------------ Enter
@pytest.fixture
def missing(me):
    """The page of a search that found nothing: its address and what it would send when Enter is pressed."""
    place = f"{url('skills')}?find=ほげふが算法"
    page = me.get(place)
    buttons = re.findall(r'<button[^>]*type="submit"[^>]*>', page.content.decode().partition('<main')[2])
    assert 'name="enter"' in buttons[0]
    return place, {**Fields(page).sent, "enter": "1", "level-sql": "2"}


def test_enter_beside_a_written_proposal_sends_it(me, saeki, missing):
    place, sent = missing
    assert "事務局に送りました。" in words(me.post(place, {**sent, "note": "昔の計算の方法です。", "level": "4"}, follow=True))
    assert (saeki.proposals.get().words, saeki.held_skills.get(skill="sql").level) == ("ほげふが算法", 2)


def test_enter_beside_other_words_sends_them(me, saeki, missing):
    place, sent = missing
    me.post(place, {**sent, "words": "ほげふが法", "level": "4"})
    assert saeki.proposals.get().words == "ほげふが法"


def test_enter_beside_a_word_to_look_for_looks(me, saeki, missing):
    place, sent = missing
    assert "find=Excel" in me.post(place, {**sent, "find": "Excel"})["Location"]
    assert not saeki.proposals.exists()


def test_enter_beside_nothing_new_saves_and_stays(me, saeki, missing):
    place, sent = missing
    stays = me.post(place, {**sent, "level": "3"}, follow=True)
    assert "#found" in stays.redirect_chain[0][0]
    assert "選んだ内容を保存しました。" in words(stays)
    assert 'value="ほげふが算法"' in stays.content.decode()
    assert (saeki.held_skills.get(skill="sql").level, saeki.proposals.count()) == (2, 0)


def test_the_addresses_of_what_went_wrong_open_again(me, client, house):
    assert me.get(f"{url('propose')}?back=check")["Location"] == f"{url('skills')}?back=check"
    assert me.get(url("pause"))["Location"] == url("hub")
