"""The check-up, open to visitors: choose areas, one question a page or all on one, the result."""
from typing import Any
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
from engawa.journey.diagnosis import actions, bands, comparing, paper, queries
from engawa.journey.diagnosis.forms import AnswerForm, AnswersForm, AreasForm
from engawa.journey.diagnosis.models import CheckUp
from engawa.journey.diagnosis.visitors import key_of, make_key
from engawa.journey.organizations import queries as organizations


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
    """Choose the areas; what was begun before can be taken up again. Who comes from the organization's page shares the result."""
    reader = _reader(request)
    organization = organizations.organization_of(reader) if reader else None
    form = AreasForm(request.POST or None, organization=organization, initial={"shared": request.GET.get("for") == "organization"})
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


@public
@require_http_methods(["GET", "HEAD", "POST"])
def question(request: HttpRequest, pk: UUID, number: int) -> HttpResponse:
    """One question. A given answer is shown when one comes back to it."""
    check_up = _check_up(request, pk)
    questions = queries.questions_of(check_up)
    if not 1 <= number <= len(questions):
        raise Http404
    asked = questions[number - 1]
    form = AnswerForm(request.POST or None, question=asked, given=check_up.answers)
    if form.is_valid() and (kept := form.attempt(
            actions.answer_question, by=_reader(request), check_up=check_up, question=asked,
            score=form.cleaned_data["answer"])):
        # Who came from the result to mend one answer goes back to it; everybody else goes on.
        following = number + 1 if number < len(questions) else queries.first_open(kept)
        if kept.is_finished or following is None:
            return redirect("diagnosis:result", pk=pk)
        return redirect("diagnosis:question", pk=pk, number=following)
    return render(request, "diagnosis/question.html", {
        "check_up": check_up, "question": asked, "number": number, "count": len(questions), "form": form,
        "previous": number - 1, "is_last": number == len(questions),
    }, status=422 if form.errors else 200)


@public
@require_http_methods(["GET", "HEAD", "POST"])
def questions(request: HttpRequest, pk: UUID) -> HttpResponse:
    """All questions of the chosen areas on one page. What is answered is kept, also while others are still open."""
    check_up = _check_up(request, pk)
    form = AnswersForm(request.POST or None, questions=queries.questions_of(check_up), given=check_up.answers)
    kept = None
    if form.is_bound:
        form.full_clean()
        kept = form.attempt(actions.answer_questions, by=_reader(request), check_up=check_up, answers=form.given())
        if kept and "later" in request.POST:
            return redirect("diagnosis:start")
        if kept and not form.errors:
            return redirect("diagnosis:result", pk=pk)
    return render(request, "diagnosis/questions.html", {
        "check_up": check_up, "form": form, "kept": kept, "single": queries.first_open(check_up) or 1,
    }, status=422 if form.errors else 200)


@public
@require_safe
def result(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What the answers come to: words for each area, and at most three things to begin with."""
    check_up = _readable(request, pk)
    if not check_up.is_finished:
        return redirect("diagnosis:question", pk=pk, number=queries.first_open(check_up) or 1)
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
    """Whether the reader answered, and the organization they could give the result to, or gave it to."""
    reader = _reader(request)
    mine = check_up.user_id == (reader.pk if reader else None)
    ours = organizations.organization_of(reader) if reader and mine and not check_up.organization_id else None
    return {"mine": mine, "could_share_with": ours}


@require_POST
def share(request: HttpRequest, pk: UUID, act: str) -> HttpResponse:
    """Give a result to one's colleagues, or keep it to oneself again."""
    check_up, ours = _check_up(request, pk), organizations.organization_of(request.user)
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
