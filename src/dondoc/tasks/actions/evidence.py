"""Files and links that show what was done."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import urlsplit

from dondoc.audit.errors import Refused
from dondoc.documents import store
from dondoc.documents.actions.intake import LIMITS, clean_name, stored
from dondoc.documents.models import Document
from dondoc.organisations.models import Person
from dondoc.reading.errors import SENTENCES, Reason
from dondoc.tasks.models import Evidence, Update

MOST = 20
"""Pieces of evidence with one report."""


@dataclass(frozen=True, slots=True)
class Given:
    """A piece of evidence as it comes in: a file (``source`` is bytes, an open file or an upload), a ``link``, or a
    ``document`` of the register (looked up by who gives it)."""

    name: str = ""
    source: bytes | Iterable[bytes] | None = None
    link: str = ""
    document: Document | None = None


@dataclass(frozen=True, slots=True)
class Attached:
    """A piece of evidence that was checked; a file is already safe on disk, not yet under its name."""

    name: str
    staged: store.Staged | None = None
    link: str = ""
    document: Document | None = None


@contextmanager
def staged(given: Iterable[Given]) -> Iterator[list[Attached]]:
    """Check links and write files to disk before any transaction begins; what was not kept is thrown away after.

    Raises Refused for an empty or too large file, a wrong link, or too many pieces.
    """
    found: list[Attached] = []
    try:
        for piece in given:
            found.append(_checked(piece))
            if len(found) > MOST:
                raise Refused(f"Mỗi lần chỉ kèm tối đa {MOST} minh chứng; hãy gộp bớt tệp.", "evidence")
        yield found
    finally:
        for piece in found:
            if piece.staged is not None:
                piece.staged.discard()


def _checked(piece: Given) -> Attached:
    if piece.document is not None:
        return Attached(str(piece.document)[:255], document=piece.document)
    if piece.source is None:
        host = _host(piece.link)
        return Attached((piece.name.strip() or host)[:255], link=piece.link.strip())
    name = clean_name(piece.name)
    try:
        written = store.stage(piece.source, LIMITS.size)
    except store.TooLarge:
        sentence = SENTENCES[Reason.TOO_LARGE].format(limit=LIMITS.size_label)
        raise Refused(f"{name}: {sentence}", "evidence") from None
    if not written.size:
        written.discard()
        raise Refused(f"{name}: {SENTENCES[Reason.EMPTY]}", "evidence")
    return Attached(name, written)


def _host(link: str) -> str:
    parts = urlsplit(link.strip())
    if parts.scheme not in ("http", "https") or not parts.hostname or len(link) > 1000:
        raise Refused("Liên kết phải là địa chỉ đầy đủ bắt đầu bằng https:// hoặc http://.", "evidence")
    return parts.hostname


def attach(update: Update, by: Person, attached: Iterable[Attached]) -> None:
    """Keep what was staged as evidence of a report; runs inside of an action."""
    for piece in attached:
        file = stored(piece.staged) if piece.staged is not None else None
        row = Evidence(task=update.task, update=update, by=by, name=piece.name, link=piece.link, file=file)
        row.document = piece.document
        row.save()
        if piece.staged is not None:
            piece.staged.keep()
