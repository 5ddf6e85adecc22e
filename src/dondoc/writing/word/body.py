"""The content: paragraphs, numbered sections, chapters, articles, tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from dondoc.writing.blocks import Article, Block, Bullet, Chapter, Paragraph, Run, Section, Table
from dondoc.writing.clean import one_line
from dondoc.writing.word.markup import paragraph, run, runs
from dondoc.writing.word.table import table
from dondoc.writing.words import point, roman

CLAUSES = 1
"""Depth at which sections inside an article start: 1., a)."""


@dataclass(slots=True)
class Counters:
    """What is counted through the whole document."""

    articles: int = 0
    chapters: dict[str, int] = field(default_factory=dict)

    def chapter(self, word: str) -> int:
        self.chapters[word] = self.chapters.get(word, 0) + 1
        return self.chapters[word]


def label(depth: int, number: int) -> str:
    """The ordinal of a section: ``I.`` at depth 0, ``1.`` at 1, ``a)`` at 2, ``-`` below."""
    if depth == 0:
        return f"{roman(number)}."
    if depth == 1:
        return f"{number}."
    return f"{point(number)})" if depth == 2 else "-"


def _section(section: Section, depth: int, number: int) -> str:
    words = one_line(section.title)
    if section.plain or depth >= 2:
        return paragraph("Diem", run(f"{label(depth, number)} {words}"))
    words = words.upper() if depth == 0 else words
    return paragraph("Muc" if depth == 0 else "Khoan", run(f"{label(depth, number)} {words}"))


def _article(article: Article, number: int) -> tuple[str, tuple[Block, ...]]:
    """The line ``Điều n. …`` and what is left to write under it."""
    words = f"Điều {number}."
    if article.title.strip():
        return paragraph("Dieu", run(f"{words} {one_line(article.title)}")), article.blocks
    if article.blocks and isinstance(article.blocks[0], Paragraph):
        first = (Run(f"{words} ", bold=True), *article.blocks[0].runs)
        return paragraph("NoiDung", runs(first)), article.blocks[1:]
    return paragraph("Dieu", run(words)), article.blocks


def body(blocks: Iterable[Block], room: float, counters: Counters, depth: int = 0) -> Iterator[str]:
    """The content in fragments; ``room`` is the width of the text in points."""
    number = 0
    for block in blocks:
        if isinstance(block, Paragraph):
            yield paragraph("NoiDung", runs(block.runs))
        elif isinstance(block, Bullet):
            yield paragraph("NoiDung", run(f"- {one_line(block.text)}"))
        elif isinstance(block, Table):
            yield from table(block, room)
        elif isinstance(block, Section):
            number += 1
            yield _section(block, depth, number)
            yield from body(block.blocks, room, counters, depth + 1)
        elif isinstance(block, Chapter):
            yield paragraph("Phan", run(f"{block.word} {roman(counters.chapter(block.word))}"))
            yield paragraph("PhanTieuDe", run(one_line(block.title).upper()))
            yield from body(block.blocks, room, counters, depth)
        else:
            counters.articles += 1
            line, rest = _article(block, counters.articles)
            yield line
            yield from body(rest, room, counters, CLAUSES)


def ended(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """The content with ``./.`` at its very end where that end is a sentence (Annex I, sample forms)."""
    if not blocks:
        return blocks
    last = blocks[-1]
    if isinstance(last, Paragraph):
        *front, tail = last.runs
        closed = Run(_closed(tail.text), tail.bold, tail.italic)
        return (*blocks[:-1], Paragraph((*front, closed)))
    if isinstance(last, Bullet):
        return (*blocks[:-1], Bullet(_closed(last.text)))
    if isinstance(last, Table):
        return blocks
    return (*blocks[:-1], _ended_part(last))


def _ended_part(part: Section | Chapter | Article) -> Section | Chapter | Article:
    if isinstance(part, Chapter):
        return Chapter(part.title, ended(part.blocks), part.word)
    if isinstance(part, Article):
        return Article(part.title, ended(part.blocks))
    if not part.blocks and part.plain:
        return Section(_closed(part.title), (), True)
    return Section(part.title, ended(part.blocks), part.plain)


def _closed(text: str) -> str:
    return text.rstrip().removesuffix("./.").rstrip(" .;,") + "./."
