"""Mails about saved searches and followed organizations: one a person and morning, only what is new, never twice.

None comes during a break, and never on one day with suggestions; the two weeks of peace after an application or an invitation are
for suggestions alone, because these mails were asked for.
"""
from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from engawa.base import notices
from engawa.base.times import now
from engawa.base.users.models import User
from engawa.journey.matching import queries
from engawa.journey.matching.models import Followed, SavedSearch, Told
from engawa.journey.matching.queries import news
from engawa.journey.matching.queries.suggesting import postings_in_order
from engawa.journey.postings.models import Posting

A_SECTION = 10      # postings named for one watch; the others are counted


def send_news() -> int:
    """Send the mails that are due, each in a transaction of its own; return how many."""
    moment = now()
    return sum(_send_one(user.pk, morning, moment) for user, morning in news.due_people(moment))


@transaction.atomic
def _send_one(pk: UUID, morning: datetime, moment: datetime) -> bool:
    """Look through what one person watches and write the mail, if anything is new. All of it is kept together or not at all."""
    user = User.objects.select_for_update().get(pk=pk)      # a second worker waits here and then finds nothing due
    with translation.override(user.language), timezone.override(user.time_zone):
        searches, followed = news.due_searches(user, morning), news.due_followed(user, morning)
        if not (searches or followed) or news.is_left_in_peace(user, moment):
            return False
        sections = news.news_for(user, searches, followed, morning)
        _note_read(searches, followed, [section.watch for section in sections], morning)
        if sections:
            _tell(user, sections, moment)
        return bool(sections)


def _note_read(searches: Sequence[SavedSearch], followed: Sequence[Followed], mailed: Sequence[SavedSearch | Followed],
               morning: datetime) -> None:
    for watch in (*searches, *followed):
        watch.read_until = morning
        if watch in mailed:
            watch.mailed_at = morning
        watch.save(update_fields=["read_until", "mailed_at"])


def _tell(user: User, sections: Sequence[news.Section], moment: datetime) -> None:
    ids = [one for section in sections for one in section.postings]
    Told.objects.bulk_create(Told(user=user, posting_id=one, at=moment) for one in ids)
    postings = {posting.pk: posting for posting in postings_in_order(ids)}
    notices.tell(to=[user], kind="matching/news", link=("matching:watching", {}), count=len(ids),
                 parts=[_words(user, section, postings) for section in sections],
                 off=("matching:news_off", {"token": queries.news_token(user)}))


def _words(user: User, section: news.Section, postings: Mapping[UUID, Posting]) -> dict[str, str]:
    watch, shown = section.watch, section.postings[:A_SECTION]
    lines = [f"{postings[one].title}\n{postings[one].organization.name}\n{_address('public:posting', pk=one)}" for one in shown]
    if more := len(section.postings) - len(shown):
        lines.append(ngettext("And %(n)s more posting.", "And %(n)s more postings.", more) % {"n": more})
    head = _("Saved search “%(name)s”") if isinstance(watch, SavedSearch) else _("Organization you follow: %(name)s")
    name = watch.name if isinstance(watch, SavedSearch) else watch.organization.name
    return {"head": head % {"name": name}, "lines": "\n\n".join(lines),
            "off": _address("matching:news_off", token=queries.news_token(user, watch))}


def _address(name: str, **kwargs: object) -> str:
    return f"{settings.SITE_URL}{reverse(name, kwargs=kwargs)}"
