"""A whole list as a file: given out as the YAML we ship, and brought in after everybody saw what would change."""
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_safe

from engawa.base.text import normal
from engawa.base.ui.forms import Form
from engawa.base.users.access import desk_only
from engawa.front.desk.lists.forms import text
from engawa.front.desk.lists.kinds import Place, Shelf, differences, name_of, shelf_or_404
from engawa.front.desk.lists.names import Names
from engawa.journey.skills import actions, because, interchange, queries
from engawa.journey.skills.actions import ROLE, SKILL
from engawa.journey.skills.editions import Row
from engawa.journey.skills.interchange import MAX_BYTES, Problem, Read
from engawa.journey.skills.rules import words_of

SHOWN = 30  # changed things whose differences are shown; of more only the names


@dataclass
class Plan:
    """What would change if a file became the list."""

    rows: list[Row] = field(default_factory=list)
    new: list[str] = field(default_factory=list)
    changed: list[tuple[str, list[Place]]] = field(default_factory=list)
    returning: list[str] = field(default_factory=list)
    retired: list[str] = field(default_factory=list)

    @property
    def count(self) -> int:
        """How many things would change."""
        return len(self.new) + len(self.changed) + len(self.returning) + len(self.retired)


class FileForm(Form):
    file = forms.FileField(label=gettext_lazy("File of the list"), help_text=gettext_lazy("A YAML file in the form in which you get it here, up to 1 MB."))

    def clean_file(self) -> bytes:
        """Read no more than a list can have."""
        return bytes(self.cleaned_data["file"].read(MAX_BYTES + 1))


class ContentField(forms.CharField):
    """The text of a file as it was sent: not put into one spelling like what people type."""


class ConfirmForm(Form):
    content = ContentField(strip=False, widget=forms.HiddenInput)
    seen = forms.IntegerField(widget=forms.HiddenInput)
    why = text(gettext_lazy("Why this change, in one sentence"), 300, required=False, help_text=gettext_lazy("It stands beside the version."))


@desk_only
@require_safe
def download(request: HttpRequest, code: str) -> HttpResponse:
    """Give a list out as its file."""
    kind = shelf_or_404(code).kind
    answer = HttpResponse(interchange.write(kind, queries.rows_in_order(kind)), content_type="application/yaml; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{kind.file}"'
    return answer


@desk_only
@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: HttpRequest, code: str) -> HttpResponse:
    """Read a file, show what would change, and save it when that was confirmed."""
    shelf, context = shelf_or_404(code), {}
    confirming = "content" in request.POST
    form: Form = ConfirmForm(request.POST) if confirming else FileForm(*((request.POST, request.FILES) if request.method == "POST" else ()))
    if form.is_valid():
        data = form.cleaned_data["content"].encode() if confirming else form.cleaned_data["file"]
        read = interchange.read(data, shelf.kind)
        plan = plan_of(shelf, read)
        if confirming and plan and (count := form.attempt(
                actions.import_rows, by=request.user, kind=shelf.kind, rows=plan.rows, seen=form.cleaned_data["seen"],
                why=form.cleaned_data["why"] or because.FILE)):
            messages.success(request, ngettext("%(n)s thing was changed.", "%(n)s things were changed.", count) % {"n": count})
            return redirect("desk:list", code=code)
        context = {"problems": read.problems, "plan": plan}
        if plan:
            given = {"content": data.decode("utf-8-sig"), "seen": queries.last_change(code), "why": form.cleaned_data.get("why", "")}
            context["confirm"] = ConfirmForm(initial=given)
    return render(request, "desk/lists/file.html", {"shelf": shelf, "form": form, "file_form": form if isinstance(form, FileForm) else FileForm(), **context},
                  status=422 if form.errors or context.get("problems") else 200)


# ------------------------------------------------------------------ the changes
def plan_of(shelf: Shelf, read: Read) -> Plan | None:
    """Say what would change, after a look at every changed row; what is wrong is added to the problems, and there is no plan then."""
    if read.problems:
        return None
    kind, plan = shelf.kind, Plan()
    heads = {head.slug: head for head in queries.newest(kind.name)}
    names = Names(read.rows if kind is SKILL else ())
    if kind in (SKILL, ROLE):
        read.problems += _words_twice(read, kind.section)
    if kind.is_fixed:
        read.problems += _other_than_fixed(shelf, read, {slug: head.row for slug, head in heads.items() if not head.is_retired})
    for place, row in enumerate(read.rows):
        head = heads.pop(row["slug"], None)
        if head is None or head.is_retired or head.row != row:
            row = _looked_at(shelf, row, names, read, place)
        plan.rows.append(row)
        if head is None:
            plan.new.append(name_of(kind, row))
        elif head.is_retired:
            plan.returning.append(name_of(kind, row))
        elif head.row != row:
            plan.changed.append((name_of(kind, row), differences(shelf, head.row, row, names) if len(plan.changed) < SHOWN else []))
    plan.retired = [name_of(kind, head.row) for head in heads.values() if not head.is_retired]
    read.problems = sorted(read.problems, key=lambda problem: problem.line)[:interchange.MAX_PROBLEMS]
    return None if read.problems else plan


def _looked_at(shelf: Shelf, row: Row, names: Names, read: Read, place: int) -> Row:
    """Check a row as if somebody had typed it into its form; return it as the form would save it."""
    given = shelf.form(row=row, names=names)
    data: dict[str, Any] = {name: given.fields[name].prepare_value(value) for name, value in given.initial.items() if name in given.fields}
    form = shelf.form(data, row=row, names=names)
    if form.is_valid():
        return form.made_row(row["slug"])
    for name, sentences in form.errors.items():
        line = _line_of(read, (shelf.kind.section, place), name)
        read.problems += [Problem(line, str(sentence)) for sentence in sentences]
    return row


def _line_of(read: Read, row: tuple[str | int, ...], name: str) -> int:
    """Return the line in which the value of a form's field stands, or that of its row."""
    first, _mark, last = name.rpartition("_")
    first = {"measures": "risks"}.get(first, first)
    found = (read.lines.get((*row, *path)) for path in ((name,), (first, last), (first,)))
    return next((line for line in found if line), read.lines[row])


def _words_twice(read: Read, section: str) -> list[Problem]:
    """Words that two skills or two roles of a file have."""
    owners: dict[str, int] = {}
    problems = []
    for place, row in enumerate(read.rows):
        for word in words_of(row):
            owner = owners.setdefault(normal.key(word), place)
            if owner != place:
                problems.append(Problem(read.lines[(section, place)], _("“%(word)s” already belongs to %(skill)s.") % {
                    "word": word, "skill": read.rows[owner]["ja"]}))
    return problems


def _other_than_fixed(shelf: Shelf, read: Read, rows: dict[str, Row]) -> list[Problem]:
    """What a file of a fixed list has other than the list beside its words."""
    section = shelf.kind.section
    found = {row["slug"]: read.lines[(section, place)] for place, row in enumerate(read.rows)}
    problems = [Problem(read.lines[(section,)], _("“%(name)s” is missing.") % {"name": slug}) for slug in rows if slug not in found]
    problems += [Problem(line, _("“%(name)s” is not known here.") % {"name": slug}) for slug, line in found.items() if slug not in rows]
    return problems + [
        Problem(_line_of(read, (section, place), name), _("“%(name)s” cannot be changed here.") % {"name": name})
        for place, row in enumerate(read.rows) for name in shelf.form.fixed if row["slug"] in rows and row[name] != rows[row["slug"]][name]]
