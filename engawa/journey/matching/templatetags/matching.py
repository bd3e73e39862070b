"""Reasons of a match for pages of later steps."""
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from django import template
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import pgettext

from engawa.journey.matching import queries
from engawa.journey.matching.queries.facets import Facet, Option
from engawa.journey.organizations.models import Organization
from engawa.journey.participants.models import Participant
from engawa.journey.postings.models import Posting

register = template.Library()


@register.simple_tag
def options(facet: Facet, of: Iterable[Option]) -> SafeString:
    """{% options facet facet.more %}: conditions of a facet, each with how many postings it would leave."""
    kind = "checkbox" if facet.several else "radio"
    count = conditional_escape(pgettext("count beside a condition", "%(n)s"))
    return mark_safe("".join([  # boxes and counts are HTML already
        f'{_box(kind, facet.name, one.value, one.words, one.chosen)}<span class="c">{count % {"n": one.count}}</span></label>' for one in of]))


@lru_cache(maxsize=2_000)
def _box(kind: str, name: str, value: str, words: str, chosen: bool) -> SafeString:
    # The same fifty stand on every page; a template would write them one by one.
    return format_html('<label class="opt"><input type="{}" name="{}" value="{}"{}><span>{}</span>', kind, name, value, " checked" if chosen else "", words)


@register.inclusion_tag("matching/_reasons.html", takes_context=True)
def fit_reasons(context: template.Context, posting: Posting, level: int = 3) -> dict[str, Any]:
    """{% fit_reasons posting %}: what the signed-in participant and a posting have in common, and what may be missing.

    Prints nothing for visitors and for people without an inventory of skills.
    """
    user = getattr(context.get("request"), "user", None)
    participant = (Participant.objects.select_related("user").filter(user=user, held_skills__isnull=False).first()
                   if user is not None and user.is_authenticated else None)
    found = queries.reasons_for(participant, posting) if participant else None
    return {"reasons": found.reasons if found else [], "missing": found.missing if found else [], "level": level}


@register.inclusion_tag("matching/_follow.html", takes_context=True)
def follow_organization(context: template.Context, organization: Organization) -> dict[str, Any]:
    """{% follow_organization organization %}: the button that follows an organization or no longer; nothing for visitors."""
    request = context.get("request")
    user = getattr(request, "user", None)
    followed = user is not None and user.is_authenticated and organization.pk in queries.followed_ids(user)
    return {"request": request, "organization": organization, "followed": followed, "csrf_token": context.get("csrf_token")}


@register.inclusion_tag("matching/_keep.html", takes_context=True)
def keep_posting(context: template.Context, posting: Posting) -> dict[str, Any]:
    """{% keep_posting posting %}: the button that keeps a posting for later or takes it out; nothing for visitors."""
    request = context.get("request")
    user = getattr(request, "user", None)
    kept = user is not None and user.is_authenticated and bool(queries.saved_ids(user, [posting.pk]))
    return {"request": request, "posting": posting, "kept": kept, "csrf_token": context.get("csrf_token")}
