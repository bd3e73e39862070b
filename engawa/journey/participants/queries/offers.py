"""The skills to ask about, where each comes from, and on which shelf of the page it stands."""
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from engawa.base.times import today
from engawa.journey.participants.models import Career, HeldSkill, LastUse, Participant, RefusedSkill
from engawa.journey.participants.queries.imports import accepted_skills
from engawa.journey.participants.queries.own import careers_of, held_of
from engawa.journey.skills import queries as skills
from engawa.journey.skills.extraction import Kind
from engawa.journey.skills.models import Area, Skill

OFFERED_PER_ROLES, OFFERED_PER_AREA, OFFERED_TO_ALL = 10, 4, 3
SHOWN_AT_ONCE, SHOWN_LATER = 8, 5  # the other offered skills are folded, so that the page does not frighten
WORDS_SHOWN = 3


@dataclass(frozen=True)
class Evidence:
    """What the person's own texts say of a skill: the words that named it, and years and last use if they say so."""

    skill: str
    is_sure: bool
    words: tuple[str, ...]
    years: int | None
    last_use: str


@dataclass(frozen=True)
class Offered:
    """A skill put before the person: its answer so far (level 0 = not yet answered), and why it is here.

    `source` is found (just looked for), text, held, role, area, common or kept (it stood on the page that was sent);
    `words` are those of the person's texts.
    """

    skill: Skill
    source: str
    level: int = 0
    last_use: str = ""
    years: int | None = None
    words: tuple[str, ...] = ()

    @property
    def carries(self) -> str:
        """The sentence on where the skill lives on in an NPO."""
        return self.skill.transfer_note

    @property
    def why(self) -> str:
        """Why it is offered, in words: those of the person's own text first."""
        if self.words:
            longest = [word for word in self.words if not any(word in other for other in self.words if other != word)]
            quoted = "".join(pgettext("words quoted one after the other", "“%(word)s” ") % {"word": word} for word in longest[:WORDS_SHOWN])
            return _("From your text: %(words)s") % {"words": quoted}
        return {"role": _("Usual in the roles you chose"), "area": _("Organizations ask for it in the areas you chose"),
                "common": _("Many people gain it over a long career")}.get(self.source, self.skill.group.name)


@dataclass
class Shelf:
    """One area of the page: `asked` stand open, `held` and `more` are lines that open."""

    area: Area
    asked: list[Offered] = field(default_factory=list)
    held: list[Offered] = field(default_factory=list)
    more: list[Offered] = field(default_factory=list)


# ------------------------------------------------------------------ the person's own texts
def evidence_of(participant: Participant) -> list[Evidence]:
    """Return the skills that the entries, the free text and confirmed files name as the person's own, the sure ones first.

    Skills held or refused already are among them; those done by others, negated or wished for are not.
    """
    texts: list[tuple[str, Career | None]] = [(f"{row.did}\n{row.result}", row) for row in careers_of(participant)]
    if participant.career_text:
        texts.append((participant.career_text, None))
    found: dict[str, Evidence] = {}
    said = skills.skills_in_texts([text for text, _entry in texts])
    for (_text, entry), named in zip(texts, said, strict=True):
        for each in named:
            if each.kind not in (Kind.OWN, Kind.UNCERTAIN):
                continue
            last = each.last_year or (entry and entry.from_year and (entry.to_year or today().year)) or None
            one = Evidence(each.skill, each.kind is Kind.OWN, each.words, each.years, _last_use(last))
            found[each.skill] = _joined(found[each.skill], one) if each.skill in found else one
    for ticked in accepted_skills(participant):
        found.setdefault(ticked.skill, Evidence(ticked.skill, True, (ticked.words,), ticked.years, ticked.last_use or _last_use(None)))
    return sorted(found.values(), key=lambda one: not one.is_sure)


def _joined(one: Evidence, other: Evidence) -> Evidence:
    codes = list(LastUse.values)
    return Evidence(one.skill, one.is_sure or other.is_sure, tuple(dict.fromkeys([*one.words, *other.words])),
                    max((n for n in (one.years, other.years) if n is not None), default=None),
                    min(filter(None, (one.last_use, other.last_use)), key=codes.index, default=""))


def _last_use(year: int | None) -> str:
    """Return the code of the last use, empty when no year is known: what nobody said is asked, not assumed."""
    if year is None:
        return ""
    ago = today().year - year
    return LastUse.CURRENT if ago < 1 else LastUse.WITHIN5 if ago <= 5 else LastUse.WITHIN10 if ago <= 10 else LastUse.OVER10


def new_evidence(participant: Participant) -> list[Evidence]:
    """Return what the texts name and the person has neither taken nor refused yet."""
    known = {*participant.held_skills.values_list("skill", flat=True), *participant.refused_skills.values_list("skill", flat=True)}
    return [one for one in evidence_of(participant) if one.skill not in known]


def refused_of(participant: Participant) -> QuerySet[RefusedSkill]:
    """Return the suggestions the person said no to."""
    return participant.refused_skills.select_related("skill").order_by("skill__position")


# ------------------------------------------------------------------ all that is offered
def offered_skills(participant: Participant, more: Iterable[Skill] = (), kept: Iterable[Skill] = ()) -> list[Offered]:
    """Return the skills to ask about, each once.

    First the ones just found (`more`), then those the person's texts name, those held, those usual in the roles, those
    organizations ask for in the chosen areas, and the most common ones of everybody. Refused ones are not offered
    again unless the person looks for them. `kept` stood on a page that was sent and stay on it.
    """
    held = {row.skill_id: row for row in held_of(participant)}
    told = {one.skill: one for one in evidence_of(participant)}
    refused = set(participant.refused_skills.values_list("skill", flat=True))
    by_slug = {skill.pk: skill for skill in Skill.objects.current().select_related("group").filter(pk__in=told)}
    roles = list(participant.roles.values_list("pk", flat=True))
    usual = [one.skill for one in skills.skills_of_roles(roles)]
    usual = [skill for skill in usual if skill.pk not in refused][:OFFERED_PER_ROLES]
    gone = {*held, *refused, *told, *(skill.pk for skill in usual)}
    asked = [skill for area in participant.areas.all()
             for skill in skills.skills_by_area(area).filter(npo_use=3).exclude(pk__in=gone)[:OFFERED_PER_AREA]]
    common = [one.skill for one in skills.common_skills()[:OFFERED_TO_ALL]]
    sources = (("found", more), ("text", [by_slug[slug] for slug in told if slug in by_slug and slug not in held]),
               ("held", [row.skill for row in held.values()]), ("role", usual), ("area", asked), ("common", common),
               ("kept", kept))
    rows: dict[str, Offered] = {}
    for source, those in sources:
        for skill in those:
            if skill.pk not in rows and (source in ("found", "held", "kept") or skill.pk not in refused):
                rows[skill.pk] = _offer(skill, source, held.get(skill.pk), told.get(skill.pk))
    return list(rows.values())


def _offer(skill: Skill, source: str, held: HeldSkill | None, told: Evidence | None) -> Offered:
    words = told.words if told else ()
    if held:
        return Offered(skill, source, held.level, held.last_use, held.years, words)
    if told:
        return Offered(skill, source, 0, told.last_use, told.years, words)
    return Offered(skill, source)


def shelves(participant: Participant, rows: Iterable[Offered]) -> list[Shelf]:
    """Return the four areas, the chosen ones first, with what stands in each; empty ones are left out.

    For somebody who begins eight skills stand open, later five of those the texts name. What is held is a line each;
    everything else is folded.
    """
    mine = set(participant.areas.values_list("pk", flat=True))
    all_areas = sorted(skills.seed_areas(), key=lambda area: area.pk not in mine)
    by_area = {area.pk: Shelf(area) for area in all_areas}
    rows = list(rows)
    begins = not any(row.level for row in rows)
    in_areas: dict[str, set[str]] = {}
    links = Skill.areas.through.objects.filter(skill__in=[row.skill.pk for row in rows]).values_list("skill", "area")
    for skill, area in links:
        in_areas.setdefault(skill, set()).add(area)
    room = SHOWN_AT_ONCE if begins else SHOWN_LATER
    for row in rows:
        shelf = next((by_area[area.pk] for area in all_areas if area.pk in in_areas.get(row.skill.pk, ())), by_area[all_areas[0].pk])
        if row.level == 0 and room > 0 and (begins or row.source == "text"):
            shelf.asked.append(row)
            room -= 1
        elif row.level:
            shelf.held.append(row)
        else:
            shelf.more.append(row)
    return [shelf for shelf in by_area.values() if shelf.asked or shelf.held or shelf.more]
