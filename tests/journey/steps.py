"""The steps of the journey, each walked through its pages and checked: what is shown, what is kept, who gets which mail."""
import re
from dataclasses import dataclass
from io import StringIO
from typing import Any

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.core.management import call_command

from engawa.base.notices.models import Mail
from engawa.base.users.models import User
from engawa.demo.builders.postings import READY
from engawa.journey.organizations.models import Organization, Point, State
from engawa.journey.participants.models import Participant
from engawa.journey.postings import models as postings
from engawa.journey.postings.models import Posting
from tests.journey.person import Person, options, post, text

SAVE = ("保存して次へ", "Save and go on")
TEMPLATE = "member-list-cleanup"


@dataclass
class Cast:
    """Who takes part: a participant, a representative of an organization, an officer of the desk; and the clock."""

    kazuo: Person
    yumi: Person
    desk: Person
    clock: Any


def mails(*expected: tuple[Person, str]) -> dict[str, Mail]:
    """Let the worker deliver: exactly these people get exactly these mails. Returns them by kind."""
    came = post()
    assert sorted((m.address, m.kind) for m in came) == sorted((person.address, kind) for person, kind in expected)
    return {m.kind: m for m in came}


# ------------------------------------------------------------------ the door
def register(person: Person, role: str, name: str, furigana: str) -> User:
    """Register by a mailed code: role and address, code, name and terms."""
    person.open(person.url("account_signup"))
    person.press(("確認番号を送る", "Have a code sent"), {"role": role, "email": person.address})
    person.press(("この番号で続ける", "Go on with this code"), {"code": person.code()})
    person.press(("登録する", "Finish registering"), {"name": name, "furigana": furigana, "terms": True})
    user = User.objects.get(email=person.address)
    assert (user.name, user.language, user.consents.count(), person.submits) == (name, person.language, 2, 3)
    return user


def come_back(person: Person) -> None:
    """Sign in again, as after some weeks: an address and a code."""
    person.client.cookies.clear()
    person.open(person.url("account_login"))
    person.press(("確認番号を送る", "Have a code sent"), {"email": person.address})
    person.press(("この番号で続ける", "Go on with this code"), {"code": person.code()})


def open_the_desk(desk: Person) -> None:
    """The first officer: the link of `engawa createdesk`, a name, the second factor."""
    said = StringIO()
    call_command("createdesk", desk.address, language=desk.language, stdout=said)
    desk.open(re.findall(r"https?://[^/]+(/\S+)", said.getvalue())[0])
    desk.press(("このリンクでログインする", "Sign in with this link"))
    desk.press(("登録する", "Finish registering"), {"name": "小川 恵", "furigana": "おがわ めぐみ", "terms": True})
    secret = text(next(b for b in desk.main.iter("b") if b.get("class") == "code"))
    step = list(yield_hotp_counters_from_time())[1]
    desk.press(("二つめの確認を始める", "Start the second check"), {"code": format_hotp_value(hotp_value(secret, step))})
    desk.open(desk.url("desk:queue"))
    mails((desk, "accounts/second_factor_on"))


# ------------------------------------------------------------------ the participant
def take_stock(kazuo: Person) -> None:
    """The inventory in six forms; the last leads to what fits."""
    before = kazuo.submits
    kazuo.press(SAVE, {"areas": ["data", "systems"], "roles": ["mainframe-se"]})
    kazuo.press(SAVE, {"level-cobol": "5", "level-data-migration": "4", "level-excel-basic": "4", "use-cobol": "over10"})
    kazuo.press(SAVE, {"from_year": "昭和58年", "to_year": "2018", "did": kazuo.say((
        "信用金庫で、預金と名簿のしくみを作り、守りました。", "I built and kept the systems for deposits and member lists of a bank."))})
    kazuo.press(SAVE, {"tool-zoom": "able"})
    kazuo.press(SAVE, {"hours_per_week": "4", "language_ja": "native", "language_en": "meeting"})
    kazuo.sees("1983")
    kazuo.press(("この内容で保存する", "Save this inventory"))
    assert kazuo.submits - before == 6
    participant = Participant.objects.get(user__email=kazuo.address)
    assert participant.inventory_done_at
    assert sorted(participant.areas.values_list("slug", flat=True)) == ["data", "systems"]
    assert (participant.hours_per_week, participant.careers.get().from_year) == (4, 1983)
    kazuo.sees(("おすすめ", "suggest"))


# ------------------------------------------------------------------ the organization
def register_organization(yumi: Person, desk: Person) -> Organization:
    """Eight facts, one form. Until the desk has looked nothing can be submitted."""
    yumi.press(("登録して確認を申し込む", "Register and ask for the check"), {
        "name": yumi.say(("NPO法人 里山の会こなら", "Konara Forest Friends")), "legal_form": "npo",
        "place": yumi.say(("神奈川県", "PH")), "causes": ["environment"], "phone": yumi.say(("０３−１２３４−５６７８", "+63 2 8123 4567")),
        "summary": yumi.say(("里山の手入れを通して、人と森をつなぎます。", "We bring people and forests together."))})
    organization = Organization.objects.get()
    assert (organization.state, organization.language) == (State.ASKED, yumi.language)
    yumi.sees(organization.name)
    mails((desk, "organizations/to_check"))
    desk.open(desk.url("desk:queue")).follow(("確かめる：", "Check it: ")).sees(organization.summary)
    desk.press(("印を保存する", "Keep the ticks"), {"points": Point.values})
    desk.press(("確認済みにする", "Mark as verified"))
    organization.refresh_from_db()
    assert organization.state == State.VERIFIED
    yumi.open_link_of(mails((yumi, "organizations/verified"))["organizations/verified"])
    return organization


def post_from_template(yumi: Person, desk: Person) -> Posting:
    """Choose a template, look at its six sections, say the day and the contact, submit; the desk publishes."""
    yumi.open(yumi.url("home:organization"))
    yumi.follow(("ひな形を選ぶ", "Choose a template"))
    yumi.follow(("会員・寄付者名簿の整理と一本化", "Clean up and merge member and donor lists"))
    yumi.press(("このひな形で募集を書く", "Write a posting from this template"))
    yumi.press(SAVE, {"need": yumi.say(("名簿が三つあり、葉書が二重に届いています。", "We keep three member lists and send postcards twice."))})
    yumi.press(SAVE)
    yumi.press(SAVE)
    yumi.press(SAVE, {"hours_per_week": "3"})
    yumi.press(SAVE, {"contact_person": yumi.say(("小林", "Kobayashi")), "contact_words": yumi.say(("週に1回、水曜の夜", "once a week"))})
    yumi.press(SAVE)
    yumi.press(("保存して、全体を確かめる", "Save and check everything"), READY)
    yumi.sees(("準備ができています", "You are ready"))
    yumi.sees(("名簿が三つあり", "We keep three member lists"))
    yumi.press(("掲載を申し込む", "Submit the posting"))
    posting = Posting.objects.get()
    assert (posting.state, posting.language, posting.template_id) == (postings.State.IN_REVIEW, yumi.language, TEMPLATE)
    desk.open_link_of(mails((desk, "postings/submitted"))["postings/submitted"])
    desk.sees(posting.title, posting.need)
    desk.press(("この募集を載せる", "Publish the posting"))
    posting.refresh_from_db()
    assert posting.state == postings.State.OPEN
    yumi.open_link_of(mails((yumi, "postings/published"))["postings/published"])
    return posting


def offer_times(yumi: Person) -> None:
    """Two times for interviews, next week."""
    yumi.open(yumi.url("applications:slots"))
    days = options(yumi.control("day_1"))
    yumi.press(("この日時を加える", "Add these times"), {"day_1": days[5], "time_1": "10:00", "day_2": days[6], "time_2": "19:30"})
    assert Organization.objects.get().slots.count() == 2
