"""The desk's pages. Each act is one button or one short form."""
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from engawa.base.notices import actions as notices
from engawa.base.threads import actions as threads
from engawa.base.users.access import desk_only
from engawa.front.desk import queries, queue
from engawa.front.desk.forms import ResultForm
from engawa.journey.projects import actions as project_actions
from engawa.journey.projects import rules as project_rules

PER_PAGE = 30


@desk_only
@require_safe
def work_queue(request: HttpRequest) -> HttpResponse:
    counted = queries.tallies()
    page = Paginator(queue.waiting(counted), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "desk/queue.html", {"page": page, "counts": counted})


@desk_only
@require_safe
def project_list(request: HttpRequest) -> HttpResponse:
    page = Paginator(queries.projects(), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "desk/projects.html", {"page": page})


def _project_page(request: HttpRequest, found, people: list | None = None) -> HttpResponse:
    return render(request, "desk/project.html", {
        "project": found, "people": people, "closed": project_rules.why_not_open_contacts(request.user, found)})


@desk_only
@require_safe
def project(request: HttpRequest, pk) -> HttpResponse:
    return _project_page(request, get_object_or_404(queries.projects(), pk=pk))


@desk_only
@require_POST
def project_contacts(request: HttpRequest, pk) -> HttpResponse:
    found = get_object_or_404(queries.projects(), pk=pk)
    return _project_page(request, found, project_actions.open_contacts(by=request.user, project=found))


@desk_only
@require_safe
def mail_log(request: HttpRequest) -> HttpResponse:
    page = Paginator(queries.mails(), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "desk/mails.html", {"page": page})


@desk_only
@require_POST
def mail_again(request: HttpRequest, pk) -> HttpResponse:
    notices.send_again(by=request.user, mail=get_object_or_404(queries.mails(), pk=pk))
    messages.success(request, _("The mail is tried again."))
    return redirect("desk:mails")


@desk_only
@require_safe
def inquiry_list(request: HttpRequest) -> HttpResponse:
    page = Paginator(queries.inquiries(), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "desk/inquiries.html", {"page": page})


@desk_only
@require_http_methods(["GET", "HEAD", "POST"])
def inquiry(request: HttpRequest, pk) -> HttpResponse:
    found = get_object_or_404(queries.inquiries(), pk=pk)
    form = ResultForm(request.POST or None)
    if form.is_valid() and form.attempt(threads.handle_inquiry, by=request.user, inquiry=found, result=form.cleaned_data["result"]):
        messages.success(request, _("Noted. It is off the queue."))
        return redirect("desk:queue")
    return render(request, "desk/inquiry.html", {"inquiry": found, "form": form}, status=422 if form.is_bound else 200)


@desk_only
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest, pk) -> HttpResponse:
    found = get_object_or_404(queries.reports(), pk=pk)
    if request.method == "POST":
        threads.handle_report(by=request.user, report=found)
        messages.success(request, _("Noted. It is off the queue."))
        return redirect("desk:queue")
    return render(request, "desk/report.html", {"report": found})
