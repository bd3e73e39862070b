"""Loads the templates of this step."""
from typing import Any

from django.db import transaction

from engawa.journey.postings.models import Template, TemplateSkill
from engawa.journey.skills.actions.loading import Loaded, replace_links, upsert_terms
from engawa.journey.skills.reference import read_data

CONTENT = ("deliverables", "steps", "npo_prepares", "acceptance", "risks", "out_of_scope")


@transaction.atomic
def load_templates() -> Loaded:
    """Bring the templates in line with `data/templates.yaml`. A second run writes nothing.

    Postings made from a template keep their own words; a template that leaves the file is retired.
    """
    data, loaded = read_data("engawa.journey.postings", "templates.yaml")["templates"], Loaded("templates.yaml")
    upsert_terms(
        model=Template, into=loaded,
        rows={row["slug"]: _fields(row, position) for position, row in enumerate(data, start=1)})
    replace_links(
        model=Template.tools.through, keys=("template_id", "tool_id"), into=loaded,
        rows=[{"template_id": row["slug"], "tool_id": tool} for row in data for tool in row["tools"]])
    replace_links(
        model=TemplateSkill, keys=("template_id", "skill_id"), into=loaded,
        rows=[{"template_id": row["slug"], "skill_id": one["skill"], "level": one["level"], "is_required": is_required}
              for row in data for key, is_required in (("required_skills", True), ("nice_skills", False))
              for one in row[key]])
    return loaded


def _fields(row: dict[str, Any], position: int) -> dict[str, Any]:
    return {
        "area_id": row["area"], "position": position,
        **{f"{name}_{language}": row[name][language] for name in ("title", "for_you_if") for language in ("ja", "en")},
        **{f"hours_{name}": row["hours"][name] for name in ("min", "typical", "max")},
        **{name: row[name] for name in ("weeks", "size", "confidentiality")},
        "content": {name: row[name] for name in CONTENT},
    }
