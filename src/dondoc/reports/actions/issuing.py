"""The finished report goes to the registry for its number, or is handed in within the agency; it fulfils the duty."""

from __future__ import annotations

from contextlib import suppress

from dondoc.audit.errors import Refused
from dondoc.audit.recording import action
from dondoc.documents.actions.outgoing import Draft, prepare, withdraw_draft
from dondoc.documents.models import Document
from dondoc.organisations.models import Person
from dondoc.organisations.queries import Membership
from dondoc.reports.actions.locking import locked_period, put, still_open
from dondoc.reports.figures import cells, frozen
from dondoc.reports.models import ObligationState, PeriodState, ReportPeriod
from dondoc.reports.paper import subject_of, word
from dondoc.rounds.models import RoundState
from dondoc.tasks.actions import submit
from dondoc.tasks.actions.evidence import Given
from dondoc.tasks.actions.fulfilling import fulfil
from dondoc.tasks.models import Occurrence
from dondoc.writing.letters.report import KIND

FILE = "bao-cao.docx"


@action("report.hand_over")
def hand_over(by: Person, membership: Membership, period_id: int, version: int | None = None) -> ReportPeriod:
    """Give the report to the registry: a draft in the register of outgoing documents that waits for its number. The
    numbers stay as they are now; with its number it becomes evidence of the duty and closes that period.

    Raises NotAllowed, Refused where there is no draft or it is on its way already, Stale.
    """
    period, made = _ready(by, membership, period_id, version)
    draft = Draft(
        kind=KIND,
        subject=f"{subject_of(period)}",
        unit=period.obligation.unit_id,
        to=((period.obligation.recipient, None),) if period.obligation.recipient else (),
        copy=((period.obligation.via, None),) if period.obligation.via else (),
    )
    document = prepare(by, membership, draft, [(FILE, made)], made_here=True)
    period.state, period.document = PeriodState.HANDED_OVER, document
    put(period)
    if (task_id := duty_of(period)) is not None:
        # Whoever may not hand the duty's result in hands the report over all the same.
        with suppress(Refused):
            fulfil(by, membership, document.pk, [task_id])
    return period


def _ready(by: Person, membership: Membership, period_id: int, version: int | None) -> tuple[ReportPeriod, bytes]:
    """Freeze the numbers, close the round, write the file."""
    period = still_open(locked_period(membership, period_id, version))
    if not period.sections.exists():
        raise Refused("Chưa tổng hợp báo cáo; hãy tổng hợp rồi phát hành.")
    period.cells = frozen(cells(period, membership.today))
    asked = period.asked
    if asked.state == RoundState.OPEN:
        asked.state, asked.closed_by = RoundState.CLOSED, by
        asked.version += 1
        asked.save()
    return period, word(period, membership.today)


def duty_of(period: ReportPeriod) -> int | None:
    """The task that the report fulfils: that of the running period it belongs to, or of a report owed once; None where
    there is none, or an earlier period of the duty is still open."""
    if period.occurrence is not None:
        return period.occurrence.task_id if is_running(period.occurrence) else None
    if not period.obligation.is_once:
        return None
    return period.obligation.stages.order_by("-order").values_list("task", flat=True).first()


def is_running(occurrence: Occurrence) -> bool:
    """Whether it is the period at which its duty stands."""
    rows = Occurrence.objects.filter(task=occurrence.task_id, done_on=None, skipped=False).order_by("nominal")
    return rows.values_list("pk", flat=True).first() == occurrence.pk


@action("report.take_back")
def take_back(by: Person, membership: Membership, period_id: int, version: int | None = None) -> ReportPeriod:
    """Take a report back that has no number yet, to write on. Raises NotAllowed, Refused, Stale."""
    period = locked_period(membership, period_id, version)
    if period.state != PeriodState.HANDED_OVER:
        raise Refused("Báo cáo không ở trạng thái chờ phát hành nên không rút lại được.")
    if period.document_id is not None:
        withdraw_draft(by, membership, period.document_id)
    period.state, period.document, period.cells = PeriodState.DRAFTING, None, {}
    return put(period)


@action("report.hand_in")
def hand_in(by: Person, membership: Membership, period_id: int, version: int | None = None) -> ReportPeriod:
    """Hand the report in within the agency, without a number: the file becomes evidence of the duty, whose result is
    submitted. Raises NotAllowed, Refused, Stale."""
    period, made = _ready(by, membership, period_id, version)
    if (task_id := duty_of(period)) is not None:
        words = f"Đã báo cáo: {subject_of(period)}."
        submit(by, membership, task_id, words, evidence=[Given(name=FILE, source=made)])
    period.state = PeriodState.ISSUED
    _end_once(period)
    return put(period)


def _end_once(period: ReportPeriod) -> None:
    """A report that was owed once and is out is owed no more."""
    obligation = period.obligation
    if obligation.is_once and obligation.state == ObligationState.ACTIVE:
        obligation.state = ObligationState.ENDED
        obligation.version += 1
        obligation.save()


def issued(by: Person, membership: Membership, document: Document) -> None:
    """Told by documents: an outgoing document got its number."""
    _issued(by, document)


@action("report.issue")
def _issued(by: Person, document: Document) -> None:
    rows = ReportPeriod.objects.select_for_update(of=("self",)).filter(document=document)
    for period in rows.filter(state=PeriodState.HANDED_OVER).select_related("obligation"):
        period.state = PeriodState.ISSUED
        _end_once(period)
        put(period)


@action("report.cancel")
def cancel(by: Person, membership: Membership, period_id: int, reason: str, version: int | None = None) -> ReportPeriod:
    """Do without a period that was opened by mistake. Raises NotAllowed, Refused, Stale."""
    period = still_open(locked_period(membership, period_id, version))
    if not reason.strip():
        raise Refused("Hãy ghi lý do hủy kỳ báo cáo.", "reason")
    asked = period.asked
    asked.state, asked.note = RoundState.CLOSED, f"{asked.note} Đã hủy: {reason.strip()}"[:5000]
    asked.version += 1
    asked.save()
    period.state = PeriodState.CANCELLED
    return put(period)
