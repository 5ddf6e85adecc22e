"""Filling the units' forms from their work. What a unit has written itself is never touched."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from django.utils import timezone

from dondoc.audit.errors import Refused
from dondoc.audit.recording import acted_as, action
from dondoc.organisations.models import Person
from dondoc.organisations.queries import Membership
from dondoc.reports.actions.locking import locked_period
from dondoc.reports.filling import Found, by_unit, found_in
from dondoc.reports.models import Passage, PeriodState, ReportPeriod, UnitReport
from dondoc.rounds.models import SILENT, Addressee, RoundState


def fill(period: ReportPeriod, reports: Sequence[UnitReport], today: date) -> int:
    """Write what is new into forms that were not sent yet, and bring up to date what nobody has edited; returns how
    many passages changed. Runs inside of an action; the same queries however many units."""
    found = by_unit(found_in(period, [report.unit_id for report in reports if report.unit_id], today))
    known: dict[int, list[Passage]] = {report.pk: [] for report in reports}
    for passage in Passage.objects.filter(report__in=known):
        known[passage.report_id].append(passage)
    new: list[Passage] = []
    changed: list[Passage] = []
    for report in reports:
        made, moved = _of_report(report, known[report.pk], found.get(report.unit_id or 0, []))
        new += made
        changed += moved
    Passage.objects.bulk_create(new, batch_size=500)
    if changed:
        Passage.objects.bulk_update(changed, ["heading", "text", "filled", "update", "topic"], batch_size=200)
    UnitReport.objects.filter(pk__in=known).update(filled_at=timezone.now())
    return len(new) + len(changed)


def _of_report(
    report: UnitReport, known: Iterable[Passage], found: Sequence[Found]
) -> tuple[list[Passage], list[Passage]]:
    rows = {key_of(passage): passage for passage in known if passage.filled}
    new, changed = [], []
    for at, one in enumerate(found):
        passage = rows.get(one.key)
        if passage is None:
            new.append(_made(report, one, at))
        elif passage.text == passage.filled and not passage.is_left_out and _differs(passage, one):
            passage.heading, passage.text, passage.filled = one.heading, one.text, one.text
            passage.update_id, passage.topic = one.update_id, one.topic
            changed.append(passage)
    return new, changed


def key_of(passage: Passage) -> tuple[str, int | None, int | None]:
    """What a passage is about, as ``filling.Found.key`` says it."""
    return Found(
        0,
        passage.heading,
        "",
        "",
        passage.task_id,
        passage.update_id,
        passage.difficulty_id,  # type: ignore[arg-type]
    ).key


def _differs(passage: Passage, one: Found) -> bool:
    return (passage.heading, passage.text, passage.topic) != (one.heading, one.text, one.topic)


def _made(report: UnitReport, one: Found, at: int) -> Passage:
    return Passage(
        report=report,
        heading=one.heading,
        topic=one.topic[:300],
        text=one.text,
        filled=one.text,
        task_id=one.task_id,
        update_id=one.update_id,
        difficulty_id=one.difficulty_id,
        order=at,
    )


def unsent(period: ReportPeriod) -> list[UnitReport]:
    """The forms of a period that were not sent yet, with one for whoever was asked since it was opened."""
    joined = Addressee.objects.filter(round=period.asked_id, unit_report=None)
    UnitReport.objects.bulk_create(
        [UnitReport(period=period, unit_id=row.unit_id, addressee=row) for row in joined], batch_size=500
    )
    rows = UnitReport.objects.filter(period=period, addressee__state__in=SILENT)
    return list(rows.select_related("addressee"))


@action("report.fill")
def refill(by: Person, membership: Membership, period_id: int) -> int:
    """Take the newest updates into all forms that were not sent. Raises NotAllowed, Refused where it is closed."""
    period = locked_period(membership, period_id)
    if period.asked.state != RoundState.OPEN:
        raise Refused("Kỳ báo cáo này không còn nhận báo cáo của đơn vị.")
    return fill(period, unsent(period), membership.today)


@action("report.fill")
def fill_all(by: None, today: date) -> int:
    """What the scheduler does each night: bring the forms of all open periods up to date."""
    changed = 0
    rows = ReportPeriod.objects.filter(state=PeriodState.COLLECTING, asked__state=RoundState.OPEN)
    for period in rows.select_related("obligation", "agency").order_by("id"):
        acted_as(period.agency_id)
        changed += fill(period, unsent(period), today)
    return changed
