"""What the steps of the inventory share: their order, their frame and the way onward."""
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from engawa.journey.participants.forms.drafts import StepForm
from engawa.journey.participants.models import Participant

STEPS = ("areas", "skills", "career", "tools", "time", "check")
FORM = require_http_methods(["GET", "HEAD", "POST"])


def names() -> dict[str, str]:
    return {"areas": _("Areas"), "skills": _("Skills"), "career": _("Experience"), "tools": _("Tools"), "time": _("Time you have"),
            "check": _("Check")}


def page(request: HttpRequest, participant: Participant | None, step: str, *, template: str = "", **context) -> HttpResponse:
    """Show one step: with the line of all six, the number of this one and the way back.

    A mistake answers 422, a form that another page was quicker than 409.
    """
    called, at = names(), STEPS.index(step)
    back = "check" if request.GET.get("back") == "check" and step != "check" else STEPS[at - 1] if at else "hub"
    context.setdefault("failed", context.get("form"))
    form = context["failed"]
    return render(request, f"participants/{template or step}.html", {
        "participant": participant, "step": step, "number": at + 1, "total": len(STEPS), "name": called[step],
        "steps": [(key, called[key], reverse(f"participants:{key}") if participant else "") for key in STEPS],
        "back": reverse("home:home" if back == "hub" and not participant else f"participants:{back}"), **context},
        status=200 if form is None or not form.is_bound else 409 if getattr(form, "overtaken", ()) else 422)


def saves(request: HttpRequest, form: StepForm, action: Callable[..., Any], **values: Any) -> Any:
    """Call the action of a step with a valid form's answers. Whoever changed it on two pages is told that both are kept."""
    result = form.attempt(action, by=request.user, **values)
    if result and form.has_joined:
        messages.info(request, _("What another page had saved meanwhile has been kept too."))
    return result


def onward(request: HttpRequest, step: str) -> HttpResponse:
    """Go to the next step, or back to the page that asked for a change."""
    if request.GET.get("back") == "check":
        messages.success(request, _("Your change is saved."))
        return redirect("participants:check")
    return redirect(f"participants:{STEPS[STEPS.index(step) + 1]}")
