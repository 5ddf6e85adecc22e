"""Opens a letter that Outlook saved (.msg; [MS-OXMSG])."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from oxmsg import Message

from dondoc.reading.errors import ReadingError, Reason
from dondoc.reading.parcels.mail import BODY_HTML, BODY_PLAIN
from dondoc.reading.parcels.names import placed, repaired
from dondoc.reading.parcels.part import Budget, Part, is_junk

ROOT_ENTRY = "__properties_version1.0"


def parts(data: bytes, budget: Budget) -> Iterator[Part]:
    """The words of the letter, then its attachments. Raises ``ReadingError``: BROKEN, BOMB, TOO_MANY_PARTS."""
    try:
        letter = Message.load(io.BytesIO(data))
        html, plain = letter.html_body, letter.body
        attached = list(letter.attachments)
    except Exception as error:
        # The library raises whatever the damage led it to (struct.error, KeyError, OSError, AssertionError …).
        raise ReadingError(Reason.BROKEN) from error
    words = html if html and html.strip() else plain
    if words and words.strip():
        body = Part(BODY_HTML if words is html else BODY_PLAIN, words.encode("utf-8", "replace"), body=True)
        budget.spend(len(body.data))
        yield body
    for attachment in attached:
        part = _part(attachment)
        if not is_junk(part.name):
            budget.take()
            budget.spend(len(part.data))
            yield part


def _part(attachment: Any) -> Part:
    try:
        name, data = attachment.file_name, attachment.file_bytes
    except Exception as error:
        raise ReadingError(Reason.BROKEN) from error
    # A letter that was attached as a letter has no bytes of its own here; it is told as a file without content.
    return Part(placed(repaired(name or "tệp không tên"))[1], data or b"")
