"""Moving a task by the table: lock, check who and from where, then write. All steps go through here."""

from __future__ import annotations

from django.utils import timezone

from dondoc.audit.errors import NotAllowed, Refused
from dondoc.organisations.queries import Membership
from dondoc.tasks.actions.locking import locked_one
from dondoc.tasks.models import Difficulty, DifficultyState, Phase, Task, TaskState
from dondoc.tasks.relations import relations
from dondoc.tasks.states import TRANSITIONS, Transition
from dondoc.tasks.steps import fits, may_step

CLOSED_STATES = frozenset({TaskState.DONE, TaskState.CANCELLED})
SHOWN = ("due_on", "percent", "lead")
"""What somebody is told who comes second."""


def begin(membership: Membership, task_id: int, name: str, version: int | None = None) -> tuple[Task, Transition]:
    """The task under lock and the step of the table, after all checks.

    Raises Stale where ``version`` is not the row's, NotAllowed where the member may not, Refused where the task's state
    does not know the step.
    """
    transition = TRANSITIONS[name]
    # The parent of a fanned-out task is locked before it, as whoever acts on the parent does, or the two would wait
    # for one another.
    parent = Task.objects.filter(pk=task_id, fanned_out=True).values("parent")
    list(Task.objects.select_for_update().filter(pk__in=parent).values_list("pk", flat=True))
    task = locked_one(membership, task_id, version, SHOWN)
    actors = relations(membership, task)
    if not actors:
        raise NotAllowed("Bạn không được xem nhiệm vụ này.")
    if not may_step(transition, actors):
        who = " hoặc ".join(sorted(actor.value.lower() for actor in transition.who))
        raise NotAllowed(f"Chỉ {who} được chọn “{transition.label}”.")
    if not fits(transition, task):
        if task.collective:
            raise Refused("Nhiệm vụ này giao riêng cho từng đơn vị; hãy thao tác trên nhiệm vụ của đơn vị.")
        raise Refused(
            f"Nhiệm vụ đang ở trạng thái “{task.get_state_display()}” nên không thể “{transition.label}”; "
            "hãy tải lại trang."
        )
    return task, transition


def move(task: Task, target: TaskState | None) -> Task:
    """Set the state, count the version, save, and let a collective parent follow its children. What was asked for a
    task lapses when it closes."""
    if target is not None:
        task.state = target
    if target in CLOSED_STATES:
        lapse(task)
    task.version += 1
    task.save()
    if task.fanned_out and task.parent_id is not None:
        follow_children(task.parent_id)
    return task


def lapse(task: Task) -> None:
    """A request for more time that nobody decided on is void once there is nothing left to be given time for: the
    result was accepted, or the task called off. Nobody decided, so ``decided_by`` stays empty."""
    for request in task.extension_set.select_for_update().filter(granted=None):
        request.granted, request.decided_at = False, timezone.now()
        request.answer = "Không cần quyết định nữa: nhiệm vụ hoặc kỳ này đã kết thúc."
        request.save()
    if task.state in CLOSED_STATES:
        for difficulty in task.difficulties.select_for_update().filter(state=DifficultyState.OPEN):
            let_go(difficulty)


def let_go(difficulty: Difficulty) -> None:
    """Nobody has to answer a difficulty any more whose task was done or called off: it leaves whoever holds it."""
    difficulty.state = DifficultyState.WITHDRAWN
    difficulty.answer = "Không cần giải quyết nữa: nhiệm vụ đã kết thúc."
    difficulty.version += 1
    difficulty.save()
    for hop in difficulty.hops.filter(left_on=None):
        hop.left_on = max(hop.since, timezone.localdate())
        hop.save()


def follow_children(parent_id: int) -> None:
    """A collective task is done when none of its children is open, and open again when one is."""
    parent = Task.objects.select_for_update().get(pk=parent_id)
    children = parent.children.filter(fanned_out=True)
    is_open = children.filter(phase=Phase.OPEN).exists()
    if parent.phase == Phase.OPEN and not is_open:
        done = children.filter(state=TaskState.DONE).order_by("-done_on").first()
        parent.state = TaskState.DONE if done else TaskState.CANCELLED
        parent.done_on = done.done_on if done else None
    elif parent.phase == Phase.CLOSED and is_open:
        parent.state, parent.done_on = TaskState.ASSIGNED, None
    else:
        return
    parent.version += 1
    parent.save()


def said(words: str | None, sentence: str, field: str) -> str:
    """Words that must be given, cleaned. Raises Refused with ``sentence`` where there are none."""
    cleaned = (words or "").strip()
    if not cleaned:
        raise Refused(sentence, field)
    return cleaned
