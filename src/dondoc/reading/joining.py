"""Several files as one text: the words of each stand behind those of the one before, with all their layout.

What points at the words of the main file points at the same words whether or not others follow.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from dondoc.reading.text import Block, Cell, Enclosure, Note, Paragraph, Span, Table, Text


@dataclass(frozen=True, slots=True)
class Part:
    """One file of a text. ``text`` has the words of the whole, and of the layout what belongs to the file, its pages
    counted from 0; ``enclosure`` is None for the main file, ``page`` the number of its first page within the whole."""

    text: Text
    page: int = 0
    enclosure: Enclosure | None = None


def join(main: Text, others: Iterable[tuple[str, str, Text]]) -> Text:
    """The main file with others (name, SHA-256, text) behind it, in their order."""
    joined = main
    for name, file, text in others:
        joined = _appended(joined, name, file, text)
    return joined


def parts(text: Text) -> Iterator[Part]:
    """The files that a text is of, the main one first."""
    begins = [0, *(one.span.start for one in text.enclosed), len(text.content) + 1]
    for index, enclosure in enumerate((None, *text.enclosed)):
        page = enclosure.page if enclosure else 0
        until = text.enclosed[index].page if index < len(text.enclosed) else None
        inside = Span(begins[index], begins[index + 1])
        part = replace(
            text,
            blocks=tuple(_block(one, 0, -page) for one in text.blocks if _within(one.span, inside)),
            notes=tuple(one for one in text.notes if _within(one.span, inside)),
            pages=text.pages[page:until],
            format=enclosure.format if enclosure else text.format,
            faces=tuple(
                replace(face, page=face.page - page)
                for face in text.faces
                if face.page >= page and (until is None or face.page < until)
            ),
            enclosed=(),
        )
        yield Part(part, page, enclosure)


def _within(span: Span, inside: Span) -> bool:
    return inside.start <= span.start < inside.end


def _appended(text: Text, name: str, file: str, other: Text) -> Text:
    start, first = len(text.content) + 1, _page_count(text)
    end = start + len(other.content)
    return Text(
        content=f"{text.content}\n{other.content}",
        blocks=(*text.blocks, *(_block(block, start, first) for block in other.blocks)),
        notes=(*text.notes, *(_note(note, start) for note in other.notes)),
        pages=(*_pages(text), *(_moved(page, start) for page in _pages(other))),
        format=text.format,
        warnings=(*text.warnings, *(f"{name}: {warning}" for warning in other.warnings)),
        faces=(*text.faces, *(replace(face, page=face.page + first) for face in other.faces)),
        enclosed=(*text.enclosed, Enclosure(name, file, Span(start, end), first, other.format)),
    )


def _page_count(text: Text) -> int:
    return max(1, len(text.pages))


def _pages(text: Text) -> tuple[Span, ...]:
    """The pages; a text without any counts as one."""
    return text.pages or (Span(0, len(text.content)),)


def _moved(span: Span, by: int) -> Span:
    return Span(span.start + by, span.end + by)


def _block(block: Block, by: int, pages: int) -> Block:
    return _paragraph(block, by, pages) if isinstance(block, Paragraph) else _table(block, by, pages)


def _paragraph(paragraph: Paragraph, by: int, pages: int) -> Paragraph:
    return replace(paragraph, span=_moved(paragraph.span, by), page=paragraph.page + pages)


def _table(table: Table, by: int, pages: int) -> Table:
    cells = tuple(_cell(cell, by, pages) for cell in table.cells)
    return replace(table, span=_moved(table.span, by), page=table.page + pages, cells=cells)


def _cell(cell: Cell, by: int, pages: int) -> Cell:
    return replace(
        cell,
        span=_moved(cell.span, by),
        paragraphs=tuple(_paragraph(one, by, pages) for one in cell.paragraphs),
        tables=tuple(_table(one, by, pages) for one in cell.tables),
    )


def _note(note: Note, by: int) -> Note:
    return replace(note, span=_moved(note.span, by), anchor=None if note.anchor is None else note.anchor + by)
