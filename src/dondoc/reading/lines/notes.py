"""Footnotes in plain text: the lines at the foot of a page, and the digits glued to a word that point to them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from dondoc.reading.draft import DraftNote
from dondoc.reading.lines.join import glue
from dondoc.reading.lines.line import Line
from dondoc.reading.lines.marks import UPPER, has_ended, starts_lower

_NOTE = re.compile(rf"(\d{{1,2}})(?:\s+|(?=[{UPPER}]))(?=[^\W\d_]|[“\"(])")
# Words that digits belong to: units and formulas ("m2", "CO2"), labels of forms ("A1").
_OWN_DIGITS = re.compile(r"(?:^|[^\w])(?:[kcdm]?m|CO|SO|NO|PM|O|H|N|Z|F|T|Q|P)$")
LONGEST_OWN = 4
_GLUED = re.compile(r"(?<=[^\W\d_])\d{1,2}(?![\w/-])|(?<=[)”\"’])\d{1,2}(?!\w)")
MAX_NOTES = 30


def take_notes(pages: Sequence[list[Line]]) -> tuple[list[list[Line]], list[DraftNote]]:
    """Pages without their footnotes, whose marks are taken out of the lines, and the notes in order."""
    kept: list[list[Line]] = []
    notes: list[DraftNote] = []
    for number, page in enumerate(pages):
        body, found = _take_page(page, number, pages)
        kept.append(body)
        notes += found
    return kept, notes


def _take_page(page: list[Line], number: int, pages: Sequence[list[Line]]) -> tuple[list[Line], list[DraftNote]]:
    start = _first_note(page)
    if start is None:
        return page, []
    end = _body_again(page, start)
    groups = _groups(page[start:end])
    body = [*page[:start], *page[end:]]
    notes: list[DraftNote] = []
    for group in groups:
        found = _NOTE.match(group[0].text)
        if found is None:
            return page, []
        key = f"{number} {found[1]}"
        marked = _mark(body, found[1], key) or (number > 0 and _mark(pages[number - 1], found[1], key))
        if not marked and not group[0].ruled and not (notes or groups[0][0].ruled):
            return page, []
        notes.append(DraftNote(key, found[1], _words(group)[found.end() :], page=group[0].page))
    return body, notes


def _body_again(page: Sequence[Line], start: int) -> int:
    """Where the body goes on behind the notes where no page ends: a sentence that they cut is taken up again."""
    if has_ended(page[start - 1].text):
        return len(page)
    for index in range(start + 1, len(page)):
        if has_ended(page[index - 1].text) and starts_lower(page[index].text):
            return index
    return len(page)


def _first_note(page: Sequence[Line]) -> int | None:
    """Where the notes begin: under a rule, else the last run of lines that starts with a number and no full stop."""
    for index, line in enumerate(page):
        if index and line.ruled and _NOTE.match(line.text):
            return index
    start = _first_set_off(page)
    return start if start is not None and len(page) - start <= MAX_NOTES else None


def _first_set_off(page: Sequence[Line]) -> int | None:
    """The first line that begins with a number whose mark stands above, glued to a word."""
    marks: set[str] = set()
    for index, line in enumerate(page):
        found = _NOTE.match(line.text)
        if found and found[1] in marks:
            return index
        marks.update(number for _, number in _marks(line.text))
    return None


def _groups(lines: Sequence[Line]) -> list[list[Line]]:
    groups: list[list[Line]] = []
    expected = None
    for line in lines:
        found = _NOTE.match(line.text)
        if found and (expected is None or int(found[1]) == expected):
            expected = int(found[1]) + 1
            groups.append([line])
        elif groups:
            groups[-1].append(line)
    return groups


def _words(group: Sequence[Line]) -> str:
    text = ""
    for line in group:
        text += glue(text, line.text) + line.text
    return text


def _mark(lines: Sequence[Line], number: str, key: str) -> bool:
    """Takes the mark of a note out of the last line that carries it."""
    for line in lines:
        place = _place(line.text, number)
        if place is not None:
            line.text = line.text[:place] + line.text[place + len(number) :]
            line.segments = ()
            later = [(offset - len(number) * (offset > place), other) for offset, other in line.marks]
            line.marks = sorted([*later, (place, key)])
            return True
    return False


def _place(text: str, number: str) -> int | None:
    return next((place for place, glued in _marks(text) if glued == number), None)


def _marks(text: str) -> Iterator[tuple[int, str]]:
    """The numbers that are glued to a word, and where they stand."""
    for found in _GLUED.finditer(text):
        start = found.start()
        if not _OWN_DIGITS.search(text[max(0, start - LONGEST_OWN) : start]):
            yield start, found[0]
