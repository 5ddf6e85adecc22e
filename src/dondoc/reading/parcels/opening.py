"""Opens parcels, one inside of the other."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterator
from pathlib import PurePath
from typing import cast

from dondoc.reading.errors import ReadingError, Reason
from dondoc.reading.limits import Limits
from dondoc.reading.parcels.part import Budget, Part, is_program
from dondoc.reading.parcels.telling import Kind, kind_of

Opener = Callable[[bytes, Budget], Iterator[Part]]


def open_parcel(data: bytes, name: str, limits: Limits) -> Iterator[Part]:
    """The files in a parcel and in the parcels inside of it. Nothing is opened twice, nothing written. An edXML message
    inside of another parcel is one file (``is_message``): it is a document with an account of its own.

    Raises ``ReadingError``: BROKEN, BOMB, ENCRYPTED, TOO_DEEP, TOO_MANY_PARTS, WRONG_TYPE (no parcel).
    """
    kind = kind_of(data, name)
    if kind is None:
        raise ReadingError(Reason.WRONG_TYPE, name=name)
    yield from _opened(kind, data, Budget.of(limits), 1)


def _opened(kind: Kind, data: bytes, budget: Budget, depth: int) -> Iterator[Part]:
    if depth > budget.limits.depth:
        raise ReadingError(Reason.TOO_DEEP)
    for part in _opener(kind)(data, budget):
        inside = None if part.body or is_program(part.name) else kind_of(part.data, part.name)
        if inside is None or inside is Kind.EDXML:
            yield part
        else:
            for deeper in _opened(inside, part.data, budget, depth + 1):
                yield deeper.under("/".join(filter(None, (part.folder, PurePath(part.name).stem))))


def _opener(kind: Kind) -> Opener:
    return cast(Opener, importlib.import_module(f"{__package__}.{kind}").parts)
