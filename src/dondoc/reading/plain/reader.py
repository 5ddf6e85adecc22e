"""Reads plain text."""

from __future__ import annotations

from dondoc.reading.draft import assemble
from dondoc.reading.errors import ReadingError, Reason
from dondoc.reading.letters import clean
from dondoc.reading.limits import Limits
from dondoc.reading.lines.flow import flow
from dondoc.reading.lines.folio import drop_folios
from dondoc.reading.lines.item import only_lines
from dondoc.reading.lines.notes import take_notes
from dondoc.reading.lines.stamps import take_stamps
from dondoc.reading.plain.decode import decode
from dondoc.reading.plain.pages import pages
from dondoc.reading.plain.tables import take_tables
from dondoc.reading.text import Text

# Character columns of a proportional font differ by about this share of the line between full lines.
SLACK = 0.03


def read(data: bytes, limits: Limits) -> Text:
    """The text of a text file. Raises ``ReadingError``: BROKEN, EMPTY, TOO_LARGE, TOO_MANY_PAGES."""
    raw = decode(data)
    text = clean(raw.replace("\r\n", "\n").replace("\r", "\n"))
    if not text.strip():
        raise ReadingError(Reason.EMPTY)
    if len(text) > limits.characters:
        raise ReadingError(Reason.TOO_LARGE, limit=limits.characters_label)
    paged = pages(text)
    if len(paged) > limits.pages:
        raise ReadingError(Reason.TOO_MANY_PAGES, limit=str(limits.pages))
    unstamped, stamps = take_stamps(paged)
    body, notes = take_notes([only_lines(page) for page in drop_folios(unstamped)])
    drafts = flow(take_tables(body), slack=SLACK, placed=False)
    return assemble([*drafts, *stamps], notes, kind="txt", paged=len(paged) > 1)
