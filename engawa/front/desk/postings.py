"""The desk's pages of postings: beside the template, with comments by section, what changed, and the answer; reports about them."""
from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from engawa.base.ui.forms import Form
from engawa.base.users.access import desk_only
from engawa.front.desk import queries
from engawa.journey.postings import actions, differences, hints, readiness, rules
from engawa.journey.postings import queries as postings
from engawa.journey.postings.forms import CloseForm, said_of_closing
from engawa.journey.postings.models import Posting

PER_PAGE = 30


class NoteForm(Form):
    text = forms.CharField(label=gettext_lazy("What to change here, and how"), max_length=2000, required=False,
                           widget=forms.Textarea(attrs={"rows": 3}))


# Several forms of one page ask for words.
RETURN_IDS, ALLOW_IDS = "id_return_%s", "id_allow_%s"


class ReturnForm(Form):
    words = forms.CharField(label=gettext_lazy("Words about the whole posting"), max_length=2000, required=False,
                            widget=forms.Textarea(attrs={"rows": 4}),
                            help_text=gettext_lazy("Say what is good and by when you will look again."))


class AllowForm(Form):
    because = forms.CharField(label=gettext_lazy("Why this posting may ask for more"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3}),
                              help_text=gettext_lazy("The organization reads it too, and it stays in the history."))


class AnswerForm(Form):
    answer = forms.CharField(label=gettext_lazy("Answer to the person who reported"), max_length=2000, widget=forms.Textarea(attrs={"rows": 5}),
                             help_text=gettext_lazy("What you have looked at and what came of it, without names."))


@desk_only
@require_safe
def posting_list(request: HttpRequest) -> HttpResponse:
    """Every posting beyond the first draft; by state, by words of theirs or of their organization."""
    words, state = request.GET.get("q", "").strip()[:100], request.GET.get("state", "")
    states = queries.posting_states(words)
    state = state if state in [each for each, _name, _count in states] else ""
    page = Paginator(queries.postings(state, words), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "desk/postings.html", {
        "page": page, "words": words, "state": state, "states": states, "total": sum(count for _state, _name, count in states)})


@desk_only
@require_safe
def posting(request: HttpRequest, pk) -> HttpResponse:
    return _page(request, get_object_or_404(queries.postings(), pk=pk))


def _page(request: HttpRequest, found: Posting, wrong: Form | None = None, section: str = "") -> HttpResponse:
    submission, before = postings.last_submissions(found)
    comments = list(found.comments.exclude(held=True, text="").select_related("by", "answered_by").order_by("at", "pk"))
    held = {one.section: one for one in comments if one.held}
    changes = differences.since_last(submission, before)
    remarks = [(hint, hint.key in found.hints_aside) for hint in hints.all_hints(found)]
    parts = [{"part": part, "hints": [row for row in remarks if row[0].section == part.section],
              "comments": [one for one in comments if one.section == part.section],
              "form": wrong if section == part.section else NoteForm(
                  initial={"text": held[part.section].text if part.section in held else ""}, auto_id=f"id_{part.section}_%s"),
              "held": part.section in held} for part in differences.beside_template(found)]
    return render(request, "desk/posting.html", {
        "posting": found, "organization": found.organization, "parts": parts, "comments": comments, "held": len(held),
        "whole": [one for one in comments if not one.section], "before": before, "submission": submission, "changes": changes,
        "places": differences.count(changes), "form": wrong, "return_form": wrong if isinstance(wrong, ReturnForm) else ReturnForm(auto_id=RETURN_IDS),
        "allow_form": wrong if isinstance(wrong, AllowForm) else AllowForm(auto_id=ALLOW_IDS), "why_not_allow": rules.why_not_allow(request.user, found),
        "close_form": wrong if isinstance(wrong, CloseForm) else CloseForm(waiting=postings.people_waiting(found)), "questions": found.questions.order_by("at"),
        "verdict": readiness.verdict_on(found, (hint.key for hint in hints.hints_for(found))),
        "why_not_return": rules.why_not_return(request.user, found),
        "why_not_publish": rules.why_not_publish(request.user, found) or rules.why_not_publish_with(len(held)),
        "why_not_pause": rules.why_not_pause(request.user, found), "why_not_resume": rules.why_not_resume(request.user, found),
        "why_not_close": rules.why_not_close(request.user, found)}, status=200 if wrong is None else 422)


@desk_only
@require_POST
def comment(request: HttpRequest, pk, section: str) -> HttpResponse:
    """Note a comment on a section; it is sent when the posting is returned."""
    found = get_object_or_404(queries.postings(), pk=pk)
    if section not in rules.sections_of(found):
        raise Http404
    form = NoteForm(request.POST, auto_id=f"id_{section}_%s")
    if form.is_valid() and form.attempt(actions.note_comment, by=request.user, posting=found, section=section, **form.cleaned_data):
        messages.success(request, _("Noted. The organization receives it when you return the posting.") if form.cleaned_data["text"]
                         else _("The comment is empty now and is not sent."))
        return redirect(reverse("desk:posting", kwargs={"pk": pk}) + f"#s-{section}")
    return _page(request, found, form, section)


@desk_only
@require_POST
def publish(request: HttpRequest, pk) -> HttpResponse:
    found = get_object_or_404(queries.postings(), pk=pk)
    actions.publish_posting(by=request.user, posting=found)
    messages.success(request, _("The posting is open. The organization has been told."))
    return redirect("desk:queue")


@desk_only
@require_POST
def return_posting(request: HttpRequest, pk) -> HttpResponse:
    found = get_object_or_404(queries.postings(), pk=pk)
    form = ReturnForm(request.POST, auto_id=RETURN_IDS)
    if form.is_valid() and form.attempt(actions.return_posting, by=request.user, posting=found, **form.cleaned_data):
        messages.success(request, _("The posting has been returned with all comments in one mail."))
        return redirect("desk:queue")
    return _page(request, found, form)


@desk_only
@require_POST
def posting_act(request: HttpRequest, pk, act: str) -> HttpResponse:
    """Take a posting off the list, put it back, allow it more time, or close it with a sentence to those who wait."""
    found = get_object_or_404(queries.postings(), pk=pk)
    acts: dict[str, tuple[Any, type[Form]]] = {
        "pause": (actions.pause_posting, Form), "resume": (actions.resume_posting, Form), "close": (actions.close_posting, CloseForm),
        "allow": (actions.allow_more, AllowForm)}
    if act not in acts:
        raise Http404
    action, form_class = acts[act]
    waiting = postings.people_waiting(found) if act == "close" else 0
    more: dict[str, Any] = {"close": {"waiting": waiting}, "allow": {"auto_id": ALLOW_IDS}}.get(act, {})
    form = form_class(request.POST, **more)
    if form.is_valid() and form.attempt(action, by=request.user, posting=found, **form.cleaned_data):
        messages.success(request, said_of_closing(waiting) if act == "close" else _("Done. The organization has been told."))
        return redirect("desk:posting", pk=pk)
    return _page(request, found, form)


@desk_only
@require_POST
def hide_question(request: HttpRequest, pk) -> HttpResponse:
    found = get_object_or_404(queries.questions(), pk=pk)
    actions.hide_question(by=request.user, question=found)
    messages.success(request, _("The question is off every page. The organization has been told."))
    return redirect("desk:posting", pk=found.posting_id)


@desk_only
@require_POST
def show_question(request: HttpRequest, pk) -> HttpResponse:
    found = get_object_or_404(queries.questions(), pk=pk)
    actions.show_question(by=request.user, question=found)
    messages.success(request, _("The question is no longer hidden. The organization has been told."))
    return redirect("desk:posting", pk=found.posting_id)


@desk_only
@require_http_methods(["GET", "HEAD", "POST"])
def posting_report(request: HttpRequest, pk) -> HttpResponse:
    found = get_object_or_404(queries.posting_reports(), pk=pk)
    form = AnswerForm(request.POST or None)
    if form.is_valid() and form.attempt(actions.handle_posting_report, by=request.user, report=found, **form.cleaned_data):
        messages.success(request, _("Settled. The person who reported has been told, if there is an address."))
        return redirect("desk:queue")
    return render(request, "desk/posting_report.html", {
        "report": found, "posting": found.posting, "form": form, "reason": rules.why_not_handle_report(request.user, found)},
        status=422 if form.is_bound else 200)
