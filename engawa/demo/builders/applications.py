"""Applications and interviews, reached the way people reach them."""
from collections.abc import Sequence
from datetime import datetime, timedelta

from engawa.base.times import at_moment, now
from engawa.base.users.models import User
from engawa.demo.builders.organizations import make_organization
from engawa.demo.builders.participants import make_participant
from engawa.demo.builders.postings import make_open_posting
from engawa.journey.applications import actions
from engawa.journey.applications.models import Answer, Application, Slot
from engawa.journey.organizations import queries as organizations
from engawa.journey.organizations.models import Organization
from engawa.journey.participants.models import Participant
from engawa.journey.postings.models import Posting

MESSAGE = "名簿が合わずにお困りと読みました。一緒に見ながら、続けられる形を考えたいです。"
TALKED_FOR = timedelta(hours=2)  # an interview of make_accepted_application began this long ago


def owner_of(organization: Organization) -> User:
    """Return a representative of an organization."""
    return organizations.owners_of(organization)[0]


def half_hour(moment: datetime) -> datetime:
    """Return the half hour in which a moment lies."""
    return moment.replace(minute=moment.minute // 30 * 30, second=0, microsecond=0)


def make_slots(organization: Organization, *, times: Sequence[datetime] = (), count: int = 3) -> list[Slot]:
    """Offer times for interviews: the given ones, or `count` on the days from the day after tomorrow."""
    wanted = list(times) or [half_hour(now()) + timedelta(days=2 + n) for n in range(count)]
    return actions.add_slots(by=owner_of(organization), organization=organization, times=wanted)


def make_application(posting: Posting | None = None, participant: Participant | None = None, *,
                     organization: Organization | None = None, slots: Sequence[Slot] | None = None,
                     own_times: Sequence[datetime] = (), message: str = MESSAGE) -> Application:
    """Send an application with the whole inventory and (unless given) all times the organization offers."""
    posting = posting or make_open_posting(organization or make_organization())
    participant = participant or make_participant()
    if slots is None:
        slots = [] if own_times else make_slots(posting.organization)
    return actions.submit_application(
        by=participant.user, posting=posting, message=message, slots=[slot.pk for slot in slots], own_times=own_times,
        careers=[str(pk) for pk in participant.careers.values_list("pk", flat=True)],
        skills=list(participant.held_skills.values_list("skill", flat=True)))


def make_interview(application: Application | None = None, *, link: str = "", **facts) -> Application:
    """Fix an interview at the earliest of the applicant's times."""
    application = application or make_application(**facts)
    earliest = application.candidates.order_by("starts_at")[0]
    actions.set_interview(by=owner_of(application.posting.organization), application=application, candidate=earliest, link=link)
    return Application.objects.get(pk=application.pk)


def make_held_interview(posting: Posting | None = None, participant: Participant | None = None, *, days_ago: float | None = None,
                        **facts) -> Application:
    """Fix an interview that is over: it began two hours ago, or some days ago."""
    met = half_hour(now() - (TALKED_FOR if days_ago is None else timedelta(days=days_ago)))
    with at_moment(met - timedelta(days=3)):
        posting = posting or make_open_posting(facts.pop("organization", None) or make_organization())
        return make_interview(make_application(posting, participant, slots=make_slots(posting.organization, times=[met]), **facts))


def make_accepted_application(posting: Posting | None = None, participant: Participant | None = None, **facts) -> Application:
    """Make an application whose interview is over and after which both wished to go on."""
    application = make_held_interview(posting, participant, **facts)
    for by in (owner_of(application.posting.organization), application.participant.user):
        application = actions.answer_interview(by=by, application=application, answer=Answer.GO_ON)
    return application
