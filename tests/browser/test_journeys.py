"""The four journeys of the design by keyboard only, counted against their targets."""
import re
from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from engawa.base.accounts import actions as accounts
from engawa.base.times import now
from engawa.base.users.models import User
from engawa.demo.builders.agreements import sides_of
from engawa.demo.builders.applications import make_application, make_slots, owner_of
from engawa.demo.builders.organizations import make_organization
from engawa.demo.builders.postings import READY, make_open_posting
from engawa.demo.builders.projects import make_project
from engawa.journey.agreements.models import Agreement
from engawa.journey.agreements.models import State as SheetState
from engawa.journey.applications.models import Application, Interview
from engawa.journey.organizations.models import Organization, Point
from engawa.journey.organizations.models import State as OrganizationState
from engawa.journey.outcomes.models import Certificate
from engawa.journey.outcomes.queries import deliverables_of
from engawa.journey.postings.models import Posting
from engawa.journey.postings.models import State as PostingState
from tests.accounts.test_second_factor import number
from tests.browser.keyboard import Keyboard
from tests.reference import load_reference

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def sit_down(chromium, live_server):
    """A new window for somebody, with what keeps them signed in if they are."""
    contexts = []

    def window(client=None) -> Keyboard:
        context = chromium.new_context(locale="ja-JP", reduced_motion="reduce")
        contexts.append(context)
        if client:
            context.add_cookies([{"name": name, "value": morsel.value, "url": live_server.url} for name, morsel in client.cookies.items()])
        return Keyboard(context, live_server.url)

    yield window
    for context in contexts:
        context.close()


def code_for(address: str) -> str:
    """The newest code that was mailed to an address."""
    newest = mail.outbox[-1]
    assert newest.to == [address]
    return re.findall(r"(?<!\d)\d{6}(?!\d)", newest.body)[0]


def enter_code(person: Keyboard, address: str) -> None:
    """A2: from the mailbox."""
    person.write("code", code_for(address))
    person.mails += 1


def register(person: Keyboard, role: str, address: str, name: str, furigana: str) -> None:
    """A1 to A3."""
    person.choose("role", role)
    person.write("email", address)
    person.press("確認番号を送る")
    enter_code(person, address)
    person.press("この番号で続ける")
    person.write("name", name)
    person.write("furigana", furigana)
    person.tick("terms")
    person.press("登録する")


def test_a_retiree_registers_takes_stock_finds_and_applies(sit_down, record_property):
    """Targets: typed ≤ 13, registration ≤ 4 submits, inventory ≤ 6, then ≤ 6 clicks to the form and ≤ 3 new fields."""
    load_reference()
    organization = make_organization()
    posting, slots = make_open_posting(organization), make_slots(organization)
    kazuo = sit_down().open("/")
    kazuo.follow("参加する")
    kazuo.follow("参加者として登録する")
    register(kazuo, "participant", "kazuo@example.jp", "佐伯 和夫", "さえき かずお")
    registered = kazuo.count()
    take_stock(kazuo)
    ready = kazuo.count()
    kazuo.follow(posting.title)
    kazuo.follow("応募する")
    clicks_to_the_form = kazuo.clicks - ready.clicks
    kazuo.write("message", "名簿の引っ越しを、長くしてきました。")
    kazuo.press("候補日時へ進む")
    kazuo.tick("slots", str(slots[1].pk))
    kazuo.press("確かめるページへ進む")
    kazuo.sees("名簿の引っ越しを、長くしてきました。")
    kazuo.press("応募を送る")
    application, done = Application.objects.get(), kazuo.count()
    kazuo.sees(application.receipt)
    assert application.participant.user.name == "佐伯 和夫"
    assert registered.typed <= 6
    assert registered.submits <= 4
    assert ready.submits - registered.submits <= 6
    assert done.typed - ready.typed <= 3
    assert clicks_to_the_form <= 6
    assert done.typed <= 13
    record_property("figure", f"journey (a): {done}; registration {registered.submits} of 4 submits, inventory "
                    f"{ready.submits - registered.submits} of 6, find and apply {done.clicks - ready.clicks} clicks, typed of 13")


def take_stock(kazuo: Keyboard) -> None:
    """V3 to V8: the least that is asked for."""
    kazuo.tick("areas", "data")
    kazuo.press("保存して次へ")
    kazuo.choose("level-excel-basic", "4")
    kazuo.press("保存して次へ")
    kazuo.write("from_year", "昭和58年")
    kazuo.write("did", "信用金庫で名簿のしくみを作りました。")
    kazuo.press("保存して次へ")
    kazuo.choose("tool-zoom", "able")
    kazuo.press("保存して次へ")
    kazuo.choose("hours_per_week", "4")
    kazuo.choose("language_ja", "native")
    kazuo.press("保存して次へ")
    kazuo.press("この内容で保存する")


def test_an_organization_registers_checks_itself_and_posts_from_a_template(sit_down, record_property):
    """Targets: typed ≤ 18, the check-up two keys a question; register 6 minutes, check-up 6, posting 12 (see pace.py).

    Two of the desk check and verify the organization. Later the desk reads the posting, returns it once and publishes it in its second visit,
    and a visitor finds it.
    """
    load_reference()
    desk = [accounts.complete_basics(by=accounts.make_desk_officer(email=email), name=name, furigana=kana, phone="", language="ja") for email, name, kana in (
        ("desk@example.jp", "森田 恵", "もりた めぐみ"), ("second@example.jp", "島田 守", "しまだ まもる"))]
    yumi = sit_down().open("/")
    yumi.follow("相談する")
    visited = yumi.count()  # to read what the house is about is not yet to register
    yumi.follow("団体を登録する")
    register(yumi, "organization", "yumi@example.jp", "小林 由美", "こばやし ゆみ")
    yumi.write("name", "NPO法人 里山の会こなら")
    yumi.choose("legal_form", "npo")
    yumi.choose("place", "神奈川県")
    yumi.tick("causes", "environment")
    yumi.write("summary", "里山の手入れを通して、人と森をつなぎます。")
    yumi.write("phone", "０４５−１２３−４５６７")
    yumi.press("登録して確認を申し込む")
    registered = yumi.count()
    morita, shimada = (sit_down().open("/desk/") for _officer in desk)
    vouch(morita, shimada, desk)
    yumi.open("/check-up/")
    yumi.tick("areas", "data")
    yumi.press("診断を始める")
    while "/result/" not in yumi.page.url:
        yumi.choose("answer", "1")
        yumi.press("保存して")
    checked = yumi.count()
    # On paper: the figures behind the bars, and nothing to press.
    yumi.page.emulate_media(media="print")
    assert [yumi.page.locator(what).first.is_visible() for what in ("details.prints table", "nav", ".actions", ".fold")] == [True, False, False, False]
    yumi.page.emulate_media(media="screen")
    write_posting(yumi)
    done, posting = yumi.count(), Posting.objects.get()
    assert posting.state == PostingState.IN_REVIEW
    assert done.typed <= 18
    assert checked.clicks - registered.clicks <= 2 + 2 * 7  # the area, the start, then two a question
    minutes = {"register": (registered - visited).minutes, "check-up": (checked - registered).minutes, "posting": (done - checked).minutes}
    record_property("figure", f"journey (b): {done}; registration {registered.typed} fields, check-up {checked.clicks - registered.clicks} clicks, typed of "
                    f"18; minutes by the model {', '.join(f'{part} {n:.1f}' for part, n in minutes.items())} of 6, 6, 12")
    assert [part for part, most in (("register", 6), ("check-up", 6), ("posting", 12)) if minutes[part] > most] == []
    assert sum(minutes.values()) <= 24
    return_and_publish(morita, yumi, posting)
    visitor = sit_down().open("/")
    visitor.follow("募集をさがす")
    visitor.follow(posting.title)
    visitor.sees(posting.title, "二通届いています", "里山の会こなら")


def write_posting(yumi: Keyboard) -> None:
    """N10 to N12: a template, the sections as they are prefilled, the questions, the check."""
    yumi.follow("このひな形")
    yumi.press("このひな形で募集を書く")
    yumi.write("need", "名簿が三つあり、葉書が二重に届いています。")
    for section in ("need", "task", "deliverables", "time", "contact", "data"):
        if section == "deliverables":
            yumi.write("out_of_scope", "印刷と発送")
        yumi.press("保存して次へ")
    for question, answer in READY.items():
        yumi.choose(question, answer)
    yumi.press("保存して、全体を確かめる")
    yumi.sees("準備ができています")
    yumi.press("掲載を申し込む")


def come_in(officer: Keyboard, address: str) -> None:
    """The door of the desk: a code by mail, then the app, set up the first time."""
    officer.write("email", address)
    officer.press("確認番号を送る")
    enter_code(officer, address)
    officer.press("この番号で続ける")
    officer.unfold("図を読み取れないときは")
    officer.write("code", number(officer.page.locator("b.code").inner_text()))
    officer.press("二つめの確認を始める")


def vouch(morita: Keyboard, shimada: Keyboard, desk: list[User]) -> None:
    """D2: the first goes through the list and decides, the second confirms; only then it is verified."""
    for officer, user in zip((morita, shimada), desk, strict=True):
        come_in(officer, user.email)
    morita.open(reverse("desk:queue"))
    morita.follow("確かめる")
    morita.sees("里山の会こなら", "里山の手入れを通して、人と森をつなぎます。", "0451234567")
    for point in Point.values:
        morita.tick("points", point)
    morita.press("確認済みにする")
    organization = Organization.objects.get()
    assert (organization.state, organization.checker) == (OrganizationState.CHECKING, desk[0])
    shimada.open(reverse("desk:queue"))
    shimada.follow("二人目として見る")
    shimada.sees("森田 恵")
    shimada.press("二人目として確認済みにする")
    organization.refresh_from_db()
    assert (organization.state, organization.verified_by, organization.decisions.get().second) == (OrganizationState.VERIFIED, *desk)


def return_and_publish(morita: Keyboard, yumi: Keyboard, posting: Posting) -> None:
    """D2 and D3, twice: beside the template, one comment back; what changed since, and publish."""
    morita.open(reverse("desk:queue"))
    morita.follow("確かめる")
    assert morita.page.locator(".diff").first.is_visible()
    morita.sees("ひな形", "印刷と発送", "葉書が二重に届いています")
    morita.unfold("この項目にコメントを書く：困りごと")
    morita.write("need-text", "だれに二通届くのかも、書いてください。")
    morita.press("この募集を返す")
    posting.refresh_from_db()
    assert posting.state == PostingState.DRAFT
    yumi.open(reverse("home:home"))
    yumi.follow("直すところを読む")
    yumi.sees("だれに二通届くのかも、書いてください。")
    yumi.follow("この項目を直す")
    yumi.write("need", "名簿が三つあり、同じ会員に葉書が二通届いています。")
    yumi.press("保存して確かめる")
    yumi.follow("「直しました」の印")
    yumi.write("answer", "会員です。")
    yumi.press("「直しました」の印を付ける")
    yumi.press("掲載を申し込む")
    morita.open(reverse("desk:queue"))
    morita.follow("確かめる")
    morita.sees("1か所", "会員です。", "同じ会員に葉書が二通")
    assert morita.page.locator("ins").first.is_visible()
    morita.press("この募集を載せる")
    posting.refresh_from_db()
    assert (posting.state, posting.submissions.count(), posting.comments.get().answer) == (PostingState.OPEN, 2, "会員です。")


def test_interview_sheet_and_consent(sit_down, record_property):
    """Targets: scheduling ≤ 3 clicks a side, the answer one radio, sheet ≤ 8 typed fields, agreeing ≤ 2 clicks."""
    load_reference()
    application = make_application()
    owner, participant = owner_of(application.posting.organization), application.participant.user
    yumi, kazuo = sit_down(signed_in(owner)), sit_down(signed_in(participant))
    yumi.open(reverse("applications:received", kwargs={"pk": application.pk}))
    candidate = application.candidates.order_by("starts_at").first()
    yumi.choose("candidate", str(candidate.pk))
    yumi.press("面談の日時を決める")
    scheduling = yumi.count()
    # The hour of the interview comes.
    Interview.objects.update(starts_at=now() - timedelta(hours=1))
    for person in (yumi, kazuo):
        person.open(reverse("applications:interview", kwargs={"pk": application.pk}))
        person.follow("どうしたいかを答える")
        person.choose("answer", "go_on")
        person.press("答えを送る")
    answering, agreement = yumi.clicks - scheduling.clicks, Agreement.objects.get()
    yumi.open(reverse("agreements:sheet", kwargs={"pk": agreement.pk}))
    yumi.follow("読んで直す：情報の扱い・個人情報")
    yumi.write("personal-data__data_items", "氏名")
    yumi.press("保存してシートへ戻る")
    agreeing = {}
    for person in (yumi, kazuo):
        person.open(reverse("agreements:agree", kwargs={"pk": agreement.pk}))
        before = person.clicks
        person.tick("read")
        person.press("この内容で同意する")
        agreeing[person] = person.clicks - before
    agreement.refresh_from_db()
    assert agreement.state == SheetState.AGREED
    assert scheduling.clicks <= 3
    assert answering <= 3
    assert yumi.typed + kazuo.typed <= 8
    assert max(agreeing.values()) <= 2
    record_property("figure", f"journey (c): scheduling {scheduling.clicks} of 3 clicks, answer {answering}, sheet "
                    f"{yumi.typed + kazuo.typed} of 8 typed fields, agreeing {max(agreeing.values())} of 2 clicks")


def test_report_completion_and_certificate(sit_down, record_property):
    """Targets: report ≤ 4 fields and 3 clicks from the mail, reading 1 click, thanks 1 field, certificate 1 click."""
    load_reference()
    project = make_project(reports=1, days_ago=14)
    owner, participant = sides_of(project.agreement)
    yumi, kazuo = sit_down(signed_in(owner)), sit_down(signed_in(participant))
    room = reverse("projects:room", kwargs={"pk": project.pk})
    kazuo.open(room)
    kazuo.write("next", "重なりを調べます。")
    kazuo.write("minutes", "2.5")
    kazuo.press("報告を送る")
    reporting = kazuo.count()
    report = project.reports.get(number=2)
    assert report.done == project.reports.get(number=1).next  # what was to come is what was done, unless corrected
    yumi.open(room)
    yumi.press("読みました")
    reading = yumi.clicks
    kazuo.open(reverse("outcomes:close", kwargs={"pk": project.pk}))
    for deliverable in deliverables_of(project):
        kazuo.tick("delivered", deliverable)
    kazuo.tick("data_returned")
    kazuo.press("相手に確認をたのむ")
    yumi.open(reverse("outcomes:confirm", kwargs={"pk": project.pk}))
    yumi.tick("data_returned")
    yumi.press("完了を確認する")
    thanking = yumi.count()
    yumi.write("words", "名簿が一つになりました。")
    yumi.press("お礼の言葉を送る")
    kazuo.open(reverse("outcomes:done", kwargs={"pk": project.pk}))
    before = kazuo.count()
    kazuo.follow("活動証明書を開く")
    kazuo.sees(participant.name, Certificate.objects.get().code)
    assert reporting.typed <= 4
    assert reporting.clicks <= 3
    assert reading == 1
    assert yumi.typed - thanking.typed == 1
    assert kazuo.clicks - before.clicks == 1
    record_property("figure", f"journey (d): report {reporting.typed} of 4 fields in {reporting.clicks} of 3 clicks, read in {reading}, "
                    f"completion {yumi.clicks - reading} clicks for the organization, thanks 1 field, certificate 1 click")


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client
