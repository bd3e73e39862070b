"""Pages of the working life: entries to write, change, order and remove."""
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from engawa.journey.participants import actions, drafts, queries, rules
from engawa.journey.participants.forms.careers import CareerForm, CareerTextForm
from engawa.journey.participants.models import Career, Participant
from engawa.journey.participants.views.steps import FORM, onward, page, saves


def _own_career(request: HttpRequest, pk: UUID) -> tuple[Participant, Career | None]:
    """Whose it is, and the entry; None when it was removed on another page."""
    participant = queries.participant_of(request.user)
    if participant is None:
        raise Http404
    entry = queries.careers_of(participant).filter(pk=pk).first()
    if entry is None and not queries.was_removed(participant, pk):
        raise Http404
    return participant, entry


def _gone(request: HttpRequest) -> HttpResponse:
    messages.info(request, _("This experience was removed on another page."))
    return redirect("participants:career")


@FORM
def career(request: HttpRequest) -> HttpResponse:
    participant = queries.participant_of(request.user)
    if participant is None:
        return redirect("participants:areas")
    return _career_form(request, participant, None)


@FORM
def career_change(request: HttpRequest, pk: UUID) -> HttpResponse:
    participant, entry = _own_career(request, pk)
    is_gone = entry is None
    return _gone(request) if is_gone and request.method != "POST" else _career_form(request, participant, entry, is_gone=is_gone)


def _career_form(request: HttpRequest, participant: Participant, entry: Career | None, *, is_gone: bool = False) -> HttpResponse:
    """`is_gone`: the entry was removed elsewhere while this page was open; its words are kept as those of a new one."""
    told = queries.role_to_tell(participant) if entry is None else None
    form = CareerForm(request.POST or None, saved=drafts.career(entry), initial={"role": told.pk} if told else {}, is_gone=is_gone)
    if form.is_valid() and saves(request, form, actions.save_career, participant=participant, career=entry, **form.values()):
        if "another" not in request.POST and (entry is None or request.GET.get("back") == "check"):
            return onward(request, "career")
        messages.success(request, _("Saved. Your experiences are listed here."))
        return redirect("participants:career")
    careers = list(queries.careers_of(participant))
    return page(request, participant, "career", form=form, entry=entry, careers=careers, to=reverse("participants:career") if is_gone else "",
                full=entry is None and len(careers) >= rules.CAREERS_MAX, gap=queries.long_gap(careers),
                found=len(queries.new_evidence(participant)), examples=queries.examples_for(participant), role_words=queries.role_words())


@FORM
def career_text(request: HttpRequest) -> HttpResponse:
    participant = queries.participant_of(request.user)
    if participant is None:
        return redirect("participants:areas")
    form = CareerTextForm(request.POST or None, saved=drafts.career_text(participant))
    if form.is_valid() and saves(request, form, actions.save_career_text, participant=participant, text=form.cleaned_data["career_text"]):
        if request.GET.get("back") == "check":
            return onward(request, "career")
        return redirect(f"{reverse('participants:skills')}?from=text")
    return page(request, participant, "career", template="career_text", form=form, examples=queries.examples_for(participant),
                enough=queries.TEXT_ENOUGH)


@require_POST
def career_sort(request: HttpRequest) -> HttpResponse:
    participant = queries.participant_of(request.user)
    if participant is None:
        raise Http404
    actions.sort_careers(by=request.user, participant=participant)
    messages.success(request, _("The experiences now stand in the order of their years."))
    return redirect("participants:career")


@FORM
def career_remove(request: HttpRequest, pk: UUID) -> HttpResponse:
    _participant, entry = _own_career(request, pk)
    if entry is None:
        return _gone(request)
    if request.method != "POST":
        return render(request, "participants/career_remove.html", {"entry": entry})
    actions.remove_career(by=request.user, career=entry)
    messages.success(request, _("The entry has been removed."))
    return redirect("participants:career")


@require_POST
def career_move(request: HttpRequest, pk: UUID, way: str) -> HttpResponse:
    _participant, entry = _own_career(request, pk)
    if entry is None:
        return _gone(request)
    actions.move_career(by=request.user, career=entry, up=way == "up")
    return redirect("participants:career")
