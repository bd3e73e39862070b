"""Templates: loaded from their file, edited by the desk, each with its versions."""
from collections.abc import Collection

from django.db.models import Q

from engawa.journey.postings.models import Template, TemplateSkill
from engawa.journey.postings.showing import fields_of
from engawa.journey.skills.actions import follow_files
from engawa.journey.skills.actions.loading import Loaded, replace_links, upsert_terms
from engawa.journey.skills.editions import Kind, Row
from engawa.journey.skills.shapes import BOTH, NUMBER, TEXT, Several

_LINES, _SKILLS = Several(BOTH), Several({"skill": TEXT, "level": NUMBER})


def load_templates() -> Loaded:
    """Bring the templates in line with `data/templates.yaml` and with what the desk made of them. A second run writes nothing.

    Postings made from a template keep their own words; a template that leaves the file is retired.
    """
    return follow_files(kind=TEMPLATE)


def _write_templates(rows: list[Row], into: Loaded, only: Collection[str] | None = None) -> None:
    within = None if only is None else Q(template__in=only)
    upsert_terms(model=Template, into=into, only=only, rows={row["slug"]: fields_of(row) for row in rows})
    replace_links(
        model=Template.tools.through, keys=("template_id", "tool_id"), into=into, within=within,
        rows=[{"template_id": row["slug"], "tool_id": tool} for row in rows for tool in row["tools"]])
    replace_links(
        model=TemplateSkill, keys=("template_id", "skill_id"), into=into, within=within,
        rows=[{"template_id": row["slug"], "skill_id": one["skill"], "level": one["level"], "is_required": is_required}
              for row in rows for key, is_required in (("required_skills", True), ("nice_skills", False))
              for one in row[key]])


TEMPLATE = Kind(
    name="template", owner="engawa.journey.postings", file="templates.yaml", section="templates", model=Template, write=_write_templates,
    shape={"slug": TEXT, "area": TEXT, "title": BOTH, "for_you_if": BOTH, "hours": {"min": NUMBER, "typical": NUMBER, "max": NUMBER},
           "weeks": NUMBER, "size": TEXT, "confidentiality": TEXT, "deliverables": _LINES, "steps": Several({"hours": NUMBER, **BOTH}),
           "required_skills": _SKILLS, "nice_skills": _SKILLS, "npo_prepares": _LINES, "tools": Several(TEXT), "acceptance": _LINES,
           "risks": Several({**BOTH, "measure_ja": TEXT, "measure_en": TEXT}), "out_of_scope": _LINES})
