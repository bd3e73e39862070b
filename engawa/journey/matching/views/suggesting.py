"""What a participant allows about suggestions, and nameless cards for an organization."""
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from engawa.base.users.access import public
from engawa.journey.matching import actions, queries, rules
from engawa.journey.matching.forms import MailsForm
from engawa.journey.matching.models import Mails
from engawa.journey.matching.reasons_of_others import skill_words
from engawa.journey.matching.vocabulary import vocabulary
from engawa.journey.participants.models import Participant
from engawa.journey.participants.queries import participant_of


def _own(request: HttpRequest) -> Participant:
    participant = participant_of(request.user)
    if participant is None:
        raise Http404
    return participant


@require_http_methods(["GET", "HEAD", "POST"])
def choices(request: HttpRequest) -> HttpResponse:
    participant = participant_of(request.user)
    if participant is None:
        return redirect("participants:areas")
    choice = queries.choice_of(participant)
    form = MailsForm(request.POST or None, initial={"mails": choice.mails})
    if form.is_valid():
        actions.choose_mails(by=request.user, participant=participant, mails=form.cleaned_data["mails"])
        messages.success(request, _("Your choice is kept."))
        return redirect("matching:choices")
    return render(request, "matching/choices.html", {"form": form, "choice": choice}, status=422 if form.is_bound else 200)


@require_POST
def cards_agree(request: HttpRequest) -> HttpResponse:
    actions.agree_to_cards(by=request.user, participant=_own(request))
    messages.success(request, _("Organizations may now see your skills and areas, without your name."))
    return redirect("matching:choices")


@require_POST
def cards_withdraw(request: HttpRequest) -> HttpResponse:
    actions.withdraw_from_cards(by=request.user, participant=_own(request))
    messages.success(request, _("Organizations no longer see anything of you."))
    return redirect("matching:choices")


@csrf_exempt  # mail programs post here by themselves (RFC 8058); what the link carries is the only right one needs
@public
@require_http_methods(["GET", "HEAD", "POST"])
def suggestions_off(request: HttpRequest, token: str) -> HttpResponse:
    """Open the page of the link in a mail: one button, no signing in."""
    participant = queries.participant_of_token(token)
    if participant is None:
        raise Http404
    if request.method == "POST":
        actions.choose_mails(by=None, participant=participant, mails=Mails.OFF)
        return redirect("matching:suggestions_off", token=token)
    return render(request, "matching/off.html", {"is_off": queries.choice_of(participant).mails == Mails.OFF})


@require_safe
def cards(request: HttpRequest, pk) -> HttpResponse:
    posting = get_object_or_404(queries.own_posting_to_fill(request.user), pk=pk)
    known = vocabulary()
    rows = [(card, [skill_words(reason, known) for reason in card.reasons],
             [known.skill(skill) for skill in card.skills], [known.area(area) for area in card.areas])
            for card in queries.cards_for(posting)]
    return render(request, "matching/cards.html", {
        "posting": posting, "rows": rows, "closed": rules.why_not_want(request.user, posting)})


@require_POST
def want(request: HttpRequest, pk, key: str) -> HttpResponse:
    posting = get_object_or_404(queries.own_posting_to_fill(request.user), pk=pk)
    card = next((card for card in queries.cards_for(posting) if card.key == key), None)
    if card is None:
        raise Http404
    actions.want_invited(by=request.user, posting=posting, participant=card.participant)
    messages.success(request, _("The coordinator team will look at it and ask the person, if it suits. You are not told who it is."))
    return redirect("matching:cards", pk=pk)
