"""A template as its table holds it and as its page shows it, from the table or from a row that is not saved yet."""
from typing import Any

from engawa.journey.postings.models import Template, TemplateSkill
from engawa.journey.postings.prefill import LISTS
from engawa.journey.skills.editions import Row
from engawa.journey.skills.models import Skill, Tool

CONTENT = ("deliverables", "steps", "npo_prepares", "acceptance", "risks", "out_of_scope")


def shown(template: Template, language: str) -> dict[str, Any]:
    """Return what `postings/_template.html` shows of a template: its lines, steps, skills and tools in one language."""
    lines = {name: [row[language] for row in template.content.get(name, [])] for name in LISTS}
    steps = [{"text": row[language], "hours": row["hours"]} for row in template.content.get("steps", [])]
    return {"template": template, "lines": lines, "steps": steps, "longest": max((step["hours"] for step in steps), default=1)}


def shown_row(row: Row, language: str) -> dict[str, Any]:
    """The same of a row, before it is saved."""
    template = Template(slug=row["slug"], **fields_of({**row, "position": 0}))
    asked = [(one, True) for one in row["required_skills"]] + [(one, False) for one in row["nice_skills"]]
    skills, tools = Skill.objects.in_bulk([one["skill"] for one, _required in asked]), Tool.objects.in_bulk(row["tools"])
    return {**shown(template, language), "tools": list(tools.values()), "skills": [
        TemplateSkill(skill=skills[one["skill"]], level=one["level"], is_required=required) for one, required in asked]}


def fields_of(row: Row) -> dict[str, Any]:
    """Return the columns of a template from its row, with its place in the list."""
    return {
        "area_id": row["area"], "position": row["position"],
        **{f"{name}_{language}": row[name][language] for name in ("title", "for_you_if") for language in ("ja", "en")},
        **{f"hours_{name}": row["hours"][name] for name in ("min", "typical", "max")},
        **{name: row[name] for name in ("weeks", "size", "confidentiality")},
        "content": {name: row[name] for name in CONTENT},
    }
