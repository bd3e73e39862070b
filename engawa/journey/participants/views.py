"""The pages of the inventory. Each step saves and leads to the next; the check page leads back to itself."""
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from engawa.journey.participants import actions, forms, queries, rules, week
from engawa.journey.participants.models import Participant
from engawa.journey.skills import queries as skills
from engawa.journey.skills.models import Skill

STEPS = ("areas", "skills", "career", "tools", "time", "check")
FORM = require_http_methods(["GET", "HEAD", "POST"])


def _me(request: HttpRequest) -> Participant:
    """Return the participant a person is; whoever opens the inventory is about to become one."""
    return queries.participant_of(request.user) or actions.start_inventory(by=request.user)


def _steps(participant: Participant) -> list[dict]:
    names = {"areas": _("Areas"), "skills": _("Skills"), "career": _("Experience"), "tools": _("Tools"), "time": _("Time you have"),
             "check": _("Check")}
    done = queries.done_steps(participant)
    return [{"key": step, "label": names[step], "url": reverse(f"participants:{step}"), "done": done[step]} for step in STEPS]


def _page(request: HttpRequest, participant: Participant, step: str, **context) -> HttpResponse:
    form = context.get("form")
    return render(request, f"participants/{step}.html", {
        "participant": participant, "steps": _steps(participant), "step": step, **context},
        status=422 if form is not None and form.is_bound else 200)


def _onward(request: HttpRequest, step: str) -> HttpResponse:
    """Go to the next step, or back to the page that asked for a change."""
    if request.GET.get("back") == "check":
        return redirect("participants:check")
    return redirect(f"participants:{STEPS[STEPS.index(step) + 1]}")


@require_safe
def start(request: HttpRequest) -> HttpResponse:
    participant = queries.participant_of(request.user)
    return redirect(f"participants:{queries.next_step(participant) if participant else 'areas'}")


@require_safe
def hub(request: HttpRequest) -> HttpResponse:
    participant = queries.participant_of(request.user)
    if participant is None:
        return redirect("participants:areas")
    return _page(request, participant, "hub", pause_form=forms.PauseForm(initial={"until": participant.paused_until}),
                 next=queries.next_step(participant))


@FORM
def areas(request: HttpRequest) -> HttpResponse:
    participant = queries.participant_of(request.user)
    held = {"areas": participant.areas.all(), "roles": participant.roles.all(), "place": participant.place} if participant else {}
    form = forms.AreasForm(request.POST or None, initial=held)
    if form.is_valid() and form.attempt(_save_areas, request=request, **form.cleaned_data):
        return _onward(request, "areas")
    chosen = {str(value) for value in form["roles"].value() or []} or {role.pk for role in held.get("roles", [])}
    context = {"form": form, "families": skills.role_families(), "chosen_roles": chosen, "step": "areas",
               "steps": _steps(participant) if participant else []}
    return render(request, "participants/areas.html", context, status=422 if form.is_bound else 200)


def _save_areas(*, request: HttpRequest, **values) -> Participant:
    return actions.save_areas(by=request.user, participant=_me(request), **values)


@FORM
def skills_step(request: HttpRequest) -> HttpResponse:
    participant = queries.participant_of(request.user)
    if participant is None:
        return redirect("participants:areas")
    asked = request.POST.get("find") or request.GET.get("find", "")
    shown = [slug for key in request.POST if key.startswith("level-") and (slug := key[6:])]
    more = list(Skill.objects.current().filter(pk__in=shown)) + (skills.find_skills(asked, 5) if asked else [])
    offered = queries.offered_skills(participant, more)
    form = forms.SkillsForm(request.POST or None, offered=offered)
    looking = "look" in request.POST
    if form.is_valid() and form.attempt(actions.save_skills, by=request.user, participant=participant, held=form.held(),
                                        offered=[row.skill.pk for row in offered]):
        if not looking:
            return _onward(request, "skills")
        return redirect(f"{reverse('participants:skills')}?find={asked}#found")
    return _page(request, participant, "skills", form=form, asked=asked, found=skills.find_skills(asked, 5) if asked else [])


@FORM
def career(request: HttpRequest) -> HttpResponse:
    participant = queries.participant_of(request.user)
    if participant is None:
        return redirect("participants:areas")
    return _career_form(request, participant, None)


@FORM
def career_change(request: HttpRequest, pk) -> HttpResponse:
    participant = queries.participant_of(request.user)
    entry = get_object_or_404(queries.careers_of(participant) if participant else Participant.objects.none(), pk=pk)
    return _career_form(request, participant, entry)


def _career_form(request: HttpRequest, participant: Participant, entry) -> HttpResponse:
    fields = ("from_year", "to_year", "role", "place", "did", "result")
    form = forms.CareerForm(request.POST or None, initial={name: getattr(entry, name) for name in fields} if entry else None)
    if form.is_valid() and form.attempt(actions.save_career, by=request.user, participant=participant, career=entry,
                                        **form.cleaned_data):
        if "another" in request.POST or entry:
            messages.success(request, _("Saved. Your experiences are listed here."))
            return redirect("participants:check" if request.GET.get("back") == "check" else "participants:career")
        return _onward(request, "career")
    return _page(request, participant, "career", form=form, entry=entry, careers=queries.careers_of(participant))


@require_POST
def career_remove(request: HttpRequest, pk) -> HttpResponse:
    entry = get_object_or_404(queries.careers_of(_me(request)), pk=pk)
    actions.remove_career(by=request.user, career=entry)
    messages.success(request, _("The entry has been removed."))
    return redirect("participants:career")


@require_POST
def career_move(request: HttpRequest, pk, way: str) -> HttpResponse:
    entry = get_object_or_404(queries.careers_of(_me(request)), pk=pk)
    actions.move_career(by=request.user, career=entry, up=way == "up")
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
    return _page(request, participant, "tools", form=form)


@FORM
def time(request: HttpRequest) -> HttpResponse:
    participant = queries.participant_of(request.user)
    if participant is None:
        return redirect("participants:areas")
    form = forms.TimeForm(request.POST or None, wishable=queries.wishable(participant), initial=queries.time_answers(participant))
    if form.is_valid():
        given = form.cleaned_data
        if form.attempt(actions.save_time, by=request.user, participant=participant, hours_per_week=given["hours_per_week"],
                        free_times=form.free_times(), causes=given["causes"], languages=form.languages(),
                        wishes=given["wishes"], starts_on=given["starts_on"], months_max=given["months_max"]):
            return _onward(request, "time")
    chosen = {int(n) for n in (form["grid"].value() or [])}
    return _page(request, participant, "time", form=form, grid=week.grid(), weekdays=week.WEEKDAYS, chosen=chosen)


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
    participant = queries.participant_of(request.user)
    if participant is None:
        return redirect("participants:areas")
    return _page(request, participant, "sheet", sheet=queries.shown(participant))


@require_safe
def profile(request: HttpRequest) -> HttpResponse:
    participant = queries.participant_of(request.user)
    if participant is None:
        return redirect("participants:areas")
    return _page(request, participant, "profile", sheet=queries.shown(participant))


@require_POST
def pause(request: HttpRequest) -> HttpResponse:
    participant = _me(request)
    form = forms.PauseForm(request.POST)
    if form.is_valid() and form.attempt(actions.pause, by=request.user, participant=participant, until=form.cleaned_data["until"]):
        messages.success(request, _("Saved. Take care of yourself.") if form.cleaned_data["until"] else _("Welcome back."))
        return redirect("participants:hub")
    return render(request, "participants/hub.html", {
        "participant": participant, "steps": _steps(participant), "pause_form": form, "next": queries.next_step(participant)},
        status=422)
