"""Every page once, in the role that works there: the addresses of permissions.toml in the world of tests/architecture,
and the pages that are only met on the way (a half-written application, the next question, an answer to a mistake).
"""
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import translation

from engawa.base.accounts import actions as account_actions
from engawa.base.times import now
from engawa.base.users.models import User
from engawa.demo.builders import applications, postings, projects
from engawa.demo.builders.organizations import make_organization
from engawa.demo.builders.people import make_user
from engawa.journey.agreements.form import the_form
from engawa.journey.applications import actions as application_actions
from engawa.journey.diagnosis import actions as check_ups
from engawa.journey.diagnosis.queries import questions_of
from engawa.journey.organizations import actions as organization_actions
from engawa.journey.organizations.models import Organization
from engawa.journey.outcomes import actions as outcome_actions
from engawa.journey.outcomes import queries as outcomes
from engawa.journey.postings import actions as posting_actions
from engawa.journey.postings.models import Posting
from engawa.journey.postings.rules import SECTIONS
from tests.architecture import cast
from tests.architecture.test_permissions import MATRIX, allowed

WORKERS = ("participant", "owner", "desk", "stranger")
# Files, and addresses that only lead on.
NO_PAGES = {"accounts:export", "agreements:pdf", "agreements:version_pdf", "outcomes:certificate_pdf", "applications:calendar",
            "participants:resume_json", "participants:kept_file", "participants:sheet_pdf", "organizations:paper", "organizations:photo_file",
            "public:organization_photo", "diagnosis:result_pdf", "desk:list_download",
            "accounts:keep", "participants:start", "participants:pause", "participants:propose", "organizations:about",
            "projects:of_agreement", "accounts:basics",
            "desk:comment", "desk:organization_act", "desk:posting_act", "desk:proposal_act"}
LATER = {"postings:check", "applications:apply_times", "applications:check", "agreements:group"}  # with something begun, below
MOST_USED = ("public:top", "matching:search", "public:posting", "public:organization", "account_login", "home:home", "participants:skills",
             "applications:apply", "applications:application", "projects:room", "home:organization", "postings:choose", "postings:list",
             "postings:edit", "postings:check", "applications:received", "agreements:group", "diagnosis:start", "diagnosis:result",
             "desk:queue", "desk:postings", "desk:posting", "desk:organization")
LIBRARY = {"visitor": ("account_login", "account_signup", "account_login_password", "account_reset_password"),
           "participant": ("account_logout", "account_email", "account_set_password", "mfa_index", "usersessions_list")}


@dataclass(frozen=True)
class Visit:
    """One page to look at: as whom, where, and the status it answers with."""

    role: str
    name: str
    path: str
    status: int = 200


class House:
    """The world with a browser for everybody, and the list of visits."""

    def __init__(self) -> None:
        self.world = cast.build()
        self.clients = self.world.clients()
        self.things = self.world.things
        self.organization = Organization.objects.get(pk=self.things["organization"]["pk"])
        self.kazuo: User = self.world.users["participant"]  # type: ignore[assignment]
        self.owner: User = self.world.users["owner"]  # type: ignore[assignment]
        self.add("newcomer", make_user("first@example.jp", "初野 春"))
        self.add("waiting", Organization.objects.get(pk=self.things["new organization"]["pk"]).memberships.get().user)
        busy = make_user("busy@example.jp", "二村 渉")
        self.first, _chosen = (make_organization(name, owner=busy) for name in ("ふたば文庫", "ふたば食堂"))
        self.add("busy", busy)
        self.add("caller", None)

    def add(self, role: str, user: User | None) -> Client:
        """One more browser."""
        self.clients[role] = Client(raise_request_exception=False)
        if user:
            self.clients[role].force_login(user)
        return self.clients[role]

    def visits(self) -> list[Visit]:
        """Everything there is to see, in Japanese; the most used pages in English too."""
        with translation.override("ja"):
            found = [*self.of_the_matrix(), *self.of_the_library(), *self.beginnings(), *self.on_the_way(), *self.standing_still(), *self.mistakes()]
        return [*found, *in_english(found)]

    def of_the_matrix(self) -> Iterator[Visit]:
        """The addresses of permissions.toml."""
        for name, entry in MATRIX.items():
            roles = allowed(entry, "GET")
            if not roles or name in NO_PAGES | LATER:
                continue
            path = reverse(name, kwargs=self.things[entry["with"]] if "with" in entry else {})
            for role in working(name, roles):
                if (name, role) == ("applications:link", "participant"):  # the link is the organization's to change
                    continue
                yield Visit(role, name, path)

    def of_the_library(self) -> Iterator[Visit]:
        """The pages of the sign-in library."""
        for role, names in LIBRARY.items():
            for name in names:
                yield Visit(role, name, reverse(name))
        self.clients["caller"].post(reverse("account_login"), {"email": self.kazuo.email})
        yield Visit("caller", "account_confirm_login_code", reverse("account_confirm_login_code"))
        officer = self.add("officer", None)  # at the desk for the first time: only the second factor is open
        user = account_actions.make_desk_officer(email="officer@example.jp")
        account_actions.complete_basics(by=user, name="小川 恵", furigana="おがわ めぐみ", phone="", language="ja")
        officer.post(reverse("account_login"), {"email": user.email})
        officer.post(reverse("account_confirm_login_code"), {"code": re.findall(r"(?<!\d)\d{6}(?!\d)", mail.outbox[-1].body)[0]})
        yield Visit("officer", "mfa_activate_totp", reverse("mfa_activate_totp"))

    def beginnings(self) -> Iterator[Visit]:
        """Pages of people who have done nothing yet, and of an organization that waits for its check."""
        for name in ("home:home", "participants:areas", "notices:list", "applications:list", "matching:suggestions", "matching:saved",
                     "matching:watching"):
            yield Visit("newcomer", name, reverse(name))
        for name in ("home:organization", "organizations:verification", "postings:list", "postings:choose", "applications:inbox"):
            yield Visit("waiting", name, reverse(name))
        for name in ("home:organization", "organizations:register", "applications:inbox"):  # who belongs to two organizations
            yield Visit("busy", name, reverse(name))
        yield Visit("busy", "organizations:about", reverse("organizations:about", kwargs={"pk": self.first.pk, "page": "members"}))

    def on_the_way(self) -> Iterator[Visit]:
        """Pages that need something begun: a draft, an application, a check-up, a question of the other side."""
        draft = postings.make_posting(self.organization)
        for section in SECTIONS:
            yield Visit("owner", "postings:edit", reverse("postings:edit", kwargs={"pk": draft.pk, "section": section}))
        yield Visit("owner", "postings:check", reverse("postings:check", kwargs={"pk": draft.pk}))
        talk = postings.make_talk(self.organization)
        for name, more in (("edit", {"section": "talk"}), ("edit", {"section": "other"}), ("check", {}), ("preview", {}), ("remind", {})):
            yield Visit("owner", f"postings:{name}", reverse(f"postings:{name}", kwargs={"pk": talk.pk, **more}))
        for group in the_form().groups:
            yield Visit("owner", "agreements:group", reverse("agreements:group", kwargs={**self.things["sheet"], "group": group.slug}))
        for asked in ("from=text", "find=かいけい", "find=ほげふが"):  # named in the texts, found, not found
            yield Visit("participant", "participants:skills", f"{reverse('participants:skills')}?{asked}")
        yield from self.applying()
        yield from self.meeting()
        facts = {"organization": self.organization, "participant": self.kazuo.participant}
        ending = projects.make_project(reports=1, **facts)
        outcome_actions.ask_completion(by=self.kazuo, project=ending, delivered=outcomes.deliverables_of(ending), data_returned=True)
        yield Visit("owner", "outcomes:confirm", reverse("outcomes:confirm", kwargs={"pk": ending.pk}))
        yield from self.check_up()

    def applying(self) -> Iterator[Visit]:
        """The second and the third page of an application."""
        client, where = self.clients["participant"], self.things["open posting"]
        career = str(self.kazuo.participant.careers.get().pk)
        client.post(reverse("applications:apply", kwargs=where), {"message": "手伝えます。", "careers": [career]})
        yield Visit("participant", "applications:apply_times", reverse("applications:apply_times", kwargs=where))
        slot = str(self.organization.slots.order_by("starts_at").last().pk)
        client.post(reverse("applications:apply_times", kwargs=where), {"slots": [slot]})
        yield Visit("participant", "applications:check", reverse("applications:check", kwargs=where))

    def meeting(self) -> Iterator[Visit]:
        """New, offered, held: the three moments of an application in which somebody has to answer."""
        facts: dict[str, Any] = {"organization": self.organization, "participant": self.kazuo.participant}
        soon = applications.half_hour(now()) + timedelta(days=20)
        new = applications.make_application(slots=[], own_times=[soon], **facts)
        yield Visit("owner", "applications:received", reverse("applications:received", kwargs={"pk": new.pk}))
        offered = applications.make_application(slots=[], own_times=[soon + timedelta(days=1)], **facts)
        slots = [slot.pk for slot in applications.make_slots(self.organization, times=[soon + timedelta(days=n) for n in (2, 3)])]
        application_actions.offer_times(by=self.owner, application=offered, slots=slots, own_times=[])
        yield Visit("participant", "applications:times", reverse("applications:times", kwargs={"pk": offered.pk}))
        held = applications.make_held_interview(days_ago=1, **facts)
        for role in ("participant", "owner"):
            yield Visit(role, "applications:notes", reverse("applications:notes", kwargs={"pk": held.pk}))

    def check_up(self) -> Iterator[Visit]:
        """The first question of a check-up, all of them on one page, and a result; one of an organization beside its last one."""
        begun = self.things["check-up"]["pk"]
        for name, more in (("question", {"number": 1}), ("questions", {})):
            yield Visit("owner", f"diagnosis:{name}", reverse(f"diagnosis:{name}", kwargs={"pk": begun, **more}))
        for score in (1, 2):
            check_up = check_ups.start_check_up(by=self.owner, areas=["data", "systems"], organization=self.organization)
            check_ups.answer_questions(by=self.owner, check_up=check_up, answers=dict.fromkeys(questions_of(check_up), score))
        yield Visit("owner", "diagnosis:result", reverse("diagnosis:result", kwargs={"pk": check_up.pk}))
        yield Visit("owner", "diagnosis:start", reverse("diagnosis:start") + "?for=organization")
        client = self.clients["visitor"]
        asked = client.post(reverse("diagnosis:start"), {"areas": ["data"]})["Location"]
        yield Visit("visitor", "diagnosis:question", asked)
        begun = client.post(reverse("diagnosis:start"), {"areas": ["web-sns"]})["Location"]
        while "/result/" not in begun:
            begun = client.post(begun, {"answer": "1"})["Location"]
        yield Visit("visitor", "diagnosis:result", begun)

    def standing_still(self) -> Iterator[Visit]:
        """Organizations that were suspended, refused or ended, for their owner, the desk and a visitor; postings paused, filled and over."""
        desk: User = self.world.users["desk"]  # type: ignore[assignment]
        owners = {name: make_user(f"{name}@example.jp", "停田 止") for name in ("suspended", "refused", "closed")}
        made = {name: make_organization(f"しずかな会 {name}", owner=owner, verified=name != "refused") for name, owner in owners.items()}
        waiting = applications.make_application(postings.make_open_posting(made["suspended"]), self.kazuo.participant, slots=[],
                                                own_times=[applications.half_hour(now()) + timedelta(days=30)])
        organization_actions.suspend_organization(by=desk, organization=made["suspended"], words="お電話ください。")
        organization_actions.refuse_organization(by=desk, organization=made["refused"], words="登記が見つかりませんでした。")
        organization_actions.close_organization(by=owners["closed"], organization=made["closed"])
        for name, owner in owners.items():
            self.add(name, owner)
            yield from (Visit(name, page, reverse(page)) for page in ("home:organization", "organizations:verification", "postings:list"))
            yield Visit("desk", "desk:organization", reverse("desk:organization", kwargs={"pk": made[name].pk}))
        yield Visit("visitor", "public:organization", reverse("public:organization", kwargs={"pk": made["closed"].pk}), 410)
        yield Visit("suspended", "postings:posting", reverse("postings:posting", kwargs={"pk": waiting.posting_id}))
        yield Visit("participant", "applications:application", reverse("applications:application", kwargs={"pk": waiting.pk}))
        yield Visit("participant", "public:posting", reverse("public:posting", kwargs={"pk": waiting.posting_id}))
        paused, filled, over = (postings.make_open_posting(self.organization) for _kind in range(3))
        posting_actions.pause_posting(by=self.owner, posting=paused)
        posting_actions.take_seat(by=self.owner, posting=filled)
        Posting.objects.filter(pk=over.pk).update(deadline=(now() - timedelta(days=1)).date())
        for posting in (paused, filled, over):
            yield Visit("owner", "postings:posting", reverse("postings:posting", kwargs={"pk": posting.pk}))
            yield Visit("visitor", "public:posting", reverse("public:posting", kwargs={"pk": posting.pk}))

    def mistakes(self) -> Iterator[Visit]:
        """What is not there, and what is found by a search that finds nothing."""
        yield Visit("visitor", "404", "/no-such-page/", 404)
        yield Visit("visitor", "matching:search", reverse("matching:search") + "?q=xyzxyz")
        yield Visit("participant", "matching:search", reverse("matching:search") + "?q=名簿&area=data")
        for asked in ("q=xyzxyz", "q=里山 xyzxyz&place=東京都"):      # nothing at all; some of the words and a condition
            yield Visit("visitor", "matching:organizations", f"{reverse('matching:organizations')}?{asked}")
        yield Visit("visitor", "outcomes:checked", reverse("outcomes:checked", kwargs={"code": "EN-AAAA-AAAA"}), 404)
        yield Visit("owner", "applications:apply", reverse("applications:apply", kwargs=self.things["open posting"]), 409)


def in_english(visits: list[Visit]) -> Iterator[Visit]:
    """The pages people are on most, each once."""
    first = {visit.name: visit for visit in reversed(visits) if visit.status == 200}
    for name in MOST_USED:
        yield replace(first[name], path=f"/en{first[name].path}")


def working(name: str, roles: tuple[str, ...]) -> tuple[str, ...]:
    """Whose pages these are: both parties of a thing, else the first who may."""
    if "visitor" in roles:
        return ("visitor",)
    if set(roles) >= {"participant", "owner", "desk"}:
        return ("owner",) if name.startswith(("organizations:", "postings:")) else ("participant",)
    return tuple(role for role in WORKERS if role in roles)[:2]
