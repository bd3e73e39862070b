"""The pages of the inventory. Each step saves and leads to the next; a change asked for on the check page leads back to it."""
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from engawa.journey.participants import actions, forms, queries, rules, week
from engawa.journey.participants.models import Career, Participant
from engawa.journey.skills import queries as skills
from engawa.journey.skills.models import Skill

STEPS = ("areas", "skills", "career", "tools", "time", "check")
FORM = require_http_methods(["GET", "HEAD", "POST"])


def _names() -> dict[str, str]:
    return {"areas": _("Areas"), "skills": _("Skills"), "career": _("Experience"), "tools": _("Tools"), "time": _("Time you have"),
            "check": _("Check")}


def _page(request: HttpRequest, participant: Participant | None, step: str, **context) -> HttpResponse:
    """Show one step: with the line of all six, the number of this one and the way back."""
    names, at = _names(), STEPS.index(step)
    back = "check" if request.GET.get("back") == "check" and step != "check" else STEPS[at - 1] if at else "hub"
    form = context.get("form")
    return render(request, f"participants/{step}.html", {
        "participant": participant, "step": step, "number": at + 1, "total": len(STEPS), "name": names[step],
        "steps": [(key, names[key], reverse(f"participants:{key}") if participant else "") for key in STEPS],
        "back": reverse("home:home" if back == "hub" and not participant else f"participants:{back}"), **context},
        status=422 if form is not None and form.is_bound else 200)


def _onward(request: HttpRequest, step: str) -> HttpResponse:
    """Go to the next step, or back to the page that asked for a change."""
    if request.GET.get("back") == "check":
        messages.success(request, _("Your change is saved."))
        return redirect("participants:check")
    return redirect(f"participants:{STEPS[STEPS.index(step) + 1]}")


def _own_career(request: HttpRequest, pk: UUID) -> Career:
    participant = queries.participant_of(request.user)
    if participant is None:
        raise Http404
    return get_object_or_404(queries.careers_of(participant), pk=pk)


@require_safe
def start(request: HttpRequest) -> HttpResponse:
    participant = queries.participant_of(request.user)
    return redirect(f"participants:{queries.next_step(participant) if participant else 'areas'}")


@require_safe
def hub(request: HttpRequest) -> HttpResponse:
    participant = queries.participant_of(request.user)
    if participant is None:
        return redirect("participants:areas")
    return _hub(request, participant, forms.PauseForm(initial={"until": participant.paused_until}))


def _hub(request: HttpRequest, participant: Participant, pause_form: forms.PauseForm) -> HttpResponse:
    names, done = _names(), queries.done_steps(participant)
    return render(request, "participants/hub.html", {
        "participant": participant, "pause_form": pause_form, "next": queries.next_step(participant),
        "tasks": [(names[step], reverse(f"participants:{step}"), done[step]) for step in STEPS]},
        status=422 if pause_form.is_bound else 200)


@FORM
def areas(request: HttpRequest) -> HttpResponse:
    participant = queries.participant_of(request.user)
    held = {"areas": participant.areas.all(), "roles": participant.roles.all(), "place": participant.place} if participant else {}
    form = forms.AreasForm(request.POST or None, initial=held)
    if form.is_valid() and form.attempt(_save_areas, request=request, **form.cleaned_data):
        return _onward(request, "areas")
    chosen = set(map(str, form["roles"].data)) if form.is_bound else {role.pk for role in held.get("roles", [])}
    families = [(family, any(role.pk in chosen for role in family.current_roles)) for family in skills.role_families()]
    return _page(request, participant, "areas", form=form, families=families, chosen_roles=chosen)


def _save_areas(*, request: HttpRequest, **values) -> Participant:
    """Whoever saves the first step becomes a participant."""
    return actions.save_areas(by=request.user, participant=actions.start_inventory(by=request.user), **values)


@FORM
def skills_step(request: HttpRequest) -> HttpResponse:
    participant = queries.participant_of(request.user)
    if participant is None:
        return redirect("participants:areas")
    asked = request.GET.get("find", "")[:60].strip()
    found = skills.find_skills(asked, 5) if asked else []
    posted = [key.removeprefix("level-") for key in request.POST if key.startswith("level-")]
    offered = queries.offered_skills(participant, [*found, *Skill.objects.current().filter(pk__in=posted)])
    form = forms.SkillsForm(request.POST or None, offered=offered)
    if form.is_valid() and form.attempt(actions.save_skills, by=request.user, participant=participant, held=form.held(),
                                        offered=[row.skill.pk for row in offered]):
        if words := form.cleaned_data["find"]:
            kept = {"find": words, **({"back": "check"} if request.GET.get("back") == "check" else {})}
            return redirect(f"{reverse('participants:skills')}?{urlencode(kept)}#found")
        return _onward(request, "skills")
    rows = list(form.rows())
    at_once = max(queries.SHOWN_AT_ONCE, sum(bool(row.level) for row in offered) + len(found))
    return _page(request, participant, "skills", form=form, asked=asked, found=found, rows=rows[:at_once], more=rows[at_once:])


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
    form = forms.CareerForm(request.POST or None, initial=known)
    if form.is_valid() and form.attempt(actions.save_career, by=request.user, participant=participant, career=entry,
                                        **form.cleaned_data):
        if "another" not in request.POST and (entry is None or request.GET.get("back") == "check"):
            return _onward(request, "career")
        messages.success(request, _("Saved. Your experiences are listed here."))
        return redirect("participants:career")
    return _page(request, participant, "career", form=form, entry=entry, careers=queries.careers_of(participant))


@require_POST
def career_remove(request: HttpRequest, pk: UUID) -> HttpResponse:
    actions.remove_career(by=request.user, career=_own_career(request, pk))
    messages.success(request, _("The entry has been removed."))
    return redirect("participants:career")


@require_POST
def career_move(request: HttpRequest, pk: UUID, way: str) -> HttpResponse:
    actions.move_career(by=request.user, career=_own_career(request, pk), up=way == "up")
    return redirect("participants:career")


@FORM
def tools(request: HttpRequest) -> HttpResponse:
    participant = queries.participant_of(request.user)
    if participant is None:
        return redirect("participants:areas")
    known = dict(participant.held_tools.values_list("tool", "comfort"))
    form = forms.ToolsForm(request.POST or None, tools=queries.tools_in_order(), known=known)
    if form.is_valid() and form.attempt(actions.save_tools, by=request.user, participant=participant, comfort=form.comfort()):
        return _onward(request, "tools")
    rows = list(form.rows())
    named = [row for row in rows if row[0].in_article]
    return _page(request, participant, "tools", form=form, rows=named, more=rows[len(named):])


@FORM
def time(request: HttpRequest) -> HttpResponse:
    participant = queries.participant_of(request.user)
    if participant is None:
        return redirect("participants:areas")
    form = forms.TimeForm(request.POST or None, wishable=queries.wishable(participant), held=participant.free_times,
                          initial=queries.time_answers(participant))
    if form.is_valid():
        given = form.cleaned_data
        if form.attempt(actions.save_time, by=request.user, participant=participant, hours_per_week=given["hours_per_week"],
                        free_times=form.free_times(), causes=given["causes"], languages=form.languages(),
                        wishes=given["wishes"], starts_on=given["starts_on"], months_max=given["months_max"]):
            return _onward(request, "time")
    return _page(request, participant, "time", form=form, grid=week.grid(), weekdays=week.day_names(),
                 chosen={str(index) for index in form["grid"].value() or []})


@FORM
def check(request: HttpRequest) -> HttpResponse:
    participant = queries.participant_of(request.user)
    if participant is None:
        return redirect("participants:areas")
    if request.method == "POST":
        actions.finish_inventory(by=request.user, participant=participant)
        messages.success(request, _("Your inventory is saved. These postings are close to your experience."))
        return redirect("matching:suggestions")
    return _page(request, participant, "check", sheet=queries.shown(participant), missing=rules.why_not_finish(request.user, participant))


@require_safe
def sheet(request: HttpRequest) -> HttpResponse:
    return _read(request, "sheet")


@require_safe
def profile(request: HttpRequest) -> HttpResponse:
    return _read(request, "profile")


def _read(request: HttpRequest, page: str) -> HttpResponse:
    participant = queries.participant_of(request.user)
    if participant is None:
        return redirect("participants:areas")
    return render(request, f"participants/{page}.html", {"participant": participant, "sheet": queries.shown(participant)})


@require_POST
def pause(request: HttpRequest) -> HttpResponse:
    participant = queries.participant_of(request.user)
    if participant is None:
        raise Http404
    form = forms.PauseForm(request.POST)
    if form.is_valid() and form.attempt(actions.pause, by=request.user, participant=participant, until=form.cleaned_data["until"]):
        messages.success(request, _("Saved. Take care of yourself.") if form.cleaned_data["until"] else _("Welcome back."))
        return redirect("participants:hub")
    return _hub(request, participant, form)
