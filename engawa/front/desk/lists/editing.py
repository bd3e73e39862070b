"""The form of one thing in a list: new, as a copy, or changed; seen as others will see it before it is saved."""
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from engawa.base.users.access import desk_only
from engawa.front.desk.lists.forms import RowForm
from engawa.front.desk.lists.kinds import Shelf, as_seen, differences, name_of, shelf_or_404
from engawa.front.desk.lists.views import newest_or_404
from engawa.journey.postings.actions.templates import TEMPLATE
from engawa.journey.postings.showing import shown_row
from engawa.journey.projects import queries as projects
from engawa.journey.skills import actions, queries
from engawa.journey.skills.editions import Row
from engawa.journey.skills.models import Edition

FORM = require_http_methods(["GET", "HEAD", "POST"])
LANGUAGES = ("ja", "en")


@desk_only
@FORM
def edit(request: HttpRequest, code: str, slug: str) -> HttpResponse:
    """Change a thing. When somebody saved it meanwhile, both stand side by side and the next saving is on purpose."""
    shelf = shelf_or_404(code)
    newest = newest_or_404(shelf, slug)
    form = shelf.form(request.POST or None, row=newest.row, seen=newest.number)
    if not form.is_valid():
        return _page(request, shelf, form, newest, status=422 if form.is_bound else 200)
    row = form.made_row(slug)
    if "preview" in request.POST:
        return _page(request, shelf, form, newest, preview=row)
    if saved := form.attempt(actions.save_row, by=request.user, kind=shelf.kind, slug=slug, row=row,
                             seen=form.cleaned_data["seen"] or 0, why=form.cleaned_data["why"]):
        messages.success(request, _("Saved as version %(number)s.") % {"number": saved.number})
        return redirect("desk:list_thing", code=code, slug=slug)
    return _page(request, shelf, form, newest, status=422, mine=row)


@desk_only
@FORM
def new(request: HttpRequest, code: str) -> HttpResponse:
    """Add something new, from an empty form or as a copy."""
    shelf = shelf_or_404(code)
    if shelf.kind.is_fixed:
        raise Http404
    like = request.GET.get("from", "")[:60]
    row = newest_or_404(shelf, like).row if like else None
    form = shelf.form(request.POST or None, row=row)
    if not form.is_valid():
        return _page(request, shelf, form, None, status=422 if form.is_bound else 200, like=like)
    slug = queries.free_slug(code, form.cleaned_data.get("title_en") or form.cleaned_data["en"])
    made = form.made_row(slug)
    if "preview" in request.POST:
        return _page(request, shelf, form, None, preview=made, like=like)
    if form.attempt(actions.add_row, by=request.user, kind=shelf.kind, row=made, why=form.cleaned_data["why"]):
        messages.success(request, _("Added to the list."))
        return redirect("desk:list_thing", code=code, slug=slug)
    return _page(request, shelf, form, None, status=422, like=like)


def _page(request: HttpRequest, shelf: Shelf, form: RowForm, newest: Edition | None, *, status: int = 200,
          preview: Row | None = None, mine: Row | None = None, like: str = "") -> HttpResponse:
    context: dict[str, Any] = {"shelf": shelf, "form": form, "newest": newest, "like": like,
                               "title": name_of(shelf.kind, newest.row) if newest else shelf.add}
    if shelf.kind is TEMPLATE and (slug := newest.slug if newest else like):
        hours = render_to_string("postings/_real_hours.html", {"real_hours": projects.hours_by_template([slug]).get(slug)})
        form.fields["hours_typical"].help_text = _("In truth, by finished projects: %(hours)s") % {"hours": hours.strip()}
    if preview is not None:
        context |= {"preview": preview, "changes": differences(shelf, newest.row, preview) if newest else [],
                    "shown": [(language, shown_row(preview, language) if shelf.kind is TEMPLATE else as_seen(shelf, preview, language))
                              for language in LANGUAGES]}
    if newest and mine is not None and form.cleaned_data.get("seen") != newest.number:
        # From here on the newest version is the one that was seen.
        context["meanwhile"] = differences(shelf, newest.row, mine)
        form.data = form.data.copy()
        form.data["seen"] = str(newest.number)
    return render(request, "desk/lists/edit.html", context, status=status)
