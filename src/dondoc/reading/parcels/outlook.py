"""Opens a letter that Outlook saved (.msg; [MS-OXMSG])."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import compressed_rtf
from oxmsg import Message
from oxmsg.domain.constants import PID_RTF_COMPRESSED
from oxmsg.properties import Properties

from dondoc.reading.errors import ReadingError, Reason
from dondoc.reading.parcels.mail import BODY_HTML, BODY_PLAIN, BODY_RTF
from dondoc.reading.parcels.names import placed, repaired
from dondoc.reading.parcels.part import Budget, Part, is_junk

LETTER_INSIDE = "__substg1.0_3701000D"
"""The storage of a letter that was attached as a letter ([MS-OXMSG] 2.2.2.1)."""
HEADER_INSIDE = 24
"""Bytes before the properties of a letter inside of another one ([MS-OXMSG] 2.4.1.2)."""


class _Inside(Message):
    """A letter inside of another one."""

    @property
    def properties(self) -> Properties:
        return Properties(self._storage, properties_header_offset=HEADER_INSIDE)


def parts(data: bytes, budget: Budget) -> Iterator[Part]:
    """The words of the letter, then its attachments. Raises ``ReadingError``: BROKEN, BOMB, TOO_MANY_PARTS."""
    try:
        letter = Message.load(io.BytesIO(data))
    except Exception as error:
        # The library raises whatever the damage led it to (struct.error, KeyError, OSError, AssertionError …).
        raise ReadingError(Reason.BROKEN) from error
    yield from _parts(letter, budget, 1)


def _parts(letter: Message, budget: Budget, depth: int) -> Iterator[Part]:
    if depth > budget.limits.depth:
        raise ReadingError(Reason.TOO_DEEP)
    try:
        body, attached = _body(letter), list(letter.attachments)
    except Exception as error:
        raise ReadingError(Reason.BROKEN) from error
    if body is not None:
        budget.spend(len(body.data))
        yield body
    for attachment in attached:
        inside = _letter_inside(attachment)
        if inside is not None:
            budget.take()
            folder = placed(repaired(_subject(inside)))[1]
            yield from (one.under(folder) for one in _parts(inside, budget, depth + 1))
            continue
        part = _part(attachment)
        if not is_junk(part.name):
            budget.take()
            budget.spend(len(part.data))
            yield part


def _body(letter: Message) -> Part | None:
    """The words of a letter: HTML, else plain, else RTF, which Outlook packs ([MS-OXRTFCP])."""
    html, plain = letter.html_body, letter.body
    words = html if html and html.strip() else plain
    if words and words.strip():
        return Part(BODY_HTML if words is html else BODY_PLAIN, words.encode("utf-8", "replace"), body=True)
    packed = letter.properties.binary_prop_value(PID_RTF_COMPRESSED)
    rich = compressed_rtf.decompress(packed) if packed else b""
    return Part(BODY_RTF, rich, body=True) if rich.lstrip().startswith(b"{\\rtf") else None


def _letter_inside(attachment: Any) -> Message | None:
    """The letter that was attached as one, None for a file."""
    found = [one for one in attachment._storage.storages if one.name == LETTER_INSIDE]
    return _Inside(found[0]) if found else None


def _subject(letter: Message) -> str:
    try:
        return letter.subject or "thư kèm theo"
    except Exception as error:
        raise ReadingError(Reason.BROKEN) from error


def _part(attachment: Any) -> Part:
    try:
        name, data = attachment.file_name, attachment.file_bytes
    except Exception as error:
        raise ReadingError(Reason.BROKEN) from error
    return Part(placed(repaired(name or "tệp không tên"))[1], data or b"")
