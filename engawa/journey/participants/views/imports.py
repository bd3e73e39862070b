"""Pages that read a résumé file, let the person confirm what it says, and give the inventory to other programs."""
from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from engawa.base.files.sending import send
from engawa.base.times import now
from engawa.base.ui import refill
from engawa.journey.participants import actions, queries, rules
from engawa.journey.participants.forms.imports import ConfirmForms, ImportForm
from engawa.journey.participants.imports import json_resume
from engawa.journey.participants.imports.found import Found, FoundSkill
from engawa.journey.participants.models import Import, KeptFile
from engawa.journey.participants.queries import imports
from engawa.journey.participants.views.steps import FORM

TYPED = 1_500_000  # letters of forty long experiences, each counted as it is kept


@FORM
def import_file(request: HttpRequest) -> HttpResponse:
    participant = queries.participant_of(request.user)
    if participant is None:
        return redirect("participants:areas")
    form = ImportForm(request.POST, request.FILES) if request.method == "POST" else ImportForm()
    if form.is_valid():
        read = form.cleaned_data["file"]
        row = form.attempt(actions.keep_found, by=request.user, participant=participant, kind=read.kind, name=read.name,
                           found=read.found, original=form.original)
        if row:
            return redirect("participants:import_confirm", pk=row.pk)
    return render(request, "participants/import.html", {
        "form": form, "waiting": imports.imports_of(participant), "kept": imports.kept_files_of(participant)}, status=422 if form.is_bound else 200)


def _own_import(request: HttpRequest, pk: UUID) -> Import | None:
    """What was read and waits; None when it was confirmed or stopped, as the Back button and a second page find it."""
    participant = queries.participant_of(request.user)
    if participant is None:
        raise Http404
    row = imports.imports_of(participant).filter(pk=pk).first()
    if row is None and not imports.read_before(participant, pk):
        raise Http404
    return row


def _after_all(request: HttpRequest) -> HttpResponse:
    messages.info(request, _("This was confirmed or stopped on another page already."))
    return redirect("participants:skills")


def _own_file(request: HttpRequest, pk: UUID) -> KeptFile:
    participant = queries.participant_of(request.user)
    if participant is None:
        raise Http404
    return get_object_or_404(imports.kept_files_of(participant), pk=pk)


@require_safe
def kept_file(request: HttpRequest, pk: UUID) -> FileResponse:
    return send(request, _own_file(request, pk).file, request.user)


@FORM
def remove_kept_file(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A page says what goes with the file before it is deleted."""
    kept = _own_file(request, pk)
    if request.method != "POST":
        return render(request, "participants/file_remove.html", {"kept": kept})
    actions.remove_kept_file(by=request.user, kept=kept)
    messages.success(request, _("The file has been deleted. Your inventory is as it was."))
    return redirect("participants:sheet")


@FORM
def import_confirm(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = _own_import(request, pk)
    if row is None:
        return _after_all(request)
    found = Found.from_json(row.found)
    room = rules.room_for_careers(row.participant)
    form = ConfirmForms(request.POST if request.method == "POST" else None, participant=row.participant, found=found, room=room)
    if form.is_bound and form.is_valid() and form.attempt(actions.confirm_import, by=request.user, row=row):
        messages.success(request, _added(form, imports.accepted_skills(row.participant)))
        return redirect(f"{reverse('participants:skills')}?from=text")
    page = render(request, "participants/import_confirm.html", {
        "row": row, "form": form, "found": found, "room": room, "untold": [one.words for one in found.skills if not one.skill],
        "other_languages": [f"{one.words} {one.level_words}".strip() for one in found.languages if not (one.code and one.level)]},
        status=422 if form.is_bound else 200)
    if row.typed and not form.is_bound:
        shown, said = page.content.decode(), _("What you changed before stands here again. Nothing has been added to your inventory yet.")
        page.content = (refill.filled_in(shown, to=request.path, fields=row.typed, said=said) or shown).encode()
    return page


def _added(form: ConfirmForms, asked: list[FoundSkill]) -> str:
    """What was added, and what is not yet: a skill is held only with the level the person chooses on the next page."""
    if form.adds:
        return _("It is in your inventory now, but for the skills: next you choose how well you know each.") if asked else \
            _("It is in your inventory now.")
    if not asked:
        return _("Nothing was ticked, so nothing was added. What was read has been deleted.")
    return _("The skills are not in your inventory yet: next you choose how well you know each.")


@require_POST
def import_keep(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Keep what is changed so far. The page's script sends it too, whenever the page is left (`quiet`); nobody reads that answer."""
    row = _own_import(request, pk)
    is_quiet = "quiet" in request.GET
    if row is None:
        return HttpResponse(status=204) if is_quiet else _after_all(request)
    changed = request.POST.get(refill.CHANGED)
    actions.keep_typed(
        by=request.user, row=row, typed=refill.worth_keeping(request, TYPED), changed=None if changed is None else changed.split())
    if is_quiet:
        return HttpResponse(status=204)
    messages.success(request, _("What you changed is kept, on other devices too. Nothing has been added to your inventory yet."))
    return redirect("participants:import")


import_keep.without_key = True  # type: ignore[attr-defined]  # the key is for adding


@require_POST
def import_stop(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = _own_import(request, pk)
    if row is None:
        return _after_all(request)
    actions.drop_import(by=request.user, row=row)
    messages.success(request, _("What was read from the file has been deleted. Your inventory is as it was."))
    return redirect("participants:import")


@require_safe
def resume_json(request: HttpRequest) -> HttpResponse:
    participant = queries.participant_of(request.user)
    if participant is None:
        raise Http404
    made = json_resume.written(imports.resume_of(participant), canonical=request.build_absolute_uri(request.path),
                               modified=now().strftime("%Y-%m-%dT%H:%M:%S"))
    response = JsonResponse(made, json_dumps_params={"ensure_ascii": False, "indent": 2})
    response["Content-Disposition"] = 'attachment; filename="resume.json"'
    return response
