"""The desk's pages of a list, of one thing in it, and of its versions."""
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from engawa.base.text.language import reads_english
from engawa.base.ui.forms import Form
from engawa.base.users.access import desk_only
from engawa.front.desk.lists.forms import text
from engawa.front.desk.lists.kinds import SHELVES, Shelf, differences, name_of, names_of, places, shelf_or_404, story
from engawa.front.desk.lists.names import Names
from engawa.journey.postings.actions.templates import TEMPLATE
from engawa.journey.projects import queries as projects
from engawa.journey.skills import actions, queries
from engawa.journey.skills.because import back_to
from engawa.journey.skills.editions import with_files
from engawa.journey.skills.models import Edition

PER_PAGE, VERSIONS_PER_PAGE = 40, 20


def newest_or_404(shelf: Shelf, slug: str) -> Edition:
    """Return the newest version of a thing.

    Raises:
        Http404: the list has nothing of that name.
    """
    found = queries.versions(shelf.code, slug).first()
    if found is None:
        raise Http404
    return found


@desk_only
@require_safe
def list_page(request: HttpRequest, code: str) -> HttpResponse:
    shelf, asked = shelf_or_404(code), request.GET.get("find", "").strip()[:60]
    page = Paginator(shelf.things(asked), PER_PAGE).get_page(request.GET.get("page"))
    slugs = [thing.pk for thing in page]
    newest = {version.slug: version for version in queries.newest(code, slugs).defer("row", "shipped").select_related("by")}
    hours = projects.hours_by_template(slugs) if shelf.kind is TEMPLATE else {}
    other, label = ("ja", _("Name in Japanese")) if reads_english() else ("en", _("Name in English"))
    return render(request, "desk/lists/list.html", {
        "other": {"language": other, "label": label},
        "shelf": shelf, "shelves": SHELVES.values(), "page": page, "asked": asked, "clashes": queries.clashing().count(),
        "rows": [(thing, newest.get(thing.pk), hours.get(thing.pk), getattr(thing, other, "")) for thing in page]})


@desk_only
@require_safe
def thing_page(request: HttpRequest, code: str, slug: str) -> HttpResponse:
    return _thing(request, shelf_or_404(code), slug)


def _thing(request: HttpRequest, shelf: Shelf, slug: str, refused: str = "") -> HttpResponse:
    newest, names = newest_or_404(shelf, slug), Names()
    clashes = differences(shelf, newest.row, with_files(newest.row, newest.shipped, newest.clashes), names) if newest.clashes else []
    return render(request, "desk/lists/thing.html", {
        "shelf": shelf, "newest": newest, "title": name_of(shelf.kind, newest.row), "names": names_of(shelf.kind, newest.row),
        "places": places(shelf, newest.row, names),
        "clashes": clashes, "refused": refused,
        "hours": projects.hours_by_template([slug]).get(slug) if shelf.kind is TEMPLATE else None,
        "is_template": shelf.kind is TEMPLATE}, status=422 if refused else 200)


@desk_only
@require_safe
def versions_page(request: HttpRequest, code: str, slug: str) -> HttpResponse:
    shelf = shelf_or_404(code)
    newest = newest_or_404(shelf, slug)
    page = Paginator(queries.versions(code, slug), VERSIONS_PER_PAGE).get_page(request.GET.get("page"))
    rows = list(queries.versions(code, slug)[page.start_index() - 1:page.end_index() + 1])  # one more, to compare with
    return render(request, "desk/lists/versions.html", {
        "shelf": shelf, "newest": newest, "title": name_of(shelf.kind, newest.row), "page": page,
        "changes": story(shelf, rows, newest)[:len(page)]})


# ------------------------------------------------------------------------ acts
class ActForm(Form):
    """A short act: which version was seen, and why."""

    why = text("", 300, required=False)
    seen = text("", 9)

    def number(self) -> int:
        """Return the number of the version that was seen; 0 when it makes no sense."""
        seen = self.data.get("seen", "")
        return int(seen) if seen.isdecimal() and len(seen) < 9 else 0


ACTS = {"retire": (actions.retire_row, {}), "restore": (actions.restore_row, {}),
        "keep": (actions.settle_clash, {"takes_files": False}), "take": (actions.settle_clash, {"takes_files": True})}


@desk_only
@require_POST
def act(request: HttpRequest, code: str, slug: str, act: str) -> HttpResponse:
    """Retire, restore, or decide a clash."""
    shelf = shelf_or_404(code)
    newest_or_404(shelf, slug)
    if act not in ACTS:
        raise Http404
    action, more = ACTS[act]
    form = ActForm(request.POST)
    given = {"why": request.POST.get("why", "").strip()[:300]} if act in ("retire", "restore") else more
    if form.attempt(action, by=request.user, kind=shelf.kind, slug=slug, seen=form.number(), **given):
        messages.success(request, _("Noted. The list is changed."))
        return redirect("desk:list_thing", code=code, slug=slug)
    return _thing(request, shelf, slug, str(form.non_field_errors()[0]))


@desk_only
@require_POST
def bring_back(request: HttpRequest, code: str, slug: str, number: int) -> HttpResponse:
    """Save what an earlier version said as the newest one."""
    shelf = shelf_or_404(code)
    newest_or_404(shelf, slug)
    old = queries.versions(code, slug).filter(number=number).first()
    if old is None:
        raise Http404
    form = ActForm(request.POST)
    if form.attempt(actions.save_row, by=request.user, kind=shelf.kind, slug=slug, row=old.row, seen=form.number(),
                    why=back_to(number)):
        messages.success(request, _("Version %(number)s is back, as the newest one.") % {"number": number})
        return redirect("desk:list_thing", code=code, slug=slug)
    return _thing(request, shelf, slug, str(form.non_field_errors()[0]))


@desk_only
@require_safe
def clashes_page(request: HttpRequest) -> HttpResponse:
    """Everything that an update and the desk changed differently."""
    page = Paginator(queries.clashing().select_related("by"), VERSIONS_PER_PAGE).get_page(request.GET.get("page"))
    rows = [(SHELVES[version.kind], version, name_of(SHELVES[version.kind].kind, version.row)) for version in page]
    return render(request, "desk/lists/clashes.html", {"page": page, "rows": rows})
