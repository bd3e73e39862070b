"""Two pages of the house itself: how the reader wants to see it, and the gallery of its parts."""
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from engawa.base.ui import carried, errors, gallery_parts
from engawa.base.ui import display as displays
from engawa.base.ui.display_form import DisplayForm


def _checked_next(request: HttpRequest, url: str) -> str:
    """Return `url` when it is a page of this site, else an empty text."""
    return url if url_has_allowed_host_and_scheme(url, {request.get_host()}, request.is_secure()) else ""


@require_http_methods(["GET", "HEAD", "POST"])
def display(request: HttpRequest) -> HttpResponse:
    """Choose size of letters, colours and line spacing, then return to the page one came from."""
    chosen = displays.of(request)
    came_from = _checked_next(request, request.POST.get("next", "") or request.GET.get("next", "")
                              or errors.came_from(request))
    form = DisplayForm(request.POST or None, initial=vars(chosen))
    if request.method == "POST" and form.is_valid():
        response = HttpResponseRedirect(came_from or reverse("ui:display"))
        displays.keep(request, response, displays.checked(**form.cleaned_data))
        messages.success(request, _("The letters and colours are set as you chose."))
        return response
    return render(request, "ui/display.html", {"form": form, "came_from": came_from},
                  status=422 if form.errors else 200)


@require_POST
def carry(request: HttpRequest) -> HttpResponse:
    """Keep what is typed in a form while its reader follows a link; the page itself stays as it is."""
    carried.keep(request)
    return HttpResponse(status=204)


@require_safe
def gallery(request: HttpRequest) -> HttpResponse:
    """Show every part of the house on one page; for builders, so not in production."""
    if settings.MODE == "production":
        raise Http404
    seen = displays.of(request)
    request.display_now = displays.checked(request.GET.get("size", seen.text_size), request.GET.get("theme", seen.theme),
                                           request.GET.get("leading", seen.line_spacing))
    return render(request, "ui/gallery.html", gallery_parts.everything())


carry.without_key = True  # type: ignore[attr-defined]  # the key is for the form's own sending
for _view in (display, carry, gallery):
    _view.public = True  # type: ignore[attr-defined]  # the mark of users.access.public, which stands one storey up
