"""The report as it will be sent: read with its sources, as Word, PDF and Excel; handed over."""

from __future__ import annotations

import io
from collections import defaultdict
from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dondoc.audit.errors import Refused
from dondoc.reports import actions, paper
from dondoc.reports.consolidated import desks
from dondoc.reports.merging import lines, sources
from dondoc.reports.models import Passage, PeriodState, ReportPart
from dondoc.reports.reporters import reporters
from dondoc.web.documents.editing import version_of
from dondoc.web.letterhead import WORD
from dondoc.web.reports.finding import find_desk
from dondoc.web.reports.period import shared
from dondoc.web.words import CELLS
from dondoc.writing.errors import WritingError
from dondoc.writing.pdf import to_pdf

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LARGEST_TEMPLATE = 5_000_000
NO_DRAFT = "Chưa tổng hợp báo cáo; hãy tổng hợp rồi xem bản in."


@require_safe
def preview(request: HttpRequest, period_id: int) -> HttpResponse:
    """The report to be read and printed, each line with what it was made of."""
    found = find_desk(request, period_id)
    who, sections = reporters(found), list(found.sections.select_related("edited_by"))
    context: dict[str, Any] = shared(request, found, "preview", who)
    said = paper.content(found, request.today, who, sections)
    by_part: dict[str, list[tuple[str, list[tuple[str, list[Passage]]]]]] = defaultdict(list)
    for desk in desks(found, sections=sections):
        passages = {source.passage.pk: source.passage for source in desk.sources}
        made = sources(desk.section.text, {pk: one.text for pk, one in passages.items()})
        told = [(line, [passages[pk] for pk in of]) for line, of in zip(lines(desk.section.text), made, strict=True)]
        by_part[desk.section.part].append((desk.section.topic, told))
    parts = [(part, by_part.get(part.value, [])) for part in ReportPart if part != ReportPart.OPENING]
    context |= {"said": said, "opening": " ".join(said.texts(ReportPart.OPENING)), "parts": parts}
    context |= {"subject": paper.subject_of(found), "labels": CELLS.values(), "is_empty": not said.sections}
    context["may_take_back"] = found.state == PeriodState.HANDED_OVER
    return render(request, "web/reports/preview.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def word(request: HttpRequest, period_id: int) -> HttpResponse:
    """The Word file, in the agency's own template where one is sent along."""
    found = find_desk(request, period_id)
    if not found.sections.exists():
        raise Refused(NO_DRAFT)
    template = None
    if given := request.FILES.get("template"):
        if given.size > LARGEST_TEMPLATE:
            raise Refused("Tệp mẫu lớn quá 5 MB; hãy bớt hình ảnh trong mẫu.", "template")
        template = given.read()
    try:
        made = paper.word(found, request.today, template)
    except WritingError as error:
        raise Refused(str(error), "template") from error
    return _file(made, "docx", WORD, found.pk)


@require_safe
def pdf(request: HttpRequest, period_id: int) -> HttpResponse:
    """The same as PDF."""
    found = find_desk(request, period_id)
    if not found.sections.exists():
        raise Refused(NO_DRAFT)
    try:
        made = to_pdf(paper.word(found, request.today))
    except WritingError as error:
        raise Refused(str(error)) from error
    return _file(made, "pdf", "application/pdf", found.pk)


@require_safe
def excel(request: HttpRequest, period_id: int) -> HttpResponse:
    """All tables of the report."""
    found = find_desk(request, period_id)
    return _file(paper.excel(found, request.today), "xlsx", EXCEL, found.pk)


def _file(made: bytes, suffix: str, media_type: str, period_id: int) -> FileResponse:
    name = f"bao-cao-{period_id}.{suffix}"
    return FileResponse(io.BytesIO(made), as_attachment=True, filename=name, content_type=media_type)


@require_POST
def hand_over(request: HttpRequest, period_id: int) -> HttpResponse:
    """To the registry for its number, or handed in within the agency."""
    find_desk(request, period_id)
    who = request.user, request.membership
    if request.POST.get("way") == "inside":
        actions.hand_in(*who, period_id, version_of(request))
        messages.success(request, "Đã nộp báo cáo; tệp Word được kèm làm minh chứng của nhiệm vụ báo cáo.")
    else:
        actions.hand_over(*who, period_id, version_of(request))
        messages.success(request, "Đã chuyển văn thư cấp số; cấp số xong, nhiệm vụ báo cáo của kỳ được ghi nhận.")
    return redirect("reports:preview", period_id)


@require_POST
def take_back(request: HttpRequest, period_id: int) -> HttpResponse:
    """Take it back to write on."""
    find_desk(request, period_id)
    actions.take_back(request.user, request.membership, period_id, version_of(request))
    messages.success(request, "Đã rút báo cáo về; số liệu lại được tính theo hiện trạng.")
    return redirect("reports:editor", period_id)
