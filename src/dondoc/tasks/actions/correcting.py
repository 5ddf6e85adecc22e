"""A person corrects what was read; what was read stays in ``provenance``, what was changed in the log."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from dondoc.audit.errors import Refused
from dondoc.audit.recording import action
from dondoc.language.folding import nfc
from dondoc.language.times import resolve
from dondoc.organisations.models import Person
from dondoc.organisations.policies import require
from dondoc.organisations.queries import Membership
from dondoc.tasks.actions.bounds import check_children, check_parent
from dondoc.tasks.actions.locking import locked_one
from dondoc.tasks.actions.parts import PARTS, set_part
from dondoc.tasks.actions.recurring import renew_periods
from dondoc.tasks.calendars import calendar_of
from dondoc.tasks.deadlines import says_before, typed_due
from dondoc.tasks.models import PHASES, Phase, Task, TaskKind, TaskState
from dondoc.tasks.policies import ASSIGN, require_confirm
from dondoc.tasks.proposals import folded_task, received_day, set_deadline

LABELS = {
    "text": "Nội dung nhiệm vụ",
    "clause": "Mục",
    "deliverable": "Sản phẩm",
    "time_text": "Thời hạn (nguyên văn)",
    "due": "Thời hạn",
    "condition": "Điều kiện",
    "recipient": "Nơi nhận kết quả",
    "via": "Gửi qua",
    "funds": "Nguồn kinh phí",
    "urgency": "Độ khẩn",
}
OPEN_ONLY = frozenset({"lead", "collective"})
"""What is settled once a task is assigned; from then on responsibility moves by reassigning."""


@action("task.correct")
def correct(
    by: Person, membership: Membership, task_id: int, changes: Mapping[str, Any], version: int | None = None
) -> Task:
    """Change fields of a proposal, or of a task that was confirmed with a mistake.

    ``changes`` maps names to new values: words for those of ``LABELS`` (``due`` as the contract's string, a date or
    words), ``kind`` a TaskKind, ``start``/``end`` offsets, ``collective`` a boolean, and for ``lead``, ``coordinate``,
    ``direct``, ``follow`` a list whose items are a name, or a mapping with ``name``, ``unit`` and ``person`` (ids) and
    ``excluded`` (ids of units left out of a collective). New words of time are resolved again unless ``due`` is given
    too. ``version`` is that of the page the person saw.

    Raises NotAllowed, Stale where somebody else saved since, Refused for a wrong value.
    """
    require_confirm(membership)
    task = locked_one(membership, task_id, version, changes)
    _require_state(membership, task, changes)
    for name, value in changes.items():
        _set(task, name, value, membership.today)
    if "time_text" in changes and "due" not in changes:
        task.due, task.exclusive = _resolved(task), says_before(task.time_text)
    if {"due", "time_text"} & changes.keys():
        day = received_day(task.document) if task.document and task.phase == Phase.PROPOSAL else membership.today
        set_deadline(task, calendar_of(task.agency), day)
        _settle_days(task, membership.today)
    task.folded = folded_task(task, task.document)
    task.version += 1
    task.save()
    if task.collective and PHASES[TaskState(task.state)] == Phase.OPEN:
        _pass_down(task, "due" in changes or "time_text" in changes, membership.today)
    return task


def _settle_days(task: Task, today: date) -> None:
    """An open task gets the periods of its new due, and stays within the task it came from, and what came from it
    within it."""
    if task.phase == Phase.OPEN:
        renew_periods(task, today)
        check_parent(task, task.due_on, "due")
        check_children(task, "due")


def _require_state(membership: Membership, task: Task, changes: Mapping[str, Any]) -> None:
    if task.state == TaskState.PROPOSED:
        return
    if PHASES[TaskState(task.state)] != Phase.OPEN:
        raise Refused("Nhiệm vụ này đã đóng hoặc đã bỏ nên không sửa được; hãy khôi phục trước.")
    require(membership, ASSIGN)
    settled = OPEN_ONLY & changes.keys()
    if settled:
        raise Refused("Nhiệm vụ đã giao; muốn đổi đơn vị chủ trì, hãy dùng “Chuyển đơn vị khác”.", min(settled))


def _set(task: Task, name: str, value: Any, today: date) -> None:
    if name in PARTS:
        set_part(task, name, value, today)
    elif name in LABELS:
        _set_words(task, name, value)
    elif name == "kind":
        if value not in TaskKind.values:
            raise Refused("Loại nhiệm vụ không đúng.", name)
        task.kind = value
    elif name == "collective":
        task.collective = bool(value)
    elif name in ("start", "end"):
        setattr(task, name, _offset(task, value, name))
    else:
        raise Refused("Trường này không sửa được.", name)


def _set_words(task: Task, name: str, value: Any) -> None:
    words = " ".join(nfc(str(value or "")).split())
    longest = Task._meta.get_field(name).max_length
    if longest is not None and len(words) > longest:
        raise Refused(f"{LABELS[name]} dài quá {longest} ký tự; hãy rút gọn.", name)
    if name == "text" and not words:
        raise Refused("Nội dung nhiệm vụ không được để trống.", name)
    if name == "due":
        task.exclusive = says_before(words)
        words = typed_due(words, _issued(task))
    setattr(task, name, words)


def _issued(task: Task) -> str:
    return task.document.issued_text if task.document else ""


def _resolved(task: Task) -> str:
    received = task.document.received_on.isoformat() if task.document and task.document.received_on else None
    due, _ = resolve(task.time_text, _issued(task) or None, received, counter=calendar_of(task.agency))
    return due or ""


def _offset(task: Task, value: Any, name: str) -> int | None:
    if value is None:
        return None
    if not isinstance(value, int) or value < 0:
        raise Refused("Vị trí đánh dấu không đúng; hãy bôi đen lại câu trong văn bản.", name)
    return value


def _pass_down(task: Task, days: bool, today: date) -> None:
    """What is corrected on a collective task holds for its open children too."""
    for child in task.children.filter(fanned_out=True, phase=Phase.OPEN):
        for name in (*LABELS, "kind", "exclusive", "due_on", "first_due_on", "continuous", "folded"):
            setattr(child, name, getattr(task, name))
        if days:
            _settle_days(child, today)
        child.version += 1
        child.save()
