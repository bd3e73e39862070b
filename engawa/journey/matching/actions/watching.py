"""Saved searches (保存した条件) and followed organizations (気になる団体). Only their owner sees them."""
from django.db import transaction

from engawa.base import history
from engawa.base.times import now
from engawa.base.ui.refusal import refuse_if
from engawa.base.users.models import User
from engawa.journey.matching import rules
from engawa.journey.matching.asked import Asked
from engawa.journey.matching.models import Followed, News, SavedSearch
from engawa.journey.organizations.models import Organization


@transaction.atomic
def keep_search(*, by: User, asked: Asked, name: str, mails: str) -> SavedSearch:
    """Keep a question to the list under a name; kept already, it takes the new name and the new rhythm of mails.

    Raises:
        Refused: twenty are kept.
    """
    User.objects.select_for_update().get(pk=by.pk)      # so that two at once do not pass the limit
    found = SavedSearch.objects.filter(user=by, query=asked.kept).first()
    if found:
        return change_search(by=by, search=found, name=name, mails=mails)
    refuse_if(rules.why_not_keep_search(by))
    moment = now()
    search = SavedSearch.objects.create(user=by, query=asked.kept, name=name, mails=mails, at=moment, looked_at=moment, read_until=moment)
    history.record(by=by, verb="matching.search_kept", about=search, mails=mails)
    return search


@transaction.atomic
def change_search(*, by: User, search: SavedSearch, name: str, mails: str) -> SavedSearch:
    """Give an own saved search another name or another rhythm of mails.

    Raises:
        Refused: not the owner.
    """
    search = SavedSearch.objects.select_for_update().get(pk=search.pk)
    refuse_if(rules.why_not_watch_for(by, search))
    search.name = name
    _turn(search, mails)
    search.save(update_fields=["name", "mails", "read_until"])
    history.record(by=by, verb="matching.search_changed", about=search, mails=mails)
    return search


@transaction.atomic
def remove_search(*, by: User, search: SavedSearch) -> None:
    """Take an own saved search away.

    Raises:
        Refused: not the owner.
    """
    refuse_if(rules.why_not_watch_for(by, search))
    history.record(by=by, verb="matching.search_removed", about=search)
    search.delete()


@transaction.atomic
def note_looked(*, by: User, search: SavedSearch) -> None:
    """Note that the owner looks at what a saved search finds: what is there now is new no longer.

    Raises:
        Refused: not the owner.
    """
    refuse_if(rules.why_not_watch_for(by, search))
    SavedSearch.objects.filter(pk=search.pk).update(looked_at=now())


@transaction.atomic
def follow_organization(*, by: User, organization: Organization) -> Followed:
    """Follow an organization: mail comes when it opens a posting; twice is harmless. The organization is not told.

    Raises:
        Refused: see `rules.why_not_follow`.
    """
    refuse_if(rules.why_not_follow(by, organization))
    followed, made = Followed.objects.get_or_create(user=by, organization=organization, defaults={"at": now(), "read_until": now()})
    if made:
        history.record(by=by, verb="matching.followed", about=followed)
    return followed


@transaction.atomic
def stop_following(*, by: User, organization: Organization) -> None:
    """Follow an organization no longer; twice is harmless."""
    for followed in Followed.objects.filter(user=by, organization=organization):
        history.record(by=by, verb="matching.no_longer_followed", about=followed)
        followed.delete()


@transaction.atomic
def choose_news(*, by: User | None, watch: SavedSearch | Followed, mails: str) -> None:
    """Say how often mail comes about one watch; `by` is None when the link of a mail turns it off.

    Raises:
        Refused: not the owner.
    """
    watch = _locked(watch)
    if by is not None:
        refuse_if(rules.why_not_watch_for(by, watch))
    _turn(watch, mails)
    watch.save(update_fields=["mails", "read_until"])
    history.record(by=by or watch.user, verb="matching.news_chosen", about=watch, mails=mails)


@transaction.atomic
def end_news(*, user: User) -> None:
    """End all mails about what a person watches, by the link of a mail; what is watched stays. Twice is harmless."""
    for rows in (SavedSearch.objects, Followed.objects):
        for watch in rows.filter(user=user).exclude(mails=News.OFF):
            choose_news(by=None, watch=watch, mails=News.OFF)


def _locked(watch: SavedSearch | Followed) -> SavedSearch | Followed:
    if isinstance(watch, SavedSearch):
        return SavedSearch.objects.select_for_update().get(pk=watch.pk)
    return Followed.objects.select_for_update().get(pk=watch.pk)


def _turn(watch: SavedSearch | Followed, mails: str) -> None:
    """Set the rhythm; mails that begin again tell only of what opens from now on."""
    if watch.mails == News.OFF and mails != News.OFF:
        watch.read_until = now()
    watch.mails = mails
