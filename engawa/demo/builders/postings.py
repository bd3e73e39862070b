"""Postings, written by a member from a template and published by the desk."""
from datetime import timedelta
from typing import Any

from engawa.base.times import today
from engawa.base.users.models import User
from engawa.demo.builders.organizations import desk, make_organization
from engawa.journey.organizations import queries as organizations
from engawa.journey.organizations.models import Organization
from engawa.journey.postings import actions, rules
from engawa.journey.postings.models import Posting, Template

NEED = {"ja": "どの名簿が正しいのか、だれにも分かりません。", "en": "Nobody knows which of the lists is right."}


READY = {"board": "yes", "decides": "one", "material": "there", "urgent": "later", "keeps": "one", "serves": "people", "funding": "own"}


def make_posting(organization: Organization | None = None, *, template: str = "member-list-cleanup", by: User | None = None,
                 title: str = "", need: str = "", person: str = "", until: int = 21, **words: Any) -> Posting:
    """Make a draft with everything the desk wants to see.

    Args:
        organization: whose posting; a verified one is made when there is none.
        template: slug of the template that gives the words.
        by: who writes it, else the representative.
        title: instead of the template's.
        need: what troubles the organization.
        person: name of the contact, else the writer's.
        until: days from now to the closing day.
        words: any other field of a section (`seats`, `task`, `skills`, …) instead of the template's.
    """
    organization = organization or make_organization()
    by = by or organizations.owners_of(organization)[0]
    posting = actions.start_posting(by=by, organization=organization, template=Template.objects.get(pk=template))
    values = {"title": title or posting.title, "need": need or NEED[organization.language], "contact_person": person or by.name,
              "deadline": today() + timedelta(days=until), "starts_on": today() + timedelta(days=until + 7), "readiness": READY, **words}
    known = {**rules.SECTIONS, "task": (*rules.SECTIONS["task"], "skills"), "contact": (*rules.SECTIONS["contact"], "tools")}
    if strange := set(values) - {name for names in known.values() for name in names}:
        raise TypeError(f"no such fields of a posting: {sorted(strange)}")
    for section, names in known.items():
        if given := {name: values[name] for name in names if name in values}:
            posting = actions.save_section(by=by, posting=posting, section=section, values=given)
    return posting


def make_talk(organization: Organization | None = None, *, by: User | None = None, need: str = "", **words: Any) -> Posting:
    """Make the draft of a talk of one hour. `words`: other fields of its one page."""
    organization = organization or make_organization()
    by = by or organizations.owners_of(organization)[0]
    talk = actions.start_talk(by=by, organization=organization, need=need or NEED[organization.language])
    return actions.save_section(by=by, posting=talk, section="talk", values=words) if words else talk


def make_open_posting(organization: Organization | None = None, **facts: Any) -> Posting:
    """Make a posting that everybody can see."""
    posting = make_posting(organization, **facts)
    actions.submit_posting(by=posting.made_by, posting=posting)
    return actions.publish_posting(by=desk(), posting=posting)
