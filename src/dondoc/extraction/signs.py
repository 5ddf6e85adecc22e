"""Signs: the rules of this room as data. A sign is a pattern on folded words with examples that run as tests."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
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
        self.heads = heads
        bits = [(1 << number, sign.needs) for number, sign in enumerate(self.signs)]
        self._always = sum(bit for bit, needs in bits if "" in needs)
        self._sometimes = [(bit, needs) for bit, needs in bits if "" not in needs]
        self._looks: dict[int, Callable[[str], re.Match[str] | None]] = {}

    def find(self, folded: str) -> Sign | None:
        """The sign that holds."""
        possible = self._always
        for bit, needs in self._sometimes:
            for need in needs:
                if need in folded:
                    possible |= bit
                    break
        if not possible:
            return None
        look = self._looks.get(possible) or self._compiled(possible)
        found = look(folded)
        return self.signs[int(found.lastgroup[1:])] if found and found.lastgroup else None

    def _compiled(self, possible: int) -> Callable[[str], re.Match[str] | None]:
        """The pass over the signs whose bits are set."""
        chosen = [(number, sign) for number, sign in enumerate(self.signs) if possible >> number & 1]
        compiled = re.compile("|".join(f"(?P<s{number}>{sign.pattern})" for number, sign in chosen))
        self._looks[possible] = look = compiled.match if self.heads else compiled.search
        return look
