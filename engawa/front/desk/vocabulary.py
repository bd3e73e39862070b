"""Skills that participants missed in the list: each becomes a skill, a word of one, or is answered with a sentence."""
from collections.abc import Iterable
from itertools import chain, islice
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from engawa.base.text import normal, tokens
from engawa.base.ui.forms import Form, option
from engawa.base.ui.unsent import Typed
from engawa.base.users.access import desk_only
from engawa.journey.participants import actions
from engawa.journey.participants.models import Proposal
from engawa.journey.participants.queries.proposals import every_proposal, open_proposals
from engawa.journey.skills.models import Area, Group, Skill
from engawa.journey.skills.queries import find_each, find_skills, seed_areas

PER_PAGE, NEAR = 10, 6


def near_each(words: Iterable[str]) -> list[list[Skill]]:
    """Return the skills of the list nearest to each of these words: those they find as a whole, then by each word in them. One query."""
    parts = [[part for part in [one, *(word.normal for word in tokens.words(one) if word.is_content)] if len(normal.key(part)) > 1] for one in words]
    found = iter(find_each(chain.from_iterable(parts), NEAR))
    return [list(dict.fromkeys(chain.from_iterable(islice(found, len(some)))))[:NEAR] for some in parts]


class WordForm(Form):
    """The words mean a skill that the list has."""

    skill = forms.TypedChoiceField(label=gettext_lazy("The skill that is meant"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, near: list[Skill], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        by_slug = {skill.pk: skill for skill in near}
        self.fields["skill"].choices = [(slug, option(skill.name, skill.group.name)) for slug, skill in by_slug.items()]
        self.fields["skill"].coerce = by_slug.__getitem__


class SkillForm(Form):
    """The words mean a skill of its own."""

    ja = forms.CharField(label=gettext_lazy("Name in Japanese"), max_length=120)
    en = forms.CharField(label=gettext_lazy("Name in English"), max_length=160)
    group = forms.ModelChoiceField(label=gettext_lazy("Shelf"), queryset=Group.objects.none(), empty_label=gettext_lazy("Choose from the list"),
                                   help_text=gettext_lazy("Skills on one shelf are taken as near to each other."))
    areas = forms.ModelMultipleChoiceField(label=gettext_lazy("Areas it serves"), queryset=Area.objects.none(),
                                           widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["group"].queryset = Group.objects.current()
        self.fields["areas"].queryset = seed_areas()


class AnswerForm(Form):
    """Neither: a sentence to the person."""

    answer = forms.CharField(label=gettext_lazy("Words to the person"), max_length=400, widget=forms.Textarea, help_text=gettext_lazy(
        "Say thank you, why it is not in the list, and where to write it instead."))


FIND = "find"  # what the Enter key does too: nothing is answered
# What the desk can do with a proposal: address part → (form, action).
ACTS = {"word": (WordForm, actions.accept_proposal_as_word), "skill": (SkillForm, actions.accept_proposal_as_skill),
        "decline": (AnswerForm, actions.decline_proposal)}


@desk_only
@require_safe
def vocabulary(request: HttpRequest) -> HttpResponse:
    page = Paginator(open_proposals(), PER_PAGE).get_page(request.GET.get("page"))
    rows = zip(page, near_each(one.words for one in page), strict=True)
    return render(request, "desk/vocabulary.html", {"page": page, "rows": [(one, near[:3]) for one, near in rows]})


@desk_only
@require_safe
def proposal(request: HttpRequest, pk) -> HttpResponse:
    return _page(request, get_object_or_404(every_proposal(), pk=pk))


@desk_only
@require_http_methods(["GET", "HEAD", "POST"])
def proposal_act(request: HttpRequest, pk, act: str) -> HttpResponse:
    """Answer a proposal in one of three ways, or look for a skill; what stands typed for the others is kept."""
    found = get_object_or_404(every_proposal(), pk=pk)
    if act not in (FIND, *ACTS):
        raise Http404
    here = reverse("desk:proposal", args=[pk]) + (f"?{urlencode({FIND: asked})}" if (asked := _asked(request)) else "")
    if request.method == "POST":
        typed = Typed(request, f"proposal {pk}")
        typed.keep(request, [WordForm(near=[]), SkillForm(), AnswerForm()])
    if request.method != "POST" or act == FIND:
        return redirect(here)
    made, action = ACTS[act]
    form = made(request.POST, **({"near": _near(request, found)} if act == "word" else {}))
    if form.is_valid() and form.attempt(action, by=request.user, proposal=found, **form.cleaned_data):
        typed.forget()
        messages.success(request, _("Done. The person has been told."))
        return redirect("desk:vocabulary")
    return _page(request, found, form, act)


def _asked(request: HttpRequest) -> str:
    """The skill that is looked for."""
    return (request.POST.get(FIND) or request.GET.get(FIND, "")).strip()[:60]


def _near(request: HttpRequest, found: Proposal) -> list[Skill]:
    asked = _asked(request)
    return find_skills(asked, NEAR) if asked else near_each([found.words])[0]


def _page(request: HttpRequest, found: Proposal, bound: Form | None = None, act: str = "") -> HttpResponse:
    """Show a proposal with the three answers, each with what stands typed in it."""
    near, typed = _near(request, found), Typed(request, f"proposal {found.pk}")
    fresh: dict[str, Form] = {name: typed.filled(form) for name, form in (
        ("word", WordForm(near=near)), ("skill", SkillForm(initial={"ja": found.words})), ("decline", AnswerForm()))}
    if bound:
        fresh[act] = bound
    return render(request, "desk/proposal.html", {
        "proposal": found, "forms": fresh, "bound": bound, "near": near, "asked": _asked(request)},
        status=422 if bound else 200)
