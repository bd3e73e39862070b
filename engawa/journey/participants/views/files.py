"""Before a kept file is deleted, a page says what goes with it."""
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from engawa.journey.participants import queries
from engawa.journey.participants.queries import imports
from engawa.journey.participants.views.imports import remove_kept_file
from engawa.journey.participants.views.steps import FORM


@FORM
def file_remove(request: HttpRequest, pk: UUID) -> HttpResponse:
    if request.method == "POST":
        return remove_kept_file(request, pk)
    participant = queries.participant_of(request.user)
    if participant is None:
        raise Http404
    return render(request, "participants/file_remove.html", {"kept": get_object_or_404(imports.kept_files_of(participant), pk=pk)})
