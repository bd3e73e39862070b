"""Pages of the working life: entries to write, change, order and remove."""
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from engawa.journey.participants import actions, queries
from engawa.journey.participants.forms.careers import CareerForm
from engawa.journey.participants.models import Career, Participant
from engawa.journey.participants.views.steps import FORM, onward, page


def _own_career(request: HttpRequest, pk: UUID) -> Career:
    participant = queries.participant_of(request.user)
    if participant is None:
        raise Http404
    return get_object_or_404(queries.careers_of(participant), pk=pk)


@FORM
def career(request: HttpRequest) -> HttpResponse:
    participant = queries.participant_of(request.user)
    if participant is None:
        return redirect("participants:areas")
    return _career_form(request, participant, None)


@FORM
def career_change(request: HttpRequest, pk: UUID) -> HttpResponse:
    entry = _own_career(request, pk)
    return _career_form(request, entry.participant, entry)


def _career_form(request: HttpRequest, participant: Participant, entry: Career | None) -> HttpResponse:
    fields = ("from_year", "to_year", "role", "place", "did", "result")
    known = {name: getattr(entry, name) for name in fields} if entry else {"role": queries.role_to_tell(participant)}
    form = CareerForm(request.POST or None, initial=known)
    if form.is_valid() and form.attempt(actions.save_career, by=request.user, participant=participant, career=entry,
                                        **form.cleaned_data):
        if "another" not in request.POST and (entry is None or request.GET.get("back") == "check"):
            return onward(request, "career")
        messages.success(request, _("Saved. Your experiences are listed here."))
        return redirect("participants:career")
    return page(request, participant, "career", form=form, entry=entry, careers=queries.careers_of(participant))


@require_POST
def career_remove(request: HttpRequest, pk: UUID) -> HttpResponse:
    actions.remove_career(by=request.user, career=_own_career(request, pk))
    messages.success(request, _("The entry has been removed."))
    return redirect("participants:career")


@require_POST
def career_move(request: HttpRequest, pk: UUID, way: str) -> HttpResponse:
    actions.move_career(by=request.user, career=_own_career(request, pk), up=way == "up")
    return redirect("participants:career")
