"""What the checker says."""

from __future__ import annotations

from dataclasses import dataclass

SOURCE = "Nghị định 30/2020/NĐ-CP, Phụ lục I"


@dataclass(frozen=True, slots=True)
class Finding:
    """A departure from the decree. ``where`` is the part with its first words, ``rule`` the item of Annex I, Part I."""

    where: str
    what: str
    expected: str
    found: str
    rule: str

    def __str__(self) -> str:
        return f"{self.where} - {self.what}: {self.found} (quy định: {self.expected}; {SOURCE}, mục {self.rule})"


def number(value: float) -> str:
    """``12.5`` → ``12,5``; at most one decimal."""
    return f"{value:.1f}".removesuffix(".0").replace(".", ",")


def span(low: float, high: float, unit: str) -> str:
    """``12 - 13 pt``, or ``13 pt`` where both ends are the same."""
    ends = number(low) if low == high else f"{number(low)} - {number(high)}"
    return f"{ends} {unit}"


def shortened(text: str, length: int = 40) -> str:
    """The first words of ``text`` in quotes."""
    text = " ".join(text.split())
    return f"“{text[:length].rstrip()}…”" if len(text) > length else f"“{text}”"
