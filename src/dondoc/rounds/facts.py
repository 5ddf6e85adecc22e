"""Figures of other work that a report may take in: a room above registers what it tells of a stretch of days.

They register dotted names when the program starts; the functions are imported when first used, for models exist only
then.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date

from django.utils.module_loading import import_string


@dataclass(frozen=True, slots=True)
class Stretch:
    """Whose figures of which days, both included; ``document_id`` narrows them to what belongs to one document."""

    agency_id: int
    first: date
    last: date
    document_id: int | None = None


@dataclass(frozen=True, slots=True)
class Fact:
    """One sentence of figures. ``key`` tells it from the other facts of its kind for ever, so that newer figures take
    its place; ``topic`` is the heading that it stands under in a report; ``of`` the id of what it is about, where it is
    about one thing."""

    key: str
    topic: str
    text: str
    of: int | None = None


@dataclass(frozen=True, slots=True)
class Telling:
    """A kind of facts: its name, its words, and the dotted name of the function from a stretch to its facts."""

    name: str
    label: str
    dotted: str


_TELLINGS: dict[str, Telling] = {}


def register(telling: Telling) -> None:
    """Make a kind known; a room calls this in its ``AppConfig.ready``."""
    _TELLINGS[telling.name] = telling


def tellings() -> list[Telling]:
    """All kinds, in the order of their words."""
    return sorted(_TELLINGS.values(), key=lambda one: one.label)


def facts(names: Collection[str], stretch: Stretch) -> list[tuple[str, Fact]]:
    """The facts of these kinds with the name of their kind; kinds that are not known any more tell nothing."""
    found = []
    for telling in tellings():
        if telling.name in names:
            call: Callable[[Stretch], list[Fact]] = import_string(telling.dotted)
            found += [(telling.name, fact) for fact in call(stretch)]
    return found


def in_numbers(count: int) -> str:
    """A number as official documents write it: two figures at least, points between thousands ("05", "1.250")."""
    return f"{count:02d}" if count < 1000 else f"{count:,}".replace(",", ".")
