"""Who walks and what they meet: one small world in which every address has something to show.

Everything is built by the builders, so by actions. Kazuo takes part in what Ichiro (owner) and Yumi (member) need;
the stranger is a participant who has nothing to do with any of it.
"""
from dataclasses import dataclass, field
from io import StringIO
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client

from engawa.base.notices.models import Mail, Notice
from engawa.base.threads import actions as threads
from engawa.base.users.models import User
from engawa.demo.builders import agreements, applications, outcomes, postings, projects
from engawa.demo.builders.organizations import make_organization, verify
from engawa.demo.builders.participants import make_participant
from engawa.demo.builders.people import make_desk, make_superuser, make_user
from engawa.journey.diagnosis import actions as check_up_actions
from engawa.journey.matching import actions as matching_actions
from engawa.journey.matching import queries as matching
from engawa.journey.matching.asked import Asked
from engawa.journey.organizations import actions as organization_actions
from engawa.journey.participants import actions as participant_actions
from engawa.journey.participants.imports.found import Found, FoundCareer
from engawa.journey.postings import actions as posting_actions
from engawa.journey.projects import actions as project_actions
from tests import people
from tests.files import samples


@dataclass
class World:
    """Clients by role, and what fills an address by the name that permissions.toml uses."""
    users: dict[str, User | None] = field(default_factory=dict)
    things: dict[str, dict[str, Any]] = field(default_factory=dict)

    def clients(self) -> dict[str, Client]:
        """One browser for each role; signed in, in test mode with everything proved."""
        clients = {}
        for role, user in self.users.items():
            clients[role] = Client(raise_request_exception=False)
            if user:
                clients[role].force_login(user)
        return clients


def build() -> World:
    """Make the world; a few seconds."""
    call_command("loaddomain", verbosity=0, stdout=StringIO())
    world = World()
    desk, keeper = make_desk(), make_superuser()
    kazuo = make_participant()
    stranger = make_participant(**people.STRANGER)
    ichiro, yumi = make_user(**people.TAKADA), make_user(**people.KOBAYASHI)
    organization = make_organization(owner=ichiro, verified=False)
    paper = organization_actions.add_paper(by=ichiro, organization=organization, upload=samples.upload("rules.png", samples.picture("PNG")))
    verify(organization)
    organization_actions.save_photo(by=ichiro, organization=organization, words="林の落ち葉かき。", upload=samples.upload("a.jpg", samples.picture()))
    for person in (yumi, stranger.user):
        invitation = organization_actions.invite_member(by=ichiro, organization=organization, email=person.email)
        if person == yumi:
            organization_actions.accept_invitation(by=yumi, invitation=invitation)
    world.users = {"visitor": None, "participant": kazuo.user, "member": yumi, "owner": ichiro, "desk": desk,
                   "superuser": keeper, "stranger": stranger.user}
    world.things = {
        "area": {"slug": "data"}, "lesson": {"slug": "tools"}, "organization": {"pk": organization.pk},
        "organization about members": {"pk": organization.pk, "page": "members"},
        "invitation": {"pk": invitation.pk}, "paper": {"pk": paper.pk}, "organization with photo": {"pk": organization.pk},
        "membership": {"pk": organization.memberships.get(user=yumi).pk},
        "membership and role": {"pk": organization.memberships.get(user=yumi).pk, "role": "owner"}, "career": {"pk": kazuo.careers.get().pk},
        "career up": {"pk": kazuo.careers.get().pk, "way": "up"},
    }
    before_the_desk(world, desk)
    check_up = check_up_actions.start_check_up(by=ichiro, areas=["data"], organization=organization)
    world.things |= {"check-up": {"pk": check_up.pk}, "keeping of check-up": {"pk": check_up.pk, "act": "keep"}}
    read = Found(careers=(FoundCareer(1994, 2004, did="研修の講師をしました。"),))
    row = participant_actions.keep_found(by=kazuo.user, participant=kazuo, kind="txt", name="経歴.txt", found=read,
                                         original=SimpleUploadedFile("経歴.txt", "研修の講師をしました。".encode()))
    world.things |= {"import": {"pk": row.pk}, "kept file": {"pk": kazuo.kept_files.get().pk}}
    proposal = participant_actions.propose_skill(by=kazuo.user, participant=kazuo, words="帳票の電子化")
    world.things |= {"proposal": {"pk": proposal.pk}, "decline of proposal": {"pk": proposal.pk, "act": "decline"}}
    word = {"code": "skill", "slug": "cobol"}
    world.things |= {"list": {"code": "skill"}, "word": word, "first version of word": {**word, "number": 1}, "act on word": {**word, "act": "retire"}}
    steps(world, organization, kazuo)
    return world


def before_the_desk(world: World, desk: User) -> None:
    """What waits for the desk: an organization, a posting, a question."""
    new = make_organization("みなとの食卓", owner=make_user("new@example.jp", "新野 明"), verified=False)
    world.things["new organization"] = {"pk": new.pk}
    world.things["act on new organization"] = {"pk": new.pk, "act": "verify"}
    left = make_organization("やまびこ", owner=make_user("yamabiko@example.jp", "山彦 元"), phone="0480001366")
    organization_actions.appoint_representative(by=desk, organization=left, email="ato@example.jp", words="代表の方が引っ越しました。")
    world.things["organization and appointment"] = {"pk": left.pk, "invitation": left.invitations.get().pk}
    inquiry = threads.send_inquiry(by=None, name="たずねる 人", topic="other", body="はじめてです。")
    world.things["inquiry"] = {"pk": inquiry.pk}
    given_up = Mail.objects.order_by("at").first()
    Mail.objects.filter(pk=given_up.pk).update(state=Mail.State.GIVEN_UP, attempts=5, last_error="550 no such mailbox")
    world.things["given up mail"] = {"pk": given_up.pk}


def about_postings(world: World, organization: Any, open_posting: Any) -> dict[str, dict[str, Any]]:
    """A posting that came back and went again, a question that everybody reads, a report of the stranger."""
    owner, desk, stranger = (world.users[name] for name in ("owner", "desk", "stranger"))
    returned = postings.make_posting(organization)
    posting_actions.submit_posting(by=owner, posting=returned)
    posting_actions.note_comment(by=desk, posting=returned, section="need", text="だれが困っていますか。")
    posting_actions.return_posting(by=desk, posting=returned, words="よい募集です。")
    posting_actions.save_section(by=owner, posting=returned, section="need", values={"need": "会報の係が困っています。"})
    asked = posting_actions.ask_question(by=stranger, posting=open_posting, text="夜の打ち合わせはできますか。")
    posting_actions.answer_question(by=owner, question=asked, answer="はい、できます。", may_be_shown=True)
    hidden = posting_actions.ask_question(by=stranger, posting=open_posting, text="会員の電話番号を教えてください。")
    posting_actions.hide_question(by=desk, question=hidden)
    report = posting_actions.report_posting(by=stranger, posting=open_posting, reason="untrue", words="別の団体の写しです。")
    changed = postings.make_open_posting(organization)
    posting_actions.save_section(by=owner, posting=changed, section="need", values={"need": "会報の係が困っています。"})
    return {"returned posting": {"pk": returned.pk}, "changed posting": {"pk": changed.pk},
            "question": {"pk": asked.pk}, "hidden question": {"pk": hidden.pk}, "own report": {"pk": report.pk},
            "comment of posting": {"pk": returned.pk, "row": returned.comments.order_by("pk")[0].pk}}


def about_suggestions(world: World, posting: Any, kazuo: Any) -> dict[str, dict[str, Any]]:
    """Two people who agreed to nameless cards; the organization asked the desk for one of them."""
    stranger = world.users["stranger"].participant
    for person in (kazuo, stranger):
        matching_actions.agree_to_cards(by=person.user, participant=person)
    wish = matching_actions.want_invited(by=world.users["owner"], posting=posting, participant=stranger)
    line = matching_actions.ask_for_plan(by=world.users["desk"]).lines.filter(plain=False)[0]
    return {"nameless card": {"pk": posting.pk, "key": matching.card_key(posting, kazuo)}, "wish of organization": {"pk": wish.pk},
            "line of a plan": {"pk": line.pk, "act": "leave"},
            "person for posting": {"pk": posting.pk, "person": stranger.pk},
            "link that ends mails": {"token": matching.off_token(kazuo)}, **about_watching(kazuo)}


def about_watching(kazuo: Any) -> dict[str, dict[str, Any]]:
    """A saved search and a followed organization."""
    search = matching_actions.keep_search(by=kazuo.user, asked=Asked(words="名簿", hours=4), name="名簿、週4時間まで", mails="daily")
    house = make_organization("そよかぜ", owner=make_user("soyokaze@example.jp", "森 そよ"), phone="0480001399")
    matching_actions.follow_organization(by=kazuo.user, organization=house)
    return {"saved search": {"pk": search.pk}, "followed organization": {"pk": house.pk},
            "link that ends news": {"token": matching.news_token(kazuo.user, search)}}


def steps(world: World, organization: Any, kazuo: Any) -> None:
    """One thing for each step of the journey, all between Kazuo and the organization."""
    facts = {"organization": organization, "participant": kazuo}
    in_review = postings.make_posting(organization)
    posting_actions.submit_posting(by=world.users["owner"], posting=in_review)
    open_posting = postings.make_open_posting(organization)
    world.things |= about_postings(world, organization, open_posting)
    meeting = applications.make_interview(**facts)
    matching_actions.save_posting(by=kazuo.user, posting=open_posting)
    avoided = make_organization("はるかぜ", owner=make_user("harukaze@example.jp", "春風 望"), phone="0480001377")
    matching_actions.avoid_organization(by=kazuo.user, participant=kazuo, organization=avoided)
    world.things |= about_suggestions(world, open_posting, kazuo)
    slot = applications.make_slots(organization, count=5)[-1]
    sheet = agreements.make_ready_sheet(**facts)
    project = projects.make_project(reports=2, **facts)
    hours = project_actions.log_hours(by=kazuo.user, project=project, minutes=30)
    message = threads.post_message(by=world.users["owner"], thread=project.thread, body="よろしくお願いします。")
    report = threads.report_message(by=kazuo.user, message=message, reason="相談したいです。")
    certificate = outcomes.make_certificate(**facts)
    world.things |= {
        "posting in review": {"pk": in_review.pk}, "open posting": {"pk": open_posting.pk},
        "saved posting": {"pk": open_posting.pk}, "held skill": {"skill": "cobol"},
        "avoided organization": {"pk": avoided.pk}, "template": {"slug": "member-list-cleanup"},
        "section of posting": {"pk": open_posting.pk, "section": "need"}, "pause of posting": {"pk": open_posting.pk, "act": "pause"},
        "comment on section": {"pk": in_review.pk, "section": "need"},
        "posting with applications": {"pk": meeting.posting.pk}, "application": {"pk": meeting.pk}, "slot": {"pk": slot.pk},
        "sheet": {"pk": sheet.pk}, "group of sheet": {"pk": sheet.pk, "group": "who"},
        "version": {"pk": sheet.pk, "number": 1}, "two versions": {"pk": sheet.pk, "before": 1, "after": 2},
        "agreement": {"pk": project.agreement.pk}, "project": {"pk": project.pk},
        "report of project": {"pk": project.pk, "number": 1}, "hours": {"pk": project.pk, "row": hours.pk},
        "reported message": {"pk": report.pk}, "finished project": {"pk": certificate.project.pk},
        "certificate": {"pk": certificate.pk}, "code": {"code": certificate.code},
        "notice of participant": {"pk": Notice.objects.filter(user=kazuo.user).latest("at").pk},
    }
