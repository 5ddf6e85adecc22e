"""The schema that messages are checked against: our own, written from the fields of QCVN 102:2016/BTTTT."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from itertools import islice
from typing import Any

from lxml import etree

MOST = 5


@cache
def _schema() -> etree.XMLSchema:
    source = files("dondoc.exchange").joinpath("edxml.xsd").read_bytes()
    return etree.XMLSchema(etree.fromstring(source))


def departures(root: etree._Element) -> tuple[str, ...]:
    """Where a message is not as the schema says, in the words of the validator (English), a few at most."""
    schema = _schema()
    if schema.validate(root):
        return ()
    log: Any = schema.error_log
    return tuple(f"{error.line}: {error.message}"[:300] for error in islice(log, MOST))
