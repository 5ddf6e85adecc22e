"""Periods open by themselves, ahead of the units' day; ad hoc ones by hand. Each is asked for as a round."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta

from dondoc.audit.errors import Refused
from dondoc.audit.recording import acted_as, action
from dondoc.organisations.keys import folded
from dondoc.organisations.models import Person, Unit
from dondoc.organisations.queries import Membership, standing
from dondoc.reports.actions.filling import fill, unsent
from dondoc.reports.actions.obligations import locked
from dondoc.reports.labels import slot_label
from dondoc.reports.models import Cadence, Obligation, ObligationState, ReportPeriod, Stage
from dondoc.reports.policies import require_work
from dondoc.rounds.actions.rounds import begin
from dondoc.rounds.models import Addressee, Round, RoundKind
from dondoc.schedule.calendar import WorkCalendar
from dondoc.schedule.reporting import Slot
from dondoc.tasks.calendars import calendar_of
from dondoc.tasks.models import Occurrence

BACK = timedelta(days=45)
"""A period whose report was due longer ago is not made any more."""


@dataclass(frozen=True, slots=True)
class Days:
    """The days of a period: window, the units' last day, the report's last day."""

    first: date
    last: date
    units_by: date
    send_by: date


def days_of(obligation: Obligation, stages: list[Stage], slot: Slot, calendar: WorkCalendar) -> Days:
    """The days of one period of an obligation."""
    first, last = obligation.window(slot)
    return Days(first, last, stages[0].on.working(slot, calendar), stages[-1].on.working(slot, calendar))


@action("report.open_periods")
def open_due(by: None, today: date) -> int:
    """What the scheduler does each night: open the periods whose time has come; each is opened once, however often
    this runs. Returns how many."""
    opened = 0
    rows = Obligation.objects.select_for_update(of=("self",)).filter(state=ObligationState.ACTIVE)
    for obligation in rows.exclude(cadence=Cadence.AD_HOC).select_related("agency__unit", "unit").order_by("id"):
        acted_as(obligation.agency_id)
        for slot, days in due_slots(obligation, today):
            # What cannot be opened (all its units have ended) waits for somebody to set it right.
            with suppress(Refused):
                _open(obligation, days, today, slot=slot)
                opened += 1
    return opened


def due_slots(obligation: Obligation, today: date) -> list[tuple[Slot, Days]]:
    """The periods of an obligation that should be open today and are not."""
    stages = list(obligation.stages.all())
    if not stages:
        return []
    calendar = calendar_of(obligation.agency)
    known = set(obligation.report_periods.values_list("kind", "year", "number"))
    if obligation.is_once and known:
        return []
    found = []
    for slot in obligation.slots((today - timedelta(days=400)).replace(day=1), today + timedelta(days=120)):
        days = days_of(obligation, stages, slot, calendar)
        opens = calendar.add_working_days(days.units_by, -obligation.opens_before)
        fresh = (slot.period.value, slot.year, slot.number) not in known
        if fresh and opens <= today <= days.send_by and days.send_by >= obligation.since:
            found.append((slot, days))
    return found


@action("report.open")
def open_now(by: Person, membership: Membership, obligation_id: int, slot: Slot) -> ReportPeriod:
    """Open a period ahead of its time. Raises NotAllowed, Refused where it is open already or long past."""
    obligation = locked(membership, obligation_id)
    if obligation.state != ObligationState.ACTIVE or slot not in obligation.slots(slot.last_month, slot.last_month):
        raise Refused("Chế độ báo cáo này không có kỳ như vậy.")
    days = days_of(obligation, list(obligation.stages.all()), slot, calendar_of(obligation.agency))
    if days.send_by < membership.today - BACK:
        raise Refused("Kỳ này đã qua quá lâu; hãy lập báo cáo đột xuất nếu vẫn cần.")
    return _open(obligation, days, membership.today, slot=slot, by=by)


@action("report.open")
def open_ad_hoc(by: Person, membership: Membership, obligation_id: int, label: str, days: Days) -> ReportPeriod:
    """Open a period with days of its own, of any obligation. Raises NotAllowed, Refused where the days do not follow
    one another."""
    obligation = locked(membership, obligation_id)
    require_work(membership, obligation)
    label = " ".join(label.split())
    if not label or len(label) > 80:
        raise Refused("Hãy ghi tên kỳ, tối đa 80 ký tự, ví dụ “Báo cáo đột xuất tháng 11 năm 2026”.", "label")
    if not days.first <= days.last < days.units_by < days.send_by:
        raise Refused(
            "Các ngày phải theo thứ tự: số liệu từ ngày, đến ngày, đơn vị gửi trước khi cơ quan gửi báo cáo.", "send_by"
        )
    if days.units_by < membership.today:
        raise Refused("Hạn đơn vị gửi phải từ hôm nay trở đi.", "units_by")
    return _open(obligation, days, membership.today, label=label, by=by)


def _open(
    obligation: Obligation,
    days: Days,
    today: date,
    *,
    slot: Slot | None = None,
    label: str = "",
    by: Person | None = None,
) -> ReportPeriod:
    owing = obligation.owing.values("unit")
    units = list(Unit.objects.filter(standing(today), pk__in=owing).order_by("order", "name"))
    if not units:
        raise Refused("Không còn đơn vị nào đang hoạt động phải gửi báo cáo này; hãy sửa danh sách đơn vị.")
    known = obligation.report_periods
    if obligation.is_once and slot:
        if known.exists():
            raise Refused("Kỳ của báo cáo này đã được mở.")
        slot, label = None, f"Đến ngày {days.last:%d/%m/%Y}"
    label = label or (slot_label(slot) if slot else "")
    if slot and known.filter(kind=slot.period.value, year=slot.year, number=slot.number).exists():
        raise Refused(f"{label} đã được mở.")
    number = slot.number if slot else known.filter(kind="", year=days.last.year).count() + 1
    period = ReportPeriod(
        agency=obligation.agency,
        obligation=obligation,
        kind=slot.period.value if slot else "",
        year=slot.year if slot else days.last.year,
        number=number,
        label=label,
        first=days.first,
        last=days.last,
        units_by=max(days.units_by, today),
        send_by=days.send_by,
        occurrence=_occurrence(obligation, slot),
    )
    period.asked = _asked(period, units, by, today)
    period.save()
    fill(period, unsent(period), today)
    return period


def _asked(period: ReportPeriod, units: list[Unit], by: Person | None, today: date) -> Round:
    """The round that asks the units, open from now on."""
    obligation = period.obligation
    asked = Round(
        agency=period.agency,
        unit=obligation.unit,
        kind=RoundKind.REPORT,
        title=str(period)[:300],
        note=f"Số liệu từ ngày {period.first:%d/%m/%Y} đến hết ngày {period.last:%d/%m/%Y}.",
        due_on=period.units_by,
        letter=obligation.document,
        made_by=by,
    )
    asked.save()
    rows = [
        Addressee(round=asked, unit=unit, name=unit.name, key=f"u{unit.pk} {folded(unit.name)}"[:250], order=at)
        for at, unit in enumerate(units, 1)
    ]
    Addressee.objects.bulk_create(rows, batch_size=500)
    return begin(asked, by, today)


def _occurrence(obligation: Obligation, slot: Slot | None) -> Occurrence | None:
    """The period of the duty that this report will fulfil."""
    last = obligation.stages.select_related("task").order_by("-order").first()
    if slot is None or last is None or last.task is None:
        return None
    return occurrence_on(last, slot)


def occurrence_on(stage: Stage, slot: Slot) -> Occurrence | None:
    """The period of a stage's duty that falls on its day in this slot."""
    rows = Occurrence.objects.filter(task=stage.task_id, skipped=False)
    return rows.filter(nominal=stage.on.nominal(slot)).first()
