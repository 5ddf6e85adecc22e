"""What the daily run finds: a task whose step has come."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from dondoc.notices.steps import Step


class Row(NamedTuple):
    """What reminding needs to know of a task."""

    id: int
    due_on: date
    state: str
    urgency: str
    confirmed_by: int | None
    confirmed_at: datetime | None


@dataclass(frozen=True, slots=True)
class Due:
    """A task with the step that has come for it."""

    row: Row
    step: Step
