"""The step of skills: suggestions to confirm, a search, a proposal for the desk."""
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from engawa.journey.participants import actions, drafts, queries
from engawa.journey.participants.forms.skills import ProposeForm, SkillsForm
from engawa.journey.participants.models import Participant
from engawa.journey.participants.views.steps import FORM, onward, page, saves
from engawa.journey.skills import queries as skills
from engawa.journey.skills.models import Skill

FOUND_AT_ONCE = 5


@FORM
def skills_step(request: HttpRequest) -> HttpResponse:
    participant = queries.participant_of(request.user)
    if participant is None:
        return redirect("participants:areas")
    if _is_proposal(request):
        return propose(request)
    asked = request.GET.get("find", "")[:60].strip()
    found = skills.find_skills(asked, FOUND_AT_ONCE) if asked else []
    return _step(request, participant, asked, found, ProposeForm(initial={"words": asked}))


def _step(request: HttpRequest, participant: Participant, asked: str, found: list[Skill], propose: ProposeForm) -> HttpResponse:
    posted = [key.partition("-")[2] for key in request.POST if key.startswith(("level-", "use-"))]
    kept = Skill.objects.current().select_related("group").filter(pk__in=posted)
    offered = queries.offered_skills(participant, found, kept)
    if posted:  # what another page offered meanwhile is not this page's to take off
        offered = [row for row in offered if row.skill.pk in posted]
    shown = [row.skill.pk for row in offered]
    form = SkillsForm(request.POST if posted or "find" in request.POST else None, offered=offered,
                      refused=list(queries.refused_of(participant)), saved=drafts.skills(participant, shown))
    if form.is_valid() and saves(request, form, actions.save_skills, participant=participant, held=form.held(), offered=shown,
                                 refused=form.refused(), again=form.cleaned_data["again"]):
        if not propose.is_bound:
            return _after(request, form, asked)
        # The choices are saved, so the page shows them as such, whatever becomes of the proposal.
        offered = queries.offered_skills(participant, found, kept)
        form = SkillsForm(None, offered=offered, refused=list(queries.refused_of(participant)),
                          saved=drafts.skills(participant, [row.skill.pk for row in offered]))
    if propose.is_bound and not form.errors and propose.is_valid() and propose.attempt(
            actions.propose_skill, by=request.user, participant=participant, **propose.cleaned_data):
        messages.success(request, _("Sent to the coordinator team. You will be told what becomes of it."))
        return redirect(_with(_kept(request)))
    rows = {row.skill.pk: form.parts(row) for row in offered}
    shelves = [(shelf, *([rows[row.skill.pk] for row in part] for part in (shelf.asked, shelf.held, shelf.more)))
               for shelf in queries.shelves(participant, [row for row in offered if row.source != "found"])]
    return page(request, participant, "skills", form=form, asked=asked,
                found_parts=[rows[skill.pk] for skill in found if skill.pk in rows], shelves=shelves, propose=propose,
                from_text=request.GET.get("from") == "text",
                told=sum(row.source == "text" for row in offered), failed=propose if propose.is_bound and not form.errors else form,
                way=urlencode(_kept(request)))


def _kept(request: HttpRequest) -> dict[str, str]:
    return {name: request.GET[name] for name in ("back", "from") if name in request.GET}


def _with(kept: dict[str, str]) -> str:
    return f"{reverse('participants:skills')}?{urlencode(kept)}" if kept else reverse("participants:skills")


def _is_proposal(request: HttpRequest) -> bool:
    """Whether Enter was pressed where something was written for the desk and nothing to look for."""
    said = request.POST
    return "enter" in said and not said.get("find") and bool(said.get("note") or said.get("words", "") != request.GET.get("find", ""))


def _after(request: HttpRequest, form: SkillsForm, asked: str) -> HttpResponse:
    """Go to what was looked for, back to the choices to bring back, or on. Enter beside an open proposal leaves it open."""
    kept = _kept(request)
    words = form.cleaned_data["find"]
    if "enter" in request.POST and not words:
        messages.success(request, _("Your choices are saved. To propose a skill, press “Save and propose this skill”."))
        words = asked
    if words:
        return redirect(f"{reverse('participants:skills')}?{urlencode({'find': words, **kept})}#found")
    if form.cleaned_data["again"]:
        messages.success(request, _("Saved. These skills are offered again."))
        return redirect(_with(kept))
    return onward(request, "career" if kept.get("from") == "text" else "skills")


@FORM
def propose(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":   # the address after a mistake, opened again or asked for in the other language
        return redirect(_with(_kept(request)))
    participant = queries.participant_of(request.user)
    if participant is None:
        raise Http404
    return _step(request, participant, request.POST.get("words", "")[:60], [], ProposeForm(request.POST))
