"""The check-up, open to visitors: choose areas, one question a page or all on one, the result."""
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from engawa.base.text.language import reads_english
from engawa.base.users.access import public
from engawa.base.users.models import User
from engawa.journey.diagnosis import actions, bands, comparing, paper, queries, rules
from engawa.journey.diagnosis.forms import AnswerForm, AnswersForm, AreasForm
from engawa.journey.diagnosis.models import CheckUp
from engawa.journey.diagnosis.visitors import key_of, make_key
from engawa.journey.organizations import chosen


def _reader(request: HttpRequest) -> User | None:
    return request.user if request.user.is_authenticated else None


def _check_up(request: HttpRequest, pk: UUID) -> CheckUp:
    """One that the reader may answer."""
    return get_object_or_404(queries.answered_by(request.user, key_of(request)), pk=pk)


def _readable(request: HttpRequest, pk: UUID) -> CheckUp:
    """One that the reader may read, also where a colleague answered."""
    return get_object_or_404(queries.visible_to(request.user, key_of(request)), pk=pk)


@public
@require_http_methods(["GET", "HEAD", "POST"])
def start(request: HttpRequest) -> HttpResponse:
    """Choose the areas; what was begun before can be taken up again.

    Who comes from the organization's page shares the result; who comes from a result finds its areas chosen.
    """
    reader = _reader(request)
    organization = chosen.organization_or_none(request) if reader else None
    form = AreasForm(request.POST or None, organization=organization, initial={
        "areas": request.GET.getlist("area"), "shared": request.GET.get("for") == "organization"})
    if form.is_valid():
        key = "" if reader else make_key(request)
        check_up = form.attempt(
            actions.start_check_up, by=reader, session_key=key, areas=form.cleaned_data["areas"],
            organization=organization if form.cleaned_data.get("shared") else None)
        if check_up:
            if "together" in request.POST:
                return redirect("diagnosis:questions", pk=check_up.pk)
            return redirect("diagnosis:question", pk=check_up.pk, number=1)
    begun = queries.begun(request.user, key_of(request))
    return render(request, "diagnosis/start.html", {
        "form": form, "intro": bands.intro(), "unfinished": [one for one in begun if not one.check_up.is_finished],
        "finished": [one for one in begun if one.check_up.is_finished],
    }, status=422 if form.errors else 200)


# ------------------------------------------------------------------ answering
def _finished(request: HttpRequest, check_up: CheckUp, form: AnswerForm | AnswersForm) -> HttpResponse:
    """Lead to the result of a finished check-up; who meant to change an answer reads why it stays."""
    if form.is_bound:
        form.full_clean()
        if any(check_up.answers.get(asked.pk) != score for asked, score in form.given().items()):
            messages.warning(request, rules.why_not_change(check_up))
    return redirect("diagnosis:result", pk=check_up.pk)


def _kept(request: HttpRequest, check_up: CheckUp, form: AnswerForm | AnswersForm, *, finish: bool) -> CheckUp | None:
    """Keep what is chosen, whichever button was pressed and also while something is still open."""
    form.full_clean()
    kept: CheckUp | None = form.attempt(
        actions.answer_questions, by=_reader(request), check_up=check_up, answers=form.given(), finish=finish)
    return kept


def _gone(request: HttpRequest, check_up: CheckUp, number: int = 0) -> HttpResponse | None:
    """Where a button leads that keeps what is chosen and leaves the page, or None for the others."""
    go = request.POST.get("go")
    if go == "later" or (go == "before" and number < 2):
        messages.success(request, _("Your answers so far are saved. You can go on from here at any time."))
        return redirect("diagnosis:start")
    if go == "together":
        return redirect("diagnosis:questions", pk=check_up.pk)
    if go in ("before", "single"):
        return redirect("diagnosis:question", pk=check_up.pk, number=number - 1 if go == "before" else queries.goes_on(check_up))
    return None


@public
@require_http_methods(["GET", "HEAD", "POST"])
def question(request: HttpRequest, pk: UUID, number: int) -> HttpResponse:
    """One question. A given answer is shown when one comes back to it; every button keeps what is chosen."""
    check_up = _check_up(request, pk)
    questions = queries.questions_of(check_up)
    if not 1 <= number <= len(questions):
        raise Http404
    asked = questions[number - 1]
    form = AnswerForm(request.POST if request.method == "POST" else None, question=asked, given=check_up.answers)
    if check_up.is_finished:
        return _finished(request, check_up, form)
    is_last, others_open = number == len(questions), queries.is_any_open(check_up, besides=asked)
    if form.is_bound:
        go = request.POST.get("go", "")
        kept = _kept(request, check_up, form, finish=go == "result" or (is_last and not go))
        if kept and (leads := _gone(request, kept, number)):
            return leads
        if kept and not form.errors:
            if kept.is_finished:
                return redirect("diagnosis:result", pk=pk)
            return redirect("diagnosis:question", pk=pk, number=queries.goes_on(kept) if is_last else number + 1)
    return render(request, "diagnosis/question.html", {
        "check_up": check_up, "question": asked, "number": number, "count": len(questions), "form": form,
        "is_last": is_last, "others_open": others_open,
    }, status=422 if form.errors else 200)


@public
@require_http_methods(["GET", "HEAD", "POST"])
def questions(request: HttpRequest, pk: UUID) -> HttpResponse:
    """All questions of the chosen areas on one page. What is answered is kept, also while others are still open."""
    check_up = _check_up(request, pk)
    form = AnswersForm(request.POST if request.method == "POST" else None, questions=queries.questions_of(check_up), given=check_up.answers)
    if check_up.is_finished:
        return _finished(request, check_up, form)
    kept = None
    if form.is_bound:
        kept = _kept(request, check_up, form, finish="go" not in request.POST)
        if kept and (leads := _gone(request, kept)):
            return leads
        if kept and not form.errors:
            return redirect("diagnosis:result", pk=pk)
    return render(request, "diagnosis/questions.html", {"check_up": check_up, "form": form, "kept": kept}, status=422 if form.errors else 200)


# ------------------------------------------------------------------ the result
@public
@require_safe
def result(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What the answers come to: words for each area, and at most three things to begin with."""
    check_up = _readable(request, pk)
    if not check_up.is_finished:
        return redirect("diagnosis:question", pk=pk, number=queries.goes_on(check_up))
    results = queries.area_results(check_up)
    past = comparing.earlier(check_up, request.user, key_of(request))
    before = next((one for one in past if str(one.pk) == request.GET.get("with")), past[0] if past else None)
    return render(request, "diagnosis/result.html", {
        "check_up": check_up, "results": results,
        "recommended": queries.recommended(check_up), "lines": queries.lines(check_up), "unknown": bands.UNKNOWN,
        "before": before, "compared": comparing.compare(check_up, before) if before else [],
        "others": [one for one in past if one != before],
        "has_unknown": any(one.unknown for one in results), **_sharing(request, check_up),
    })


def _sharing(request: HttpRequest, check_up: CheckUp) -> dict[str, Any]:
    """Whether the reader answered, the organization they could give the result to, and how the same areas are begun anew."""
    reader = _reader(request)
    mine = check_up.user_id == (reader.pk if reader else None)
    ours = chosen.organization_or_none(request) if reader and mine and not check_up.organization_id else None
    asked = [*(("area", area) for area in check_up.areas), *([("for", "organization")] if check_up.organization_id else [])]
    return {"mine": mine, "could_share_with": ours, "again": "?" + urlencode(asked)}


@require_POST
def share(request: HttpRequest, pk: UUID, act: str) -> HttpResponse:
    """Give a result to one's colleagues, or keep it to oneself again."""
    check_up, ours = _check_up(request, pk), chosen.organization_or_none(request)
    if act == "give" and ours:
        actions.share_check_up(by=request.user, check_up=check_up, organization=ours)
        messages.success(request, _("Your colleagues can see this result now."))
    elif act == "keep":
        actions.keep_check_up(by=request.user, check_up=check_up)
        messages.success(request, _("Only you see this result now."))
    else:
        raise Http404
    return redirect("diagnosis:result", pk=pk)


@public
@require_safe
def result_pdf(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The result on paper, for whoever may see it on the screen."""
    check_up = _readable(request, pk)
    if not check_up.is_finished:
        raise Http404
    answer = HttpResponse(paper.result_pdf(check_up, "en" if reads_english() else "ja"), content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="engawa-check-up-{timezone.localdate(check_up.finished_at)}.pdf"'
    return answer
