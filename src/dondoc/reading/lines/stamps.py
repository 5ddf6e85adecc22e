"""What a digital signature prints on a page ("Ký bởi: …", "Thời gian ký: …"), kept out of the body.

Decree 30/2020, Annex I, part II, section 8 and Circular 01/2019/TT-BNV, Articles 12 and 13, say what such a stamp
shows: the signer, the office and the time.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from dondoc.reading.draft import DraftParagraph
from dondoc.reading.lines.item import Item
from dondoc.reading.lines.line import Line
from dondoc.reading.text import Region

_START = re.compile(
    r"\W*+(?:\w\W++)?(?:Ký bởi|Người ký|Digitally signed by|Signature (?:Not Verified|valid))\b", re.IGNORECASE
)
_FIELD = re.compile(r"\W*(?:Cơ quan|Tổ chức|Thời gian ký|Ngày ký|Email|Chức vụ|Date)\s*:", re.IGNORECASE)
_TIME = re.compile(r"[\d\s.:/+\-TZ]+")
_TIMED = re.compile(r"\d{1,2}[./]\d{1,2}[./]\d{4}.{0,4}\d{1,2}:\d{2}|\+07:00")
LONGEST = 7
FLUSH = 2.0
SMALL_PRINT = 10.5


def take_stamps(pages: Sequence[Sequence[Item]]) -> tuple[list[list[Item]], list[DraftParagraph]]:
    """Pages without the stamps of signatures, and each stamp as a paragraph of its own."""
    kept: list[list[Item]] = []
    stamps: list[DraftParagraph] = []
    for page in pages:
        rest: list[Item] = []
        index = 0
        while index < len(page):
            end = max(_stamp_end(page, index), _small_stamp_end(page, index))
            if end > index:
                stamps.append(_stamp([item for item in page[index:end] if isinstance(item, Line)]))
                index = end
            else:
                rest.append(page[index])
                index += 1
        kept.append(rest)
    return kept, stamps


def _stamp_end(page: Sequence[Item], start: int) -> int:
    """The index behind a stamp that begins at ``start``; ``start`` itself where none does."""
    first = page[start]
    if not isinstance(first, Line) or not _START.match(first.text):
        return start
    end = start + 1
    for index in range(start + 1, min(start + LONGEST, len(page))):
        item = page[index]
        if not isinstance(item, Line):
            break
        if _FIELD.match(item.text) or _TIMED.search(item.text) or _TIME.fullmatch(item.text):
            end = index + 1
    return end


def _small_stamp_end(page: Sequence[Item], start: int) -> int:
    """The same for the stamp of an office (name, address, time), set small and flush left in PDF files."""
    first = page[start]
    if not isinstance(first, Line) or first.size is None:
        return start
    end = start
    timed = False
    for item in page[start : start + LONGEST]:
        if not isinstance(item, Line) or item.size != first.size or abs(item.left - first.left) > FLUSH:
            break
        timed = timed or _TIMED.search(item.text) is not None
        end += 1
    addressed = any("@" in item.text for item in page[start:end] if isinstance(item, Line))
    return end if timed and addressed and first.size < SMALL_PRINT else start


def _stamp(lines: Sequence[Line]) -> DraftParagraph:
    return DraftParagraph(" ".join(line.text for line in lines), page=lines[0].page, region=Region.BOX)
