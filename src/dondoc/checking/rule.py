"""What a rule of the linter is: data with annotated examples, and the function that looks for its faults."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dondoc.checking.finding import Severity
from dondoc.reading.text import Span

if TYPE_CHECKING:
    from dondoc.checking.matter import Matter


@dataclass(frozen=True, slots=True)
class Fault:
    """What a rule found at a place (None: the document as a whole), said in two Vietnamese sentences."""

    span: Span | None
    message: str
    mend: str


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule. ``title`` names the fault; ``why`` tells in a sentence what is at stake; ``basis`` is the law.

    ``examples`` are passages in which the rule finds exactly what stands in [[double brackets]]; in
    ``counter_examples`` it finds nothing. Both stand in the body of an invented letter of 15 September 2026, unless
    they bring a head of their own ("Kính gửi", "Nơi nhận", a date).
    """

    id: str
    title: str
    severity: Severity
    basis: str
    why: str
    find: Callable[[Matter], Iterator[Fault]]
    examples: tuple[str, ...] = ()
    counter_examples: tuple[str, ...] = ()
