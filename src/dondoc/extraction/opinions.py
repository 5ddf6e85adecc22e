"""What a letter (or e-mail) says about a draft: consent, and opinions with the place in the draft that each is on.

"Khoản 2 Điều 5: đề nghị sửa …", "Tại điểm a khoản 1 Điều 7, đề nghị …", headings with several remarks below them, and
tables of opinions are read. Nothing is decided here: a person confirms each row.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from dondoc.extraction.clauses import clause_of
from dondoc.extraction.layout import Entry, Layout, Line, lay_out
from dondoc.extraction.places import NOWHERE, Place, place_in
from dondoc.reading.text import Span, Table, Text

_ORDER = ("part", "section", "roman", "article", "arabic", "round", "second", "deep", "letter", "dash", "plus", "dot")
_RANK = {style: rank for rank, style in enumerate(_ORDER)}
_SENTENCE = re.compile(r"""(?<=[^\W\d_]{2}|[\w.]["”»)])[.;]\s+(?=[^\W\d_])""")
_SPLIT = re.compile(r"^[\s:,;.–-]+")
_AGREES = re.compile(
    r"\b(?:(?:hoan toan |co ban |deu )?(?:thong nhat|nhat tri|dong y|tan thanh)\b"
    r"(?! (?:quan ly|dau moi|su dung|thuc hien))"
    r"|khong co y kien(?: gop y| khac| bo sung| tham gia)?|khong co y kien gi)"
)
_ASKS = re.compile(
    r"\b(?:de nghi|de xuat|kien nghi|gop y|bo sung|chinh sua|sua|xem xet|can nhac|lam ro|thay (?:cum|tu|the)"
    r"|bo (?:cum|tu|khoan|diem)|quy dinh ro|ra soat|nen )\b"
)
_OPENING = re.compile(
    r"\W*(?:kinh gui|phuc dap|(?:thuc hien|tra loi|can cu) (?:cong van|van ban|y kien)|theo (?:de nghi|cong van)"
    r"|tren day la|tran trong|rat mong|(?:sau khi|qua) (?:nghien cuu|xem xet)|ngay \d|nhan duoc)"
)
_HEAD_PLACE = re.compile(r"\b(?:dieu|khoan|noi dung du thao|muc|vi tri)\b")
_HEAD_WORDS = re.compile(r"\b(?:gop y|y kien|de nghi|de xuat sua)\b")
_ROWS_OF_EMPTY = re.compile(r"\W*(?:khong|nhat tri|thong nhat|khong co)?\W*$")


@dataclass(frozen=True, slots=True)
class ReadOpinion:
    """One opinion as read: its place, its words, and where they stand (``span`` in the text, ``page`` from 0)."""

    place: Place
    words: str
    span: Span
    page: int = 0


@dataclass(frozen=True, slots=True)
class ReadAnswer:
    """``agrees``: the letter says so in words; with ``opinions`` beside it, it agrees but for them."""

    agrees: bool
    opinions: tuple[ReadOpinion, ...] = field(default=())


def read_answer(text: Text) -> ReadAnswer:
    """Read a letter of opinions. Never raises; where nothing is found it agrees to nothing and asks for nothing."""
    layout = lay_out(text)
    read = _walk(layout, (*layout.body, *layout.appendix))
    if read.agrees or read.opinions:
        return read
    # An e-mail has no head of a letter; what was taken for one is what it says.
    return _walk(layout, (*layout.head, *layout.body, *layout.foot, *layout.appendix))


def _walk(layout: Layout, entries: Iterable[Entry]) -> ReadAnswer:
    walker = _Walker()
    for entry in entries:
        if isinstance(entry, Table):
            walker.table(entry, layout.content, layout.folded)
        else:
            for line in _sentences(entry):
                walker.line(line)
    walker.close()
    return ReadAnswer(walker.agrees, tuple(walker.found))


def _sentences(line: Line) -> list[Line]:
    """The line, cut before each sentence of it that names a place of its own ("… Riêng Điều 3, đề nghị …")."""
    cuts = [0]
    for end in _SENTENCE.finditer(line.words):
        if place_in(line.folded[end.end() :]) is not None:
            cuts.append(end.end())
    if len(cuts) == 1:
        return [line]
    pairs = zip(cuts, [*cuts[1:], len(line.words)], strict=True)
    return [
        replace(
            line,
            span=Span(line.span.start + start, line.span.start + end),
            words=line.words[start:end],
            folded=line.folded[start:end],
        )
        for start, end in pairs
    ]


class _Walker:
    """Gathers opinions line by line. ``_over`` holds the places of the headings that a line stands under, each with
    the manner of numbering of its line: a sibling without a place of its own leaves it again."""

    def __init__(self) -> None:
        self.found: list[ReadOpinion] = []
        self.agrees = False
        self.open: tuple[Place, list[str], Span, int] | None = None
        self._over: list[tuple[str, Place]] = []

    @property
    def over(self) -> Place:
        return self._over[-1][1] if self._over else NOWHERE

    def line(self, line: Line) -> None:
        if _OPENING.match(line.folded) and place_in(line.folded) is None:
            self._opening(line)
            return
        clause = clause_of(line)
        if clause.style:
            self._leave(clause.style)
        place = place_in(line.folded, self.over)
        if place is not None:
            self.close()
            self._at(line, clause.style, *place)
        elif self.open is not None and (not clause.style or not self.open[1]):
            self._add(line, clause.words)
        elif self.over.key and clause.style:
            self.close()
            self.open = (self.over, [clause.words], line.span, line.paragraph.page)
        else:
            self._general(line, clause.words)

    def _leave(self, style: str) -> None:
        rank = _RANK.get(style, 0)
        while self._over and _RANK.get(self._over[-1][0], len(_RANK)) >= rank:
            self._over.pop()

    def _at(self, line: Line, style: str, place: Place, end: int) -> None:
        words = _SPLIT.sub("", line.words[end:]).strip()
        self._over.append((style, Place(place.article, place.clause, item=place.item)))
        said = [words[:1].upper() + words[1:]] if words and not line.words.rstrip().endswith(":") else []
        self.open = (place, said, line.span, line.paragraph.page)

    def _add(self, line: Line, words: str) -> None:
        assert self.open is not None
        place, said, span, page = self.open
        said.append(words.strip())
        self.open = (place, said, Span(span.start, line.span.end), page)

    def _general(self, line: Line, words: str) -> None:
        self.close()
        if _AGREES.search(line.folded):
            self.agrees = True
            if not _ASKS.search(_AGREES.sub(" ", line.folded)):
                return
        if _ASKS.search(line.folded) and not line.words.rstrip().endswith(":"):
            self.open = (NOWHERE, [words.strip()], line.span, line.paragraph.page)

    def _opening(self, line: Line) -> None:
        self.close()
        self._over.clear()
        if _AGREES.search(line.folded):
            self.agrees = True

    def close(self) -> None:
        """Keep what is open."""
        if self.open is not None:
            place, said, span, page = self.open
            words = "\n".join(part for part in said if part).strip()
            if words:
                self.found.append(ReadOpinion(place, words, span, page))
            self.open = None

    def table(self, table: Table, content: str, folded: str) -> None:
        """A table with a column of places and one of opinions, one opinion a row."""
        self.close()
        columns = _columns(table, folded)
        if columns is None:
            return
        over = self.over
        for row in range(max(1, table.head_rows), table.rows):
            cells = [table.at(row, column) for column in columns]
            if cells[1] is None or _ROWS_OF_EMPTY.match(folded[cells[1].span.start : cells[1].span.end]):
                continue
            place = place_in(folded[cells[0].span.start : cells[0].span.end], over) if cells[0] else None
            over = place[0] if place else over
            words = cells[1].span.of(content).strip()
            self.found.append(ReadOpinion(over if place else NOWHERE, words, cells[1].span, table.page))


def _columns(table: Table, folded: str) -> tuple[int, int] | None:
    heads = dict(_heads(table, folded))
    words = next((at for at, head in heads.items() if _HEAD_WORDS.search(head)), None)
    place = next((at for at, head in heads.items() if at != words and _HEAD_PLACE.search(head)), None)
    return (place, words) if words is not None and place is not None else None


def _heads(table: Table, folded: str) -> Iterator[tuple[int, str]]:
    for column in range(table.columns):
        cell = table.at(0, column)
        if cell is not None:
            yield column, folded[cell.span.start : cell.span.end]
