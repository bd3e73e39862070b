"""Pages of a posting's life beside its writing: its history, comments to mark as done, seats, closing, questions, own reports."""
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from engawa.base.ui.forms import Form
from engawa.journey.organizations import queries as organizations
from engawa.journey.organizations.forms import CloseForm
from engawa.journey.postings import actions, differences, queries, record, rules
from engawa.journey.postings.forms import said_of_closing
from engawa.journey.postings.opened import in_open_words

FORM = require_http_methods(["GET", "HEAD", "POST"])
PER_PAGE = 20


class DoneForm(Form):
    answer = forms.CharField(label=gettext_lazy("What you changed, in one line"), max_length=300, required=False)


class SeatsForm(Form):
    seats = forms.IntegerField(label=gettext_lazy("How many people you look for"), min_value=1, max_value=rules.SEATS_MAX)


class AnswerForm(Form):
    answer = forms.CharField(label=gettext_lazy("Your answer"), max_length=2000, widget=forms.Textarea(attrs={"rows": 5}),
                             help_text=gettext_lazy("Please leave out names, addresses and phone numbers of people."))
    may_be_shown = forms.BooleanField(
        label=gettext_lazy("Everybody may read the question and this answer on the posting's page"), required=False,
        help_text=gettext_lazy("It saves you the same question twice. Without the tick only the person who asked reads it."))


@require_safe
def whole_history(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Every submission, return and comment on one page, for the desk and the organization alike."""
    found = get_object_or_404(queries.with_history_for(request.user), pk=pk)
    ours = queries.editable_by(request.user).filter(pk=pk).exists()
    return render(request, "postings/history.html", {"posting": found, "ours": ours, "entries": record.entries(found, request.user)})


@FORM
def comment(request: HttpRequest, pk: UUID, row: int) -> HttpResponse:
    """Mark a comment of the desk as done, with one line."""
    found = get_object_or_404(queries.editable_by(request.user).select_related("organization"), pk=pk)
    one = get_object_or_404(queries.sent_comments().filter(posting=found), pk=row)
    form = DoneForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and form.attempt(actions.answer_comment, by=request.user, comment=one, **form.cleaned_data):
        messages.success(request, _("Marked as done. The coordinator team reads it when you submit the posting again."))
        return redirect("postings:check", pk=pk)
    return render(request, "postings/comment.html", {
        "posting": found, "comment": one, "form": form, "reason": rules.why_not_answer_comment(request.user, one)},
        status=422 if form.is_bound else 200)


@FORM
def seats(request: HttpRequest, pk: UUID) -> HttpResponse:
    found = get_object_or_404(queries.editable_by(request.user).select_related("organization"), pk=pk)
    form = SeatsForm(request.POST or None, initial={"seats": found.seats})
    if form.is_valid() and form.attempt(actions.change_seats, by=request.user, posting=found, **form.cleaned_data):
        messages.success(request, _("The number of people is changed."))
        return redirect("postings:posting", pk=pk)
    return render(request, "postings/seats.html", {
        "form": form, "posting": found, "reason": rules.why_not_seats(request.user, found)}, status=422 if form.is_bound else 200)


@FORM
def drop(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Give up the change of a published posting; what would go and what would be open again stand side by side."""
    found = get_object_or_404(queries.editable_by(request.user).select_related("organization"), pk=pk)
    if request.method == "POST":
        dropped = actions.drop_change(by=request.user, posting=found)
        messages.success(request, _("The change is dropped. The posting says what it said before: %(state)s.") % {
            "state": dropped.get_state_display()})
        return redirect("postings:posting", pk=pk)
    return render(request, "postings/drop.html", {
        "posting": found, "changes": differences.since_open(found), "reason": rules.why_not_drop(request.user, found)})


@FORM
def close(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Close a posting for good, or throw a draft away; where people wait it asks for a sentence to them."""
    found = get_object_or_404(queries.editable_by(request.user).select_related("organization"), pk=pk)
    waiting, is_draft = queries.people_waiting(found), found.is_unseen_draft
    form = CloseForm(request.POST if request.method == "POST" else None, waiting=waiting)
    if form.is_valid() and form.attempt(actions.close_posting, by=request.user, posting=found, **form.cleaned_data):
        away = _("The draft is put away. It stands at the end of this list, and you can copy it.")
        messages.success(request, away if is_draft else said_of_closing(waiting))
        return redirect("postings:list")
    return render(request, "postings/close.html", {
        "form": form, "posting": found, "waiting": waiting, "is_draft": is_draft,
        "reason": rules.why_not_close(request.user, found)}, status=422 if form.is_bound else 200)


@require_safe
def questions(request: HttpRequest) -> HttpResponse:
    """What people ask about the organization's postings, unanswered first."""
    if organizations.organization_of(request.user) is None:
        raise Http404
    page = Paginator(queries.questions_received(request.user), PER_PAGE).get_page(request.GET.get("page"))
    for one in page.object_list:
        one.posting = in_open_words(one.posting)  # what people asked about
    return render(request, "postings/questions.html", {"page": page})


@FORM
def question(request: HttpRequest, pk: UUID) -> HttpResponse:
    found = get_object_or_404(queries.questions_received(request.user), pk=pk)
    form = AnswerForm(request.POST if request.method == "POST" else None,
                      initial={"answer": found.answer, "may_be_shown": found.may_be_shown})
    if form.is_valid() and form.attempt(actions.answer_question, by=request.user, question=found, **form.cleaned_data):
        messages.success(request, _("The answer was sent to the person who asked."))
        return redirect("postings:questions")
    return render(request, "postings/question.html", {
        "question": found, "posting": in_open_words(found.posting), "form": form, "reason": rules.why_not_answer_question(request.user, found)},
        status=422 if form.is_bound else 200)


@require_safe
def report(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A report of one's own with the answer of the desk."""
    found = get_object_or_404(queries.reports_by(request.user), pk=pk)
    return render(request, "postings/report.html", {"report": found, "posting": in_open_words(found.posting)})
