"""What a posting asks for that lists no experience: what its own words lead to."""
from engawa.journey.matching.fit import Demand
from engawa.journey.matching.vocabulary import vocabulary
from engawa.journey.postings.models import Posting, TemplateSkill
from engawa.journey.postings.needs import needs_in_text

LEVEL = 3  # a skill that is only named is asked for as somebody holds it who has worked with it


def demands_of(posting: Posting) -> tuple[Demand, ...]:
    """Return what a posting lists, required skills first; what its words lead to when it lists nothing. Two queries then."""
    listed = posting.skills.order_by("-is_required", "pk").values_list("skill_id", "level", "is_required")
    return tuple(Demand(*row) for row in listed) or _of_words(posting)


def _of_words(posting: Posting) -> tuple[Demand, ...]:
    """Skills named in the text, and those of the template it was made from, else of the nearest one. None of them is required."""
    needs = needs_in_text("\n".join([posting.title, posting.need, posting.task, *map(str, posting.deliverables)]))
    nearest = [posting.template_id] if posting.template_id else [slug for slug, _words in needs.templates[:1]]
    levels = dict(TemplateSkill.objects.filter(template__in=nearest).order_by("-is_required", "pk").values_list("skill_id", "level"))
    known = vocabulary().skills
    return tuple(Demand(skill, level, required=False)
                 for skill, level in ({skill: LEVEL for skill, _words in needs.skills} | levels).items() if skill in known)
