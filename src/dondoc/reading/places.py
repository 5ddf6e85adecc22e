"""Where the words of a text stand on its pages: each word of the text is found again among the words of the faces.

A text joins broken lines, leaves page numbers out and puts tables in order, so its words are those of the pages in
nearly the same order. Each is looked for behind the one before it; a word that is not there (a hyphen was joined, a
letter mended) has no place, and its neighbours still show where it stands.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from dondoc.reading.faces import Face, FaceWord
from dondoc.reading.text import Paragraph, Text

AHEAD = 4
"""Words after a candidate that are compared to tell it from others."""
SAME_LINE = 0.5
"""Share of a word's height by which the next may stand higher or lower on the same line."""
GAP = 0.08
"""Share of the page's width: words of one line further apart than this stand in different columns."""
_WORD = re.compile(r"\S+")
_EDGE = re.compile(r"^[^\w]+|[^\w]+$")


@dataclass(frozen=True, slots=True)
class Box:
    """A stretch of one line of a page, as shares of its width and height from the upper left corner."""

    page: int
    left: float
    top: float
    right: float
    bottom: float


class _Seen(NamedTuple):
    """A word of the text, its offsets, and the word of the face that it was found to be."""

    start: int
    end: int
    page: int
    word: FaceWord


class _Page:
    """The words of a face, each to be taken once."""

    def __init__(self, face: Face) -> None:
        self.words = face.words
        self.keys = [_key(word.text) for word in face.words]
        self.taken = bytearray(len(self.keys))
        self.at: defaultdict[str, list[int]] = defaultdict(list)
        for index, key in enumerate(self.keys):
            self.at[key].append(index)

    def find(self, keys: Sequence[str], first: int, behind: int) -> int | None:
        """Where the word ``keys[first]`` stands: right behind the last one, or where most of what follows it agrees."""
        key = keys[first]
        if behind < len(self.keys) and self.keys[behind] == key and not self.taken[behind]:
            return behind
        places = self.at.get(key, ())
        best, most = None, 0.0
        for index in places:
            if self.taken[index]:
                continue
            agreed = self._agreed(keys, first, index)
            if not agreed and len(places) > 1 and len(keys) > 1:
                continue
            worth = agreed + 1 / (2 + abs(index - behind))
            if worth > most:
                best, most = index, worth
        return best

    def _agreed(self, keys: Sequence[str], first: int, index: int) -> int:
        ahead = zip(keys[first + 1 : first + 1 + AHEAD], self.keys[index + 1 : index + 1 + AHEAD], strict=False)
        return sum(one == other for one, other in ahead)


class Places:
    """The places of a text's words on the faces of its pages; a page without a face has none."""

    def __init__(self, text: Text, faces: Iterable[Face]) -> None:
        self._pages = {face.page: _Page(face) for face in faces}
        self._seen: list[_Seen] = []
        behind = dict.fromkeys(self._pages, 0)
        for paragraph in sorted(text.paragraphs(), key=lambda one: one.span.start):
            self._seen += self._paragraph(text.content, paragraph, behind)
        self._starts = [seen.start for seen in self._seen]
        self._ends = [seen.end for seen in self._seen]

    def _paragraph(self, content: str, paragraph: Paragraph, behind: dict[int, int]) -> Iterator[_Seen]:
        """The words of a paragraph; it begins on its page and may go on overleaf."""
        found = list(_WORD.finditer(content, paragraph.span.start, paragraph.span.end))
        keys = [_key(match[0]) for match in found]
        number = paragraph.page
        for order, match in enumerate(found):
            for page in (number, number + 1):
                if page not in self._pages:
                    continue
                index = self._pages[page].find(keys, order, behind[page])
                if index is not None:
                    self._pages[page].taken[index] = 1
                    behind[page] = index + 1
                    number = page
                    yield _Seen(match.start(), match.end(), page, self._pages[page].words[index])
                    break

    @property
    def share(self) -> float:
        """The share of the faces' words that were found to be words of the text."""
        total = sum(len(page.keys) for page in self._pages.values())
        return sum(sum(page.taken) for page in self._pages.values()) / total if total else 0.0

    def boxes(self, start: int, end: int) -> list[Box]:
        """The stretches of lines that the words of [``start``, ``end``) cover, in the order of the text."""
        rows: list[Box] = []
        for seen in self._seen[bisect_right(self._ends, start) : bisect_left(self._starts, end)]:
            box = Box(seen.page, seen.word.left, seen.word.top, seen.word.right, seen.word.bottom)
            if rows and _goes_on(rows[-1], box):
                rows[-1] = replace(
                    rows[-1],
                    top=min(rows[-1].top, box.top),
                    right=max(rows[-1].right, box.right),
                    bottom=max(rows[-1].bottom, box.bottom),
                )
            else:
                rows.append(box)
        return rows


def _goes_on(row: Box, box: Box) -> bool:
    """Whether a word stands behind a stretch on the same line."""
    if row.page != box.page or not row.left <= box.left <= row.right + GAP:
        return False
    height = min(row.bottom - row.top, box.bottom - box.top)
    return abs((row.top + row.bottom) - (box.top + box.bottom)) / 2 < SAME_LINE * height


def _key(word: str) -> str:
    """What two prints of a word share."""
    return _EDGE.sub("", word).casefold() or word
