"""Cues: the small rules as data. A cue is a pattern with examples that run as tests (``tests/house/test_cues.py``).

A rule that makes a value is a ``rules.Rule``; one that bars a section or a sentence is an ``extraction.signs.Sign``; all
other words that decide something are a cue.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, TypeVar

Compiled = TypeVar("Compiled")


@dataclass(frozen=True, slots=True)
class Cue:
    """``finds`` are sentences that mark what the pattern holds on as ``[[words]]``; in ``leaves`` it does not hold.

    A pattern is tried at the beginning of a sentence or, where ``anywhere``, in all of it; on folded words or, where
    ``printed``, on the words with their marks and capitals.
    """

    id: str
    pattern: Any
    """As ``re`` or ``regex`` compiled it."""
    finds: tuple[str, ...]
    leaves: tuple[str, ...]
    anywhere: bool = False
    printed: bool = False


CUES: dict[str, Cue] = {}
"""All cues of the modules that were loaded, by id."""


def cue(
    id: str,
    pattern: Compiled,
    *,
    finds: tuple[str, ...],
    leaves: tuple[str, ...],
    anywhere: bool = False,
    printed: bool = False,
) -> Compiled:
    """Enters a pattern among the cues and hands it back. Raises ValueError where the id is taken."""
    if id in CUES:
        raise ValueError(f"two cues are called {id}")
    CUES[id] = Cue(id, pattern, finds, leaves, anywhere, printed)
    return pattern
