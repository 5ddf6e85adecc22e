"""Opens an edXML message (QCVN 102:2016/BTTTT): its files, the document itself first."""

from __future__ import annotations

from collections.abc import Iterator

from dondoc.exchange.errors import TOO_LARGE, EdxmlError
from dondoc.exchange.message import Document
from dondoc.exchange.reading import read
from dondoc.reading.errors import ReadingError, Reason
from dondoc.reading.parcels.names import placed
from dondoc.reading.parcels.part import Budget, Part, is_junk


def parts(data: bytes, budget: Budget) -> Iterator[Part]:
    """The files of the message. Raises ``ReadingError``: BROKEN, BOMB, TOO_MANY_PARTS, NO_PARTS (a message that only
    reports a state)."""
    try:
        message = read(data)
    except EdxmlError as error:
        raise ReadingError(Reason.BOMB if error.sentence == TOO_LARGE else Reason.BROKEN_MESSAGE) from error
    if not isinstance(message, Document):
        raise ReadingError(Reason.STATE_MESSAGE)
    for one in message.attachments:
        budget.take()
        budget.spend(len(one.data))
        folder, name = placed(one.name)
        if not is_junk(name):
            yield Part(name, one.data, folder)
