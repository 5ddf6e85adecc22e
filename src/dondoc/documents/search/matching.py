"""The lists of the registers narrowed by words, in a time that does not grow with them.

Where few rows hold all the words, these are the list, asked for by their ids. Where many do, a list that is walked in
its order meets some soon, and each row is looked at. ``few`` tells which of the two it is.
"""

from __future__ import annotations

from django.db import connections
from django.db.models import F, Model, Q, TextField, Value
from django.db.models.functions import Concat
from django.db.models.lookups import Contains

from dondoc.documents.search.dialects import DIALECTS
from dondoc.documents.search.source import source_of
from dondoc.documents.search.words import Term, Wanted, wanted

FEW = 1_000


def few(model: type[Model], text: str) -> list[int] | None:
    """The ids of the rows whose indexed column holds all words of ``text``, newest first; None where they are more
    than ``FEW`` or no words were typed. Where nothing holds them, the newest ``FEW`` that hold words beginning so. At
    most two queries."""
    looked_for = wanted(text)
    if not looked_for:
        return None
    found = _newest(model, looked_for)
    if not found:
        return _newest(model, looked_for.opened())[:FEW]
    return found if len(found) <= FEW else None


def _newest(model: type[Model], looked_for: Wanted) -> list[int]:
    connection = connections[model.objects.db]  # type: ignore[attr-defined]
    sql, params = DIALECTS[connection.vendor].newest(source_of(model), looked_for, FEW + 1)
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return [row[0] for row in cursor.fetchall()]


def matching(text: str, column: str = "folded") -> Q:
    """The condition that a folded column holds all words of ``text``; looks at each row."""
    condition = Q()
    for term in wanted(text).terms:
        condition &= _holds(term, column)
    return condition


def _holds(term: Term, column: str) -> Q:
    padded = Concat(Value(" "), F(column), Value(" "), output_field=TextField())
    end = "" if term.open else " "
    either = Q()
    for words in term.spellings():
        either |= Q(Contains(padded, f" {' '.join(words)}{end}"))
    return either
