"""Postings, written by a member and published by the desk."""
from datetime import timedelta

from engawa.base.times import today
from engawa.base.users.models import User
from engawa.demo.builders.organizations import desk, make_organization
from engawa.journey.organizations import queries as organizations
from engawa.journey.organizations.models import Organization
from engawa.journey.postings import actions
from engawa.journey.postings.models import Posting, Template


def make_posting(organization: Organization | None = None, *, template: str = "member-list-cleanup", by: User | None = None,
                 title: str = "", need: str = "どの名簿が正しいのか、だれにも分かりません。", person: str = "", until: int = 21,
                 seats: int = 1) -> Posting:
    """Make a draft with everything the desk wants to see. `until` = days from now to the closing day."""
    organization = organization or make_organization()
    by = by or organizations.owners_of(organization)[0]
    posting = actions.start_posting(by=by, organization=organization, template=Template.objects.get(pk=template))
    sections = {
        "need": {"title": title or posting.title, "need": need},
        "time": {"deadline": today() + timedelta(days=until), "starts_on": today() + timedelta(days=until + 7), "seats": seats},
        "contact": {"contact_person": person or by.name, "contact_words": "週に1回、30分",
                    "contact_times": [day * 12 + 6 for day in range(5)]},
        "data": {"data_words": "団体の共有の置き場だけで扱います。"},
    }
    if organization.language == "en":
        sections["contact"]["contact_words"] = "Once a week, 30 minutes"
        sections["data"]["data_words"] = "Only in the storage of the organization."
    for section, values in sections.items():
        posting = actions.save_section(by=by, posting=posting, section=section, values=values)
    return posting


def make_open_posting(organization: Organization | None = None, **facts) -> Posting:
    """Make a posting that everybody can see."""
    posting = make_posting(organization, **facts)
    by = organizations.owners_of(posting.organization)[0]
    actions.submit_posting(by=by, posting=posting)
    return actions.publish_posting(by=desk(), posting=posting)
