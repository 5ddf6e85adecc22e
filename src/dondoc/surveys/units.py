"""Names of units in answers, as the agency that asks would read them."""

from __future__ import annotations

from datetime import date

from dondoc.organisations.resolving import Resolver
from dondoc.rounds.models import Round


class UnitNames:
    """Finds the official name of a unit by any of its names; the organisation is read on first use only."""

    def __init__(self, asked: Round, today: date) -> None:
        self._asked, self._today = asked, today
        self._resolver: Resolver | None = None

    def __call__(self, name: str) -> str | None:
        if self._resolver is None:
            self._resolver = Resolver(self._asked.agency, self._today)
        found = self._resolver.resolve(name)
        return found.units[0].name if found.status == "sure" and len(found.units) == 1 else None
