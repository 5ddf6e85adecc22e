"""What a message says, without its files: for whoever keeps account of messages. Runs where files are read."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from dondoc.exchange.errors import EdxmlError
from dondoc.exchange.message import Document, Message
from dondoc.exchange.reading import message, open_message
from dondoc.exchange.schema import departures
from dondoc.exchange.signed import signatures
from dondoc.signatures.chain import TrustList
from dondoc.signatures.report import FileReport

UNSIGNED = FileReport()


@dataclass(frozen=True, slots=True)
class Looked:
    """``message`` has its files without their bytes; ``departures`` from the schema in the validator's words; None and
    a ``problem`` (Vietnamese) where it cannot be read."""

    message: Message | None
    departures: tuple[str, ...] = ()
    signature: FileReport = UNSIGNED
    problem: str = ""


def look(path: str, anchors: tuple[bytes, ...], now: datetime, fetch: bool) -> Looked:
    """The message in a file. Raises OSError where the file is gone."""
    data = Path(path).read_bytes()
    try:
        root, beside = open_message(data)
        said = message(root, beside)
        if isinstance(said, Document):
            said = replace(said, attachments=tuple(replace(one, data=b"") for one in said.attachments))
        checked = signatures(data, TrustList(anchors, now, fetch)) if data.lstrip()[:2] != b"PK" else FileReport()
        return Looked(said, departures(root), checked)
    except EdxmlError as error:
        return Looked(None, problem=error.sentence)
