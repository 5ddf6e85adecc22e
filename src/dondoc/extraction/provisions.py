"""A draft cut into the pieces that people give opinions on: Điều and its khoản, or the numbered items of a plan."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from dondoc.extraction.clauses import clause_of
from dondoc.extraction.layout import Entry, Line, lay_out
from dondoc.reading.text import Span, Text

HEADING, ARTICLE, CLAUSE = 0, 1, 2
"""Levels of a piece: Chương or Mục (title only), Điều or numbered item, khoản or item below."""
WHOLE = "Toàn văn dự thảo"
_TITLED = re.compile(
    r"\W*(quyet dinh|nghi quyet|quy che|quy dinh|dieu le|noi quy|huong dan|de an|ke hoach|chuong trinh)\b"
)
LONGEST_TITLE = 300


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece. ``key`` is its place, the same in every version of a draft while numbers stay ("d5.k2"; "p2.d1" in a
    lesser part, a decision beside the regulation that it issues); ``label`` is how a letter cites it ("Khoản 2
    Điều 5"). ``text`` is the piece's words without those of the pieces below it."""

    key: str
    label: str
    title: str
    text: str
    span: Span
    level: int


def cut(text: Text) -> tuple[Piece, ...]:
    """The pieces of a draft in reading order; at least one for any text that has words."""
    layout = lay_out(text)
    parts = _parts([*layout.body, *_with_articles(layout.foot), *layout.appendix])
    named = any(clause_of(line).style == "article" for part in parts for line in part)
    found = [_Cutter(text.content, articles=named).cut(part) for part in parts]
    kept = [pieces for pieces in found if pieces]
    if not kept:
        return (Piece("all", WHOLE, "", text.content.strip(), Span(0, len(text.content)), ARTICLE),)
    main = max(range(len(kept)), key=lambda at: len(kept[at]))
    heads = [[*layout.head, *parts[0]], *parts[1:]]
    return tuple(piece for at, pieces in enumerate(kept) for piece in _placed(pieces, heads[at], at, main))


def _with_articles(foot: Sequence[Line]) -> Sequence[Line]:
    """Of the foot what is body after all: a regulation that follows the signature of the decision that issues it."""
    at = next((at for at, line in enumerate(foot) if clause_of(line).style in ("article", "part")), None)
    return foot[at:] if at is not None else ()


def _parts(entries: Iterable[Entry]) -> list[list[Line]]:
    """Lines by part: a new one begins where the articles count from 1 again."""
    parts: list[list[Line]] = [[]]
    last = 0
    for line in entries:
        if not isinstance(line, Line):
            continue
        clause = clause_of(line)
        if clause.style == "article" and clause.label.isdigit():
            number = int(clause.label)
            if number == 1 and last >= 1:
                back = _chapter_before(parts[-1])
                parts.append(parts[-1][back:])
                del parts[-2][back:]
            last = number
        parts[-1].append(line)
    return [part for part in parts if part]


def _chapter_before(lines: list[Line]) -> int:
    """Where the chapter that opens the next part begins: its lines stand before its first article."""
    at = len(lines)
    for back in range(len(lines) - 1, max(-1, len(lines) - 8), -1):
        clause = clause_of(lines[back])
        if clause.style == "article":
            break
        if clause.style == "part" or lines[back].upper:
            at = back
    return at


def _placed(pieces: list[Piece], lines: list[Line], at: int, main: int) -> list[Piece]:
    """Pieces of a lesser part carry it in their key and label."""
    if at == main:
        return pieces
    titled = (line.words[found.start(1) : found.end(1)] for line in lines if (found := _TITLED.match(line.folded)))
    name = next((words.capitalize() for words in titled if words.isupper()), "Văn bản ban hành")
    return [replace(one, key=f"p{at + 1}.{one.key}", label=f"{one.label} ({name})") for one in pieces]


class _Cutter:
    """Walks the lines of one part. ``articles``: pieces are Điều and khoản, else numbered items."""

    def __init__(self, content: str, *, articles: bool) -> None:
        self.content = content
        self.articles = articles
        self.starts: list[tuple[int, Piece]] = []
        self.over: tuple[str, str] = ("", "")

    def cut(self, lines: Sequence[Line]) -> list[Piece]:
        for line in lines:
            clause = clause_of(line)
            piece = self._of_article(clause.style, clause.label) if self.articles else None
            piece = piece or (None if self.articles else self._of_item(clause.style, clause.label))
            if piece is not None:
                title = clause.words.strip()[:LONGEST_TITLE] if piece.level < CLAUSE else ""
                self.starts.append((line.span.start, replace(piece, title=title)))
        return self._texts(lines[-1].span.end if lines else 0)

    def _of_article(self, style: str, label: str) -> Piece | None:
        if style == "part":
            self.over = ("", "")
            return Piece(f"c{label}", f"Chương {label.upper()}", "", "", Span(0, 0), HEADING)
        if style == "article":
            self.over = (f"d{label}", f"Điều {label}")
            return Piece(self.over[0], self.over[1], "", "", Span(0, 0), ARTICLE)
        if style == "arabic" and self.over[0]:
            return Piece(f"{self.over[0]}.k{label}", f"Khoản {label} {self.over[1]}", "", "", Span(0, 0), CLAUSE)
        return None

    def _of_item(self, style: str, label: str) -> Piece | None:
        if style in ("part", "roman"):
            self.over = (f"m{label}", label)
            return Piece(self.over[0], f"Mục {label}", "", "", Span(0, 0), ARTICLE)
        if style == "arabic":
            key, path = (f"{self.over[0]}.{label}", f"{self.over[1]}.{label}") if self.over[0] else (f"m{label}", label)
            return Piece(key, f"Mục {path}", "", "", Span(0, 0), CLAUSE if self.over[0] else ARTICLE)
        return None

    def _texts(self, end: int) -> list[Piece]:
        ends = [start for start, _ in self.starts[1:]] + [end]
        pieces = []
        seen: set[str] = set()
        for (start, piece), stop in zip(self.starts, ends, strict=True):
            words = self.content[start:stop].strip()
            key = piece.key if piece.key not in seen else f"{piece.key}@{start}"
            seen.add(key)
            pieces.append(replace(piece, key=key, text=words, span=Span(start, start + len(words))))
        return pieces
