"""Signs: the rules of this room as data. A sign is a pattern on folded words with examples that run as tests."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sign:
    """``pattern`` is searched in folded words. It must hold in the ``examples`` and not in the ``counter_examples``."""

    id: str
    pattern: str
    examples: tuple[str, ...]
    counter_examples: tuple[str, ...]


class Signs:
    """Several signs tried in one pass; the first that holds names the rule. ``heads`` only looks at the beginning."""

    def __init__(self, signs: Iterable[Sign], *, heads: bool = False) -> None:
        self.signs = tuple(signs)
        compiled = re.compile("|".join(f"(?P<s{n}>{sign.pattern})" for n, sign in enumerate(self.signs)))
        self.heads = heads
        self._look = compiled.match if heads else compiled.search

    def find(self, folded: str) -> Sign | None:
        """The sign that holds."""
        found = self._look(folded)
        return self.signs[int(found.lastgroup[1:])] if found and found.lastgroup else None
