"""The steps of the inventory. Each saves and leads to the next; a change asked for on the check page leads back to it."""
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from engawa.base.users.models import User
from engawa.journey.participants import actions, drafts, queries, rules, week
from engawa.journey.participants.forms import inventory as forms
from engawa.journey.participants.forms.time import TimeForm
from engawa.journey.participants.models import Participant
from engawa.journey.participants.views.steps import FORM, STEPS, names, onward, page, saves
from engawa.journey.skills import queries as skills


@require_safe
def start(request: HttpRequest) -> HttpResponse:
    participant = queries.participant_of(request.user)
    return redirect(f"participants:{queries.next_step(participant) if participant else 'areas'}")


@require_safe
def hub(request: HttpRequest) -> HttpResponse:
    participant = queries.participant_of(request.user)
    if participant is None:
        return redirect("participants:areas")
    return _hub(request, participant, forms.PauseForm(participant=participant))


def _hub(request: HttpRequest, participant: Participant, pause_form: forms.PauseForm) -> HttpResponse:
    called, done = names(), queries.done_steps(participant)
    return render(request, "participants/hub.html", {
        "participant": participant, "pause_form": pause_form, "worth": queries.worth_adding(participant), "next": queries.next_step(participant),
        "tasks": [(called[step], reverse(f"participants:{step}"), done[step]) for step in STEPS]},
        status=422 if pause_form.is_bound else 200)


@FORM
def areas(request: HttpRequest) -> HttpResponse:
    participant = queries.participant_of(request.user)
    form = forms.AreasForm(request.POST or None, saved=drafts.areas(participant))
    if form.is_valid() and saves(request, form, _save_areas, **form.values()):
        return onward(request, "areas")
    chosen = set(map(str, form["roles"].value() or []))
    families = [(family, any(role.pk in chosen for role in family.current_roles)) for family in skills.role_families()]
    return page(request, participant, "areas", form=form, families=families, chosen_roles=chosen)


def _save_areas(*, by: User, **values) -> Participant:
    """Whoever saves the first step becomes a participant."""
    return actions.save_areas(by=by, participant=actions.start_inventory(by=by), **values)


@FORM
def tools(request: HttpRequest) -> HttpResponse:
    participant = queries.participant_of(request.user)
    if participant is None:
        return redirect("participants:areas")
    form = forms.ToolsForm(request.POST or None, tools=queries.tools_in_order(), saved=drafts.tools(participant))
    if form.is_valid() and saves(request, form, actions.save_tools, participant=participant, comfort=form.comfort()):
        return onward(request, "tools")
    rows = list(form.rows())
    named = [row for row in rows if row[0].in_article]
    home = [row for row in rows if row[0].kind_id == queries.EQUIPMENT]
    return page(request, participant, "tools", form=form, rows=named, home=home, more=rows[len(named) + len(home):])


@FORM
def time(request: HttpRequest) -> HttpResponse:
    participant = queries.participant_of(request.user)
    if participant is None:
        return redirect("participants:areas")
    form = TimeForm(request.POST or None, wishable=queries.wishable(participant, request.GET.get("wish", "")[:60]), saved=drafts.time(participant))
    if form.is_valid() and saves(request, form, actions.save_time, participant=participant, **form.values()):
        return onward(request, "time")
    zone = participant.user.time_zone
    return page(request, participant, "time", form=form, wish="wish" in request.GET, zone=dict(form.fields["time_zone"].choices).get(zone, zone),
                chosen={name: form.in_words(name, form[name].value()) for name in ("causes", "wishes")}, quick=week.part_choices(), days=week.day_rows(),
                ticked={str(value) for name in ("parts", "grid") for value in form[name].value() or []})


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


@FORM
def pause(request: HttpRequest) -> HttpResponse:
    participant = queries.participant_of(request.user)
    if request.method != "POST":   # the address after a mistake, opened again or asked for in the other language
        return redirect("participants:hub")
    if participant is None:
        raise Http404
    form = forms.PauseForm(request.POST, participant=participant)
    if form.is_valid() and form.attempt(actions.pause, by=request.user, participant=participant, until=form.cleaned_data["until"]):
        messages.success(request, _("Saved. Take care of yourself.") if form.cleaned_data["until"] else _("Welcome back."))
        return redirect("participants:hub")
    return _hub(request, participant, form)
