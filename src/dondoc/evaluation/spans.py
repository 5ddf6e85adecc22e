"""The months, quarters and years that are evaluated."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

MONTHS = {"month": 1, "quarter": 3, "year": 12}


@dataclass(frozen=True, slots=True)
class Span:
    """A month, quarter or year; ``first`` is its first day."""

    kind: str
    first: date

    @classmethod
    def of(cls, kind: str, day: date) -> Span:
        """The span of a kind that a day falls into. Raises KeyError for an unknown kind."""
        months = MONTHS[kind]
        return cls(kind, date(day.year, (day.month - 1) // months * months + 1, 1))

    @property
    def last(self) -> date:
        month = self.first.month + MONTHS[self.kind] - 1
        return date(self.first.year, month, monthrange(self.first.year, month)[1])

    @property
    def name(self) -> str:
        """As officials say it: "tháng 11 năm 2026", "quý IV năm 2026", "năm 2026"."""
        if self.kind == "month":
            return f"tháng {self.first.month} năm {self.first.year}"
        if self.kind == "quarter":
            return f"quý {('I', 'II', 'III', 'IV')[self.first.month // 3]} năm {self.first.year}"
        return f"năm {self.first.year}"

    def before(self) -> Span:
        return Span.of(self.kind, self.first - timedelta(days=1))

    def after(self) -> Span:
        return Span.of(self.kind, self.last + timedelta(days=1))
