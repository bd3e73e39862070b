"""Pages of completion, thanks and certificates; the check is open to everybody."""
from typing import Any

from allauth.account.adapter import get_adapter
from django.contrib import messages
from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from engawa.base.text.language import reads_english
from engawa.base.ui import errors
from engawa.base.users.access import public
from engawa.journey.outcomes import actions, paper, queries, rules
from engawa.journey.outcomes.forms import AskForm, CheckForm, ConfirmForm, NotYetForm, ThanksForm
from engawa.journey.participants.models import Participant
from engawa.journey.projects import queries as projects
from engawa.journey.projects.models import Project, State

CHECKS_AN_HOUR = 120  # from one address; codes cannot be guessed (28^8), this only keeps machines away


def _get(request: HttpRequest, pk: Any) -> Project:
    return get_object_or_404(projects.visible_to(request.user), pk=pk)


def _frame(request: HttpRequest, project: Project) -> dict[str, Any]:
    completion = queries.completion_of(project)
    delivered = completion.delivered if completion else []
    return {"project": project, "completion": completion, "is_participant": projects.is_participant(request.user, project),
            "needs_care": queries.needs_care(project), "minutes": projects.minutes_of(project),
            "deliverables": [{"words": each, "is_done": each in delivered} for each in queries.deliverables_of(project)]}


@require_http_methods(["GET", "HEAD", "POST"])
def close(request: HttpRequest, pk: Any) -> HttpResponse:
    """W14: ask the other side to confirm; whoever was asked is led to the answer."""
    project = _get(request, pk)
    frame = _frame(request, project)
    if request.method != "POST" and rules.why_not_answer(request.user, project, frame["completion"]) is None:
        return redirect("outcomes:confirm", pk=project.pk)
    form = AskForm(request.POST if request.method == "POST" else None, deliverables=queries.deliverables_of(project), needs_care=frame["needs_care"])
    if form.is_valid() and form.attempt(actions.ask_completion, by=request.user, project=project, **form.values()):
        messages.success(request, _("The other side has been asked to confirm the completion."))
        return redirect("projects:room", pk=project.pk)
    return render(request, "outcomes/close.html", {**frame, "form": form, "reason": rules.why_not_ask(request.user, project)},
                  status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, pk: Any) -> HttpResponse:
    """W14: the other side confirms, or says what is missing."""
    project = _get(request, pk)
    frame = _frame(request, project)
    form = ConfirmForm(request.POST if request.method == "POST" else None, needs_care=frame["needs_care"])
    if form.is_valid() and form.attempt(actions.confirm_completion, by=request.user, project=project, **form.cleaned_data):
        messages.success(request, _("The completion is confirmed. The certificate is ready."))
        return redirect("outcomes:done", pk=project.pk)
    return render(request, "outcomes/confirm.html", {
        **frame, "form": form, "not_yet": NotYetForm(),
        "reason": rules.why_not_answer(request.user, project, frame["completion"])}, status=422 if form.is_bound else 200)


@require_POST
def not_yet(request: HttpRequest, pk: Any) -> HttpResponse:
    """W14: not yet, with words."""
    project = _get(request, pk)
    frame = _frame(request, project)
    form = NotYetForm(request.POST)
    if form.is_valid() and form.attempt(actions.answer_not_yet, by=request.user, project=project, **form.cleaned_data):
        messages.success(request, _("The other side has been told what is still missing."))
        return redirect("projects:room", pk=project.pk)
    return render(request, "outcomes/confirm.html", {
        **frame, "form": ConfirmForm(needs_care=frame["needs_care"]), "not_yet": form,
        "reason": rules.why_not_answer(request.user, project, frame["completion"])}, status=422)


@require_safe
def done(request: HttpRequest, pk: Any) -> HttpResponse:
    """After the end: thanks of both sides and the certificate."""
    project = _get(request, pk)
    if project.state != State.FINISHED:
        return redirect("projects:room", pk=project.pk)
    return render(request, "outcomes/done.html", {
        **_frame(request, project), "thanks": queries.thanks_for(project), "form": ThanksForm(),
        "why_not_thank": rules.why_not_thank(request.user, project),
        "certificates": queries.visible_to(request.user).filter(project=project),
        "showing": queries.own_showing(request.user, project), "is_shown": queries.is_shown(project),
        "why_not_show": rules.why_not_show(request.user, project), "why_not_hide": rules.why_not_hide(request.user, project)})


@require_POST
def show(request: HttpRequest, pk: Any) -> HttpResponse:
    """Agree that the project stands on the organization's public page."""
    project = _get(request, pk)
    actions.agree_to_show(by=request.user, project=project)
    messages.success(request, _("Thank you. The project stands on the public page once both sides agree."))
    return redirect("outcomes:done", pk=project.pk)


@require_POST
def hide(request: HttpRequest, pk: Any) -> HttpResponse:
    """Take that consent back."""
    project = _get(request, pk)
    actions.take_back_showing(by=request.user, project=project)
    messages.success(request, _("The project is not on the public page any more."))
    return redirect("outcomes:done", pk=project.pk)


@require_http_methods(["GET", "HEAD", "POST"])
def thanks(request: HttpRequest, pk: Any) -> HttpResponse:
    """W14: thanks, one field."""
    project = _get(request, pk)
    form = ThanksForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and form.attempt(actions.write_thanks, by=request.user, project=project, **form.cleaned_data):
        messages.success(request, _("Your thanks have been sent."))
        return redirect("outcomes:done", pk=project.pk)
    return render(request, "outcomes/thanks.html", {
        **_frame(request, project), "form": form, "reason": rules.why_not_thank(request.user, project)},
        status=422 if form.is_bound else 200)


@require_safe
def certificates(request: HttpRequest) -> HttpResponse:
    """A participant's certificates."""
    participant = Participant.objects.filter(user=request.user).first()
    if participant is None:
        raise Http404
    return render(request, "outcomes/certificates.html", {"certificates": queries.of_participant(participant)})


@require_safe
def certificate(request: HttpRequest, pk: Any) -> HttpResponse:
    """The certificate as a page that prints on one sheet."""
    shown = get_object_or_404(queries.visible_to(request.user), pk=pk)
    return render(request, "outcomes/certificate.html", {
        "certificate": shown, "rows": paper.rows_of(shown), "body": paper.body_of(shown), "to": paper.to_of(shown),
        "address": paper.check_address(),
        "issued": paper.plain_day(shown.issued_at.date())})


@require_safe
def certificate_pdf(request: HttpRequest, pk: Any) -> HttpResponse:
    """The certificate as PDF."""
    shown = get_object_or_404(queries.visible_to(request.user), pk=pk)
    answer = HttpResponse(paper.certificate_pdf(shown, "en" if reads_english() else "ja"), content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="engawa-certificate-{shown.code}.pdf"'
    return answer


@public
@require_safe
def check(request: HttpRequest) -> HttpResponse:
    """P20: enter a code."""
    form = CheckForm(request.GET if "code" in request.GET else None)
    if form.is_valid():
        return redirect("outcomes:checked", code=queries.tidy(form.cleaned_data["code"]) or "-")
    return render(request, "outcomes/check.html", {"form": form}, status=422 if form.is_bound else 200)


@public
@require_safe
def checked(request: HttpRequest, code: str) -> HttpResponse:
    """P20: what the certificate with this code says, or a calm sentence."""
    if _too_many(request):
        return errors.too_many(request)
    found = queries.certificate_by_code(code)
    return render(request, "outcomes/checked.html", {"certificate": found, "code": queries.tidy(code), "form": CheckForm(
        initial={"code": "" if found else code[:40]})}, status=200 if found else 404)


def _too_many(request: HttpRequest) -> bool:
    key = f"certificate-check:{get_adapter().get_client_ip(request)}"
    cache.add(key, 0, 3600)
    try:
        return cache.incr(key) > CHECKS_AN_HOUR
    except ValueError:  # it ran out between the two lines
        return False
