"""Walking a long list from end to end: each stretch begins behind the last row of the one before, so that it costs the
same however far one has come, and no row is missed or told twice because others were added meanwhile."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from django.core.exceptions import FieldDoesNotExist
from django.db.models import F, Model, Q, QuerySet

from dondoc.audit.errors import Refused

M = TypeVar("M", bound=Model)
Order = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Key:
    """A column that a list is ordered by; rows without a value stand last, whichever way it goes."""

    column: str
    descending: bool
    nullable: bool = False

    def ordering(self) -> Any:
        """What ``order_by`` takes."""
        if not self.nullable:
            return f"-{self.column}" if self.descending else self.column
        return F(self.column).desc(nulls_last=True) if self.descending else F(self.column).asc(nulls_last=True)


def keys_of(model: type[Model], order: Order) -> list[Key]:
    """The columns of ``model`` that the names in ``order`` mean, descending with "-"."""
    names = [(name.lstrip("-"), name.startswith("-")) for name in order]
    return [Key(name, descending, model._meta.get_field(name).null) for name, descending in names]


def stretch(rows: QuerySet[M], order: Order, cursor: str, limit: int) -> tuple[list[M], str | None]:
    """Up to ``limit`` rows behind ``cursor`` (empty: from the beginning), and the cursor of what follows (None: end).

    The last name in ``order`` is of a unique column. Raises Refused for a cursor that was not made for this order.
    """
    keys = keys_of(rows.model, order)
    rows = rows.order_by(*(key.ordering() for key in keys))
    if cursor:
        rows = rows.filter(behind(keys, decoded(cursor, order, rows.model)))
    found = list(rows[: limit + 1])
    if len(found) <= limit:
        return found, None
    return found[:limit], cursor_at(found[limit - 1], order)


def cursor_at(row: Model, order: Order) -> str:
    """The cursor of what follows ``row``."""
    return encoded(order, [getattr(row, name.lstrip("-")) for name in order])


def behind(keys: Sequence[Key], values: Sequence[Any]) -> Q:
    """The condition that a row stands behind the one whose ``values`` are given."""
    key, value = keys[0], values[0]
    rest = behind(keys[1:], values[1:]) if len(keys) > 1 else None
    if value is None:
        return Q(**{f"{key.column}__isnull": True}) & (rest or Q())
    past, since = ("lt", "lte") if key.descending else ("gt", "gte")
    found = Q(**{f"{key.column}__{past}": value})
    if rest is not None:
        # The bound on the first column alone is where an index can begin.
        found = Q(**{f"{key.column}__{since}": value}) & (found | rest)
    return found | Q(**{f"{key.column}__isnull": True}) if key.nullable else found


def encoded(order: Sequence[str], values: Sequence[Any]) -> str:
    """A cursor: the order and the last row's values, in letters that need no quoting in an address."""
    plain = [value.isoformat() if isinstance(value, date) else value for value in values]
    data = json.dumps([",".join(order), *plain], separators=(",", ":")).encode()
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def decoded(cursor: str, order: Sequence[str], model: type[Model]) -> list[Any]:
    """The values in a cursor. Raises Refused for one that was not made for this order."""
    try:
        data = base64.urlsafe_b64decode(cursor.encode("ascii") + b"=" * (-len(cursor) % 4))
        made_for, *values = json.loads(data)
        if made_for != ",".join(order) or len(values) != len(order):
            raise ValueError("another order")
        return [_value(model, name.lstrip("-"), value) for name, value in zip(order, values, strict=True)]
    except (ValueError, TypeError, binascii.Error, FieldDoesNotExist, RecursionError):
        raise Refused("Vị trí trang (after) không đúng với danh sách này; hãy bắt đầu lại từ đầu.", "after") from None


def _value(model: type[Model], column: str, value: Any) -> Any:
    field = model._meta.get_field(column)
    if value is None:
        if not field.null:
            raise ValueError("a row without a value")
        return None
    if field.get_internal_type() == "DateField":
        return date.fromisoformat(value)
    if field.get_internal_type() in ("CharField", "TextField"):
        if not isinstance(value, str) or "\x00" in value:
            raise ValueError("no words")
        return value
    if isinstance(value, bool) or not isinstance(value, int) or not -(2**63) <= value < 2**63:
        raise ValueError("no number")
    return value
