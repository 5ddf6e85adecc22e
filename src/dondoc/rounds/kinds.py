"""How a kind of round plugs in: a room above tells what it does when a round opens, closes, or gets an answer.

It registers dotted names when the program starts; they are imported when first used, for models exist only then.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.module_loading import import_string

if TYPE_CHECKING:
    from dondoc.rounds.models import Round


@dataclass(frozen=True, slots=True)
class Kind:
    """``ready`` is called in the action that opens a round and raises Refused where it lacks something; ``opened`` and
    ``closed`` after the state has changed, in the same transaction. Empty: nothing to do."""

    name: str
    ready: str = ""
    opened: str = ""
    closed: str = ""


_KINDS: dict[str, Kind] = {}


def register(kind: Kind) -> None:
    """Make a kind known; a room calls this in its ``AppConfig.ready``."""
    _KINDS[kind.name] = kind


def tell(event: str, asked: Round) -> None:
    """Call what the round's kind does at ``ready``, ``opened`` or ``closed``."""
    kind = _KINDS.get(asked.kind)
    dotted = getattr(kind, event) if kind is not None else ""
    if dotted:
        call: Callable[[Round], None] = import_string(dotted)
        call(asked)
