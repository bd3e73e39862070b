"""On the page of a posting: questions before applying, and reports to the desk. Visitors may report too."""
from typing import Any

from allauth.account.adapter import get_adapter
from django import forms
from django.contrib import messages
from django.core.cache import cache
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from engawa.base.ui import errors
from engawa.base.ui.forms import Form
from engawa.base.users.access import public
from engawa.base.users.models import User
from engawa.journey.applications import queries as applications
from engawa.journey.organizations import queries as organizations
from engawa.journey.organizations.models import Organization
from engawa.journey.postings import actions, queries, rules
from engawa.journey.postings.models import Posting, PostingReport, Question
from engawa.journey.postings.opened import as_open

REPORTS_AN_HOUR = 5  # of visitors behind one address
FORM = require_http_methods(["GET", "HEAD", "POST"])


class AskForm(Form):
    text = forms.CharField(label=gettext_lazy("Your question"), max_length=600, widget=forms.Textarea(attrs={"rows": 4}),
                           help_text=gettext_lazy("If the organization agrees, question and answer stand here for everybody, without your name. "
                                                  "Please leave out what only concerns you."))


class ReportForm(Form):
    reason = forms.ChoiceField(label=gettext_lazy("What is wrong"), choices=PostingReport.Reason.choices, widget=forms.RadioSelect)
    words = forms.CharField(label=gettext_lazy("What you noticed, in your words"), max_length=1000, required=False,
                            widget=forms.Textarea(attrs={"rows": 4}))
    email = forms.EmailField(label=gettext_lazy("Mail address for our answer"), required=False)
    leave_empty = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, signed_in: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if signed_in:
            del self.fields["email"]


def posting_page(request: HttpRequest, pk: object, form: AskForm | None = None) -> HttpResponse:
    """Show a posting to everybody who may see it, with its questions; `form` is a question that could not be sent.

    While what was open is being changed, those who applied go on reading the words that were open; others read why they do not.
    """
    found = _read(queries.visible_to(request.user), pk) or _read(queries.being_changed(), pk)
    if found is None:
        if request.user.is_authenticated and (mine := applications.to_suspended(request.user).filter(posting=pk).first()):
            return render(request, "public/posting_suspended.html", {"application": mine, "posting": mine.posting_as_read})
        closed = organizations.no_longer_public().filter(pk__in=queries.once_open().filter(pk=pk).values("organization"))
        return organization_closed(request, get_object_or_404(closed))
    found = as_open(found)
    if found.is_being_changed and not _may_read(request.user, found):
        return render(request, "public/posting_changing.html", {"posting": found})
    shown = list(queries.shown_questions(found))
    return render(request, "public/posting.html", {
        "posting": found, "organization": found.organization, "questions": shown, "form": form, "ask_form": form or AskForm(),
        "own": [one for one in queries.own_questions(request.user, found) if one not in shown],
        "why_not_ask": rules.why_not_ask(request.user, found)}, status=200 if form is None else 422)


def organization_closed(request: HttpRequest, closed: Organization) -> HttpResponse:
    """Say calmly that the registration has ended, where its pages or those of its postings stood."""
    return render(request, "public/organization_closed.html", {"organization": closed}, status=410)


def _may_read(user: User, posting: Posting) -> bool:
    """Whether a person reads on while a posting is being changed: who applied, works for the organization or checks it.

    Before the words that were open were kept, there is nothing to read for those who applied.
    """
    applied = bool(posting.was_open) and user.is_authenticated and applications.sent_by(user).filter(posting=posting).exists()
    return applied or queries.visible_to(user).filter(pk=posting.pk).exists()


def _read(postings: QuerySet[Posting], pk: object) -> Posting | None:
    return queries.with_words(postings).filter(pk=pk).first()


@require_POST
def ask(request: HttpRequest, pk) -> HttpResponse:
    found = get_object_or_404(queries.visible_to(request.user), pk=pk)
    form = AskForm(request.POST)
    if form.is_valid() and form.attempt(actions.ask_question, by=request.user, posting=found, **form.cleaned_data):
        messages.success(request, _("The question was sent. The organization does not learn who asked. We tell you by mail when it answers."))
        return redirect("public:posting", pk=pk)
    return posting_page(request, pk, form)


@public
@FORM
def report_posting(request: HttpRequest, pk) -> HttpResponse:
    return _report(request, get_object_or_404(queries.visible_to(request.user).select_related("organization"), pk=pk), None)


@public
@FORM
def report_question(request: HttpRequest, pk) -> HttpResponse:
    found = get_object_or_404(queries.questions_seen_by(request.user), pk=pk)
    return _report(request, found.posting, found)


def _report(request: HttpRequest, posting: Posting, question: Question | None) -> HttpResponse:
    user = request.user if request.user.is_authenticated else None
    form = ReportForm(request.POST or None, signed_in=user is not None)
    if form.is_valid():
        values = {key: value for key, value in form.cleaned_data.items() if key != "leave_empty"}
        if form.cleaned_data["leave_empty"]:  # people never see this field; programs that fill everything do
            return redirect("public:report_done")
        if user is None and _too_many(request):
            return errors.too_many(request)
        if form.attempt(actions.report_posting, by=user, posting=posting, question=question, language=get_language() or "ja", **values):
            return redirect("public:report_done")
    return render(request, "public/report.html", {"posting": posting, "question": question, "form": form},
                  status=422 if form.is_bound else 200)


def _too_many(request: HttpRequest) -> bool:
    key = f"posting-report:{get_adapter().get_client_ip(request)}"
    cache.add(key, 0, 3600)
    try:
        return cache.incr(key) > REPORTS_AN_HOUR
    except ValueError:  # it ran out between the two lines
        return False


@public
@require_safe
def report_done(request: HttpRequest) -> HttpResponse:
    return render(request, "public/report_done.html")
