"""Pages of the writing: the sections one by one, the check with its verdict, and what may follow it instead of the desk."""
from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode
from uuid import UUID
from zlib import crc32

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from engawa.base.times import today
from engawa.journey.organizations import chosen
from engawa.journey.postings import actions, differences, forms, hints, queries, readiness, rules
from engawa.journey.postings.models import Posting, State
from engawa.journey.postings.sections import section_names
from engawa.journey.postings.symptoms import forget, told
from engawa.journey.skills import queries as skills

FORM = require_http_methods(["GET", "HEAD", "POST"])
BESIDE_THE_WAY = "other"  # a section that nobody is led to


def own(request: HttpRequest, pk: UUID) -> Posting:
    """A posting of the person's organization with everything its pages show, or 404."""
    return get_object_or_404(queries.whole(queries.editable_by(request.user)), pk=pk)


@FORM
def edit(request: HttpRequest, pk: UUID, section: str) -> HttpResponse:
    """One section; what was typed is kept as a draft by all of its buttons but the first, which checks it.

    The buttons that lead elsewhere (`go`) save a draft on the way. What is published they do not save: they say what would be lost.

    What somebody saved after the page was opened is shown beside what was typed, and the next press saves on purpose.
    """
    found = own(request, pk)
    if section not in rules.sections_of(found):
        raise Http404
    words = request.POST.get("find") or request.GET.get("find", "")
    more = skills.find_skills(words, 5) if words and section == "task" else []
    later = found.state == State.DRAFT and any(name in request.POST for name in ("draft", "look", "aside", "go"))
    form = forms.FORMS[section](request.POST or None, posting=found, found=more, later=later)
    # What is published is not sent to the desk by a look at the list of skills.
    only_looks = "look" in request.POST and found.state != State.DRAFT
    was_saved = request.POST.get("seen", mark := _mark(found, section)) != mark
    leads = _lead(found, request.POST["go"]) if "go" in request.POST else ""
    typed = form.values() if (was_saved or leads) and form.is_valid() else {}
    if leads and typed and not _differs(found, form, typed):
        return redirect(leads)
    if leads and found.state != State.DRAFT:
        form.add_error(None, _("What you typed here is not saved yet. Save the change, or leave without it with the link below the fields."))
    elif was_saved and typed and _differs(found, form, typed):
        form.add_error(None, _("This section was saved in another window or by a colleague after you opened this page. What you typed is still "
                               "in the fields. What is saved stands below them. If yours is right, press the button again."))
    if not only_looks and form.is_valid() and (saved := form.attempt(
            actions.save_section, by=request.user, posting=found, section=section, values=form.values(),
            aside=request.POST.get("aside", "") if later else "")):
        return redirect(leads or _onward(request, found, saved, section, words))
    names = section_names(found.kind)
    return render(request, "postings/edit.html", {
        "form": form, "posting": found, "section": section, "name": names[section], "words": words, "found": more,
        "looked": "find" in request.GET or "look" in request.POST, "seen": mark, "leads": leads,
        "saved": differences.beside_typed(found, section, typed) if was_saved else [],
        "steps": [(key, name, reverse("postings:edit", kwargs={"pk": pk, "section": key})) for key, name in names.items()],
        "is_last": section in (_way(found)[-1], BESIDE_THE_WAY), "from_check": "from" in request.GET or "from" in request.POST,
        "comments": [one for one in queries.last_comments(found) if one.section in ("", section)],
        "hints": _hints(found, section), "reason": None if form.is_bound else rules.why_not_edit(request.user, found),
        "fields": f"postings/sections/{section}.html", "example": f"postings/examples/{section}.html"}, status=422 if form.is_bound and not only_looks else 200)


def _lead(posting: Posting, to: str) -> str:
    """Where a button of a section leads: another section, the check, the list or the page of the posting."""
    if to in rules.sections_of(posting):
        return reverse("postings:edit", kwargs={"pk": posting.pk, "section": to})
    if to not in ("check", "posting", "list"):
        raise Http404
    return reverse(f"postings:{to}", kwargs={} if to == "list" else {"pk": posting.pk})


def _differs(posting: Posting, form: forms.SectionForm, typed: Mapping[str, Any]) -> bool:
    """Whether something else was typed than what is saved, or than what the page began with."""
    return any(value not in _known(posting, form, name) for name, value in typed.items())


def _known(posting: Posting, form: forms.SectionForm, name: str) -> tuple[Any, ...]:
    if name == "skills":
        return (dict(posting.skills.values_list("skill", "is_required")),)
    if name == "tools":
        return (list(posting.tools.all()),)
    began = {key: value for key, value in form.initial.items() if value and key in form.fields}
    return (posting.other_words, began) if name == "other_words" else (getattr(posting, name),)


def _mark(posting: Posting, section: str) -> str:
    """A short mark of what is saved in a section: it tells whether a page shows the newest words."""
    values = [getattr(posting, Posting._meta.get_field(name).attname) for name in rules.sections_of(posting)[section]]
    wished = sorted((row.skill_id, row.is_required) for row in posting.skills.all()) if section == "task" else []
    tools = sorted(tool.pk for tool in posting.tools.all()) if section == "contact" else []
    return f"{crc32(repr([values, wished, tools]).encode()):08x}"


def _hints(posting: Posting, section: str) -> list[hints.Hint]:
    """What stands below the fields of a draft; the page of the other language says by itself what is older."""
    shown = hints.hints_for(posting, section) if posting.state == State.DRAFT else []
    return [hint for hint in shown if hint.kind != "older"]


def _way(posting: Posting) -> list[str]:
    """The sections one is led through, in order."""
    return [section for section in rules.sections_of(posting) if section != BESIDE_THE_WAY]


def _onward(request: HttpRequest, before: Posting, saved: Posting, section: str, words: str) -> str:
    """Where the writer goes next: to what was looked for, to the check, to the list or to the next section."""
    here = reverse("postings:edit", kwargs={"pk": saved.pk, "section": section})
    if "look" in request.POST:
        return f"{here}?{urlencode({'find': words})}#wished"
    if "aside" in request.POST:
        return here + ("?from=check" if "from" in request.POST else "")
    if section != BESIDE_THE_WAY and (pieces := forms.older_words(saved)):
        messages.info(request, _("The words in the other language are still those from before. Changed since: %(pieces)s.") % {"pieces": pieces})
    if before.state != saved.state == State.IN_REVIEW:
        messages.info(request, _("Saved. Because of this change the coordinator team looks at the posting once more. "
                                 "Until then it is off the list."))
        return reverse("postings:posting", kwargs={"pk": saved.pk})
    if "draft" in request.POST:
        messages.success(request, _("The draft is saved. You can go on at any time; nobody else has seen it."))
        return reverse("postings:list")
    if saved.state != State.DRAFT:
        messages.success(request, _("Saved."))
        return reverse("postings:posting", kwargs={"pk": saved.pk})
    way = _way(saved)
    if "from" in request.POST or section in (way[-1], BESIDE_THE_WAY):
        return reverse("postings:check", kwargs={"pk": saved.pk})
    return reverse("postings:edit", kwargs={"pk": saved.pk, "section": way[way.index(section) + 1]})


@FORM
def check(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Everything on one page before it goes to the desk, with what the answers say; the button sends it."""
    found = own(request, pk)
    if request.method == "POST":
        actions.submit_posting(by=request.user, posting=found)
        return redirect("postings:sent", pk=pk)
    if found.state != State.DRAFT:
        return redirect("postings:posting", pk=pk)
    return render(request, "postings/check.html", {
        "posting": found, "organization": found.organization, "comments": queries.last_comments(found),
        "missing": [(key, hints.missing_words(found, key)) for key in queries.missing(found)],
        "reason": rules.why_not_submit(request.user, found),
        "why_not_copy": rules.why_not_start(request.user, found.organization), **_advice(found)})


def _advice(posting: Posting) -> dict[str, Any]:
    """What the check says beside the words: the hints, the verdict, the day one could look again."""
    shown = hints.hints_for(posting)
    verdict = readiness.verdict_on(posting, (hint.key for hint in shown))
    days = verdict.days if verdict else 0
    form = forms.ReminderForm(initial={"on": posting.remind_on or today() + timedelta(days=days or readiness.LATER)})
    return {"hints": shown, "verdict": verdict, "reminder": form, "answers": readiness.in_words(posting.readiness)}


@FORM
def talk(request: HttpRequest) -> HttpResponse:
    """What a talk of one hour is; its button begins one, about the matter of a draft if it comes from there."""
    draft = request.POST.get("draft") or request.GET.get("draft")
    of = get_object_or_404(queries.editable_by(request.user).select_related("organization"), pk=_uuid(draft)) if draft else None
    ours = of.organization if of else chosen.organization(request)
    if request.method == "POST":
        made = actions.start_talk(by=request.user, organization=ours, need=told(request), of=of)
        if of is None:
            forget(request)
        return redirect("postings:edit", pk=made.pk, section="talk")
    return render(request, "postings/talk.html", {"organization": ours, "draft": of, "reason": rules.why_not_start(request.user, ours)})


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise Http404 from None


@FORM
def remind(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Choose a day on which the organization hears of its draft again."""
    found = own(request, pk)
    form = forms.ReminderForm(request.POST or None, initial={"on": found.remind_on or today() + timedelta(days=readiness.LATER)})
    if form.is_valid() and form.attempt(actions.remind_later, by=request.user, posting=found, **form.cleaned_data):
        messages.success(request, _("The draft is kept. You get a mail on this day."))
        return redirect("postings:list")
    return render(request, "postings/remind.html", {
        "form": form, "posting": found, "reason": rules.why_not_remind(request.user, found)}, status=422 if form.is_bound else 200)


@require_POST
def aside(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Put one hint aside on the check page, or bring all of them back."""
    actions.put_hint_aside(by=request.user, posting=own(request, pk), key=request.POST.get("key", "")[:hints.LONGEST_KEY])
    return redirect(reverse("postings:check", kwargs={"pk": pk}) + "#hints")
