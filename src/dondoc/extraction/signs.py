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
    """Several signs searched in one pass; the first that holds names the rule."""

    def __init__(self, signs: Iterable[Sign]) -> None:
        self.signs = tuple(signs)
        self._all = re.compile("|".join(f"(?P<s{n}>{sign.pattern})" for n, sign in enumerate(self.signs)))

    def find(self, folded: str) -> Sign | None:
        """The sign that holds somewhere in the words."""
        found = self._all.search(folded)
        return self.signs[int(found.lastgroup[1:])] if found and found.lastgroup else None
