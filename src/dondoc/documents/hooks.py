"""What rooms above add to documents, which knows nothing of them.

They register the dotted names of their functions when the program starts; the functions are imported when first used,
for models exist only then.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from django.db.models import Q, QuerySet
from django.utils.module_loading import import_string

if TYPE_CHECKING:
    from dondoc.documents.isolation import Reader
    from dondoc.documents.models import Document
    from dondoc.extraction.directive import Directive
    from dondoc.organisations.models import Person
    from dondoc.organisations.queries import Membership
    from dondoc.reading.text import Text

F = TypeVar("F")


class Hooks(Generic[F]):
    """Functions (and the like) by dotted name, in the order in which they were registered."""

    def __init__(self) -> None:
        self._names: dict[str, None] = {}

    def register(self, dotted: str) -> None:
        self._names[dotted] = None

    def __iter__(self) -> Iterator[F]:
        return (import_string(name) for name in self._names)


on_read: Hooks[Callable[[Document, Text, Directive], None]] = Hooks()
"""Called inside of the action that registers a document which was read."""

on_corrected: Hooks[Callable[[Document], None]] = Hooks()
"""Called inside of the action that corrected a document's head."""

on_issued: Hooks[Callable[[Person, Membership, Document], None]] = Hooks()
"""Called inside of the action that gave an outgoing document its number and day, with who did so."""

before_reread: Hooks[Callable[[Document, bool, int], None]] = Hooks()
"""Asked before a document is read anew from another of its files, or its words from an offset on: raises Refused where
what was made of them stands in the way; with True it removes what was proposed."""

visible_through: Hooks[Callable[[Membership], Q]] = Hooks()
"""A condition on documents under which a member sees them, beside those that documents knows itself."""

seen_through: Hooks[Callable[[Membership], list[QuerySet]]] = Hooks()
"""Ids of documents, each list quick to take the first of, that together hold all that ``visible_through`` adds."""

when_idle: Hooks[Callable[[Reader], bool]] = Hooks()
"""Called by a worker that found no file to read, with what it reads with; True where there was something to do."""

searched: Hooks[Any] = Hooks()
"""What can be found by the search box (each a ``documents.search.Source``), in the order in which it is shown."""
