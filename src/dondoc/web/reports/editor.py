"""The desk of who consolidates: section by section, each with what it was made of beside it, saved by itself."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from dondoc.audit.errors import Stale
from dondoc.reports import actions
from dondoc.reports.consolidated import desks, numbers
from dondoc.reports.figures import cells
from dondoc.reports.merging import compared
from dondoc.reports.models import ReportPeriod, ReportSection
from dondoc.reports.reporters import reporters
from dondoc.web.documents.editing import version_of
from dondoc.web.paging import id_of
from dondoc.web.reports.finding import find_desk
from dondoc.web.reports.period import shared
from dondoc.web.words import CELLS


@require_safe
def editor(request: HttpRequest, period_id: int) -> HttpResponse:
    """All sections."""
    found = find_desk(request, period_id)
    who = reporters(found)
    context: dict[str, Any] = shared(request, found, "editor", who)
    context |= {"desks": desks(found), "editable": found.is_open, "labels": CELLS.values()}
    context |= {"cells": cells(found, request.today, who.units), "told": numbers(found, who.sent)}
    return render(request, "web/reports/editor.html", context)


def find_section(request: HttpRequest, period: ReportPeriod, section_id: int) -> ReportSection:
    """Raises Http404."""
    found = period.sections.select_related("edited_by").filter(pk=section_id).first()
    if found is None:
        raise Http404
    return found


@require_POST
def section(request: HttpRequest, period_id: int, section_id: int) -> HttpResponse:
    """Keep a section. Who comes second is shown both texts and chooses."""
    found = find_desk(request, period_id)
    row = find_section(request, found, section_id)
    version = id_of(request.POST, "over") or version_of(request)
    context: dict[str, Any] = {"period": found, "section": row}
    try:
        kept = actions.edit_section(
            request.user, request.membership, section_id, request.POST.get("text", ""), version=version
        )
    except Stale as stale:
        context |= {"error": stale.sentence, "theirs": stale.changed["text"], "now": stale.changed["version"]}
        return render(request, "web/reports/section_saved.html", context, status=422)
    desk = desks(found, only=kept.pk)[0]
    return render(request, "web/reports/section_saved.html", context | {"section": kept, "desk": desk})


@require_POST
def theirs(request: HttpRequest, period_id: int, section_id: int) -> HttpResponse:
    """Take what somebody else wrote: the section as it is now."""
    found = find_desk(request, period_id)
    find_section(request, found, section_id)
    desk = desks(found, only=section_id)[0]
    return render(request, "web/reports/section.html", {"desk": desk, "period": found, "editable": found.is_open})


@require_POST
def add_topic(request: HttpRequest, period_id: int) -> HttpResponse:
    """A section of results under a heading of one's own."""
    find_desk(request, period_id)
    actions.add_topic(request.user, request.membership, period_id, request.POST.get("topic", ""))
    messages.success(request, "Đã thêm đề mục.")
    return redirect("reports:editor", period_id)


@require_safe
def versions(request: HttpRequest, period_id: int, section_id: int) -> HttpResponse:
    """The versions of a section, two of them compared."""
    found = find_desk(request, period_id)
    row = find_section(request, found, section_id)
    kept = list(row.versions.select_related("by"))
    new = next((one for one in kept if one.number == id_of(request.GET, "moi")), kept[0] if kept else None)
    older = [one for one in kept if new is not None and one.number < new.number]
    old = next((one for one in older if one.number == id_of(request.GET, "cu")), older[0] if older else None)
    context = shared(request, found, "editor") | {"section": row, "versions": kept, "new": new, "old": old}
    context["pieces"] = compared(old.text if old else "", new.text) if new else []
    return render(request, "web/reports/versions.html", context)


@require_POST
def restore(request: HttpRequest, period_id: int, section_id: int) -> HttpResponse:
    """Put an earlier version in force again."""
    found = find_desk(request, period_id)
    find_section(request, found, section_id)
    actions.restore_section(request.user, request.membership, section_id, id_of(request.POST, "number") or 0)
    messages.success(request, "Đã khôi phục phiên bản; bản vừa thay vẫn còn trong danh sách.")
    return redirect("reports:versions", period_id, section_id)
