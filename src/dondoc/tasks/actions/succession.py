"""Units change: open work passes to the unit that followed; where several did, a person has to say which."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.utils import timezone

from dondoc.audit.recording import action
from dondoc.organisations.models import Person, Succession, Unit
from dondoc.tasks.models import Assignment, Difficulty, DifficultyState, Phase, Task


def units_ended(by: Person | None, olds: Sequence[Unit], news: Sequence[Unit], on: date) -> None:
    """Units have ended from a day on: what is open passes over now, or on that day where it is still to come."""
    if on <= timezone.localdate():
        follow_successions(by, max(on, timezone.localdate()))


@action("task.pass_on")
def follow_successions(by: Person | None, today: date) -> int:
    """Pass the open parts and difficulties of units that have ended to the one unit that followed each.

    A unit that was split, or closed without a follower, keeps its parts until somebody says who takes them over
    (``hand_over``). Printed names stay as they were. Returns how many parts were passed on; the scheduler runs it
    each day, for successions that were entered ahead.
    """
    passed = 0
    for old, new in _single_followers(today).items():
        rows = Assignment.objects.select_related("task").filter(unit=old).exclude(phase=Phase.CLOSED)
        # Tasks before parts, as everybody else, or two would wait for one another.
        tasks = Task.objects.select_for_update().filter(pk__in=rows.values("task")).order_by("pk")
        list(tasks.values_list("pk", flat=True))
        for row in rows.order_by("id"):
            row.unit_id = new
            row.save()
            passed += 1
        for difficulty in Difficulty.objects.filter(holder=old, state=DifficultyState.OPEN):
            difficulty.holder_id = new
            difficulty.save()
    return passed


def _single_followers(today: date) -> dict[int, int]:
    """For each unit that has ended the unit that its work goes to, over as many successions as there were."""
    followers: dict[int, set[int]] = {}
    for row in Succession.objects.filter(on__lte=today, old__valid_until__lte=today):
        followers.setdefault(row.old_id, set()).add(row.new_id)
    single = {old: next(iter(news)) for old, news in followers.items() if len(news) == 1}
    return {old: last for old in single if (last := _last(old, single, followers)) is not None}


def _last(old: int, single: dict[int, int], followers: dict[int, set[int]]) -> int | None:
    seen = {old}
    unit = single[old]
    while unit in followers:
        if unit in seen or unit not in single:
            return unit if unit not in seen else None
        seen.add(unit)
        unit = single[unit]
    return unit
