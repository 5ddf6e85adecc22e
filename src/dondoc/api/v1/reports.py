"""Reports: what is owed, the periods with their numbers, a unit's part, the draft."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from ninja import Query, Router

from dondoc.api.schemas.common import Id, Listing, Slice
from dondoc.api.schemas.reports import (
    ObligationRow,
    PeriodFull,
    PeriodQuery,
    PeriodRow,
    SectionIn,
    SectionRow,
    UnitReportFull,
    UnitReportIn,
    UnitReportRow,
)
from dondoc.api.versions import IF_MATCH, mark, version_of
from dondoc.audit.errors import Refused
from dondoc.documents.keyset import stretch
from dondoc.reports import actions, paper
from dondoc.reports.consolidated import desks, numbers
from dondoc.reports.figures import cells
from dondoc.reports.models import ReportPeriod, ReportSection
from dondoc.reports.policies import works_on
from dondoc.reports.queries import obligations, owed_by, passages_of, periods, progress, unit_report
from dondoc.rounds.answerers import by_account

router = Router(tags=["reports"])
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def desk_of(request: HttpRequest, period_id: int) -> ReportPeriod:
    """A period that the member consolidates. Raises Http404."""
    found = periods(request.membership).filter(pk=period_id).first()
    if found is None or not works_on(request.membership, found.obligation):
        raise Http404
    return found


@router.get("/reports", response=Listing[ObligationRow])
def list_reports(request: HttpRequest, query: Query[Slice]) -> Listing[ObligationRow]:
    """The reports that are owed, as you see them."""
    found, following = stretch(obligations(request.membership), ("title", "id"), query.after, query.limit)
    return Listing(items=[ObligationRow.row(row) for row in found], next=following)


@router.get("/report-periods", response=Listing[PeriodRow])
def list_report_periods(request: HttpRequest, query: Query[PeriodQuery]) -> Listing[PeriodRow]:
    """The periods of reports, the newest first."""
    rows = periods(request.membership)
    if query.state:
        rows = rows.filter(state=query.state.value)
    if query.obligation:
        rows = rows.filter(obligation=query.obligation)
    found, following = stretch(rows, ("-last", "-id"), query.after, query.limit)
    return Listing(items=[PeriodRow.row(row) for row in found], next=following)


def _full(request: HttpRequest, response: HttpResponse, found: ReportPeriod) -> PeriodFull:
    mark(response, found.version)
    counts = progress([found], request.today)[found.pk]
    return PeriodFull.of(found, counts, cells(found, request.today), numbers(found))


@router.get("/report-periods/{period_id}", response=PeriodFull)
def report_period(request: HttpRequest, period_id: Id, response: HttpResponse) -> PeriodFull:
    """A period that you consolidate, with its numbers and how many units have sent."""
    return _full(request, response, desk_of(request, period_id))


@router.post("/report-periods/{period_id}/consolidate", response=PeriodFull)
def consolidate_report(request: HttpRequest, period_id: Id, response: HttpResponse) -> PeriodFull:
    """Make the draft of what was sent, or add to it what came since."""
    desk_of(request, period_id)
    actions.consolidate(request.user, request.membership, period_id)
    return _full(request, response, desk_of(request, period_id))


@router.post("/report-periods/{period_id}/hand-over", response=PeriodFull)
def hand_report_over(
    request: HttpRequest, period_id: Id, response: HttpResponse, if_match: str = IF_MATCH
) -> PeriodFull:
    """Give the report to the registry for its number."""
    desk_of(request, period_id)
    actions.hand_over(request.user, request.membership, period_id, version_of(if_match))
    return _full(request, response, desk_of(request, period_id))


@router.get("/report-periods/{period_id}/sections", response=list[SectionRow])
def report_sections(request: HttpRequest, period_id: Id) -> list[SectionRow]:
    """The draft, section by section, each with what it was made of."""
    return [SectionRow.of(desk) for desk in desks(desk_of(request, period_id))]


@router.get("/report-periods/{period_id}/word", openapi_extra={"responses": {200: {"content": {WORD: {}}}}})
def report_word(request: HttpRequest, period_id: Id) -> HttpResponse:
    """The report as a Word file: in the template that the agency keeps, else in the layout of Decree 30/2020/NĐ-CP."""
    found = desk_of(request, period_id)
    if not found.sections.exists():
        raise Refused("Chưa tổng hợp báo cáo; hãy tổng hợp rồi tải.")
    answer = HttpResponse(paper.word(found, request.today), content_type=WORD)
    answer["Content-Disposition"] = f'attachment; filename="bao-cao-{period_id}.docx"'
    return answer


@router.patch("/report-sections/{section_id}", response=SectionRow)
def edit_report_section(
    request: HttpRequest, section_id: Id, body: SectionIn, response: HttpResponse, if_match: str = IF_MATCH
) -> SectionRow:
    """Write a section; where somebody has written since, the answer is 412 with their text."""
    period_id = ReportSection.objects.filter(pk=section_id).values_list("period", flat=True).first()
    found = desk_of(request, period_id or 0)
    row = actions.edit_section(request.user, request.membership, section_id, body.text, version=version_of(if_match))
    mark(response, row.version)
    return SectionRow.of(desks(found, only=section_id)[0])


@router.get("/unit-reports", response=Listing[UnitReportRow])
def list_unit_reports(request: HttpRequest, query: Query[Slice]) -> Listing[UnitReportRow]:
    """What your units owe now."""
    found, following = stretch(owed_by(request.membership), ("id",), query.after, query.limit)
    return Listing(items=[UnitReportRow.row(row) for row in found], next=following)


def _unit_full(request: HttpRequest, response: HttpResponse, report_id: int) -> UnitReportFull:
    found = unit_report(request.membership, report_id)
    if found is None:
        raise Http404
    mark(response, found.version)
    return UnitReportFull.of(found, passages_of(found))


@router.get("/unit-reports/{report_id}", response=UnitReportFull)
def unit_part(request: HttpRequest, report_id: Id, response: HttpResponse) -> UnitReportFull:
    """A unit's part: your own, or of a report that you consolidate."""
    return _unit_full(request, response, report_id)


@router.patch("/unit-reports/{report_id}", response=UnitReportFull)
def write_unit_part(
    request: HttpRequest, report_id: Id, body: UnitReportIn, response: HttpResponse, if_match: str = IF_MATCH
) -> UnitReportFull:
    """Write your unit's part, and send it in."""
    found = unit_report(request.membership, report_id)
    if found is None:
        raise Http404
    answerer, version = by_account(request.membership, found.addressee_id), version_of(if_match)
    if body.send:
        sent = actions.send(request.user, answerer, body.given(), version=version)
        actions.fulfil(request.user, request.membership, sent)
    else:
        actions.write(request.user, answerer, body.given(), version=version)
    return _unit_full(request, response, report_id)
