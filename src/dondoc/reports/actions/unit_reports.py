"""A unit's part: written, sent, sent back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from decimal import Decimal

from django.utils import timezone

from dondoc.audit.errors import Refused, Stale
from dondoc.audit.recording import action
from dondoc.organisations.models import Person
from dondoc.organisations.queries import Membership
from dondoc.reports.actions.filling import fill
from dondoc.reports.models import Heading, Measure, MeasureValue, Passage, ReportPeriod, UnitReport
from dondoc.rounds.actions import lock_answer, settle
from dondoc.rounds.actions.answering import lock_for_entry
from dondoc.rounds.answerers import Answerer
from dondoc.rounds.models import Addressee, AnswerChannel
from dondoc.tasks import actions as task_actions
from dondoc.tasks.models import Phase, Task

LONGEST = 20_000
MOST_NEW = 100
MARKS = " -–•+\t"
"""What stands before the items of a list."""


@dataclass(frozen=True, slots=True)
class FormGiven:
    """What a form brings: the words of passages by id, ids that are left out, new passages by heading, numbers by the
    id of their measure (None: no number)."""

    texts: Mapping[int, str] = field(default_factory=dict)
    left_out: frozenset[int] = frozenset()
    added: Sequence[tuple[str, str]] = ()
    values: Mapping[int, Decimal | None] = field(default_factory=dict)


@action("report.write")
def write(
    by: Person | None, answerer: Answerer, given: FormGiven, *, version: int | None = None, note: str = ""
) -> UnitReport:
    """Keep a unit's form as it stands, without sending it. Raises Refused, Stale."""
    lock_answer(answerer)
    return _write(_locked(answerer.addressee, version), by, given)


@action("report.send")
def send(
    by: Person | None,
    answerer: Answerer,
    given: FormGiven | None = None,
    *,
    name: str = "",
    version: int | None = None,
    note: str = "",
) -> UnitReport:
    """Send a unit's part in; sending again replaces it. The unit's own duty to report, where it has one, is fulfilled
    with it. ``name`` says who sends, where no account does. Raises Refused, Stale."""
    row = lock_answer(answerer)
    if answerer.person is None and not name.strip():
        raise Refused("Hãy ghi họ tên, chức vụ người gửi.", "name")
    report = _locked(row, version)
    if given is not None:
        report = _write(report, by, given)
    if not Passage.objects.filter(report=report, is_left_out=False).exists():
        raise Refused("Báo cáo chưa có nội dung nào; hãy ghi ít nhất một nội dung, kể cả “không phát sinh”.")
    settle(row, channel=answerer.channel, by=answerer.person, name=name)
    return report


@action("report.send")
def send_for(
    by: Person, membership: Membership, addressee_id: int, given: FormGiven, *, version: int | None = None
) -> UnitReport:
    """Enter the part of a unit that sent it by post or by telephone, for who consolidates. Raises NotAllowed, Refused,
    Stale."""
    row = lock_for_entry(membership, addressee_id)
    report = _write(_locked(row, version), by, given)
    settle(row, channel=AnswerChannel.HAND, by=by)
    return report


@action("report.join")
def form_of(by: Person | None, answerer: Answerer) -> UnitReport:
    """The form of an addressee, made where it has none yet. Raises Refused where the round is of no report."""
    rows = UnitReport.objects.select_related("period__obligation", "addressee__round", "unit", "edited_by")
    return rows.filter(addressee=answerer.addressee).first() or _joined(answerer.addressee)


def fulfil(by: Person, membership: Membership, report: UnitReport) -> Task | None:
    """Hand in the unit's own duty to report, where it has one that this person may hand in; the task, or None.

    Apart from sending itself: whoever may not step on the task has sent the report all the same.
    """
    stage = report.period.obligation.stages.filter(collective=True, task__isnull=False).first()
    slot = report.period.slot
    if stage is None or (slot is None and not report.period.obligation.is_once):
        # An ad hoc period is none of the duty's own.
        return None
    own = Task.objects.filter(assignments__unit=report.unit_id, assignments__part="lead", phase=Phase.OPEN)
    task = own.filter(parent=stage.task_id).first() or own.filter(pk=stage.task_id).first()
    if task is None:
        return None
    if slot is not None and task.occurrences.exists():
        running = task.occurrences.filter(done_on=None, skipped=False).order_by("nominal").first()
        if running is None or running.nominal != stage.on.nominal(slot):
            return None
    words = f"Đã gửi báo cáo {report.period.label[:1].lower()}{report.period.label[1:]}."
    with suppress(Refused):
        return task_actions.submit(by, membership, task.pk, words)
    return None


def _locked(row: Addressee, version: int | None) -> UnitReport:
    rows = UnitReport.objects.select_for_update(of=("self",)).select_related("period__obligation", "addressee")
    report = rows.filter(addressee=row.pk).first() or _joined(row)
    if not report.period.is_open:
        raise Refused("Báo cáo kỳ này đã chuyển phát hành hoặc đã hủy, không sửa được nữa.")
    if version is not None and version != report.version:
        raise Stale("Người khác trong đơn vị vừa sửa báo cáo này. Hãy xem nội dung mới rồi sửa tiếp.")
    return report


def _joined(row: Addressee) -> UnitReport:
    """The form of somebody who was asked after the period was opened."""
    period = ReportPeriod.objects.select_related("obligation", "agency").filter(asked=row.round_id).first()
    if period is None:
        raise Refused("Không tìm thấy báo cáo này; hãy tải lại trang.")
    report = UnitReport(period=period, unit_id=row.unit_id, addressee=row)
    report.save()
    fill(period, [report], timezone.localdate())
    return report


def _write(report: UnitReport, by: Person | None, given: FormGiven) -> UnitReport:
    _check(given)
    passages = {passage.pk: passage for passage in report.passages.all()}
    changed = []
    for pk, passage in passages.items():
        text = given.texts.get(pk, passage.text).strip() or passage.text
        out = pk in given.left_out or not given.texts.get(pk, passage.text).strip()
        if (text, out) != (passage.text, passage.is_left_out):
            passage.text, passage.is_left_out = text, out
            changed.append(passage)
    if changed:
        Passage.objects.bulk_update(changed, ["text", "is_left_out"], batch_size=200)
    last = max((passage.order for passage in passages.values()), default=0)
    new = [
        Passage(report=report, heading=heading, text=line, order=last + at)
        for at, (heading, line) in enumerate(_lines(given.added), 1)
    ]
    Passage.objects.bulk_create(new)
    _values(report, given.values)
    report.edited_by = by
    report.version += 1
    report.save()
    return report


def _lines(added: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    return [(heading, line.strip(MARKS)) for heading, text in added for line in text.splitlines() if line.strip(MARKS)]


def _check(given: FormGiven) -> None:
    if any(len(text) > LONGEST for text in given.texts.values()):
        raise Refused(f"Mỗi nội dung tối đa {LONGEST:,} ký tự; hãy tách thành nhiều nội dung.".replace(",", "."))
    if any(heading not in Heading.values for heading, _ in given.added):
        raise Refused("Hãy chọn mục cho nội dung thêm mới.")
    if len(_lines(given.added)) > MOST_NEW or any(len(text) > LONGEST for _, text in given.added):
        raise Refused(f"Mỗi lần chỉ thêm tối đa {MOST_NEW} nội dung; hãy lưu rồi thêm tiếp.")
    limit = Decimal(10) ** 15
    if any(value is not None and not -limit < value < limit for value in given.values.values()):
        raise Refused("Số liệu quá lớn; hãy kiểm tra lại đơn vị tính.", "values")


def _values(report: UnitReport, given: Mapping[int, Decimal | None]) -> None:
    asked = set(
        Measure.objects.filter(obligation=report.period.obligation_id, is_asked=True).values_list("pk", flat=True)
    )
    known = {value.measure_id: value for value in report.values.all()}
    for pk, number in given.items():
        if pk not in asked:
            raise Refused("Có chỉ tiêu không thuộc báo cáo này; hãy tải lại trang.", "values")
        row = known.get(pk)
        if number is None:
            if row is not None:
                row.delete()
        elif row is None:
            MeasureValue(report=report, measure_id=pk, value=number).save()
        elif row.value != number:
            row.value = number
            row.save()
