"""The pages of the organization's postings, through plain forms: who sees what, where each button leads, what is kept."""
import re
from datetime import timedelta

import pytest
from django.urls import reverse

from engawa.base.times import at_moment, now, today
from engawa.demo.builders.applications import make_application
from engawa.demo.builders.organizations import make_organization
from engawa.demo.builders.people import make_user
from engawa.demo.builders.postings import READY, make_open_posting
from engawa.journey.postings import actions, queries
from engawa.journey.postings.models import Posting, Template

SECTIONS = ["need", "task", "deliverables", "time", "contact", "data", "ready"]
PAGES = ["posting", "check", "preview", "sent", "extend", "close", *SECTIONS]


def url(name, posting, **more):
    if name in [*SECTIONS, "other", "talk"]:
        return reverse("postings:edit", kwargs={"pk": posting.pk, "section": name})
    return reverse(f"postings:{name}", kwargs={"pk": posting.pk, **more})


def words(response):
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def fields(response):
    """{name: [values]} of the form as a browser would send it back."""
    html = response.content.decode()
    html = html[html.index("<main"):html.index("</main>")]
    form = max(re.findall(r"<form.*?</form>", html, re.S), key=len)
    sent = {}
    for tag in re.findall(r"<input[^>]*>", form):
        kind, name, value = (re.search(rf'{key}="([^"]*)"', tag) for key in ("type", "name", "value"))
        if name and (kind.group(1) not in ("checkbox", "radio") or re.search(r"\schecked", tag)):
            sent.setdefault(name.group(1), []).append(value.group(1) if value else "")
    for name, text in re.findall(r'<textarea[^>]*name="([^"]*)"[^>]*>\n?(.*?)</textarea>', form, re.S):
        sent[name] = [text]
    return {name: values for name, values in sent.items() if name not in ("csrfmiddlewaretoken", "form_key")}


@pytest.fixture
def member(konara, client):
    """The member at a browser."""
    client.force_login(konara.member)
    return client


# ------------------------------------------------------------------ from a template to the desk
def test_from_a_template_to_the_desk_with_one_typed_field(konara, member):
    """The journey of the organization: two choices, one field typed, seven ticks, nine submits."""
    assert "54" in words(member.get(reverse("postings:choose")))
    begun = member.post(reverse("postings:template", args=["member-list-cleanup"]))
    posting = Posting.objects.get()
    assert begun.url == url("need", posting)
    typed, where = {"need": "同じ方に会報が二通届きました。"}, begun.url
    for section in SECTIONS:
        page = member.get(where)
        assert page.status_code == 200
        where = member.post(where, {**fields(page), **(typed if section == "need" else {}), **(READY if section == "ready" else {})}).url
    assert where == url("check", posting)
    checked = member.get(where)
    assert "まだ書かれていないこと" not in words(checked)
    sent = member.post(where)
    assert sent.url == url("sent", posting)
    assert "掲載を申し込みました" in words(member.get(sent.url))
    posting.refresh_from_db()
    assert (posting.state, posting.need) == ("in_review", "同じ方に会報が二通届きました。")
    assert len(typed) == 1


def test_going_through_every_section_changes_nothing_else(konara, member):
    before = actions.start_posting(by=konara.member, organization=konara.organization, template=Template.objects.get(pk="wordpress-renewal"))
    skills, tools = set(before.skills.values_list("skill", "level", "is_required")), set(before.tools.all())
    actions.save_section(by=konara.member, posting=before, section="need", values={"need": "困っています。"})
    for section in SECTIONS:
        member.post(url(section, before), {**fields(member.get(url(section, before))), **(READY if section == "ready" else {})})
    before, after = Posting.objects.get(), before
    same = [name for name in vars(after) if name not in ("saved_at", "_state", "need", "readiness", "_prefetched_objects_cache")]
    assert {name: getattr(before, name) for name in same} == {name: getattr(after, name) for name in same}
    assert (set(before.skills.values_list("skill", "level", "is_required")), set(before.tools.all())) == (skills, tools)


def test_from_nothing(konara, member):
    assert member.post(reverse("postings:blank"), {"title": ""}).status_code == 422
    begun = member.post(reverse("postings:blank"), {"title": "会計の手順", "area": "systems"})
    posting = Posting.objects.get()
    assert (begun.url, posting.title, posting.area_id) == (url("need", posting), "会計の手順", "systems")
    page = member.get(begun.url)
    assert fields(page)["area"] == ["systems"]
    member.post(begun.url, {"title": "会計の手順", "need": "引き継げません。", "area": "data"})
    posting.refresh_from_db()
    assert posting.area_id == "data"


# ------------------------------------------------------------------ writing
@pytest.mark.parametrize(("section", "sent", "says", "kept"), [
    ("need", {"title": "", "need": "困っています。"}, "題名を入力してください。", "困っています。"),
    ("task", {"task": "まとめてください。", "steps": "聞き取る"}, "「聞き取る」の行の終わりに、時間を書いてください。", "まとめてください。"),
    ("deliverables", {"deliverables": "", "acceptance": "二人が使えます。"}, "成果物（作るもの）を入力してください。", "二人が使えます。"),
    ("time", {"hours_per_week": "１２", "hours_total": "30", "weeks": "6", "seats": "1", "deadline": "2099/1/1"}, "募集は週10時間までです。それより多いと、仕事を無償で頼むのと同じになり、", "30"),
    ("contact", {"contact_person": "", "contact_words": "月に1回"}, "担当の人を入力してください。", "月に1回"),
    ("data", {"confidentiality": "secret", "data_words": "ここだけ"}, "扱う情報を、並んでいる中から選んでください。", "ここだけ"),
])
def test_what_was_typed_is_kept_on_an_error(member, draft, section, sent, says, kept):
    page = member.post(url(section, draft), sent)
    assert page.status_code == 422
    html = page.content.decode()
    assert kept in html
    assert html.count('class="errsum"') == 1
    assert says in words(page)


def test_a_refusal_of_the_action_stands_in_the_summary(member, draft):
    sent = {"hours_per_week": "3", "hours_total": "18", "weeks": "6", "seats": "1", "deadline": "2020年1月1日"}
    page = member.post(url("time", draft), sent)
    assert page.status_code == 422
    assert "しめきりが、過ぎた日になっています。" in words(page)


def test_a_draft_may_have_gaps_but_not_an_open_posting(member, konara, draft):
    kept = member.post(url("need", draft), {"title": "途中です", "need": "", "draft": "1"})
    draft.refresh_from_db()
    assert (kept.url, draft.title, draft.need) == (reverse("postings:list"), "途中です", "")
    published = make_open_posting(konara.organization)
    assert member.post(url("need", published), {"title": "途中です", "need": "", "draft": "1"}).status_code == 422


def test_a_time_section_with_gaps_keeps_seats(member, draft):
    member.post(url("time", draft), {"hours_per_week": "", "seats": "", "draft": "1"})
    draft.refresh_from_db()
    assert (draft.hours_per_week, draft.seats) == (None, 1)


def test_experience_is_added_without_a_script(member, draft):
    sent = fields(member.get(url("task", draft)))
    looked = member.post(url("task", draft), {**sent, "find": "経理", "look": "1"})
    assert looked.url == f"{url('task', draft)}?find=%E7%B5%8C%E7%90%86#wished"
    page = member.get(looked.url)
    assert "「経理」で見つかった経験を、一覧の終わりに足しました。" in words(page)
    sent = fields(page) | {"skill-accounting-knowledge": "nice", "find": "経理", "task": "まとめて経理もお願いします。"}
    member.post(url("task", draft), sent)
    assert draft.skills.filter(skill="accounting-knowledge", is_required=False).exists()
    assert "見つかりませんでした。" in words(member.get(url("task", draft) + "?find=あいうえおかき"))


def test_experience_not_asked_for_is_taken_off_and_still_offered(member, draft):
    member.post(url("task", draft), {**fields(member.get(url("task", draft))), "skill-data-cleaning": ""})
    assert not draft.skills.filter(skill="data-cleaning").exists()
    assert 'name="skill-data-cleaning"' in member.get(url("task", draft)).content.decode()


def test_steps_are_read_with_their_hours(member, draft):
    member.post(url("task", draft), {"task": "まとめる", "steps": "・聞き取る　３時間\n直す: 10 hours\n確かめる（4h）"})
    draft.refresh_from_db()
    assert draft.steps == [{"text": "聞き取る", "hours": 3}, {"text": "直す", "hours": 10}, {"text": "確かめる", "hours": 4}]


def test_single_hours_of_contact_survive_the_parts_of_the_day(member, draft):
    actions.save_section(by=draft.made_by, posting=draft, section="contact", values={"contact_times": [4, 18, 30]})
    member.post(url("contact", draft), {"contact_person": "小林", "contact_words": "週1回", "parts": ["end-day"]})
    draft.refresh_from_db()
    assert set(draft.contact_times) >= {4, 18, 30}
    member.post(url("contact", draft), {"contact_person": "小林", "contact_words": "週1回"})
    draft.refresh_from_db()
    assert draft.contact_times == [4, 18, 30]


def test_change_links_lead_back_to_the_check(member, draft):
    links = re.findall(r'href="([^"]*\?from=check)"', member.get(url("check", draft)).content.decode())
    assert {link.split("?")[0] for link in links} == {url(section, draft) for section in [*SECTIONS, "other"]}
    page = member.get(links[0])
    assert member.post(links[0].split("?")[0], fields(page)).url == url("check", draft)


# ------------------------------------------------------------------ the check
def test_the_check_lists_what_is_missing_and_hints(konara, member):
    posting = actions.start_posting(by=konara.member, organization=konara.organization, title="いろいろ困っています", area=Template.objects.first().area)
    page = words(member.get(url("check", posting)))
    for sentence in ("題名と、いま困っていることを書いてください。", "してほしいことを書いてください。", "成果物（作るもの）を一つは書いてください。",
                     "週の時間、合計の時間、週の数を書いてください。", "「いろいろ」は、読む人によって", "まだ書かれていない所があります。"):
        assert sentence in page
    refused = member.post(url("check", posting))
    assert refused.status_code == 409
    assert queries.waiting_for_desk().count() == 0


def test_comments_of_the_desk_stand_at_the_top(konara, member, draft):
    actions.submit_posting(by=konara.owner, posting=draft)
    actions.return_posting(by=konara.desk, posting=draft, words="だれが困っていますか。")
    for page in ("check", "need", "time"):
        assert "だれが困っていますか。" in words(member.get(url(page, draft)))


def test_an_unverified_organization_reads_why_it_cannot_submit(konara, client):
    owner = make_user("new@example.jp", "新野 明")
    new = make_organization("みなとの食卓", owner=owner, verified=False)
    client.force_login(owner)
    client.post(reverse("postings:template", args=["website-checkup"]))
    page = words(client.get(url("check", new.postings.get())))
    assert "事務局が団体を確かめています。下書きは残っています。" in page
    assert "掲載を申し込む" not in page


# ------------------------------------------------------------------ the life afterwards
def test_pause_resume_take_back_copy_extend_close(konara, member, published):
    assert member.post(url("state", published, act="pause")).url == url("posting", published)
    assert "いまは一覧に出ません" in words(member.get(url("posting", published)))
    member.post(url("state", published, act="resume"))
    assert member.post(url("state", published, act="burn")).status_code == 404
    day = today() + timedelta(days=50)
    assert member.post(url("extend", published), {"deadline": "昨日"}).status_code == 422
    assert member.post(url("extend", published), {"deadline": day.isoformat()}).url == url("posting", published)
    copied = member.post(url("copy", published))
    assert copied.url == url("time", Posting.objects.exclude(pk=published.pk).get())
    make_application(posting=published)
    assert member.post(url("close", published), {"words": "あ" * 1001}).status_code == 422
    assert member.post(url("close", published), {"words": "ありがとうございました。"}).url == reverse("postings:list")
    published.refresh_from_db()
    assert (published.state, published.deadline) == ("closed", day)
    assert "この募集は、もう終わっています。" in words(member.get(url("close", published)))


def test_taking_back_by_a_button(konara, member, draft):
    actions.submit_posting(by=konara.owner, posting=draft)
    assert "いま事務局が読んでいます" in words(member.get(url("posting", draft)))
    assert "先に下書きに戻してください。" in words(member.get(url("need", draft)))
    member.post(url("state", draft, act="take-back"))
    assert member.get(url("posting", draft)).url == url("check", draft)
    assert member.post(url("state", draft, act="take-back")).status_code == 409


def test_a_material_change_says_what_follows(member, published):
    page = member.get(url("need", published))
    assert "この募集は掲載されています" in words(page)
    saved = member.post(url("need", published), {**fields(page), "need": "別の困りごとです。"}, follow=True)
    assert "内容が変わったので、事務局がもう一度確かめます。" in words(saved)
    published.refresh_from_db()
    assert published.state == "in_review"


def test_after_the_closing_day_the_sections_lead_to_moving_it_first(member, published):
    to, leads = url("need", published), f'href="{url("extend", published)}"'
    assert member.get(to).content.decode().count(leads) == 0
    with at_moment(now() + timedelta(days=50)):
        answer = member.get(to)
        assert (answer.content.decode().count(leads), words(answer).count("応募のしめきりを過ぎました")) == (1, 1)
        answer = member.post(to, {**fields(answer), "need": "葉書が二通届きます。"})
        assert (answer.status_code, words(answer).count("葉書が二通届きます。"), answer.content.decode().count(leads)) == (422, 1, 1)
        assert words(answer).count("しめきりが、過ぎた日になっています。") == 1


def test_more_hours_than_the_weeks_hold_are_told_beside_them(member, draft):
    sent = {"hours_per_week": "10", "hours_total": "500", "weeks": "26", "seats": "1", "deadline": "2099/1/1", "draft": "1"}
    shown = member.post(url("time", draft), sent)
    assert (shown.status_code, words(shown).count("一人が週10時間までで、この期間は合わせて260時間です。")) == (422, 2)


def test_a_small_change_goes_back_to_its_page(member, published):
    saved = member.post(url("contact", published), {**fields(member.get(url("contact", published))), "contact_person": "小林"})
    assert saved.url == url("posting", published)


def test_sent_and_check_of_an_open_posting_lead_to_its_page(member, published):
    assert {member.get(url(name, published)).url for name in ("sent", "check")} == {url("posting", published)}


# ------------------------------------------------------------------ the shelves
def test_a_long_list_is_read_page_by_page_shelf_after_shelf(konara, member, draft, published, monkeypatch):
    monkeypatch.setattr("engawa.journey.postings.views.PER_PAGE", 1)
    pages = [member.get(reverse("postings:list") + f"?page={number}") for number in (1, 2)]
    assert [("下書き 1件" in words(page), "募集中 1件" in words(page)) for page in pages] == [(True, False), (False, True)]
    assert [[page.content.decode().count(f'rel="{where}"') for where in ("prev", "next")] for page in pages] == [[0, 1], [1, 0]]


def test_the_list_shows_only_ones_own_by_state(konara, member, draft):
    other = make_organization("みどり町", owner=make_user("m@example.jp", "村山 礼子"))
    hidden, shown = make_open_posting(other, title="よその募集"), make_open_posting(konara.organization, title="うちの募集")
    page = words(member.get(reverse("postings:list")))
    assert ("うちの募集" in page, "よその募集" in page, page.index("下書き") < page.index("募集中")) == (True, False, True)
    assert hidden.pk != shown.pk


@pytest.mark.parametrize(("asked", "count"), [
    ("", 54), ("?area=data", 11), ("?size=small", 28), ("?area=data&size=large", 2), ("?area=nowhere&size=huge", 54)])
def test_templates_are_narrowed_by_area_and_size(member, asked, count):
    assert member.get(reverse("postings:choose") + asked).content.decode().count("post__t") == count


def test_no_template_fits(member):
    assert "この条件に合うひな形はありません" in words(member.get(reverse("postings:choose") + "?area=strategy-security&size=large"))


def test_somebody_without_an_organization_reads_templates_and_is_led_to_register(konara, client):
    client.force_login(konara.stranger)
    assert "先に団体を登録してください。" in words(client.get(reverse("postings:choose")))
    page = client.get(reverse("postings:template", args=["website-checkup"]))
    assert reverse("organizations:register") in page.content.decode()
    assert client.post(reverse("postings:template", args=["website-checkup"])).url == reverse("organizations:register")
    assert (client.get(reverse("postings:list")).status_code, client.get(reverse("postings:blank")).status_code) == (404, 404)


def test_unknown_template_and_section_are_not_found(member, draft):
    assert member.get(reverse("postings:template", args=["no-such"])).status_code == 404
    assert member.get(reverse("postings:edit", kwargs={"pk": draft.pk, "section": "money"})).status_code == 404


# ------------------------------------------------------------------ who sees them, in both languages
@pytest.mark.parametrize("who", ["stranger", "desk"])
def test_others_find_nothing(konara, client, draft, who):
    client.force_login(getattr(konara, who))
    assert {client.get(url(name, draft)).status_code for name in PAGES} == {404}
    posts = [url("check", draft), url("copy", draft), url("state", draft, act="pause"), url("close", draft), *[url(s, draft) for s in SECTIONS]]
    assert {client.post(where).status_code for where in posts} == {404}


def test_visitors_are_asked_to_sign_in(client, draft):
    assert {client.get(url(name, draft)).status_code for name in PAGES} == {302}


@pytest.mark.parametrize("language", ["ja", "en"])
def test_every_page_in_both_languages(konara, member, draft, language):
    prefix = "" if language == "ja" else "/en"
    published, plain = make_open_posting(konara.organization), reverse("postings:template", args=["website-checkup"])
    its_page = url("posting", published)
    pages = [url(name, draft) for name in ["check", "preview", *SECTIONS]] + [url(name, published) for name in ("posting", "extend", "close")]
    pages += [plain, *[reverse(f"postings:{name}") for name in ("list", "choose", "blank")]]
    for where in pages:
        page = member.get(prefix + where)
        assert page.status_code == 200
        html = page.content.decode()
        assert html.count("<h1") == 1
        assert f'<html lang="{language}"' in html
    assert ("Copy as a new draft" if language == "en" else "写しを下書きに作る") in words(member.get(prefix + its_page))


def test_a_japanese_posting_is_marked_as_japanese_on_an_english_page(member, draft):
    assert '<textarea name="need"' in (html := member.get("/en" + url("need", draft)).content.decode())
    assert re.search(r'<textarea name="need"[^>]*lang="ja"', html)


def test_the_form_says_why_there_is_a_limit_and_whom_to_ask_until_more_is_allowed(konara, member, draft):
    shown = member.get(url("time", draft))
    assert (words(shown).count("週10時間や26週間をこえると"), shown.content.decode().count(f'href="{reverse("public:contact")}"') > 1) == (1, True)
    actions.allow_more(by=konara.desk, posting=draft, because="一年の行事に合わせるため")
    shown = words(member.get(url("time", draft)))
    assert [shown.count(each) for each in ("週10時間や26週間をこえると", "事務局が、週20時間・52週間までを認めています", "一年の行事に合わせるため")] == [0, 1, 1]
    assert words(member.get(url("check", draft))).count("一年の行事に合わせるため") == 1
    actions.allow_more(by=konara.desk, posting=(open_one := make_open_posting(konara.organization)), because="収穫の時期まで続くため")
    assert words(member.get(url("posting", open_one))).count("収穫の時期まで続くため") == 1
