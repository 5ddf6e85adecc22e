"""Closing a month, quarter or year: its scores are kept as they stand."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from dondoc.audit.errors import Refused
from dondoc.audit.recording import action
from dondoc.documents.policies import agency_of
from dondoc.evaluation.models import ClosedSpan, Result
from dondoc.evaluation.policies import CLOSE
from dondoc.evaluation.queries import closed_span, headed_by, leads_agency, whole_board
from dondoc.evaluation.scoring import Line, Score, kept, kept_line
from dondoc.evaluation.sheets import all_lines
from dondoc.evaluation.spans import Span
from dondoc.organisations.models import Agency, Person
from dondoc.organisations.policies import require
from dondoc.organisations.queries import Membership


@action("evaluation.close")
def close_span(by: Person, membership: Membership, span: Span) -> ClosedSpan:
    """Settle a span that is over: every unit's and person's score is kept as it stands now and shown so from then on.

    Raises NotAllowed, Refused where it is not over yet or closed already.
    """
    require(membership, CLOSE)
    agency = Agency.objects.select_for_update(of=("self",)).select_related("unit").get(pk=agency_of(membership).pk)
    if span.last >= membership.today:
        raise Refused(f"Kỳ {span.name} chưa kết thúc; hãy chốt sau ngày {span.last:%d/%m/%Y}.")
    if closed_span(agency, span) is not None:
        raise Refused(f"Kỳ {span.name} đã chốt rồi.")
    found = whole_board(agency, span, membership.today)
    lines = all_lines(agency, found, membership.today)
    closed = ClosedSpan(
        agency=agency, kind=span.kind, first=span.first, rule=found.rule.stored(), by=by, on=membership.today
    )
    closed.save()
    units = list(lines.of_unit)
    rows = [_result(closed, found.whole, lines.of_unit.get(agency.unit_id, ()), units, unit=agency.unit)]
    rows += [_result(closed, row.score, lines.of(row), (), unit=row.unit) for row in found.units]
    for row in found.people:
        assert row.person is not None
        counted = units if leads_agency(row.person) else headed_by(row.person)
        rows.append(_result(closed, row.score, lines.of(row), counted, person=row.person))
    Result.objects.bulk_create(rows)
    return closed


def _result(closed: ClosedSpan, score: Score, lines: Iterable[Line], units: Iterable[int], **whose: object) -> Result:
    total = None if score.total is None else Decimal(str(score.total))
    rows = [kept_line(line) for line in lines]
    return Result(
        span=closed, total=total, level=score.level, score=kept(score), lines=rows, units=list(units), **whose
    )
