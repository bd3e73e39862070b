"""The pages as a browser without scripts meets them, in both languages."""
import re
from datetime import UTC, datetime, time, timedelta
from types import SimpleNamespace
from urllib.parse import quote

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from engawa.base.times import at_moment
from engawa.demo.builders.organizations import verify
from engawa.journey.organizations import actions, queries
from engawa.journey.organizations.models import Invitation, Organization, Role, State
from tests import people

GOOD = {"name": "NPO法人 あおぞら", "legal_form": "npo", "place": "東京都", "causes": ["environment"],
        "summary": "川の掃除を続けています。", "phone": "０３（００００）１１１１", "corporate_number": "7000-0120-50002", "website": "aozora.example.jp"}


def browser(user):
    client = Client()
    client.force_login(user)
    return client


def go(user, name, method="get", data=None, language="ja", **kwargs):
    with translation.override(language):
        path = reverse(f"organizations:{name}", kwargs=kwargs)
    answer = getattr(browser(user), method)(path, data or {})
    return SimpleNamespace(status=answer.status_code, text=answer.content.decode(), to=answer.get("Location", ""))


@pytest.fixture
def clerk(reference):
    return people.make_user(**people.KOBAYASHI)


# ------------------------------------------------------------ registering
def test_registering_leads_to_the_organization_s_page(clerk):
    assert go(clerk, "register").status == 200
    done = go(clerk, "register", "post", GOOD)
    assert (done.status, done.to) == (302, "/organization/")
    made = Organization.objects.get()
    assert (made.state, made.phone, made.corporate_number, made.website, made.prefecture, made.country) == (
        State.ASKED, "0300001111", "7000012050002", "https://aozora.example.jp", "東京都", "JP")


@pytest.mark.parametrize(("wanted", "to"), [("/organization/postings/new/?template=x", "/organization/postings/new/?template=x"),
                                            ("https://evil.example/", "/organization/"), ("", "/organization/")])
def test_registering_leads_on_to_where_one_was_going(clerk, wanted, to):
    answer = browser(clerk).post(f"{reverse('organizations:register')}?next={quote(wanted)}", GOOD)
    assert (answer.status_code, answer["Location"]) == (302, to)


@pytest.mark.parametrize(("form", "words"), [
    ("uk_charity", "英国の登録慈善団体"), ("us_501c3", "501(c)(3)"), ("europe", "ASBL"), ("asia", "アジア各国"), ("intl", "国際機関"),
    ("overseas", "そのほかの、海外の非営利団体")])
def test_a_form_of_another_country_asks_for_the_number_of_its_register(clerk, form, words):
    assert words in go(clerk, "register").text
    done = go(clerk, "register", "post", {**GOOD, "corporate_number": "", "legal_form": form, "foreign_number": "CC-1"})
    made = Organization.objects.get()
    assert (done.status, made.legal_form, made.foreign_number) == (302, form, "CC-1")
    assert words in made.get_legal_form_display()


def test_an_organization_abroad(clerk):
    go(clerk, "register", "post", {**GOOD, "corporate_number": "", "place": "PH", "legal_form": "overseas"})
    made = Organization.objects.get()
    assert (made.prefecture, made.country, made.place) == ("", "PH", "フィリピン")


@pytest.mark.parametrize(("facts", "kept"), [
    ({"jurisdiction": "東京都"}, ("7000012050002", "東京都", "")),
    ({"corporate_number": "", "legal_form": "overseas", "place": "GB", "foreign_number": " １１８８１９２ "}, ("", "", "1188192")),
    ({"corporate_number": "", "legal_form": "overseas", "foreign_number": "12-3456789"}, ("", "", "12-3456789")),  # its office in Tokyo
])
def test_each_gives_the_numbers_that_its_law_gives_it(clerk, facts, kept):
    assert go(clerk, "register", "post", {**GOOD, **facts}).status == 302
    made = Organization.objects.get()
    assert (made.corporate_number, made.jurisdiction, made.foreign_number) == kept


def test_a_number_abroad_of_one_in_japan_is_asked_about_and_kept(clerk):
    page = go(clerk, "register", "post", {**GOOD, "foreign_number": "1188192"})
    assert (page.status, "日本の外の団体のための番号です" in page.text, 'value="1188192"' in page.text) == (422, True, True)
    assert not Organization.objects.exists()


def test_an_empty_form_says_what_is_missing(clerk):
    page = go(clerk, "register", "post")
    assert page.status == 422
    assert "エラー" in re.search("<title>(.*?)</title>", page.text, re.DOTALL)[1]
    assert "6か所" in page.text
    assert not Organization.objects.exists()


@pytest.mark.parametrize(("field", "value", "said"), [
    ("corporate_number", "1234567890123", "法人番号とちがうようです"), ("phone", "12", "電話番号"), ("place", "月", "選"),
    ("website", "これはURLではない", "https://example.jp/"),
    ("causes", ["environment", "children", "disaster-relief", "health-welfare", "international", "tourism"], "5つ"),
])
def test_a_wrong_answer_is_said_and_the_rest_is_kept(clerk, field, value, said):
    page = go(clerk, "register", "post", {**GOOD, field: value})
    assert page.status == 422
    assert said in page.text
    assert "川の掃除を続けています。" in page.text


def test_a_registered_number_is_refused_in_the_form(clerk):
    actions.register_organization(by=people.make_user(**people.TAKADA), name="先の会", legal_form="npo", causes=[],
                                  corporate_number="7000012050002")
    page = go(clerk, "register", "post", GOOD)
    assert page.status == 422
    assert "招待" in page.text


def test_a_similar_name_is_asked_about_once(konara):
    facts = {**GOOD, "name": "NPO法人 里山の会こなら", "corporate_number": ""}
    page = go(konara.stranger, "register", "post", facts)
    assert page.status == 422
    assert page.text.count("よく似た名前の団体が、もう登録されています") == 2  # above and at the field
    assert "「里山の会 こなら」とは別の団体です" in page.text
    assert go(konara.stranger, "register", "post", {**facts, "other": "on"}).status == 302


def test_who_belongs_to_one_is_told_so(konara):
    assert "里山の会 こなら" in go(konara.owner, "register").text


# ------------------------------------------------------------ the public words
def test_the_profile_is_saved_and_shown_again(konara):
    facts = {"vision": "林を手渡す。", "story": "十二人が借りました。", "staff_size": "２", "founded_year": "2003", "language": "ja",
             "time_zone": "Asia/Tokyo"}
    assert go(konara.owner, "profile", "post", facts).status == 302
    page = go(konara.owner, "profile")
    assert "林を手渡す。" in page.text
    konara.organization.refresh_from_db()
    assert (konara.organization.staff_size, konara.organization.founded_year) == (2, 2003)
    assert "2003年" in Client().get(f"/organizations/{konara.organization.pk}/").content.decode()
    assert "2003年" in browser(konara.desk).get(f"/desk/organizations/{konara.organization.pk}/").content.decode()


def test_a_wrong_profile_keeps_the_text(konara):
    page = go(konara.owner, "profile", "post", {"vision": "林を手渡す。", "staff_size": "たくさん", "language": "ja",
                                                "time_zone": "Asia/Tokyo"})
    assert page.status == 422
    assert "林を手渡す。" in page.text
    assert "たくさん" in page.text


def test_a_member_reads_the_profile_and_cannot_save_it(konara):
    assert "代表" in go(konara.member, "profile").text
    page = go(konara.member, "profile", "post", {"vision": "x", "language": "ja", "time_zone": "Asia/Tokyo"})
    assert page.status == 422
    konara.organization.refresh_from_db()
    assert konara.organization.vision == ""


def test_a_zone_that_is_not_in_the_list_stays(konara):
    actions.save_organization(by=konara.owner, organization=konara.organization, time_zone="Asia/Seoul")
    assert 'value="Asia/Seoul" selected' in go(konara.owner, "profile").text


def test_basic_facts_of_a_verified_organization(konara):
    page = go(konara.owner, "basics")
    assert 'name="name"' not in page.text
    facts = {"causes": ["environment", "children"], "summary": "林の手入れ。", "phone": "048-000-1299", "jurisdiction": "さいたま市"}
    assert go(konara.owner, "basics", "post", facts).status == 302
    konara.organization.refresh_from_db()
    assert (konara.organization.name, konara.organization.phone, konara.organization.jurisdiction) == ("里山の会 こなら", "0480001299", "さいたま市")
    assert konara.organization.causes.count() == 2
    assert "代表" in go(konara.member, "basics").text


def test_basic_facts_before_the_verification(new):
    actions.ask_for_more(by=new.desk, organization=new.organization, words="法人の種類を教えてください。")
    facts = {**GOOD, "name": "みどり町 見守りの会", "corporate_number": ""}
    assert go(new.owner, "basics", "post", {**facts, "summary": ""}).status == 422
    assert go(new.owner, "basics", "post", facts).status == 302
    assert go(new.owner, "basics", "post", {**facts, "name": "みどり町の会"}).status == 302
    new.organization.refresh_from_db()
    assert (new.organization.name, new.organization.legal_form) == ("みどり町の会", "npo")


# ------------------------------------------------------------ verification
WAITS = {"ja": ("それまで待っていただくこと", "応募は届きません", "確認に時間がかかっています", "お待たせして申し訳ありません"),
         "en": ("What has to wait until then", "You do not receive applications", "The check takes longer", "We are sorry that you have to wait")}


@pytest.mark.parametrize("language", WAITS)
def test_the_page_says_what_has_to_wait_and_is_sorry_when_it_takes_longer(new, language):
    waits, nothing, longer, sorry = WAITS[language]
    due = queries.answer_due(new.organization)
    with translation.override(language):
        home = reverse("home:organization")
    for days, late in ((0, False), (1, True)):
        with at_moment(datetime.combine(due + timedelta(days=days), time(3), UTC)):
            for _take in range(2):
                page = go(new.owner, "verification", language=language).text
                assert (waits in page, nothing in page, longer in page, sorry in page, 'class="tel"' in page.split("<footer")[0]) == (
                    True, True, late, late, late)
                assert (longer in browser(new.owner).get(home).content.decode()) is late
                if new.organization.state == State.ASKED and late:
                    new.organization = actions.take_up_check(by=new.desk, organization=new.organization)
    verify(new.organization)
    page = go(new.owner, "verification", language=language).text
    assert (waits in page, longer in page) == (False, False)
    actions.suspend_organization(by=new.desk, organization=new.organization, words="お電話ください。")
    assert waits not in go(new.owner, "verification", language=language).text


def test_the_page_of_the_verification_follows_the_state(new):
    assert "事務局が受け付けました" in go(new.owner, "verification").text
    actions.take_up_check(by=new.desk, organization=new.organization)
    assert "事務局が確かめています" in go(new.owner, "verification").text
    actions.ask_for_more(by=new.desk, organization=new.organization, words="会則の写しはありますか。")
    assert "会則の写しはありますか。" in go(new.owner, "verification").text
    assert go(new.owner, "verification", "post", {"words": "ホームページに載せました。"}).status == 302
    page = go(new.owner, "verification", "post", {"words": "もう一度"})
    assert page.status == 422
    actions.refuse_organization(by=new.desk, organization=new.organization, words="確かめられませんでした。")
    assert "確かめられませんでした。" in go(new.owner, "verification").text
    actions.ask_verification(by=new.owner, organization=new.organization)
    verify(new.organization)
    assert "から、募集の掲載を申し込み" in go(new.owner, "verification").text
    actions.suspend_organization(by=new.desk, organization=new.organization, words="お電話をください。")
    assert "お電話をください。" in go(new.owner, "verification").text


def test_words_of_people_are_never_markup(new):
    actions.ask_for_more(by=new.desk, organization=new.organization, words="<b>太字</b>")
    assert "&lt;b&gt;太字" in go(new.owner, "verification").text


# ------------------------------------------------------------ members
def test_inviting_and_joining(konara):
    assert go(konara.owner, "invite").status == 200
    assert go(konara.owner, "invite", "post", {"email": "変な宛先", "role": "member"}).status == 422
    assert go(konara.owner, "invite", "post", {"email": konara.stranger.email, "role": "member"}).status == 302
    assert konara.stranger.email in go(konara.owner, "members").text
    invitation = Invitation.objects.get(email=konara.stranger.email)
    other = go(konara.desk, "invitation", pk=invitation.pk)
    assert (other.status, "里山の会 こなら" in other.text, other.text.count("別のメールアドレス"), other.text.count("ログアウトして別のアドレスを使う")) == (200, False, 1, 1)
    assert go(konara.desk, "invitation", "post", pk=invitation.pk).status == 404
    assert "里山の会 こなら" in go(konara.stranger, "invitation", pk=invitation.pk).text
    assert go(konara.stranger, "invitation", "post", pk=invitation.pk).to == "/organization/"
    assert "もう使われました" in go(konara.stranger, "invitation", pk=invitation.pk).text
    assert go(konara.stranger, "invitation", "post", pk=invitation.pk).status == 409


def test_a_member_sees_the_members_and_no_buttons(konara):
    page = go(konara.member, "members")
    assert konara.owner.name in page.text
    assert "代表にする" not in page.text
    assert "代表" in go(konara.member, "invite").text
    assert go(konara.member, "invite", "post", {"email": "a@example.jp", "role": "member"}).status == 422


def test_roles_and_leaving_by_buttons(konara):
    other = konara.organization.memberships.get(user=konara.member)
    own = konara.organization.memberships.get(user=konara.owner)
    assert go(konara.owner, "role", "post", pk=other.pk, role="king").status == 404
    assert go(konara.member, "role", "post", pk=other.pk, role="owner").status == 409
    assert go(konara.owner, "leave").text.count("/organization/members/hand-over/") == 1
    assert go(konara.owner, "leave", "post").status == 409
    assert go(konara.owner, "role", "post", pk=other.pk, role="owner").status == 302
    other.refresh_from_db()
    assert other.role == Role.OWNER
    assert go(konara.owner, "remove", pk=own.pk).status == 200
    assert go(konara.owner, "remove", "post", pk=own.pk).status == 409
    shown = go(konara.member, "leave")
    assert (shown.status, shown.text.count("/organization/members/hand-over/")) == (200, 0)
    assert go(konara.member, "leave", "post").to == "/home/"
    assert not konara.organization.memberships.filter(user=konara.member).exists()


def test_removing_ends_the_way_in(konara):
    other = konara.organization.memberships.get(user=konara.member)
    assert konara.member.name in go(konara.owner, "remove", pk=other.pk).text
    assert go(konara.owner, "remove", "post", pk=other.pk).status == 302
    assert go(konara.member, "members").status == 404


def test_taking_an_invitation_back(konara):
    invitation = actions.invite_member(by=konara.owner, organization=konara.organization, email="n@example.jp")
    assert go(konara.stranger, "take_back", "post", pk=invitation.pk).status == 404
    assert go(konara.member, "take_back", "post", pk=invitation.pk).status == 409
    assert go(konara.owner, "take_back", "post", pk=invitation.pk).status == 302
    assert not Invitation.objects.filter(pk=invitation.pk).exists()
    late = go(konara.stranger, "invitation", pk=invitation.pk)
    assert (late.status, "この招待は取り消されました。" in late.text, "里山の会 こなら" in late.text) == (200, True, False)
    assert go(konara.stranger, "invitation", pk=konara.organization.pk).status == 404


PAGES = ["profile", "basics", "verification", "members", "invite", "leave"]


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("language", ["ja", "en"])
def test_pages_open_for_members_in_both_languages_and_for_nobody_else(konara, name, language):
    for who in (konara.owner, konara.member):
        page = go(who, name, language=language)
        assert page.status == 200
        assert f'<html lang="{language}"' in page.text
        assert page.text.count("<h1") == 1
    assert go(konara.stranger, name, language=language).status == 404
    assert go(konara.desk, name, language=language).status == 404


def test_the_other_organization_s_people_and_invitations_are_out_of_reach(konara):
    from engawa.demo.builders.organizations import make_organization
    make_organization("ひだまり", owner=konara.stranger)
    theirs = konara.organization.memberships.get(user=konara.member)
    assert go(konara.stranger, "remove", pk=theirs.pk).status == 404
    assert go(konara.stranger, "role", "post", pk=theirs.pk, role="owner").status == 404


def test_the_registration_asks_eight_things_of_each_and_five_are_typed(clerk):
    """The corporate number and the authority are for those in Japan, the foreign number is for the others."""
    text = go(clerk, "register").text
    form = text[text.index("<h1"):text.index("<footer")]
    names = set(re.findall(r'<(?:input|select|textarea)[^>]*name="([a-z_]+)"', form)) - {"csrfmiddlewaretoken", "form_key"}
    typed = set(re.findall(r'<(?:input[^>]*type="(?:text|tel|url|email)"|textarea)[^>]*name="([a-z_]+)"', form))
    assert names == {"name", "legal_form", "corporate_number", "place", "causes", "summary", "phone", "website", "jurisdiction", "foreign_number"}
    assert typed == {"name", "corporate_number", "summary", "phone", "website", "jurisdiction", "foreign_number"}


def test_who_closes_the_account_is_asked_to_hand_the_organization_over(konara):
    def asked(user):
        client = Client()
        client.force_login(user)
        return "里山の会 こなら" in client.get(reverse("accounts:close")).content.decode()
    assert (asked(konara.owner), asked(konara.member)) == (True, False)


def test_the_words_of_the_public_page_stay_while_one_looks_elsewhere(konara):
    client, page = browser(konara.owner), "/organization/profile/"
    for to, where in (("basics", "/organization/profile/basics/"), ("photo", "/organization/profile/photo/"),
                      ("contact_hours", "/organization/contact-hours/"), ("home", "/organization/")):
        assert f'name="go" value="{to}"' in client.get(page).content.decode()
        sent = {"vision": f"林を手渡す。\r\n{to}", "language": "ja", "time_zone": "Asia/Tokyo", "go": to}
        assert client.post(page, sent)["Location"] == where
        shown = client.get(page).content.decode()
        assert f"林を手渡す。\n{to}" in shown
        assert "まだ保存していない" in shown
    konara.organization.refresh_from_db()
    assert konara.organization.vision == ""
    client.post(page, {"vision": "", "language": "ja", "time_zone": "Asia/Tokyo", "go": "home"})
    assert "まだ保存していない" not in client.get(page).content.decode()
    client.post(page, {"vision": "林を手渡す。", "language": "ja", "time_zone": "Asia/Tokyo"})
    assert "まだ保存していない" not in client.get(page).content.decode()
