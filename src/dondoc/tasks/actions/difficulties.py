"""Difficulties: raised on a task or freely, answered by the unit that holds them, passed up when the clock runs out."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils import timezone

from dondoc.audit.errors import NotAllowed, Refused, Stale
from dondoc.audit.recording import action
from dondoc.documents.policies import agency_of
from dondoc.organisations.models import Person, Unit
from dondoc.organisations.queries import Membership
from dondoc.tasks.actions.handing import standing_unit
from dondoc.tasks.actions.moving import begin, let_go, move, said
from dondoc.tasks.chain import answer_by, next_up
from dondoc.tasks.models import Assignment, Difficulty, DifficultyState, Hop, Part, Phase, Task, TaskState
from dondoc.tasks.relations import answers_for


@action("difficulty.raise")
def raise_difficulty(
    by: Person,
    membership: Membership,
    task_id: int | None,
    text: str,
    *,
    to_unit: int | None = None,
    proposal: str = "",
) -> Difficulty:
    """Say what stands in the way, on a task or (``task_id`` None) freely. It goes to ``to_unit``, by default to the
    next station above the unit that raises it, which then has its working days to answer.

    Raises NotAllowed, Refused without words, or where nobody stands above.
    """
    agency = agency_of(membership)
    text = said(text, "Hãy ghi rõ khó khăn, vướng mắc.", "text")
    task = begin(membership, task_id, "raise_difficulty")[0] if task_id is not None else None
    unit = _raising_unit(membership, task)
    holder = standing_unit(to_unit, membership.today) if to_unit else next_up(agency, unit)
    if holder is None or holder.pk == unit.pk:
        raise Refused("Hãy chọn đơn vị giải quyết khó khăn, vướng mắc này.", "to_unit")
    difficulty = Difficulty(agency=agency, task=task, unit=unit, text=text, proposal=proposal.strip(), raised_by=by)
    difficulty.holder, difficulty.answer_by = holder, answer_by(agency, membership.today)
    difficulty.save()
    _arrive(difficulty, membership.today, Hop.Because.RAISED)
    if task is not None:
        move(task, None)
    return difficulty


def _raising_unit(membership: Membership, task: Task | None) -> Unit:
    lead = task.assignments.filter(part=Part.LEAD).select_related("unit").first() if task is not None else None
    if lead is not None and lead.unit is not None:
        return lead.unit
    return Unit.objects.get(pk=membership.posts[0].unit_id)


def _arrive(difficulty: Difficulty, day: date, because: Hop.Because, note: str = "") -> None:
    Hop(
        difficulty=difficulty,
        unit=difficulty.holder,
        since=day,
        answer_by=difficulty.answer_by,
        because=because,
        note=note,
    ).save()


def _leave(difficulty: Difficulty, day: date) -> None:
    hop = difficulty.hops.filter(left_on=None).order_by("-id").first()
    if hop is not None:
        hop.left_on = day
        hop.save()


@action("difficulty.answer")
def answer_difficulty(
    by: Person,
    membership: Membership,
    difficulty_id: int,
    answer: str,
    *,
    task: Mapping[str, Any] | None = None,
    version: int | None = None,
) -> Difficulty:
    """Answer for the unit that holds it. ``task`` (``text``, ``unit`` and maybe ``due_on``) gives work out of it.

    Raises NotAllowed, Stale, Refused without words or where it is open no more.
    """
    difficulty = _held(membership, difficulty_id, version)
    difficulty.answer = said(answer, "Hãy ghi nội dung trả lời.", "answer")
    difficulty.state, difficulty.answered_by, difficulty.answered_at = DifficultyState.ANSWERED, by, timezone.now()
    if task is not None:
        difficulty.outcome = _outcome(by, membership, difficulty, task)
    _leave(difficulty, membership.today)
    return _put(difficulty)


def _outcome(by: Person, membership: Membership, difficulty: Difficulty, given: Mapping[str, Any]) -> Task:
    unit = standing_unit(int(given.get("unit") or 0), membership.today)
    text = said(given.get("text"), "Hãy ghi nội dung việc cần làm.", "text")
    task = Task(agency=difficulty.agency, state=TaskState.ASSIGNED, text=text, folded="", provenance={})
    task.document = difficulty.task.document if difficulty.task else None
    task.due_on = task.first_due_on = given.get("due_on")
    task.due = task.due_on.isoformat() if task.due_on else ""
    task.confirmed_by, task.confirmed_at = by, timezone.now()
    task.save()
    Assignment(task=task, part=Part.LEAD, name=unit.name, unit=unit).save()
    return task


@action("difficulty.pass_up")
def pass_up(
    by: Person, membership: Membership, difficulty_id: int, note: str, *, version: int | None = None
) -> Difficulty:
    """The unit that holds it cannot answer and passes it on to the next station.

    Raises NotAllowed, Stale, Refused without a reason or at the top.
    """
    difficulty = _held(membership, difficulty_id, version)
    note = said(note, "Hãy ghi lý do chuyển lên cấp trên.", "note")
    if not _go_up(difficulty, membership.today, Hop.Because.PASSED, note):
        raise Refused("Không còn cấp nào phía trên để chuyển; hãy trả lời.")
    return _put(difficulty)


@action("difficulty.withdraw")
def withdraw_difficulty(
    by: Person, membership: Membership, difficulty_id: int, *, version: int | None = None
) -> Difficulty:
    """Whoever raised it, or a head of that unit, takes it back. Raises NotAllowed, Stale, Refused when answered."""
    difficulty = _locked(membership, difficulty_id, version)
    if difficulty.raised_by_id != by.pk and not answers_for(membership, difficulty.unit_id):
        raise NotAllowed("Chỉ người đã báo hoặc lãnh đạo đơn vị đó được rút.")
    difficulty.state = DifficultyState.WITHDRAWN
    _leave(difficulty, membership.today)
    return _put(difficulty)


@action("difficulty.clock")
def escalate(by: None, today: date) -> list[Difficulty]:
    """What the scheduler does each day: whatever was not answered in its time goes one station up.

    At the top it stays and shows as late; what belongs to a task that is over goes nowhere. Run twice on a day it does
    nothing more.
    """
    rows = Difficulty.objects.select_for_update(of=("self",)).select_related("agency__unit__parent", "holder")
    for over in rows.filter(state=DifficultyState.OPEN, task__phase=Phase.CLOSED).order_by("id"):
        let_go(over)
    late = rows.filter(state=DifficultyState.OPEN, answer_by__lt=today).order_by("id")
    return [_put(difficulty) for difficulty in late if _go_up(difficulty, today, Hop.Because.CLOCK)]


def _go_up(difficulty: Difficulty, today: date, because: Hop.Because, note: str = "") -> bool:
    above = next_up(difficulty.agency, difficulty.holder)
    if above is None:
        return False
    _leave(difficulty, today)
    difficulty.holder, difficulty.answer_by = above, answer_by(difficulty.agency, today)
    _arrive(difficulty, today, because, note)
    return True


def _locked(membership: Membership, difficulty_id: int, version: int | None) -> Difficulty:
    rows = Difficulty.objects.select_for_update(of=("self",)).select_related("agency__unit__parent", "holder", "task")
    difficulty = rows.filter(pk=difficulty_id, agency=agency_of(membership)).first()
    if difficulty is None:
        raise Refused("Không tìm thấy khó khăn, vướng mắc này; hãy tải lại trang.")
    if version is not None and version != difficulty.version:
        raise Stale(changed={"state": difficulty.get_state_display(), "holder": difficulty.holder.name})
    if difficulty.state != DifficultyState.OPEN:
        raise Refused(f"Khó khăn, vướng mắc này {difficulty.get_state_display().lower()}.")
    return difficulty


def _held(membership: Membership, difficulty_id: int, version: int | None) -> Difficulty:
    difficulty = _locked(membership, difficulty_id, version)
    if not answers_for(membership, difficulty.holder_id):
        raise NotAllowed(f"Chỉ lãnh đạo {difficulty.holder.name} được trả lời hoặc chuyển lên.")
    return difficulty


def _put(difficulty: Difficulty) -> Difficulty:
    difficulty.version += 1
    difficulty.save()
    return difficulty
