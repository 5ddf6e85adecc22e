"""What rooms above do with what was just logged; they add themselves when the program starts.

They register dotted names, which are imported when first used, for models exist only then.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from django.utils.module_loading import import_string

Acted = Callable[[Any, list[Any]], None]


class Listeners:
    """Functions by dotted name, in the order in which they were registered."""

    def __init__(self) -> None:
        self._names: dict[str, None] = {}

    def register(self, dotted: str) -> None:
        self._names[dotted] = None

    def __iter__(self) -> Iterator[Acted]:
        return (import_string(name) for name in self._names)


on_acted = Listeners()
"""Called with (act, its log entries) at the end of an action, in its transaction: what they write stands or falls with
what was done."""
