"""The symptom box: a trouble in everyday words, and the templates and skills it leads to."""
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from engawa.journey.organizations import queries as organizations
from engawa.journey.postings import queries
from engawa.journey.postings.forms import SymptomsForm
from engawa.journey.postings.needs import needs_in_text
from engawa.journey.skills.models import Skill

# The text waits in the session until a posting is begun: it is nobody's business before, and no address shows it.
KEPT = "postings_symptoms"


@require_http_methods(["GET", "HEAD", "POST"])
def symptoms(request: HttpRequest) -> HttpResponse:
    """Ask what troubles the organization; show what may help and the words that led there."""
    form = SymptomsForm(request.POST or None, initial={"text": told(request)})
    if form.is_valid():
        request.session[KEPT] = form.cleaned_data["text"]
        return redirect(reverse("postings:symptoms") + "#found")
    text = "" if form.errors else told(request)
    found = needs_in_text(text)
    templates = queries.templates().in_bulk([slug for slug, _words in found.templates])
    skills = Skill.objects.in_bulk([slug for slug, _words in found.skills])
    return render(request, "postings/symptoms.html", {
        "form": form, "text": text, "organization": organizations.organization_of(request.user),
        "templates": [(templates[slug], words) for slug, words in found.templates],
        "skills": [(skills[slug], words) for slug, words in found.skills],
    }, status=422 if form.errors else 200)


def told(request: HttpRequest) -> str:
    """The trouble this person told before, or nothing."""
    return str(request.session.get(KEPT, ""))


def forget(request: HttpRequest) -> None:
    """The text has become a posting."""
    request.session.pop(KEPT, None)
