"""The pages of the writing beyond the sections: seven questions, the verdict, hints, a talk, a later day, two languages."""
import re
from datetime import timedelta

import pytest
from django.urls import reverse

from engawa.base.times import today
from engawa.demo.builders.organizations import make_organization
from engawa.demo.builders.people import make_user
from engawa.demo.builders.postings import READY, make_open_posting, make_posting, make_talk
from engawa.journey.postings import actions, prefill, rules
from engawa.journey.postings.models import Posting
from engawa.journey.postings.written import words_of
from engawa.journey.skills.models import Skill
from tests.postings.test_pages import fields, url, words

VAGUE = "vague:need:いろいろ"


@pytest.fixture
def member(konara, client):
    client.force_login(konara.member)
    return client


def answered(konara, **answers):
    return make_posting(konara.organization, by=konara.member, readiness={**READY, **answers})


# ------------------------------------------------------------------ seven questions
def test_seven_ticks_on_one_page_and_every_one_is_needed(member, konara, draft):
    page = member.get(url("ready", draft)).content.decode()
    assert (page.count('type="radio"'), page.count("<fieldset")) == (21, 7)
    assert member.post(url("ready", draft), {**READY, "keeps": ""}).status_code == 422
    assert member.post(url("ready", draft), READY).url == url("check", draft)


def test_every_section_has_an_example_and_is_kept_as_a_draft(member, konara, draft):
    for posting in (draft, make_talk(konara.organization, by=konara.member)):
        for section in rules.sections_of(posting):
            shown = member.get(url(section, posting)).content.decode()
            assert (section, ("時間の考えかた" if section == "time" else "例文を見る") in shown, 'name="draft"' in shown) == (section, True, True)


def test_an_unfinished_page_is_kept_as_a_draft(member, draft):
    assert member.post(url("ready", draft), {"board": "later", "draft": "1"}).url == reverse("postings:list")
    draft.refresh_from_db()
    assert draft.readiness == {"board": "later"}


@pytest.mark.parametrize(("answers", "heading", "holds"), [
    ({}, "準備ができています", "このページの終わりから申し込めます。"),
    ({"urgent": "soon"}, "準備ができています", "2か月は短めです。"),
    ({"material": "none"}, "まず、1時間の相談を", "1時間の相談にする"),
    ({"board": "no"}, "今はまだ早いようです", "この日に知らせてもらう"),
])
def test_the_check_ends_in_a_verdict_and_may_go_on_all_the_same(member, konara, answers, heading, holds):
    answer = member.get(url("check", answered(konara, **answers)))
    page = words(answer)
    assert [page.count(each) for each in (heading, holds)] == [1, 1]
    assert page.count("掲載を申し込む") == 1
    verdict = re.search(r'id="verdict".*?</section>', answer.content.decode(), re.S).group()
    assert re.findall("<ul[^>]*>", verdict) == ['<ul class="dots">'] * bool(answers)


def test_work_for_a_company_has_no_button(member, konara):
    page = words(member.get(url("check", answered(konara, serves="company"))))
    assert (page.count("この内容では募集できません"), page.count("掲載を申し込む"), page.count("この日に知らせてもらう")) == (1, 0, 0)


def test_while_a_question_is_open_there_is_no_verdict(member, konara):
    page = words(member.get(url("check", answered(konara, board=""))))
    assert (page.count("準備ができています"), page.count("準備についての短い質問7つに答えてください。")) == (0, 1)


def test_what_would_help_and_is_not_needed_has_one_name(member, konara):
    posting = make_posting(konara.organization, skills={"accounting-knowledge": False})
    name = Skill.objects.get(pk="accounting-knowledge").name
    assert words_of(posting)["task"]["skills"] == f"{name}（あれば助かる）"
    assert [len(re.findall(rf"{name} ?（あれば助かる）", words(member.get(url(each, posting))))) for each in ("check", "preview")] == [1, 1]
    assert words(member.get(url("task", posting))).count("あれば助かる") == posting.template.skills.count() + 1


# ------------------------------------------------------------------ hints
def test_hints_stand_at_their_section_and_go_aside_with_what_was_typed(member, draft):
    actions.save_section(by=draft.made_by, posting=draft, section="need", values={"need": "いろいろ困っています。"})
    page = member.get(url("need", draft))
    assert [words(each).count("書きかたの手がかりです。直すかどうかは、みなさんで決められます。") for each in (page, member.get(url("check", draft)))] == [1, 1]
    assert page.content.decode().count(f'value="{VAGUE}"') == 1
    assert words(member.get(url("time", draft))).count("もっと伝わる書きかた") == 0
    sent = {**fields(page), "need": "いろいろ困っています。名簿が三つあります。", "aside": VAGUE}
    assert member.post(url("need", draft) + "?from=check", {**sent, "from": "check"}).url == url("need", draft) + "?from=check"
    assert member.post(url("need", draft), sent).url == url("need", draft)
    draft.refresh_from_db()
    assert (draft.need, set(draft.hints_aside)) == ("いろいろ困っています。名簿が三つあります。", {VAGUE})
    assert member.get(url("need", draft)).content.decode().count(VAGUE) == 0


def test_on_the_check_hints_go_aside_and_come_back(member, draft):
    actions.save_section(by=draft.made_by, posting=draft, section="need", values={
        "need": "いろいろ困っています。CMSを入れたいです。山田太郎さんと佐藤花子さんの分です。謝礼は5,000円です。"})
    page = member.get(url("check", draft))
    assert words(page).count("このままでよい") == 5
    assert page.content.decode().count("ほかの助言も見る") == 1
    assert member.post(url("aside", draft), {"key": VAGUE}).url == url("check", draft) + "#hints"
    page = words(member.get(url("check", draft)))
    assert (page.count("このままでよい"), page.count("よけておいた1個の助言をもう一度見る")) == (4, 1)
    member.post(url("aside", draft), {})
    assert words(member.get(url("check", draft))).count("このままでよい") == 5


def test_an_open_posting_shows_no_hints_and_a_change_puts_none_aside(member, published):
    page = member.get(url("need", published))
    assert words(page).count("もっと伝わる書きかた") == 0
    member.post(url("need", published), {**fields(page), "aside": VAGUE})
    published.refresh_from_db()
    assert published.hints_aside == []


# ------------------------------------------------------------------ a talk of one hour
def test_from_the_choice_to_the_desk_on_one_page(member, konara):
    assert member.get(reverse("postings:choose")).content.decode().count(f'href="{reverse("postings:talk")}"') == 1
    assert words(member.get(reverse("postings:talk"))).count("相談したいことを書く") == 1
    assert 'name="draft"' not in member.get(reverse("postings:talk")).content.decode()     # a browser sends what the button is called
    begun = member.post(reverse("postings:talk"))
    talk = Posting.objects.get()
    assert begun.url == url("talk", talk)
    page = member.get(begun.url)
    checked = member.post(begun.url, {**fields(page), "need": "会計ソフトを入れ替えるか迷っています。"})
    assert checked.url == url("check", talk)
    assert words(member.get(checked.url)).count("まだ書かれていないこと") == 0
    assert member.post(checked.url).url == url("sent", talk)
    talk.refresh_from_db()
    assert (talk.kind, talk.state, talk.need) == ("talk", "in_review", "会計ソフトを入れ替えるか迷っています。")


def test_what_was_told_before_goes_along(member, konara):
    member.post(reverse("postings:symptoms"), {"text": "名簿が三つあります。"})
    member.post(reverse("postings:talk"))
    assert Posting.objects.get().need == "名簿が三つあります。"


def test_a_draft_becomes_a_talk(member, konara, draft):
    assert words(member.get(reverse("postings:talk") + f"?draft={draft.pk}")).count(f"下書き「{draft.title}」の文章を使います。") == 1
    member.post(reverse("postings:talk"), {"draft": str(draft.pk)})
    talk = Posting.objects.exclude(pk=draft.pk).get()
    assert (talk.kind, talk.title) == ("talk", draft.title)


@pytest.mark.parametrize("strange", ["nonsense", "6b1f8e5c-0000-4000-8000-000000000000"])
def test_a_strange_draft_is_not_found(member, strange):
    assert member.get(reverse("postings:talk") + f"?draft={strange}").status_code == 404
    assert member.post(reverse("postings:talk"), {"draft": strange}).status_code == 404


def test_a_talk_has_no_other_sections_and_its_errors_keep_what_was_typed(member, konara):
    talk = make_talk(konara.organization)
    assert member.get(url("time", talk)).status_code == 404
    page = member.post(url("talk", talk), {"title": "", "need": "迷っています。"})
    assert (page.status_code, page.content.decode().count("迷っています。")) == (422, 1)


def test_an_unfinished_talk_is_kept(member, konara):
    talk = make_talk(konara.organization)
    member.post(url("talk", talk), {"title": "相談", "need": "", "draft": "1"})
    talk.refresh_from_db()
    assert (talk.title, talk.need, talk.contact_times, talk.language, talk.deadline is not None) == ("相談", "", [], "ja", True)


def test_everybody_sees_that_it_is_a_talk(client, member, konara):
    talk = make_talk(konara.organization)
    actions.submit_posting(by=konara.owner, posting=talk)
    actions.publish_posting(by=konara.desk, posting=talk)
    assert words(client.get(reverse("public:posting", args=[talk.pk]))).count("1時間の相談") >= 1
    assert words(member.get(url("posting", talk))).count("準備のたしかめ") == 0


def test_who_has_no_organization_starts_no_talk(client, konara):
    client.force_login(konara.stranger)
    assert client.get(reverse("postings:talk")).status_code == 404


# ------------------------------------------------------------------ later
def test_a_day_is_chosen_and_kept(member, konara):
    draft = answered(konara, board="no")
    day = today() + timedelta(days=20)
    assert member.post(url("remind", draft), {"on": "昨日"}).status_code == 422
    assert member.post(url("remind", draft), {"on": today().isoformat()}).status_code == 422
    assert member.post(url("remind", draft), {"on": day.isoformat()}).url == reverse("postings:list")
    draft.refresh_from_db()
    assert draft.remind_on == day
    assert words(member.get(url("remind", draft))).count("いつお知らせしますか") == 1


def test_an_open_posting_cannot_wait(member, published):
    assert words(member.get(url("remind", published))).count("お知らせの日を決められるのは、下書きだけです。") == 1


# ------------------------------------------------------------------ hours, people, tools, languages
def test_own_hours_and_the_team(member, draft):
    sent = fields(member.get(url("deliverables", draft)))
    assert sent["own_hours"] == ["2"]
    member.post(url("deliverables", draft), {**sent, "own_hours": "３"})
    member.post(url("time", draft), {**fields(member.get(url("time", draft))), "seats": "3", "is_team": "on"})
    draft.refresh_from_db()
    assert (draft.own_hours, draft.seats, draft.is_team) == (3, 3, True)
    member.post(url("time", draft), {**fields(member.get(url("time", draft))), "seats": "1"})
    draft.refresh_from_db()
    assert draft.is_team is False  # one person is no team


def test_any_tool_of_the_vocabulary_or_none_at_all(member, draft):
    page = member.get(url("contact", draft))
    assert page.content.decode().count('name="more"') > 30
    member.post(url("contact", draft), {**fields(page), "more": ["canva"], "any_tool": "on", "language": "en"})
    draft.refresh_from_db()
    assert (draft.any_tool, draft.language, "canva" in draft.tools.values_list("pk", flat=True)) == (True, "en", True)
    assert "canva" in fields(member.get(url("contact", draft)))["tools"]


def test_the_other_language_is_written_marked_and_read(client, member, konara):
    draft = make_posting(konara.organization, by=konara.member)
    page = member.get(url("other", draft)).content.decode()
    assert re.findall(r'<textarea name="need"[^>]*lang="(\w+)"', page) == ["en"]
    sent = {"title": "One list", "need": "Two copies came.", "task": "", "deliverables": "A list\nA guide"}
    assert member.post(url("other", draft), sent).url == url("check", draft)
    draft.refresh_from_db()
    assert draft.other_words == {"title": "One list", "need": "Two copies came.", "deliverables": ["A list", "A guide"]}
    actions.submit_posting(by=konara.member, posting=draft)
    actions.publish_posting(by=konara.desk, posting=draft)
    where = reverse("public:posting", args=[draft.pk])
    for prefix, asked, heading in (("/en", "", '<h1 lang="en">One list</h1>'), ("", "", f'<h1 lang="ja">{draft.title}</h1>'),
                                   ("", "?words=en", '<h1 lang="en">One list</h1>'), ("/en", "?words=ja", f'<h1 lang="ja">{draft.title}</h1>')):
        html = client.get(prefix + where + asked).content.decode()
        assert (html.count(heading), html.count('href="?words=')) == (1, 1)
    assert words(member.get(url("preview", draft) + "?words=en")).count("A guide") == 1


def test_an_organization_abroad_writes_in_english_from_the_first_page_to_the_last(konara, client):
    owner = make_user("lan@example.com", "Lan Nguyen", language="en")
    make_organization("Green Mekong", owner=owner, language="en", country="VN", legal_form="overseas")
    client.force_login(owner)
    where = client.post("/en" + reverse("postings:template", args=["member-list-cleanup"])).url
    assert where.startswith("/en/")
    while "/check/" not in where:
        page = client.get(where)
        html = page.content.decode()
        main = re.sub(r'<(\w+)[^>]* lang="ja".*?</\1>', "", html[html.index("<main"):html.index("</main>")], flags=re.S)
        main = main.replace("日本語", "")  # the name of the language
        assert re.findall(r"[ぁ-んァ-ヶ一-龠]{2,}", main) == []
        where = client.post(where, {**fields(page), **({"need": "Two copies came."} if "/need/" in where else {}),
                                    **(READY if "/ready/" in where else {})}).url
    page = client.get(where)
    assert words(page).count("You are ready") == 1
    assert words(client.post(where, follow=True)).count("The posting was submitted") >= 1


def test_the_pages_of_a_draft_need_few_questions_of_the_database(member, konara, django_assert_max_num_queries):
    draft = answered(konara, board="no")
    member.get(url("check", draft))
    for name, most in (("check", 12), ("need", 12), ("ready", 12), ("other", 12), ("task", 15)):
        with django_assert_max_num_queries(most):
            member.get(url(name, draft))


def test_others_find_nothing(client, konara, draft):
    make_open_posting(konara.organization)
    client.force_login(konara.stranger)
    assert {client.get(url(name, draft)).status_code for name in ("ready", "other", "remind")} == {404}
    assert {client.post(url(name, draft)).status_code for name in ("ready", "other", "remind", "aside")} == {404}


def test_the_other_language_begins_with_what_the_template_says_in_it(member, konara):
    draft = make_posting(konara.organization, by=konara.member, title="名簿が三つあります")
    page = member.get(url("other", draft))
    given, english = fields(page), prefill.from_template(draft.template, "en")
    assert (given["title"], given["need"]) == ([""], [""])
    assert given["out_of_scope"][0].splitlines() == english["out_of_scope"]
    assert given["steps"][0].splitlines() == [step["text"] for step in english["steps"]]
    assert words(page).count("ひな形にあるその言葉の文") == 1
    member.post(url("other", draft), {**given, "title": "Three lists"})
    draft.refresh_from_db()
    assert (draft.other_words["title"], draft.other_words["data_words"]) == ("Three lists", english["data_words"])
    assert fields(member.get(url("other", draft)))["npo_prepares"][0].splitlines() == english["npo_prepares"]


def test_words_of_ones_own_are_not_put_into_the_other_language(member, konara):
    draft = make_posting(konara.organization, by=konara.member, template="member-list-cleanup", out_of_scope=["印刷"])
    assert fields(member.get(url("other", draft)))["out_of_scope"] == [""]


def test_each_step_has_one_line_in_the_other_language(member, konara):
    draft = make_posting(konara.organization, by=konara.member, steps=[{"text": "数える", "hours": 2}, {"text": "直す", "hours": 3}])
    answer = member.post(url("other", draft), {"steps": "Count"})
    assert (answer.status_code, words(answer).count("この募集には、手順が2つあります")) == (422, 2)
    assert member.post(url("other", draft), {"steps": "Count", "draft": "1"}).status_code == 302
    assert member.post(url("other", draft), {"steps": "Count\nMend"}).status_code == 302
    draft.refresh_from_db()
    assert draft.other_words == {"steps": ["Count", "Mend"]}
    assert words(member.get(url("check", draft))).count("題名のほかは、一部を書いてあります") == 1


def test_a_talk_is_given_in_the_other_language_with_its_usual_words(member, konara):
    talk = make_talk(konara.organization, by=konara.member)
    member.post(url("other", talk), {"title": "Please help us decide", "need": "We have three lists."})
    talk.refresh_from_db()
    assert talk.other_words == {**prefill.said_of_talk("en"), "title": "Please help us decide", "need": "We have three lists."}
    member.post(url("other", talk), {"title": "", "need": ""})
    talk.refresh_from_db()
    assert talk.other_words == {}


def test_the_public_page_is_whole_in_both_languages_and_names_that_of_the_work(client, konara):
    posting = make_open_posting(konara.organization, steps=[{"text": "数える", "hours": 2}], task="名簿を一つにしてください。", other_words={
        "title": "One list", "task": "Please make one list.", "steps": ["Count"], "acceptance": ["Two of us enter a member."], "out_of_scope": ["Printing"],
        "npo_prepares": ["The three lists"], "contact_words": "Every Wednesday", "data_words": "Only in our Drive."})
    where = reverse("public:posting", args=[posting.pk])
    english, japanese = words(client.get(f"/en{where}")), words(client.get(where))
    for said in ("Count", "Two of us enter a member.", "Printing", "The three lists", "Every Wednesday", "Only in our Drive."):
        assert (said, english.count(said), japanese.count(said)) == (said, 1, 0)
    assert (english.count("Language of the work 日本語"), japanese.count("やりとりに使う言葉 日本語")) == (1, 1)
    for said in (*posting.acceptance, *posting.out_of_scope, *posting.npo_prepares, "数える"):
        assert (said, japanese.count(said)) == (said, 1)
    assert words(client.get(reverse("public:posting", args=[make_open_posting(konara.organization).pk]))).count(posting.acceptance[0]) == 1


# ------------------------------------------------------------------ buttons that lead elsewhere
def test_every_way_out_of_a_draft_takes_what_is_typed_along(konara, member, draft):
    here = url("need", draft)
    page = member.get(here).content.decode()
    for to in ("task", "ready", "list", "check"):
        assert f'form="section" name="go" value="{to}"' in page
    for to, where in (("task", url("task", draft)), ("list", reverse("postings:list")), ("check", url("check", draft))):
        answer = member.post(here, {**fields(member.get(here)), "need": f"名簿が四つあります。{to}", "go": to})
        draft.refresh_from_db()
        assert (answer.url, draft.need) == (where, f"名簿が四つあります。{to}")
    assert member.post(here, {"go": "elsewhere"}).status_code == 404


def test_a_look_around_saves_nothing(konara, member, draft):
    for section in ("need", "task", "deliverables", "time", "contact", "data", "other"):
        draft.refresh_from_db()
        before = draft.saved_at
        answer = member.post(url(section, draft), {**fields(member.get(url(section, draft))), "go": "list"})
        draft.refresh_from_db()
        assert (section, answer.url, draft.saved_at) == (section, reverse("postings:list"), before)


def test_what_is_published_is_not_saved_by_leaving_it(konara, member):
    posting = make_open_posting(konara.organization)
    here = url("need", posting)
    as_it_is = fields(member.get(here))
    assert member.post(here, {**as_it_is, "go": "task"}).url == url("task", posting)
    stays = member.post(here, {**as_it_is, "need": "別の困りごとです。", "go": "posting"})
    assert (stays.status_code, "まだ保存していません" in words(stays), "別の困りごとです。" in words(stays)) == (422, True, True)
    assert f'href="{url("posting", posting)}"' in stays.content.decode()
    posting.refresh_from_db()
    assert (posting.state, "別の困りごとです。" in posting.need) == ("open", False)
