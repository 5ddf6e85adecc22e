"""What resolving a name gives."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from dondoc.organisations.models import Person, Unit

Status = Literal["sure", "unsure", "unknown", "collective"]


@dataclass(frozen=True, slots=True)
class UnitHit:
    """A unit that a name may mean. ``score`` is in [0, 1]; 1 is the name itself or a lawful short form of it."""

    unit: Unit
    matched_name: str
    score: float


@dataclass(frozen=True, slots=True)
class Resolution:
    """What a printed name means.

    sure: ``units`` is the one unit. collective: ``units`` are all that it fans out to. unsure: a person must choose
    among ``candidates`` (``units`` is empty). unknown: nothing fits. ``note`` is a Vietnamese sentence for the person
    who chooses, where there is something to say: a body that was abolished, and who followed it. ``person`` is set
    where the words name one of the agency's people; ``units`` is then the unit of their first post.
    """

    status: Status
    units: list[Unit] = field(default_factory=list)
    candidates: list[UnitHit] = field(default_factory=list)
    note: str = ""
    person: Person | None = None

    @property
    def unit(self) -> Unit | None:
        """The one unit that is meant, where that is sure."""
        return self.units[0] if self.status == "sure" else None
