"""Applying in three pages: experience and message, times, check; then what happens now."""
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext
from django.views.decorators.http import require_http_methods, require_safe

from engawa.base.times.words import day_words
from engawa.base.ui.forms import Form, option
from engawa.journey.applications import actions, queries, rules
from engawa.journey.applications.drafts import Draft
from engawa.journey.applications.forms import ExperienceForm, TimesForm, posted
from engawa.journey.participants import queries as participants
from engawa.journey.participants.models import Participant
from engawa.journey.postings.models import Posting
from engawa.journey.postings.opened import in_open_words

SAID = 60   # letters of an experience beside its tick


def _posting(pk) -> Posting:
    return get_object_or_404(Posting.objects.exclude(published_at=None).select_related("organization", "area"), pk=pk)


def _steps(posting: Posting) -> list[tuple[str, str]]:
    return [(_("Experience and message"), "apply"), (_("Times for the interview"), "apply_times"), (_("Check and send"), "check")]


def _page(request: HttpRequest, name: str, posting: Posting, *, status: int = 200, **context) -> HttpResponse:
    return render(request, f"applications/{name}.html", {
        "posting": in_open_words(posting), "organization": posting.organization, "steps": [words for words, _name in _steps(posting)],
        **context}, status=status)


def _cannot(request: HttpRequest, posting: Posting, reason: str) -> HttpResponse:
    """Say why one cannot apply, and where to go instead."""
    participant = participants.participant_of(request.user)
    live = queries.live_application(participant, posting) if participant else None
    needs_inventory = rules.why_not_open(posting) is None and rules.why_not_inventory(participant) is not None
    return _page(request, "cannot_apply", posting, status=409, reason=reason, live=live, needs_inventory=needs_inventory)


def _choices(participant: Participant) -> dict[str, list[tuple[str, str]]]:
    """Return what can be sent: the experiences, the skills, the other parts, each with what it says."""
    sheet = participants.sheet_of(participant)
    read = participants.read_sheet(sheet)
    careers = [(one["id"], option(" ".join(filter(None, [told.years, told.role, told.place])) or told.did[:SAID], told.did[:SAID]))
               for one, told in zip(sheet["careers"], read.careers, strict=True)]
    text = [(participants.TEXT, option(_("Your working life as one text"), read.career_text[:SAID]))] if read.career_text else []
    skills = [(one["slug"], option(line.name, line.beside)) for one, line in zip(sheet["skills"], read.skills, strict=True)]
    time = [_("up to %(n)s hours a week") % {"n": read.hours} if read.hours else "",
            _("from %(day)s") % {"day": day_words(read.starts_on)} if read.starts_on else "",
            ngettext("up to %(n)s month", "up to %(n)s months", read.months) % {"n": read.months} if read.months else ""]
    parts = {"tools": (_("Tools"), [line.name for line in read.tools]), "languages": (_("Languages"), [line.name for line in read.languages]),
             "time": (_("Time you have"), list(filter(None, time)))}
    between = pgettext("between items of a list", ", ")
    return {"careers": careers + text, "skills": skills,
            "parts": [(part, option(words, between.join(said))) for part, (words, said) in parts.items() if said]}


@require_http_methods(["GET", "HEAD", "POST"])
def apply(request: HttpRequest, pk) -> HttpResponse:
    posting = _posting(pk)
    if reason := rules.why_not_apply(request.user, posting):
        return _cannot(request, posting, reason)
    draft = Draft(request.session, posting.pk)
    choices = _choices(participants.participant_of(request.user))
    chosen = {name: draft.values[name] for name in choices}
    form = ExperienceForm(posted(request), choices=choices, initial={"message": draft.message, **{
        name: [one for one, _words in possible] if chosen[name] is None else chosen[name] for name, possible in choices.items()}})
    if form.is_valid():
        draft.keep(**form.cleaned_data)
        return redirect("applications:check" if draft.has_times else "applications:apply_times", pk=posting.pk)
    return _page(request, "apply", posting, form=form, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def times(request: HttpRequest, pk) -> HttpResponse:
    posting = _posting(pk)
    if reason := rules.why_not_apply(request.user, posting):
        return _cannot(request, posting, reason)
    draft = Draft(request.session, posting.pk)
    if not draft.message:
        return redirect("applications:apply", pk=posting.pk)
    form = TimesForm(posted(request), choices=list(queries.open_slots(posting.organization)), zone=request.user.time_zone,
                     other_zone=posting.organization.time_zone, moments=draft.own_times,
                     initial={"slots": draft.values["slots"]})
    if form.is_valid():
        draft.keep(slots=[str(one) for one in form.chosen], own_times=[one.isoformat() for one in form.moments])
        return redirect("applications:check", pk=posting.pk)
    return _page(request, "apply_times", posting, form=form, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest, pk) -> HttpResponse:
    posting = _posting(pk)
    if reason := rules.why_not_apply(request.user, posting):
        return _cannot(request, posting, reason)
    draft = Draft(request.session, posting.pk)
    if not draft.message or not draft.has_times:
        return redirect("applications:apply_times" if draft.message else "applications:apply", pk=posting.pk)
    form = Form(posted(request))
    chosen = {name: draft.values[name] or [] for name in ("careers", "skills", "parts")}
    if form.is_valid() and form.attempt(actions.submit_application, by=request.user, posting=posting, message=draft.message,
                                        slots=draft.slots, own_times=draft.own_times, **chosen):
        draft.forget()
        return redirect("applications:done", pk=posting.pk)
    sheet = participants.chosen_of(participants.sheet_of(participants.participant_of(request.user)), **chosen)
    return _page(request, "check", posting, form=form, draft=draft, sheet=participants.read_sheet(sheet),
                 status=422 if form.is_bound else 200, slots=queries.open_slots(posting.organization).filter(pk__in=draft.slots))


@require_safe
def done(request: HttpRequest, pk) -> HttpResponse:
    posting = _posting(pk)
    participant = participants.participant_of(request.user)
    application = queries.live_application(participant, posting) if participant else None
    if application is None:
        raise Http404
    return _page(request, "done", posting, application=application)
