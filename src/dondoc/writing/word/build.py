"""From a ``Letter`` or a ``Listing`` to a .docx file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from io import BytesIO
from typing import BinaryIO

from dondoc.writing.clean import one_line
from dondoc.writing.letter import Letter, Listing, Regime, demand
from dondoc.writing.measures import A4, MARGINS, NATION
from dondoc.writing.widths import balanced, width
from dondoc.writing.word import package, shell
from dondoc.writing.word.appendix import appendix
from dondoc.writing.word.body import Counters, body, ended
from dondoc.writing.word.foot import foot
from dondoc.writing.word.head import GAP, head, issuer_lines
from dondoc.writing.word.markup import NONE_BORDERS, cell, kept, paragraph, row, run, section_properties, table_open
from dondoc.writing.word.table import table

POINTS_MM = 72 / 25.4
_MARGINS = (MARGINS.top, MARGINS.right, MARGINS.bottom, MARGINS.left)


def text_width(*, landscape: bool) -> float:
    """Width of the text between the margins in points."""
    return (A4[1 if landscape else 0] - MARGINS.left - MARGINS.right) * POINTS_MM


def section(references: str, *, landscape: bool, last: bool) -> str:
    """The end of a section on pages of its own: in a paragraph, or bare at the end of the document."""
    properties = section_properties(references, landscape=landscape, margins=_MARGINS)
    return properties if last else paragraph("Cuoi", props=properties)


def last_kept(fragments: Iterable[str]) -> Iterator[str]:
    """``fragments`` with the last one tied to what follows: no signature stands alone on a page."""
    held = ""
    for fragment in fragments:
        if held:
            yield held
        held = fragment
    yield kept(held)


def letter_fragments(letter: Letter, outer: shell.Shell) -> Iterator[str]:
    """The content of ``w:body``, section by section."""
    room = text_width(landscape=letter.landscape)
    yield from head(letter, room)
    yield from last_kept(body(ended(letter.blocks), room, Counters()))
    yield foot(letter, room)
    count = len(letter.appendices)
    if not count:
        yield paragraph("Cuoi")
    yield section(outer.first, landscape=letter.landscape, last=not count)
    for at, extra in enumerate(letter.appendices):
        yield from appendix(letter, at, text_width(landscape=extra.landscape))
        yield section(outer.later, landscape=extra.landscape, last=at == count - 1)


def listing_fragments(listing: Listing, outer: shell.Shell) -> Iterator[str]:
    """Issuer at top left, title in the middle, then the table."""
    room = text_width(landscape=listing.landscape)
    left = min(room * 0.45, width(NATION, 13, bold=True) + GAP)
    yield table_open((round(left * 20), round((room - left) * 20)), NONE_BORDERS)
    yield row(
        cell(round(left * 20), issuer_lines(listing.issuer, 13, left))
        + cell(round((room - left) * 20), paragraph("Cuoi"))
    )
    yield "</w:tbl>"
    title = balanced(one_line(listing.title).upper(), 14, room * 0.9, bold=True)
    yield paragraph("TenLoai", run("\n".join(title)))
    if listing.subtitle:
        yield paragraph("KemTheo", run(listing.subtitle))
    yield paragraph("Cuoi", props='<w:spacing w:after="120"/>')
    yield from table(listing.table, room)
    if listing.note:
        yield paragraph("NoiDung", run(listing.note))
    yield section(outer.first, landscape=listing.landscape, last=True)


def framed(outer: shell.Shell, fragments: Iterable[str]) -> Iterator[bytes]:
    """The main part: what stands around the mark, and the fragments in its place."""
    before, after = package.main_part(outer.data).split(shell.CONTENT)
    yield before.encode()
    for fragment in fragments:
        yield fragment.encode()
    yield after.encode()


def write_docx(document: Letter | Listing, target: BinaryIO, *, made_at: datetime | None = None) -> None:
    """Write ``document`` to ``target``; tables are streamed. ``made_at`` (UTC) goes into the file's properties.

    Raises WritingError where issuer or subject is missing or a table has no columns.
    """
    demand(document)
    if isinstance(document, Listing):
        outer = shell.make(title=document.title, author=document.issuer.name, made_at=made_at)
        fragments = listing_fragments(document, outer)
    else:
        party = document.regime is Regime.PARTY
        outer = shell.make(
            title=document.subject,
            author=document.issuer.name,
            made_at=made_at,
            party=party,
            contact=document.contact,
        )
        fragments = letter_fragments(document, outer)
    package.write(outer.data, framed(outer, fragments), target)


def docx_bytes(document: Letter | Listing, *, made_at: datetime | None = None) -> bytes:
    """``write_docx`` into memory."""
    out = BytesIO()
    write_docx(document, out, made_at=made_at)
    return out.getvalue()
