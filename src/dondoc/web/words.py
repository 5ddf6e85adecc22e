"""States and times in the words of the screens, each with a tone and a shape, so that colour never speaks alone."""

from __future__ import annotations

from datetime import date
from typing import Any

from dondoc.consultations.models import Treatment
from dondoc.documents.models import DocumentState, IntakeState
from dondoc.evaluation.scoring import LEVELS
from dondoc.proposals.models import ProposalState
from dondoc.reports.figures import Cell
from dondoc.reports.models import ObligationState, PeriodState
from dondoc.rounds.models import AddresseeState, RoundState, Silence
from dondoc.tasks.models import OPEN_STATES, DifficultyState, TaskState
from dondoc.trust.models import SignatureState

Chip = tuple[str, str, str]

_STATES: dict[str, Chip] = {
    TaskState.PROPOSED: (TaskState.PROPOSED.label, "warn", "question"),
    TaskState.DISMISSED: (TaskState.DISMISSED.label, "", "dismiss"),
    TaskState.ASSIGNED: (TaskState.ASSIGNED.label, "info", "send"),
    TaskState.ACCEPTED: (TaskState.ACCEPTED.label, "info", "check"),
    TaskState.IN_PROGRESS: (TaskState.IN_PROGRESS.label, "accent", "clock"),
    TaskState.SUBMITTED: (TaskState.SUBMITTED.label, "warn", "inbox"),
    TaskState.RETURNED: (TaskState.RETURNED.label, "bad", "undo"),
    TaskState.SENT_BACK: (TaskState.SENT_BACK.label, "bad", "undo"),
    TaskState.DONE: (TaskState.DONE.label, "good", "done"),
    TaskState.CANCELLED: (TaskState.CANCELLED.label, "", "dismiss"),
    DocumentState.REVIEW: (DocumentState.REVIEW.label, "warn", "question"),
    DocumentState.CONFIRMED: (DocumentState.CONFIRMED.label, "good", "done"),
    DifficultyState.OPEN: (DifficultyState.OPEN.label, "warn", "warn"),
    DifficultyState.ANSWERED: (DifficultyState.ANSWERED.label, "good", "done"),
    DifficultyState.WITHDRAWN: (DifficultyState.WITHDRAWN.label, "", "undo"),
    PeriodState.COLLECTING: (PeriodState.COLLECTING.label, "info", "inbox"),
    PeriodState.DRAFTING: (PeriodState.DRAFTING.label, "accent", "edit"),
    PeriodState.HANDED_OVER: (PeriodState.HANDED_OVER.label, "warn", "send"),
    PeriodState.ISSUED: (PeriodState.ISSUED.label, "good", "done"),
    ObligationState.ACTIVE: (ObligationState.ACTIVE.label, "good", "check"),
    ObligationState.ENDED: (ObligationState.ENDED.label, "", "dismiss"),
    IntakeState.WAITING: (IntakeState.WAITING.label, "", "clock"),
    IntakeState.READING: (IntakeState.READING.label, "info", "document"),
    IntakeState.DONE: (IntakeState.DONE.label, "good", "done"),
    IntakeState.DUPLICATE: (IntakeState.DUPLICATE.label, "warn", "link"),
    IntakeState.ASKING: (IntakeState.ASKING.label, "warn", "question"),
    IntakeState.SPLIT: (IntakeState.SPLIT.label, "good", "done"),
    IntakeState.FAILED: (IntakeState.FAILED.label, "bad", "warn"),
}


_SIGNATURES: dict[str, Chip] = {
    SignatureState.UNASKED: (SignatureState.UNASKED.label, "", "clock"),
    SignatureState.UNSIGNED: (SignatureState.UNSIGNED.label, "", "document"),
    SignatureState.VALID: (SignatureState.VALID.label, "good", "seal"),
    SignatureState.UNVERIFIED: (SignatureState.UNVERIFIED.label, "warn", "seal"),
    SignatureState.CHANGED: (SignatureState.CHANGED.label, "bad", "warn"),
    SignatureState.INVALID: (SignatureState.INVALID.label, "bad", "warn"),
    SignatureState.UNSUPPORTED: (SignatureState.UNSUPPORTED.label, "warn", "question"),
    SignatureState.FAILED: (SignatureState.FAILED.label, "bad", "warn"),
}


def signature(value: str) -> Chip:
    """The label, tone and icon of what the signatures of a file or document came to."""
    return _SIGNATURES.get(value, (value, "", "info"))


def state(value: str) -> Chip:
    """The label, tone and icon of a state; an unknown one speaks for itself."""
    return _STATES.get(value, (value, "", "info"))


CELLS = {
    Cell.DONE_ON_TIME: "Hoàn thành đúng hạn",
    Cell.DONE_LATE: "Hoàn thành trễ hạn",
    Cell.OPEN_IN_TIME: "Đang thực hiện, trong hạn",
    Cell.OPEN_OVERDUE: "Quá hạn, chưa hoàn thành",
}

_ROUNDS: dict[str, Chip] = {
    RoundState.PREPARING: (RoundState.PREPARING.label, "", "edit"),
    RoundState.OPEN: (RoundState.OPEN.label, "info", "send"),
    RoundState.CLOSED: (RoundState.CLOSED.label, "good", "done"),
}


def round_state(value: str) -> Chip:
    """The label, tone and icon of the state of a round."""
    return _ROUNDS[value]


_TREATMENTS: dict[str, Chip] = {
    Treatment.PENDING: (Treatment.PENDING.label, "warn", "question"),
    Treatment.ADOPTED: (Treatment.ADOPTED.label, "good", "check"),
    Treatment.PARTLY: (Treatment.PARTLY.label, "good", "check"),
    Treatment.EXPLAINED: (Treatment.EXPLAINED.label, "info", "info"),
}


def treatment(value: str) -> Chip:
    """The label, tone and icon of what became of an opinion."""
    return _TREATMENTS[value]


_PROPOSALS: dict[str, Chip] = {
    ProposalState.PROPOSED: (ProposalState.PROPOSED.label, "warn", "question"),
    ProposalState.ACCEPTED: (ProposalState.ACCEPTED.label, "good", "check"),
    ProposalState.ASKED_BACK: (ProposalState.ASKED_BACK.label, "info", "undo"),
    ProposalState.REJECTED: (ProposalState.REJECTED.label, "", "dismiss"),
    ProposalState.MERGED: (ProposalState.MERGED.label, "", "link"),
}


def proposal(value: str) -> Chip:
    """The label, tone and icon of what was decided about a proposed task."""
    return _PROPOSALS[value]


def addressee(row: Any, asked: Any, today: date) -> Chip:
    """What an addressee has done, and how late it is where it owes an answer."""
    if row.state == AddresseeState.ANSWERED:
        return ("Trả lời muộn", "warn", "done") if row.late else (AddresseeState.ANSWERED.label, "good", "done")
    if asked.state == RoundState.PREPARING:
        return "Chưa gửi", "", "clock"
    over = asked.due_on is not None and (asked.due_on < today or asked.state == RoundState.CLOSED)
    if row.state == AddresseeState.RETURNED:
        return AddresseeState.RETURNED.label, "bad" if over else "warn", "undo"
    if over and asked.silence == Silence.AGREES:
        return "Coi là thống nhất", "", "done"
    if over and asked.due_on < today:
        return f"Quá hạn {(today - asked.due_on).days} ngày", "bad", "overdue"
    label = AddresseeState(row.state).label
    return label, "info" if row.state == AddresseeState.SEEN else "", "clock"


_LEVELS = dict(zip(LEVELS, (("good", "star"), ("good", "done"), ("info", "check"), ("bad", "warn")), strict=True))


def level(value: str) -> Chip:
    """The level of an evaluation, without the words that all of them share."""
    tone, icon = _LEVELS.get(value, ("", "info"))
    short = value.removesuffix(" nhiệm vụ")
    return short, tone, icon


def due(task: Any, today: date) -> Chip:
    """How a task stands to its due day. Overdue is computed here and nowhere stored."""
    if task.state == TaskState.DONE:
        return done(task)
    if task.continuous:
        return "Thường xuyên", "", "repeat"
    if task.due_on is None:
        return ("Không đặt hạn", "", "info") if not task.due else (due_words(task.due, task.time_text), "", "clock")
    if task.state == TaskState.SUBMITTED and task.submitted_on is not None:
        late = (task.submitted_on - task.due_on).days
        return (f"Nộp trễ {late} ngày", "warn", "clock") if late > 0 else ("Nộp đúng hạn", "good", "check")
    left = (task.due_on - today).days
    if task.state not in OPEN_STATES:
        return f"{task.due_on:%d/%m/%Y}", "", "calendar"
    if left < 0:
        return f"Quá hạn {-left} ngày", "bad", "overdue"
    if left == 0:
        return "Hết hạn hôm nay", "warn", "clock"
    return f"Còn {left} ngày", "warn" if left <= 3 else "", "clock"


def done(task: Any) -> Chip:
    """Done in time or late, as the four-cell statistics count it."""
    if task.due_on and task.done_on and task.done_on > task.due_on:
        return f"Trễ {(task.done_on - task.due_on).days} ngày", "warn", "done"
    return "Đúng hạn" if task.due_on else "Hoàn thành", "good", "done"


def due_words(due_value: str, printed: str) -> str:
    """A due value without a day: what the document prints, else what kind of due it is."""
    if due_value == "continuous":
        return "Thường xuyên"
    if due_value == "on-demand":
        return printed or "Khi có yêu cầu"
    if due_value.startswith("RRULE") or "FREQ=" in due_value:
        return printed or "Định kỳ"
    return printed or due_value


def readable(iso: str) -> str:
    """ISO 8601, as precise as it is, the Vietnamese way round: "2025-08-06" → "06/08/2025", "2025-08" → "08/2025"."""
    return "/".join(reversed(iso.split("-")))


def document_title(document: Any) -> str:
    """A document as officials name it: "Kế hoạch số 263/KH-UBND ngày 12/11/2026"."""
    number = document.code or document.symbol
    parts = [document.kind or "Văn bản"]
    if number:
        parts.append(f"số {number}" if document.code else f"ký hiệu {number}")
    if document.issued_text:
        parts.append(f"ngày {readable(document.issued_text)}")
    return " ".join(parts)
