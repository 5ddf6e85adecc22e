"""Signs: the rules of this room as data. A sign is a pattern on folded words with examples that run as tests."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sign:
    """``pattern`` is searched in folded words. It must hold in the ``examples`` and not in the ``counter_examples``.

    ``needs`` are words of which one stands wherever the pattern holds: looking for these first is much cheaper.
    """

    id: str
    pattern: str
    examples: tuple[str, ...]
    counter_examples: tuple[str, ...]
    needs: tuple[str, ...] = ("",)


class Signs:
    """Several signs tried in one pass; the first that holds names the rule. ``heads`` only looks at the beginning."""

    def __init__(self, signs: Iterable[Sign], *, heads: bool = False) -> None:
        self.signs = tuple(signs)
        compiled = re.compile("|".join(f"(?P<s{n}>{sign.pattern})" for n, sign in enumerate(self.signs)))
        self.heads = heads
        self._needs = tuple({need for sign in self.signs for need in sign.needs})
        self._look = compiled.match if heads else compiled.search

    def find(self, folded: str) -> Sign | None:
        """The sign that holds."""
        if not self.heads and not any(need in folded for need in self._needs):
            return None
        found = self._look(folded)
        return self.signs[int(found.lastgroup[1:])] if found and found.lastgroup else None
