"""The frame around every page, the pages for when something did not work, and the display settings."""
import re
from io import StringIO

import pytest
from django.conf import settings
from django.core.management import call_command
from django.template import loader
from django.test import Client, RequestFactory, override_settings
from django.utils.functional import SimpleLazyObject

from engawa.base.ui import display, errors, navigation
from engawa.base.ui.display import Display
from engawa.base.users.models import User

pytestmark = [pytest.mark.urls("tests.ui.house_urls"), pytest.mark.django_db]


@pytest.fixture(autouse=True)
def own_menu(monkeypatch):
    """The menus that the front puts in belong to its own tests."""
    monkeypatch.setattr(navigation, "_role_of", [])
    monkeypatch.setattr(navigation, "NAVIGATION", {"visitor": [navigation.Item("ログイン", "account_login")]})


@pytest.fixture
def calm():
    """A browser that shows the error page instead of the planted error."""
    return Client(raise_request_exception=False)


@pytest.fixture
def kazuo():
    return User.objects.create_user("kazuo@example.jp", name="佐伯和夫", furigana="さえきかずお")


@pytest.fixture
def signed_in(client, kazuo):
    client.force_login(kazuo, backend=settings.AUTHENTICATION_BACKENDS[0])
    return client


def text(response) -> str:
    return response.content.decode()


def title(response) -> str:
    return re.search("<title>(.*?)</title>", text(response)).group(1)


def look(response) -> tuple[str, ...]:
    return re.search('<html lang="(\\w+)" data-size="(\\w+)" data-theme="(\\w+)" data-leading="(\\w+)">', text(response)).groups()


# ------------------------------------------------------------------ the frame
@pytest.mark.parametrize("address", ["/", "/en/", "/display/", "/gallery/", "/nowhere/", "/refuse/"])
def test_every_page_has_one_of_each(client, address):
    html = text(client.get(address))
    assert html.lstrip().startswith("<!doctype html>")
    assert [len(re.findall(tag, html)) for tag in ("<h1", "<main ", '<header class="head"', '<footer class="foot"')] == [1, 1, 1, 1]
    assert re.search(r"<(?:a|button|input)\b[^>]*>", html[html.index("<body>"):]).group() == '<a class="skip" href="#main">'
    assert "<c-" not in html
    assert "{%" not in html
    assert " style=" not in html
    assert html.index('class="tel"') < html.index('class="foot__end"')


def test_footer_names_the_desk_in_the_same_order_everywhere(client):
    for address in ("/", "/display/", "/nowhere/"):
        html = text(client.get(address))
        foot = html[html.index("<footer"):]
        assert 'href="tel:0300001234">03-0000-1234</a>' in foot
        assert "お金・銀行口座・パスワードをたずねることはありません" in foot
        assert "運営：つきみ市民活動センター　つきみ市本町1-2-3" in foot


@override_settings(OPERATOR={"name": "N", "address": "A", "phone": "+81 3 1234", "hours": "火曜だけ"})
def test_operator_sets_phone_and_hours(client):
    html = text(client.get("/"))
    assert 'href="tel:+8131234">+81 3 1234</a><br>火曜だけ' in html


def test_language_switch_stays_on_the_page(client):
    assert '<a href="/en/display/?next=/" lang="en" hreflang="en">English</a>' in text(client.get("/display/?next=/"))
    english = client.get("/en/display/")
    assert '<a href="/display/" lang="ja" hreflang="ja">日本語</a>' in text(english)
    assert look(english)[0] == "en"
    assert "Letter size and colours" in title(english)


def test_a_page_that_is_not_found_still_offers_the_other_language(client):
    assert 'href="/en/" lang="en"' in text(client.get("/nowhere/"))


def test_visitor_menu(client):
    html = text(client.get("/"))
    assert ">ログイン</a>" in html
    assert "ログアウト" not in html
    assert "様" not in html


def test_signed_in_reader_sees_the_name_and_the_way_out(signed_in):
    html = text(signed_in.get("/"))
    assert '<p class="who">佐伯和夫 様</p>' in html
    form = html[html.index('action="/sign-out/"'):]
    assert "csrfmiddlewaretoken" in form[:400]
    assert 'name="form_key"' in form[:400]
    assert "ログアウト" in form[:600]


def test_htmx_is_kept_on_a_short_lead(client):
    html = text(client.get("/"))
    assert '"allowEval":false' in html
    assert '"includeIndicatorStyles":false' in html
    assert '"historyCacheSize":0' in html
    assert re.findall(r"<script[^>]*>", html) == [
        '<script src="/static/django_htmx/htmx-2.min.js" defer>', '<script src="/static/ui/carry.js" data-carry="/carry/" defer>']


def test_title_says_error_first_and_the_summary_takes_the_focus(client):
    response = client.get("/?name=")
    assert title(response) == "エラー：文字の大きさ・色　縁側"
    summary = re.search('<div class="errsum".*?</div>', text(response), re.DOTALL).group()
    assert "autofocus" in summary
    assert "入力を確認してください（1か所）" in summary
    assert '<a href="#id_name">氏名を入力してください。</a>' in summary
    assert text(response).index("errsum") < text(response).index("<h1")
    assert title(client.get("/")) == "文字の大きさ・色　縁側"


# ------------------------------------------------------------------- the menu
def request_of(user=None, path="/", **more):
    request = RequestFactory().get(path)
    if user is not None:
        request.user = user
    for name, value in more.items():
        setattr(request, name, value)
    return request


def test_roles(kazuo):
    desk = User(email="desk@example.jp", is_desk=True)
    assert [navigation.role_of(request_of(u)) for u in (None, kazuo, desk)] == ["visitor", "participant", "desk"]
    navigation.ask_role(lambda request: "organization" if request.path == "/" else None)
    assert [navigation.role_of(request_of(kazuo, path)) for path in ("/", "/x/")] == ["organization", "participant"]


def test_menu_leaves_out_pages_that_do_not_exist():
    navigation.register("visitor", [navigation.Item("見え方", "ui:display"), navigation.Item("ない", "nothing:here")])
    assert navigation.links(request_of(path="/display/"), "visitor") == [navigation.Link("見え方", "/display/", True, 0)]
    assert navigation.links(request_of(path="/"), "visitor") == [navigation.Link("見え方", "/display/", False, 0)]


def test_menu_holds_five_words_at_most():
    with pytest.raises(ValueError, match="at most 5"):
        navigation.register("visitor", [navigation.Item("a", "b")] * 6)


def test_unread_notices_are_counted_in_words(kazuo):
    navigation.register("participant", [navigation.Item("お知らせ", "ui:gallery", counts=True),
                                        navigation.Item("見え方", "ui:display")])
    request = request_of(kazuo, unread_notices=SimpleLazyObject(lambda: 2))
    html = loader.render_to_string("ui/_header.html", request=request)
    assert ">お知らせ<span class=\"count\">2件</span></a>" in html.replace("\n", "")
    request = request_of(kazuo, unread_notices=0)
    assert "count" not in loader.render_to_string("ui/_header.html", request=request)


# ------------------------------------------------------- when it did not work
@pytest.mark.parametrize(("address", "status", "words"), [
    ("/bad/", 400, "届いた内容を読み取れませんでした"), ("/forbids/", 403, "このページは開けません"),
    ("/nowhere/", 404, "ページが見つかりません"), ("/button/", 405, "ボタンを押して開くページです"),
    ("/refuse/", 409, "その操作はできませんでした"), ("/too-many/", 429, "短い間に何度も操作がありました"),
    ("/breaks/", 500, "ページを表示できません"), ("/maintenance/", 503, "ただいま手入れをしています"),
])
def test_error_pages_in_both_languages(calm, address, status, words):
    japanese, english = calm.get(address), calm.get("/en" + address)
    assert (japanese.status_code, english.status_code) == (status, status)
    assert f">{words}</h1>" in text(japanese)
    assert words in title(japanese)
    assert "03-0000-1234" in text(japanese)
    assert "残っています" in text(japanese)
    assert look(japanese)[0] == "ja"
    assert look(english)[0] == "en"
    assert words not in text(english)
    assert "<c-" not in text(japanese)
    assert "<h1" in text(english)


def test_refusal_shows_its_reason_and_the_way_back(client):
    response = client.get("/refuse/", HTTP_REFERER="http://testserver/display/?a=1")
    assert "今は取り下げられません。面談が始まっています。" in text(response)
    assert '<a class="btn btn--main" href="/display/?a=1">前のページに戻る</a>' in text(response)


@pytest.mark.parametrize("referer", ["https://elsewhere.example/x", "http://testserver/refuse/", "javascript:alert(1)",
                                     "http://testserver//elsewhere.example", ""])
def test_back_leads_only_to_another_page_of_ours(client, referer):
    assert "前のページに戻る</a>" not in text(client.get("/refuse/", HTTP_REFERER=referer))


def test_not_allowed_keeps_the_list_of_methods(client):
    response = client.get("/button/")
    assert (response.status_code, response["Allow"]) == (405, "POST")


def test_a_broken_page_gives_a_number_and_needs_nothing(calm, caplog, django_assert_num_queries):
    with django_assert_num_queries(0):
        response = errors.server_error(RequestFactory().get("/x/", HTTP_COOKIE="display=max.dark.wide"))
    number = re.search(r'class="code">([3-9A-Y]{4}-[3-9A-Y]{4})<', text(response)).group(1)
    assert number in caplog.text
    assert look(response) == ("ja", "max", "dark", "wide")


def test_a_broken_error_page_still_says_something(monkeypatch):
    def fail(*args, **kwargs):
        raise OSError("no disk")
    monkeypatch.setattr(loader, "render_to_string", fail)
    response = errors.server_error(RequestFactory().get("/x/"))
    assert response.status_code == 500
    assert "03-0000-1234" in text(response)
    assert "Please call us" in text(response)


def test_maintenance_says_when_to_come_back(client):
    assert client.get("/maintenance/")["Retry-After"] == "1800"


def test_expired_form_says_that_nothing_was_sent():
    strict = Client(enforce_csrf_checks=True)
    without = strict.post("/display/", {})
    assert without.status_code == 403
    assert "Cookie" in text(without)
    assert "まだ何も送られていません" in text(without)
    strict.cookies[settings.CSRF_COOKIE_NAME] = "a" * 32
    with_cookie = strict.post("/display/", {})
    assert with_cookie.status_code == 403
    assert "時間がたった" in text(with_cookie)


# --------------------------------------------------------------------- headers
def test_nobody_keeps_a_copy_of_private_pages(client, signed_in):
    assert signed_in.get("/")["Cache-Control"] == "private, no-store"
    visitor = Client().get("/")
    assert visitor["Cache-Control"] == "private, no-cache"
    assert {"Cookie", "HX-Request"} <= {v.strip() for v in visitor["Vary"].split(",")}
    assert "camera=()" in visitor["Permissions-Policy"]


# ---------------------------------------------------------------- display (P19)
CHOSEN = {"text_size": "max", "theme": "dark", "line_spacing": "wide"}


def test_visitor_keeps_the_choice_in_a_cookie_and_returns(client):
    response = client.post("/display/", {**CHOSEN, "next": "/?name=x"})
    assert (response.status_code, response["Location"]) == (302, "/?name=x")
    assert response.cookies["display"].value == "max.dark.wide"
    assert response.cookies["display"]["httponly"]
    assert look(client.get("/")) == ("ja", "max", "dark", "wide")


def test_reader_keeps_the_choice_in_the_account(signed_in, kazuo):
    signed_in.post("/display/", CHOSEN)
    kazuo.refresh_from_db()
    assert (kazuo.text_size, kazuo.theme, kazuo.line_spacing) == ("max", "dark", "wide")
    del signed_in.cookies["display"]
    assert look(signed_in.get("/")) == ("ja", "max", "dark", "wide")


def test_page_offers_the_present_choice_and_says_when_it_is_kept(client):
    html = text(client.get("/display/", HTTP_REFERER="http://testserver/?name=x"))
    assert re.findall(r'value="(\w+)" id="id_\w+" checked', html) == ["standard", "light", "normal"]
    assert '<input type="hidden" name="next" value="/?name=x">' in html
    assert "選んだ見え方に変えました。" in text(client.post("/display/", CHOSEN, follow=True))


def test_every_answer_shows_itself_in_the_readers_language(client):
    japanese, english = text(client.get("/display/")), text(client.get("/en/display/"))
    assert '大 <span class="seen seen--size-large" data-size="large">縁側でお茶を飲む</span>' in japanese
    assert 'Dark <span class="seen seen--theme-dark" data-theme="dark">Tea on the veranda</span>' in english


@pytest.mark.parametrize("elsewhere", ["https://elsewhere.example/", "//elsewhere.example/", "javascript:alert(1)", ""])
def test_return_address_is_checked(client, elsewhere):
    assert client.post("/display/", {**CHOSEN, "next": elsewhere})["Location"] == "/display/"


def test_a_missing_answer_is_asked_for(client):
    response = client.post("/display/", {"text_size": "max", "theme": "pink"})
    assert response.status_code == 422
    assert "色を、並んでいる中から選んでください。" in text(response)
    assert "display" not in response.cookies


@pytest.mark.parametrize(("cookie", "seen"), [
    ("max.dark.wide", Display("max", "dark", "wide")), ("large", Display("large")), ("", Display()),
    ('"><script>.x.y', Display()), ("max.pink.wide.more.words", Display("max", "light", "wide")),
])
def test_cookie_is_read_with_care(cookie, seen):
    request = RequestFactory().get("/")
    request.COOKIES["display"] = cookie
    assert display.of(request) == seen


# -------------------------------------------------------------------- gallery
@pytest.mark.parametrize("address", ["/gallery/?theme=dark&size=max&leading=wide", "/en/gallery/?theme=contrast"])
def test_gallery_shows_itself_in_every_way(client, address):
    response = client.get(address)
    assert response.status_code == 200
    assert look(response)[2] in address
    assert "<c-" not in text(response)
    ids = re.findall(r'\sid="([^"]+)"', text(response))
    assert sorted(ids) == sorted(set(ids))


def test_gallery_is_for_builders_only(client, monkeypatch):
    monkeypatch.setattr(settings, "MODE", "production")
    assert client.get("/gallery/").status_code == 404


def test_the_house_is_closed_for_work_and_opened_again(client, settings, tmp_path):
    settings.CLOSED_FILE = tmp_path / "data" / "closed"
    call_command("maintenance", "on", stdout=StringIO())
    for path, words in (("/display/", "手入れをしています"), ("/en/display/", "in order")):
        closed = client.get(path)
        assert closed.status_code == 503
        assert words in closed.content.decode()
    call_command("maintenance", "off", stdout=StringIO())
    call_command("maintenance", "off", stdout=StringIO())
    assert client.get("/display/").status_code == 200
