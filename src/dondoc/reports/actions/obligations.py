"""Setting up which reports are owed: by hand, or from what confirmed tasks say."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from dondoc.audit.errors import Refused, Stale
from dondoc.audit.recording import action
from dondoc.documents.models import Document
from dondoc.documents.policies import agency_of
from dondoc.documents.queries import visible_documents
from dondoc.organisations.models import Person, Unit
from dondoc.organisations.policies import require
from dondoc.organisations.queries import Membership, standing
from dondoc.reports.models import Cadence, Measure, Obligation, ObligationState, Owing, Stage
from dondoc.reports.policies import MANAGE, require_manage
from dondoc.rounds.facts import tellings
from dondoc.schedule.recurrence import Period
from dondoc.schedule.reporting import Slot
from dondoc.tasks.models import Task
from dondoc.tasks.visibility import visible_tasks

MOST_UNITS, MOST_STAGES, MOST_MEASURES = 500, 8, 40
GONE = "Không tìm thấy chế độ báo cáo này; hãy quay lại danh sách."


@dataclass(frozen=True, slots=True)
class StageGiven:
    """A stage as somebody sets it; ``day``, ``months`` and ``before`` as in ``schedule.reporting.DayOf``."""

    name: str
    day: int
    months: int = 0
    before: bool = False
    collective: bool = False
    task_id: int | None = None


@dataclass(frozen=True, slots=True)
class ObligationGiven:
    """Everything of an obligation that somebody sets; ``units`` are ids of those that owe, ``measures`` pairs of a
    name and what is counted. The first stage is the units', the last the report itself. ``month`` and ``first_on`` are
    of a report that is owed once, as in ``Obligation``."""

    title: str
    cadence: str
    unit_id: int
    stages: Sequence[StageGiven]
    units: Sequence[int]
    recipient: str = ""
    via: str = ""
    document_id: int | None = None
    only_document: bool = False
    cut_off_day: int = 14
    cut_off_months: int = 0
    opens_before: int = 7
    month: date | None = None
    first_on: date | None = None
    measures: Sequence[tuple[str, str]] = ()
    facts: Sequence[str] = ()


@action("report.set_up")
def set_up(by: Person, membership: Membership, given: ObligationGiven, since: date | None = None) -> Obligation:
    """Let a report be owed from a day on (default: today; earlier periods are not made).

    Raises NotAllowed, Refused where something is missing, unknown or cannot be.
    """
    agency = require_manage(membership, given.unit_id)
    row = Obligation(agency=agency, made_by=by, since=since or membership.today)
    _fill(membership, row, given)
    row.save()
    _parts(membership, row, given)
    return row


@action("report.change")
def change(
    by: Person, membership: Membership, obligation_id: int, given: ObligationGiven, version: int | None = None
) -> Obligation:
    """Set everything anew; periods that are open keep their days and units. Raises NotAllowed, Refused, Stale."""
    row = locked(membership, obligation_id, version)
    require_manage(membership, given.unit_id)
    _fill(membership, row, given)
    row.version += 1
    row.save()
    row.stages.all().delete()
    row.owing.all().delete()
    _parts(membership, row, given)
    return row


@action("report.end")
def end(by: Person, membership: Membership, obligation_id: int, version: int | None = None) -> Obligation:
    """Nothing is owed any more from now on; open periods stay. Raises NotAllowed, Refused, Stale."""
    row = locked(membership, obligation_id, version)
    if row.state != ObligationState.ACTIVE:
        raise Refused("Chế độ báo cáo này không còn áp dụng.")
    row.state = ObligationState.ENDED
    row.version += 1
    row.save()
    return row


@action("report.dismiss")
def dismiss(by: Person, membership: Membership, task_ids: Iterable[int], title: str) -> Obligation:
    """Propose these duties no more. Raises NotAllowed, Refused for tasks that the member does not see."""
    agency = agency_of(membership)
    require(membership, MANAGE)
    tasks = _tasks(membership, list(task_ids))
    row = Obligation(
        agency=agency,
        unit_id=agency.unit_id,
        title=title[:300] or "Báo cáo",
        cadence=Cadence.AD_HOC,
        state=ObligationState.DISMISSED,
        since=membership.today,
        made_by=by,
    )
    row.save()
    stages = [Stage(obligation=row, order=at, name=str(task)[:300], task=task, day=1) for at, task in enumerate(tasks)]
    Stage.objects.bulk_create(stages)
    return row


def locked(membership: Membership, obligation_id: int, version: int | None = None) -> Obligation:
    """The obligation under lock, for who may set it up. Raises NotAllowed, Refused, Stale."""
    rows = Obligation.objects.select_for_update(of=("self",)).select_related("agency__unit", "unit")
    row = rows.filter(pk=obligation_id, agency=agency_of(membership)).first()
    if row is None:
        raise Refused(GONE)
    require_manage(membership, row.unit_id)
    if version is not None and version != row.version:
        raise Stale(changed={"title": row.title})
    return row


def _fill(membership: Membership, row: Obligation, given: ObligationGiven) -> None:
    _check(given)
    unit = Unit.objects.filter(standing(membership.today), pk=given.unit_id).first()
    if unit is None:
        raise Refused("Hãy chọn đơn vị tổng hợp báo cáo.", "unit")
    row.unit, row.title, row.cadence = unit, " ".join(given.title.split()), given.cadence
    row.recipient, row.via = given.recipient.strip()[:300], given.via.strip()[:300]
    row.document = _document(membership, given.document_id)
    row.only_document = given.only_document and row.document is not None
    row.cut_off_day, row.cut_off_months = given.cut_off_day, given.cut_off_months
    row.opens_before = given.opens_before
    known = {telling.name for telling in tellings()}
    row.facts = [name for name in dict.fromkeys(given.facts) if name in known]
    once = given.cadence == Cadence.ONCE
    row.month = given.month.replace(day=1) if once and given.month else None
    row.first_on = given.first_on if once else None
    if once:
        _check_once(row)


def _check_once(row: Obligation) -> None:
    """What a report that is owed once needs beside the days of its stages. Raises Refused."""
    if row.month is None:
        raise Refused("Hãy ghi tháng của báo cáo một lần theo dạng tháng/năm, ví dụ 12/2026.", "month")
    if row.first_on is None:
        raise Refused("Hãy ghi ngày bắt đầu tính số liệu của báo cáo một lần, ví dụ 01/01/2026.", "first_on")
    if row.first_on > row.cut_off.nominal(Slot(Period.MONTH, row.month.year, row.month.month)):
        raise Refused("Ngày bắt đầu tính số liệu phải trước ngày chốt số liệu.", "first_on")


def _check(given: ObligationGiven) -> None:
    if not given.title.strip() or len(given.title) > 300:
        raise Refused("Hãy ghi tên báo cáo, tối đa 300 ký tự.", "title")
    if given.cadence not in Cadence.values:
        raise Refused("Hãy chọn kỳ báo cáo.", "cadence")
    if len(given.stages) < 2 or len(given.stages) > MOST_STAGES:
        raise Refused(f"Chuỗi báo cáo cần từ 2 đến {MOST_STAGES} chặng: đơn vị gửi và báo cáo gửi đi.", "stages")
    for stage in given.stages:
        if not stage.name.strip():
            raise Refused("Mỗi chặng cần có tên, ví dụ “Các phòng gửi Văn phòng”.", "stages")
        _check_day(stage.day, stage.months, "stages")
    _check_day(given.cut_off_day, given.cut_off_months, "cut_off")
    if not 0 <= given.opens_before <= 60:
        raise Refused("Số ngày làm việc mở kỳ trước hạn là số từ 0 đến 60.", "opens_before")
    if len(given.units) > MOST_UNITS or not given.units:
        raise Refused(f"Hãy chọn từ 1 đến {MOST_UNITS} đơn vị phải gửi báo cáo.", "units")
    if len(given.measures) > MOST_MEASURES or any(len(name) > 200 or len(of) > 40 for name, of in given.measures):
        raise Refused(
            f"Tối đa {MOST_MEASURES} chỉ tiêu, tên tối đa 200 ký tự, đơn vị tính tối đa 40 ký tự.", "measures"
        )


def _check_day(day: int, months: int, field: str) -> None:
    if not 1 <= day <= 31 or not -11 <= months <= 11:
        raise Refused("Ngày trong kỳ là số từ 1 đến 31, lệch không quá 11 tháng so với tháng cuối kỳ.", field)


def _document(membership: Membership, document_id: int | None) -> Document | None:
    if document_id is None:
        return None
    found = visible_documents(membership).filter(pk=document_id).first()
    if found is None:
        raise Refused("Không tìm thấy văn bản này trong sổ của cơ quan; hãy chọn lại.", "document")
    return found


def _parts(membership: Membership, row: Obligation, given: ObligationGiven) -> None:
    tasks = {task.pk: task for task in _tasks(membership, [s.task_id for s in given.stages if s.task_id is not None])}
    stages = [
        Stage(
            obligation=row,
            order=at,
            name=" ".join(stage.name.split())[:300],
            collective=stage.collective or at == 0,
            task=tasks.get(stage.task_id) if stage.task_id is not None else None,
            day=stage.day,
            months=stage.months,
            before=stage.before,
        )
        for at, stage in enumerate(given.stages)
    ]
    Stage.objects.bulk_create(stages)
    units = list(Unit.objects.filter(standing(membership.today), pk__in=given.units).order_by("order", "name"))
    if len(units) != len(set(given.units)):
        raise Refused("Có đơn vị không còn hoạt động hoặc không có; hãy chọn lại các đơn vị phải gửi.", "units")
    Owing.objects.bulk_create([Owing(obligation=row, unit=unit, order=at) for at, unit in enumerate(units)])
    _measures(row, given.measures)


def _measures(row: Obligation, given: Sequence[tuple[str, str]]) -> None:
    """Those that stay keep their row, for earlier periods have numbers under it."""
    known = {measure.name: measure for measure in row.measures.all()}
    wanted = {" ".join(name.split()): " ".join(of.split()) for name, of in given if name.strip()}
    for name, measure in known.items():
        if name not in wanted and measure.is_asked:
            measure.is_asked = False
            measure.save()
    for at, (name, of) in enumerate(wanted.items()):
        measure = known.get(name) or Measure(obligation=row, name=name)
        measure.unit_of, measure.order, measure.is_asked = of, at, True
        measure.save()


def _tasks(membership: Membership, ids: list[int]) -> list[Task]:
    found = list(visible_tasks(membership).filter(pk__in=ids))
    if len(found) != len(set(ids)):
        raise Refused("Không tìm thấy nhiệm vụ báo cáo đã chọn; hãy tải lại trang.")
    return sorted(found, key=lambda task: ids.index(task.pk))
