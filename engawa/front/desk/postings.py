"""The desk's pages of postings: beside the template, with comments by section, what changed, and the answer; reports about them.

The page of a posting is one form. Each button does one act; comments are noted with every button, and what stands typed for
another act stays there.
"""
from collections.abc import Callable
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
from engawa.base.ui.unsent import Typed
from engawa.base.users.access import desk_only
from engawa.front.desk import queries
from engawa.journey.organizations.forms import CloseForm
from engawa.journey.postings import actions, differences, hints, readiness, rules
from engawa.journey.postings import queries as postings
from engawa.journey.postings.forms import said_of_closing
from engawa.journey.postings.models import Posting, PostingReport

PER_PAGE = 30


class NoteForm(Form):
    """A comment on one section. It carries what was noted when the page was opened, because two may write at the same time."""

    text = forms.CharField(label=gettext_lazy("What to change here, and how"), max_length=2000, required=False,
                           widget=forms.Textarea(attrs={"rows": 3}))
    was = forms.CharField(required=False, widget=forms.HiddenInput)

    @property
    def is_changed(self) -> bool:
        """Whether something else stands there than when the page was opened."""
        text, was = (self.data.get(self.add_prefix(name), "").strip() for name in ("text", "was"))
        return bool(text != was)


class ReturnForm(Form):
    words = forms.CharField(label=gettext_lazy("Words about the whole posting"), max_length=2000, required=False,
                            widget=forms.Textarea(attrs={"rows": 4}),
                            help_text=gettext_lazy("Say what is good and by when you will look again."))


class AllowForm(Form):
    because = forms.CharField(label=gettext_lazy("Why this posting may ask for more"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3}),
                              help_text=gettext_lazy("The organization reads it too, and it stays in the history."))


class DisallowForm(Form):
    because = forms.CharField(label=gettext_lazy("Why this posting may no longer ask for more"), max_length=1000,
                              widget=forms.Textarea(attrs={"rows": 3}),
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


# ------------------------------------------------------------------ one posting
FORMS: dict[str, type[Form]] = {"return": ReturnForm, "allow": AllowForm, "mend": AllowForm, "disallow": DisallowForm}


class Desk:
    """What is written on the page of one posting: comments, which are kept as notes, and words, which are kept until they are sent."""

    def __init__(self, request: HttpRequest, found: Posting) -> None:
        self.request, self.posting = request, found
        self.waiting = postings.people_waiting(found)
        self.typed = Typed(request, f"posting {found.pk}")

    def made(self, act: str, data: Any = None) -> Form:
        """The form of an act, empty or with what came; the reason so far stands in the one that mends it."""
        if act == "mend":
            return AllowForm(data, prefix=act, initial={"because": self.posting.allowed_because})
        if act == "close":
            return CloseForm(data, waiting=self.waiting, prefix=act)
        return FORMS.get(act, Form)(data, prefix=act)

    def forms(self) -> dict[str, Form]:
        """The forms of the acts that need words, with what stands typed in them."""
        return {act: self.typed.filled(self.made(act)) for act in (*FORMS, "close")}

    def keep(self) -> dict[str, Form]:
        """Keep everything that came with a button; return the comments that cannot be noted as they are, by section."""
        notes = {section: NoteForm(self.request.POST, prefix=section) for section in rules.sections_of(self.posting)}
        changed = {section: note for section, note in notes.items() if note.is_changed}
        self.typed.keep(self.request, [*self.forms().values(), *changed.values()])
        if self.request.POST.get("mend-because", "").split() == self.posting.allowed_because.split():
            self.typed.sent(self.made("mend"))  # it came along as it stood there
        for section, note in changed.items():
            if note.is_valid() and note.attempt(
                    actions.note_comment, by=self.request.user, posting=self.posting, section=section, text=note.cleaned_data["text"]):
                self.typed.sent(note)
        return {section: note for section, note in changed.items() if note.errors}

    def note(self, section: str, held: str) -> NoteForm:
        """The form of a comment, with what is noted, or what stands typed instead."""
        return self.typed.filled(NoteForm(initial={"text": held, "was": held}, prefix=section))

    def read(self, notes: dict[str, Form]) -> dict[str, Any]:
        """Everything there is to read, section by section, with the notes of the desk, and what it may do."""
        found, by = self.posting, self.request.user
        submission, before = postings.last_submissions(found)
        comments = list(found.comments.exclude(held=True, text="").select_related("by", "answered_by").order_by("at", "pk"))
        held = {one.section: one for one in comments if one.held}
        changes, again = differences.since_last(submission, before), differences.since_returned(submission, before)
        remarks = [(hint, hint.key in found.hints_aside) for hint in hints.all_hints(found)]
        parts = [{"part": part, "hints": [row for row in remarks if row[0].section == part.section],
                  "comments": [one for one in comments if one.section == part.section],
                  "form": notes.get(part.section) or self.note(part.section, held[part.section].text if part.section in held else ""),
                  "held": part.section in held} for part in differences.beside_template(found)]
        return {
            "posting": found, "organization": found.organization, "parts": parts, "comments": comments, "held": len(held),
            "whole": [one for one in comments if not one.section], "before": before, "submission": submission, "changes": changes,
            "again": again, "again_places": differences.count(again or []), "places": differences.count(changes), "questions": found.questions.order_by("at"),
            "verdict": readiness.verdict_on(found, (hint.key for hint in hints.hints_for(found))),
            "why_not_return": rules.why_not_return(by, found), "why_not_allow": rules.why_not_allow(by, found),
            "why_not_mend": rules.why_not_mend_allowance(by, found), "why_not_disallow": rules.why_not_take_allowance_back(by, found),
            "why_not_publish": rules.why_not_publish(by, found) or rules.why_not_publish_with(len(held)),
            "why_not_pause": rules.why_not_pause(by, found), "why_not_resume": rules.why_not_resume(by, found),
            "why_not_close": rules.why_not_close(by, found)}

    def page(self, act: str = "", form: Form | None = None, notes: dict[str, Form] | None = None) -> HttpResponse:
        """The page; `form` is that of an act that was refused, `notes` are comments that were."""
        wrong = [*([form] if form else []), *(notes or {}).values()]
        return render(self.request, "desk/posting.html", {
            **self.read(notes or {}), "wrong": wrong, "typed": not wrong and bool(self.typed.texts),
            "forms": {**self.forms(), **({act: form} if form else {})}}, status=422 if wrong else 200)


@desk_only
@require_safe
def posting(request: HttpRequest, pk) -> HttpResponse:
    return Desk(request, get_object_or_404(queries.postings(), pk=pk)).page()


# Each act: the action, and what is said after it; "" says how many were told of the closing.
ACTS: dict[str, tuple[Callable[..., object], Any]] = {
    "publish": (actions.publish_posting, gettext_lazy("The posting is open. The organization has been told.")),
    "return": (actions.return_posting, gettext_lazy("The posting has been returned with all comments in one mail.")),
    "pause": (actions.pause_posting, gettext_lazy("Done. The organization has been told.")),
    "resume": (actions.resume_posting, gettext_lazy("Done. The organization has been told.")),
    "allow": (actions.allow_more, gettext_lazy("Done. The organization has been told.")),
    "mend": (actions.mend_allowance, gettext_lazy("Done. The organization has been told.")),
    "disallow": (actions.take_allowance_back, gettext_lazy("Done. The organization has been told.")),
    "close": (actions.close_posting, "")}
OFF_THE_QUEUE = ("publish", "return")


@desk_only
@require_http_methods(["GET", "HEAD", "POST"])
def comment(request: HttpRequest, pk, section: str) -> HttpResponse:
    """Note the comments that stand on the page; they are sent when the posting is returned."""
    found = get_object_or_404(queries.postings(), pk=pk)
    if section not in rules.sections_of(found):
        raise Http404
    if request.method == "POST":
        desk = Desk(request, found)
        if wrong := desk.keep():
            return desk.page(notes=wrong)
        messages.success(request, _("Noted. The organization receives it when you return the posting.")
                         if request.POST.get(f"{section}-text", "").strip() else _("The comment is empty now and is not sent."))
    return redirect(reverse("desk:posting", kwargs={"pk": pk}) + f"#s-{section}")


@desk_only
@require_http_methods(["GET", "HEAD", "POST"])
def posting_act(request: HttpRequest, pk, act: str) -> HttpResponse:
    """Publish a posting, return it, take it off the list, put it back, allow it more time, or close it with a sentence to those who wait."""
    found = get_object_or_404(queries.postings(), pk=pk)
    if act not in ACTS:
        raise Http404
    if request.method != "POST":
        return redirect("desk:posting", pk=pk)
    desk = Desk(request, found)
    if wrong := desk.keep():
        return desk.page(notes=wrong)
    action, said = ACTS[act]
    form = desk.made(act, request.POST)
    if form.is_valid() and form.attempt(action, by=request.user, posting=found, **form.cleaned_data):
        desk.typed.sent(form)
        messages.success(request, said or said_of_closing(desk.waiting))
        return redirect("desk:queue") if act in OFF_THE_QUEUE else redirect("desk:posting", pk=pk)
    return desk.page(act, form)


@desk_only
@require_POST
def hide_question(request: HttpRequest, pk) -> HttpResponse:
    return _question(request, pk, actions.hide_question, _("The question is off every page. The organization has been told."))


@desk_only
@require_POST
def show_question(request: HttpRequest, pk) -> HttpResponse:
    return _question(request, pk, actions.show_question, _("The question is no longer hidden. The organization has been told."))


def _question(request: HttpRequest, pk, action: Callable[..., object], said: str) -> HttpResponse:
    """Do it, and go back to where the button stands, where everything that was typed is kept: the posting, or a report about the question."""
    found = get_object_or_404(queries.questions(), pk=pk)
    report = next((one for one in queries.posting_reports().filter(question=found) if str(one.pk) == request.POST.get("report")), None)
    if report:
        _report_typed(request, report).keep(request, [AnswerForm()])
    elif wrong := (desk := Desk(request, found.posting)).keep():
        return desk.page(notes=wrong)
    action(by=request.user, question=found)
    messages.success(request, said)
    return redirect("desk:posting_report", pk=report.pk) if report else redirect("desk:posting", pk=found.posting_id)


def _report_typed(request: HttpRequest, report: PostingReport) -> Typed:
    return Typed(request, f"report {report.pk}")


@desk_only
@require_http_methods(["GET", "HEAD", "POST"])
def posting_report(request: HttpRequest, pk) -> HttpResponse:
    found = get_object_or_404(queries.posting_reports(), pk=pk)
    typed = _report_typed(request, found)
    form = AnswerForm(request.POST) if request.method == "POST" else typed.filled(AnswerForm())
    if form.is_valid() and form.attempt(actions.handle_posting_report, by=request.user, report=found, **form.cleaned_data):
        typed.sent(form)
        messages.success(request, _("Settled. The person who reported has been told, if there is an address."))
        return redirect("desk:queue")
    return render(request, "desk/posting_report.html", {
        "report": found, "posting": found.posting, "form": form, "reason": rules.why_not_handle_report(request.user, found)},
        status=422 if form.is_bound else 200)
