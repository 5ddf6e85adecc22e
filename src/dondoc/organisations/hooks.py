"""What rooms above do when the organisation changes; they add themselves when the program starts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    # Rooms above register while the models are not there yet.
    from dondoc.organisations.models import Person, Unit

UnitsEnded = Callable[["Person | None", "Sequence[Unit]", "Sequence[Unit]", date], None]

PersonLeft = Callable[["Person | None", "Person", date], None]

# Called inside the action that closes or merges units: (by, old units, their successors, first day without them).
on_units_ended: list[UnitsEnded] = []

# Called inside the action that closes somebody's account: (by, the person, first day without them).
on_person_left: list[PersonLeft] = []
