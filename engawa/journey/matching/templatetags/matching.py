"""Reasons of a match for pages of later steps."""
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any

from django import template
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from engawa.base.ui.templatetags.ui import form_key, icon
from engawa.journey.matching import queries
from engawa.journey.matching.cards import NOBODY, Card
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


@register.simple_tag(takes_context=True)
def posting_cards(context: template.Context, cards: Iterable[Card]) -> SafeString:
    """{% posting_cards cards %}: the rows of a list. Twenty stand on a page: a template for each would cost more than all the rest."""
    return mark_safe("".join([
        f'<li class="post"><article>\n{one.head}\n{_excerpt(one)}{reasons(one.reasons, one.missing, 4)}\n<dl class="facts">{one.facts}</dl>\n'
        f'{keep_button(context, one, one.kept)}</article></li>' for one in cards]))


def _excerpt(card: Card) -> str:
    return f'<p class="post__words" lang="{card.language}">{conditional_escape(card.excerpt)}</p>' if card.excerpt else ""


@register.simple_tag
def reasons(good: Sequence[str], missing: Sequence[str], level: int = 3) -> SafeString:
    """{% reasons good missing 4 %}: what somebody and a posting have in common, and what may be missing; nothing without either."""
    if not good and not missing:
        return SafeString()
    lack = str(conditional_escape(_("What may be missing yet")))
    title = conditional_escape(_("What you have in common")) if good else lack
    parts = [f'<div class="reasons"><h{level}>{title}</h{level}>']
    if good:
        parts.append(f'<ul class="plain">{_points("ok", good)}</ul>')
    if missing:
        again = f'<p class="small"><b>{lack}</b></p>' if good else ""
        parts.append(f'<div class="reasons__not">{again}<ul class="plain small">{_points("info", missing)}</ul></div>')
    return mark_safe("".join([*parts, "</div>"]))


def _points(drawing: str, words: Sequence[str]) -> str:
    return "".join(f"<li>{icon(drawing)}<span>{conditional_escape(one)}</span></li>" for one in words)


@register.simple_tag(takes_context=True)
def fit_reasons(context: template.Context, posting: Posting, level: int = 3) -> SafeString:
    """{% fit_reasons posting %}: what the signed-in participant and a posting have in common, and what may be missing.

    Prints nothing for visitors and for people without an inventory of skills.
    """
    user = getattr(context.get("request"), "user", None)
    participant = (Participant.objects.select_related("user").filter(user=user, held_skills__isnull=False).first()
                   if user is not None and user.is_authenticated else None)
    found = queries.reasons_for(participant, posting) if participant else None
    return reasons(found.reasons, found.missing, level) if found else SafeString()


@register.inclusion_tag("matching/_follow.html", takes_context=True)
def follow_organization(context: template.Context, organization: Organization) -> dict[str, Any]:
    """{% follow_organization organization %}: the button that follows an organization or no longer; nothing for visitors."""
    request = context.get("request")
    user = getattr(request, "user", None)
    followed = user is not None and user.is_authenticated and organization.pk in queries.followed_ids(user)
    return {"request": request, "organization": organization, "followed": followed, "csrf_token": context.get("csrf_token")}


@register.simple_tag(takes_context=True)
def keep_posting(context: template.Context, posting: Posting) -> SafeString:
    """{% keep_posting posting %}: the button that keeps a posting for later or takes it out; nothing for visitors."""
    user = getattr(context.get("request"), "user", None)
    known = user is not None and user.is_authenticated
    return keep_button(context, posting, bool(queries.saved_ids(user, [posting.pk])) if known else None)


def _address(kept: bool) -> str:
    return reverse("matching:unsave" if kept else "matching:save", kwargs={"pk": NOBODY})


@register.simple_tag(takes_context=True)
def keep_button(context: template.Context, posting: Posting | Card, kept: bool | None) -> SafeString:
    """{% keep_button card card.kept %}: the same where it is known whether the posting is kept; nothing for None.

    It is the form of <c-form>; what all of a page carry alike is made once.
    """
    if kept is None:
        return SafeString()
    request = context["request"]
    if not hasattr(request, "fields_of_keeping"):
        request.fields_of_keeping = render_to_string("matching/_keep_fields.html", request=request)
    address = _address(kept).replace(NOBODY, str(posting.pk))
    there, out, later = _("Kept under “Look at later”"), _("Take it out"), _("Look at it later")
    state = f'<span class="state state--info">{icon("save")}{conditional_escape(there)}</span>' if kept else ""
    words = conditional_escape(out) if kept else f'{icon("save")}{conditional_escape(later)}'
    about = conditional_escape(pgettext("between a button and its object", ": ") + posting.title)
    return mark_safe(f'<form method="post" action="{address}" class="row" novalidate>{request.fields_of_keeping}{form_key()}{state}'
                     f'<button class="btn btn--quiet" type="submit">{words}<span class="hide">{about}</span></button></form>')
