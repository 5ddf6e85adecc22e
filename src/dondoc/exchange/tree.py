"""XML as it comes from outside, parsed without entities, network or DTD, and looked at by local names: senders put
elements into the standard's namespace, into none, or into SOAP."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime

from lxml import etree

from dondoc.exchange import errors
from dondoc.exchange.errors import EdxmlError

NAMESPACE = "http://www.mic.gov.vn/TBT/QCVN_102_2016"
DATE = "%Y/%m/%d"
TIME = "%Y/%m/%d %H:%M:%S"
_DAY = re.compile(r"(\d{4})[/-](\d{1,2})[/-](\d{1,2})")
_CLOCK = re.compile(r"(\d{1,2}):(\d{2})(?::(\d{2}))?")
_PROLOGUE = re.compile(rb"[^<]{0,1024}")


def parse(data: bytes) -> etree._Element:
    """The root. Bytes before the first "<", which some systems leave there, are skipped. Raises EdxmlError."""
    found = _PROLOGUE.match(data)
    data = data[found.end() if found and b"\x00" not in data[:64] else 0 :]
    # A file inside is one long run of letters, more than the parser takes by default; entities are off.
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False, huge_tree=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise EdxmlError(errors.UNSAFE if b"<!ENTITY" in data[:65536] else errors.BROKEN) from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise EdxmlError(errors.UNSAFE)
    return root


def local(element: etree._Element) -> str:
    """The name without its namespace; empty for comments."""
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def children(element: etree._Element | None, name: str) -> Iterator[etree._Element]:
    """Children with a local name."""
    if element is not None:
        yield from (one for one in element if local(one) == name)


def child(element: etree._Element | None, *path: str) -> etree._Element | None:
    """The first at the end of a path of local names."""
    for name in path:
        element = next(children(element, name), None)
    return element


def anywhere(root: etree._Element, name: str) -> etree._Element | None:
    """The first element with a local name, the root itself too."""
    return next((one for one in root.iter() if local(one) == name), None)


def text(element: etree._Element | None, *path: str) -> str:
    """The words at the end of a path, blanks at the ends left out."""
    found = child(element, *path)
    return (found.text or "").strip() if found is not None else ""


def day(words: str) -> date | None:
    """ "2026/11/05"; None for anything that is no day."""
    found = _DAY.match(words)
    try:
        return date(int(found[1]), int(found[2]), int(found[3])) if found else None
    except ValueError:
        return None


def moment(words: str) -> datetime | None:
    """ "2026/11/05 08:30:00"; midnight where only the day is written."""
    on = day(words)
    clock = _CLOCK.search(words)
    try:
        hours = (int(clock[1]), int(clock[2]), int(clock[3] or 0)) if clock else (0, 0, 0)
        return datetime(on.year, on.month, on.day, *hours) if on else None
    except ValueError:
        return None


def number(words: str) -> int | None:
    """A count; None for anything else."""
    return int(words) if words.isascii() and words.isdigit() and len(words) < 10 else None
