"""The list of notices, and the step through a notice to its page."""
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from engawa.base.notices import actions, queries


@require_safe
def notice_list(request: HttpRequest) -> HttpResponse:
    page = Paginator(queries.visible_to(request.user), 20).get_page(request.GET.get("page"))
    return render(request, "notices/list.html", {"page": page, "unread": queries.unread_count(request.user)})


@require_POST
def open_notice(request: HttpRequest, pk) -> HttpResponse:
    notice = get_object_or_404(queries.visible_to(request.user), pk=pk)
    actions.read_notice(by=request.user, notice=notice)
    return redirect(notice.url)


@require_POST
def read_all(request: HttpRequest) -> HttpResponse:
    actions.read_all_notices(by=request.user)
    messages.success(request, _("All notifications are marked as read."))
    return redirect("notices:list")
