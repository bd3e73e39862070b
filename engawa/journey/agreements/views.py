"""Pages of the sheet: hub, group, versions, difference, agreeing, paper."""
from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from engawa.base.ui.refusal import Refused
from engawa.journey.agreements import actions, differences, queries, rules
from engawa.journey.agreements.form import Group, the_form
from engawa.journey.agreements.forms import AgreeForm, EndForm, GroupForm
from engawa.journey.agreements.models import Agreement, State, Version
from engawa.journey.agreements.paper import agreement_pdf
from engawa.journey.agreements.written import open_essentials, state_of, wording_of

STATES = {"filled": "ok", "partly": "", "open": "warn", "empty": "warn", "not_needed": ""}


def _get(request: HttpRequest, pk: Any) -> Agreement:
    return get_object_or_404(queries.visible_to(request.user), pk=pk)


def _language() -> str:
    return "en" if (get_language() or "ja").startswith("en") else "ja"


def _sides(agreement: Agreement, version: Version) -> list[dict[str, Any]]:
    return [{"party": party, "consent": queries.consent_of(party, version)} for party in agreement.parties.order_by("pk")]


def _frame(request: HttpRequest, agreement: Agreement) -> dict[str, Any]:
    """What every page of a sheet shows beside its own."""
    newest = queries.latest(agreement)
    me = queries.side_of(request.user, agreement)
    sides = _sides(agreement, newest)
    return {"agreement": agreement, "newest": newest, "me": me, "sides": sides, "form_words": the_form(),
            "others": [side["party"] for side in sides if side["party"] != me],
            "mine": next((side["consent"] for side in sides if side["party"] == me), None),
            "is_in_force": agreement.agreed_version_id == newest.pk, "is_draft": agreement.state == State.DRAFT,
            "why_not_agree": rules.why_not_agree(request.user, agreement),
            "versions": list(agreement.versions.select_related("by").order_by("-number"))}


def _groups(agreement: Agreement, newest: Version) -> Iterator[dict[str, Any]]:
    for group in the_form().groups:
        rows = [{"section": section, "state": state_of(section, newest.content),
                 "kind": STATES[state_of(section, newest.content)]} for section in group.sections]
        yield {"group": group, "rows": rows}


@require_safe
def sheet(request: HttpRequest, pk: Any) -> HttpResponse:
    """W4: the hub."""
    agreement = _get(request, pk)
    frame = _frame(request, agreement)
    return render(request, "agreements/sheet.html", {
        **frame, "groups": list(_groups(agreement, frame["newest"])), "open": open_essentials(frame["newest"].content)})


@require_http_methods(["GET", "HEAD", "POST"])
def edit_group(request: HttpRequest, pk: Any, group: str) -> HttpResponse:
    """W5: one group of sections. Who was overtaken sees both texts side by side and keeps what was typed."""
    agreement = _get(request, pk)
    found = the_form().group(group)
    if found is None:
        return redirect("agreements:sheet", pk=agreement.pk)
    newest = queries.latest(agreement)
    form = GroupForm(request.POST if request.method == "POST" else None, group=found, content=newest.content, number=newest.number,
                     names=_names(agreement))
    status, clash = 200, []
    if form.is_bound:
        status = 422
        if form.is_valid():
            try:
                saved = actions.save_sheet(by=request.user, agreement=agreement, group=found, values=form.values(),
                                           base_version=form.cleaned_data["base_version"], words=form.cleaned_data["words"])
                return _after_saving(request, agreement, found, saved, newest)
            except actions.Stale as conflict:
                status, clash = 409, _clash(agreement, form, conflict.newest)
                form.data = form.data.copy()
                form.data["base_version"] = str(conflict.newest.number)
                form.add_error(None, conflict.reason)
            except Refused as refusal:
                form.add_error(None, refusal.reason)
    context = {**_frame(request, agreement), "group": found, "form": form, "clash": clash, "groups": _steps(agreement),
               "why_not_save": rules.why_not_save(request.user, agreement)}
    return render(request, "agreements/group.html", context, status=status)


def _names(agreement: Agreement) -> dict[str, str]:
    parties = list(agreement.parties.order_by("pk"))
    return {"npo_name": "".join(p.name for p in parties if p.is_organization),
            "volunteer_name": "・".join(p.name for p in parties if not p.is_organization)}


def _steps(agreement: Agreement) -> list[tuple[str, str, str]]:
    return [(group.slug, str(group.title), reverse("agreements:group", args=[agreement.pk, group.slug]))
            for group in the_form().groups]


def _clash(agreement: Agreement, form: GroupForm, newest: Version) -> list[differences.Part]:
    """What the other side saved meanwhile against what was typed now."""
    typed = wording_of({**newest.content, **form.values()}, _names(agreement))
    return differences.changed(differences.parts_between(newest.wording[_language()], typed[_language()]))


def _after_saving(request: HttpRequest, agreement: Agreement, group: Group, saved: Version, before: Version) -> HttpResponse:
    if saved.number == before.number:
        messages.info(request, _("Nothing was changed, so version %(n)s stays.") % {"n": saved.number})
    else:
        messages.success(request, _("Saved as version %(n)s. The other side can see it.") % {"n": saved.number})
    groups = the_form().groups
    at = groups.index(group) + 1
    if "next" in request.POST and at < len(groups):
        return redirect("agreements:group", pk=agreement.pk, group=groups[at].slug)
    return redirect("agreements:sheet", pk=agreement.pk)


@require_safe
def version(request: HttpRequest, pk: Any, number: int) -> HttpResponse:
    """The full text of one version; an old one says that it is old."""
    agreement = _get(request, pk)
    shown = get_object_or_404(agreement.versions.select_related("by"), number=number)
    return render(request, "agreements/version.html", {
        **_frame(request, agreement), "version": shown, "sections": shown.wording[_language()],
        "consents": shown.consents.select_related("party", "by")})


@require_safe
def versions(request: HttpRequest, pk: Any, before: int, after: int) -> HttpResponse:
    """W6: what changed between two versions."""
    agreement = _get(request, pk)
    old = get_object_or_404(agreement.versions, number=before)
    new = get_object_or_404(agreement.versions.select_related("by"), number=after)
    if old.number > new.number:
        return redirect("agreements:versions", pk=agreement.pk, before=new.number, after=old.number)
    parts = differences.parts_between(old.wording[_language()], new.wording[_language()])
    between = agreement.versions.filter(number__gt=old.number, number__lte=new.number).exclude(words="").select_related("by")
    return render(request, "agreements/versions.html", {
        **_frame(request, agreement), "old": old, "new": new, "count": differences.count(parts),
        "changed": differences.changed(parts), "same": [part for part in parts if not part.changes],
        "between": [{"version": each, "party": queries.side_of(each.by, agreement) if each.by else None} for each in between],
        "agree_form": AgreeForm(number=new.number, initial={"digest": new.digest})})


@require_http_methods(["GET", "HEAD", "POST"])
def agree(request: HttpRequest, pk: Any) -> HttpResponse:
    """W7: the whole text, its short fingerprint, the tick and the button."""
    agreement = _get(request, pk)
    newest = queries.latest(agreement)
    read = agreement.versions.filter(digest=request.POST.get("digest", "")).first() or newest
    form = AgreeForm(request.POST if request.method == "POST" else None, number=read.number, initial={"digest": newest.digest})
    if form.is_valid() and (done := form.attempt(actions.agree_to_version, by=request.user, agreement=agreement,
                                                 digest=form.cleaned_data["digest"])):
        if done.agreed_version == newest:
            messages.success(request, _("All sides have agreed to version %(n)s. It is the agreement now.") % {"n": newest.number})
        else:
            messages.success(request, _("You agreed to version %(n)s. It begins when the other side agrees too.") % {
                "n": newest.number})
        return redirect("agreements:sheet", pk=agreement.pk)
    if form.is_bound and read != newest:
        form = _about_old(form, newest)
    context = {**_frame(request, agreement), "form": form, "read": read, "sections": newest.wording[_language()]}
    return render(request, "agreements/agree.html", context, status=422 if form.is_bound else 200)


def _about_old(form: AgreeForm, newest: Version) -> AgreeForm:
    """The same answer, but the tick is open again and means the newest version."""
    form.data = form.data.copy()
    form.data["digest"] = newest.digest
    form.data.pop("read", None)
    form.fields["read"].label = AgreeForm(number=newest.number).fields["read"].label
    return form


@require_POST
def withdraw(request: HttpRequest, pk: Any) -> HttpResponse:
    """Take the consent back."""
    agreement = _get(request, pk)
    actions.withdraw_consent(by=request.user, agreement=agreement)
    messages.success(request, _("Your consent has been taken back. Nothing starts until both sides agree."))
    return redirect("agreements:sheet", pk=agreement.pk)


@require_http_methods(["GET", "HEAD", "POST"])
def end(request: HttpRequest, pk: Any) -> HttpResponse:
    """End the sheet before anything started."""
    agreement = _get(request, pk)
    form = EndForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and form.attempt(actions.end_agreement, by=request.user, agreement=agreement,
                                        words=form.cleaned_data["words"]):
        messages.success(request, _("The sheet has been ended. Thank you for having talked it over."))
        return redirect("agreements:sheet", pk=agreement.pk)
    context = {**_frame(request, agreement), "form": form, "reason": rules.why_not_end(request.user, agreement)}
    return render(request, "agreements/end.html", context, status=422 if form.is_bound else 200)


@require_safe
def printed(request: HttpRequest, pk: Any) -> HttpResponse:
    """The whole text on one page for the printer."""
    agreement = _get(request, pk)
    shown = queries.in_force(agreement)
    return render(request, "agreements/print.html", {
        **_frame(request, agreement), "version": shown, "sections": shown.wording[_language()],
        "consents": shown.consents.select_related("party", "by")})


@require_safe
def pdf(request: HttpRequest, pk: Any, number: int | None = None) -> HttpResponse:
    """The agreement on paper: the version in force, or the one asked for."""
    agreement = _get(request, pk)
    shown = get_object_or_404(agreement.versions, number=number) if number else queries.in_force(agreement)
    answer = HttpResponse(agreement_pdf(agreement, shown, _language()), content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="engawa-agreement-v{shown.number}.pdf"'
    return answer
