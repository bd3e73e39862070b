"""What a posting asks for and is about: what it lists, else what its own words lead to."""
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from engawa.journey.matching.fit import NICE, REQUIRED, Demand
from engawa.journey.matching.key_words import key_words, telling_words, usual_rarity
from engawa.journey.matching.vocabulary import vocabulary
from engawa.journey.postings.models import Posting, Template, TemplateSkill
from engawa.journey.postings.needs import Needs, needs_in_text, state_of_templates

LEVEL = 3          # a skill that words lead to is asked for as somebody holds it who has worked with it
NAMED = 1.0        # how much a skill counts that is named in the text
NEAR = 0.45        # a template at least this near to the words (1: the nearest) says something of what is asked for
OTHER_AREA = 0.6   # how much a template of another area than the posting's says
PLACES = 3         # of a weight, as it is stored
TemplateDemands = Mapping[str, Iterable[tuple[str, bool]]]   # template → (skill, whether it is required)


def demands_of(posting: Posting) -> tuple[Demand, ...]:
    """Return what a posting lists, required skills first; what its words lead to when it lists nothing. Two queries then."""
    listed = posting.skills.order_by("-is_required", "pk").values_list("skill_id", "level", "is_required")
    return tuple(Demand(*row) for row in listed) or told(led_to(posting).items())


def told(weights: Iterable[tuple[str, float]]) -> tuple[Demand, ...]:
    """Make demands of what words led to, each with its weight. None of them is required."""
    return tuple(Demand(skill, LEVEL, required=False, told=weight) for skill, weight in weights)


def led_to(posting: Posting) -> dict[str, float]:
    """Return the skills that the words of a posting lead to, each with its weight. One query.

    They are those named in the text, and those of the template it was made from, else of the nearest ones.
    """
    needs = needs_in_text(_text(posting))
    nearness = {posting.template_id: 1.0} if posting.template_id else needs.nearness
    areas, asked = _templates(*state_of_templates())
    weights = weighed(needs, in_area(nearness, areas, posting.area_id), asked)
    known = vocabulary().skills
    return {skill: round(weight, PLACES) for skill, weight in weights.items() if skill in known}


@lru_cache(maxsize=1)
def _templates(*_state: Any) -> tuple[Mapping[str, str], TemplateDemands]:
    """The area of every template, and what it asks for; kept until a template changes."""
    asked: dict[str, list[tuple[str, bool]]] = {}
    for template, skill, required in TemplateSkill.objects.order_by("pk").values_list("template_id", "skill_id", "is_required"):
        asked.setdefault(template, []).append((skill, required))
    return dict(Template.objects.values_list("pk", "area_id")), asked


def in_area(nearness: Mapping[str, float], areas: Mapping[str, str], area: str | None) -> dict[str, float]:
    """Return how near templates are when the area of the posting counts too.

    Args:
        nearness: template → how near its words are, 1 for the nearest.
        areas: template → area; those it does not have stay as they are.
        area: of the posting; None when it is not known.
    """
    return {slug: near * (OTHER_AREA if area and areas.get(slug, area) != area else 1.0) for slug, near in nearness.items()}


def weighed(needs: Needs, nearness: Mapping[str, float], asked: TemplateDemands) -> dict[str, float]:
    """Return how much each skill is asked for: by the templates that are near, each by its nearness, and by name.

    Args:
        needs: of the text.
        nearness: template → how near, up to 1.
        asked: what at least the near templates ask for.
    """
    found: dict[str, float] = {}
    above = {slug: near - NEAR for slug, near in nearness.items() if near > NEAR}
    for slug, near in above.items():
        for skill, required in asked.get(slug, ()):
            found[skill] = found.get(skill, 0.0) + near / sum(above.values()) * (REQUIRED if required else NICE)
    for skill, _words in needs.skills:
        found[skill] = found.get(skill, 0.0) + NAMED
    return found


def words_of(posting: Posting) -> tuple[tuple[str, float], ...]:
    """Return the words a posting is about, each with its share."""
    return key_words(telling_words(_text(posting)), usual_rarity())


def _text(posting: Posting) -> str:
    return "\n".join([posting.title, posting.need, posting.task, *map(str, posting.deliverables)])
