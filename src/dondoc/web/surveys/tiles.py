"""A figure of each unit as a field of tiles: shades show where much and where little, empty ones who has not answered.

Units have no shapes here that a map could be drawn of; a tile a unit, in the order of the round, needs none.
"""

from __future__ import annotations

from dataclasses import dataclass

from dondoc.forms.summing import Cross
from dondoc.forms.values import shown_number
from dondoc.rounds.models import Addressee, AddresseeState, Round

SHADES = 5
FEWEST, MOST = 6, 400
"""Units of which a field of tiles is drawn; of fewer the bars say it better, of more it says nothing any more."""
_PREFIXES = ("Ủy ban nhân dân ", "UBND ")


@dataclass(frozen=True, slots=True)
class Tile:
    """One unit; ``shade`` 0 is nothing, ``figure`` is empty where the unit has not answered."""

    addressee: int
    name: str
    short: str
    figure: str
    shade: int


def tiles_of(asked: Round, made: Cross) -> list[Tile]:
    """The units of a round by their figure in ``made``, whose rows are units; empty where there are too few or too
    many. One query."""
    rows = Addressee.objects.filter(round=asked).order_by("order", "id").values_list("pk", "name", "state")
    units = list(rows[: MOST + 1])
    if not FEWEST <= len(units) <= MOST:
        return []
    totals = {row: made.row_total(row) for row in made.rows}
    most = max(totals.values(), default=0)
    found = []
    for pk, name, state in units:
        if name not in totals and state != AddresseeState.ANSWERED:
            found.append(Tile(pk, name, _short(name), "", 0))
            continue
        total = totals.get(name, 0)
        shade = -(-int(total * SHADES) // int(most)) if most >= 1 and total > 0 else 0
        found.append(Tile(pk, name, _short(name), shown_number(float(total)), min(SHADES, max(shade, 0))))
    return found


def _short(name: str) -> str:
    """The name without what all of them begin with."""
    for prefix in _PREFIXES:
        if name.startswith(prefix):
            rest = name.removeprefix(prefix)
            return rest[:1].upper() + rest[1:]
    return name
