"""The steps of the inventory. Each saves and leads to the next; a change asked for on the check page leads back to it."""
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from engawa.journey.participants import actions, queries, rules, week
from engawa.journey.participants.forms import inventory as forms
from engawa.journey.participants.models import Participant
from engawa.journey.participants.views.steps import FORM, STEPS, names, onward, page
from engawa.journey.skills import queries as skills
from engawa.journey.skills.models import Skill


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
    called, done = names(), queries.done_steps(participant)
    return render(request, "participants/hub.html", {
        "participant": participant, "pause_form": pause_form, "next": queries.next_step(participant),
        "tasks": [(called[step], reverse(f"participants:{step}"), done[step]) for step in STEPS]},
        status=422 if pause_form.is_bound else 200)


@FORM
def areas(request: HttpRequest) -> HttpResponse:
    participant = queries.participant_of(request.user)
    held = {"areas": participant.areas.all(), "roles": participant.roles.all(), "place": participant.place} if participant else {}
    form = forms.AreasForm(request.POST or None, initial=held)
    if form.is_valid() and form.attempt(_save_areas, request=request, **form.cleaned_data):
        return onward(request, "areas")
    chosen = set(map(str, form["roles"].data)) if form.is_bound else {role.pk for role in held.get("roles", [])}
    families = [(family, any(role.pk in chosen for role in family.current_roles)) for family in skills.role_families()]
    return page(request, participant, "areas", form=form, families=families, chosen_roles=chosen)


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
        return onward(request, "skills")
    rows = list(form.rows())
    at_once = max(queries.SHOWN_AT_ONCE, sum(bool(row.level) for row in offered) + len(found))
    return page(request, participant, "skills", form=form, asked=asked, found=found, rows=rows[:at_once], more=rows[at_once:])


@FORM
def tools(request: HttpRequest) -> HttpResponse:
    participant = queries.participant_of(request.user)
    if participant is None:
        return redirect("participants:areas")
    known = dict(participant.held_tools.values_list("tool", "comfort"))
    form = forms.ToolsForm(request.POST or None, tools=queries.tools_in_order(), known=known)
    if form.is_valid() and form.attempt(actions.save_tools, by=request.user, participant=participant, comfort=form.comfort()):
        return onward(request, "tools")
    rows = list(form.rows())
    named = [row for row in rows if row[0].in_article]
    return page(request, participant, "tools", form=form, rows=named, more=rows[len(named):])


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
            return onward(request, "time")
    return page(request, participant, "time", form=form, grid=week.grid(), weekdays=week.day_names(),
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
    return page(request, participant, "check", sheet=queries.shown(participant), missing=rules.why_not_finish(request.user, participant))


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
