"""The body as a tree of numbered items: Phần, Chương, Điều, I., 1., 1.1., a), -, + (Decree 30/2020, Annex I, II.6)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from dondoc.extraction.layout import Entry, Line
from dondoc.reading.text import Span, Table

_LABELS: tuple[tuple[str, str], ...] = (
    ("part", r"(?:phan|chuong)(?: thu)? (?P<part>[ivxl]{1,5}|\d{1,2}|nhat|hai|ba|bon|tu|nam)\b\s*[.:)-]?"),
    ("section", r"muc (?P<section>[ivxl]{1,5}|\d{1,2})\s*[.:)-]"),
    ("article", r"dieu (?P<article>\d{1,3})\s*[.:)-]?"),
    ("deep", r"(?P<deep>\d{1,2}\.\d{1,2}\.\d{1,2})\s*[.)]?(?=\s|[^\W\d])"),
    ("second", r"(?P<second>\d{1,2}\.\d{1,2})\s*[.)]?(?=\s|[^\W\d])(?!\s*(?:%|ty|trieu|nghin))"),
    ("round", r"\((?P<round>\d{1,2})\)"),
    ("arabic", r"(?P<arabic>\d{1,2})\s?[.)/](?!\d)(?=\s|[^\W\d])|(?P<arabic2>\d{1,2})-(?=\s)"),
    ("roman", r"(?P<roman>[ivx]{1,6}|l|ll|lll)\s?[.)/-](?=\s|[^\W\d])"),
    ("letter", r"(?P<letter>[a-z])\s?\)|\((?P<letter2>[a-z])\)|(?P<letter3>[a-z])\.(?=\s)"),
    ("dash", r"[-~](?!\d)"),
    ("plus", r"\+"),
    ("dot", r"[•*▪●◦○■□▫➢✓·→]|o(?= )"),
)
_LETTER_I = re.compile(r"[\s_|~'`]{0,5}(?=[ivxl]\s?\))")
"""A small letter that is no Roman number: "i)" behind "h)", "l)" behind "k)"."""


def _labels(*, roman: bool) -> re.Pattern[str]:
    """The labels of items; ``roman`` tries Roman numbers too."""
    tried = (f"(?P<s_{style}>{pattern})" for style, pattern in _LABELS if roman or style != "roman")
    return re.compile(r"[\s_|~'`]{0,5}(?:" + "|".join(tried) + r")\s*")


_LABEL, _NO_ROMAN = _labels(roman=True), _labels(roman=False)
DEEPEST = 24
"""How deep items nest at most: no document goes half as deep, but a damaged file may."""
_TITLED = frozenset({"part", "section", "article", "roman"})
BULLETS = frozenset({"dash", "plus", "dot"})
_UPPER_ROMAN = re.compile(r"[IVXLl]{1,6}")


@dataclass(slots=True)
class Clause:
    """One paragraph of the body without its number. ``style`` is the manner of numbering, "" for a plain paragraph."""

    style: str
    label: str
    span: Span
    words: str
    folded: str
    line: Line | None
    parent: Clause | None = None
    children: list[Clause] = field(default_factory=list)
    table: Table | None = None

    @property
    def path(self) -> str | None:
        """ "II.3", "1.a"; None outside of any numbered item."""
        path: list[str] = []
        for clause in self.ancestors():
            if clause.label and clause.style not in BULLETS:
                if path and clause.label.startswith(f"{path[-1]}."):
                    path.pop()
                path.append(clause.label)
        return ".".join(path) or None

    @property
    def opens(self) -> bool:
        return self.words.rstrip().endswith(":")

    @property
    def ended(self) -> bool:
        return self.words.rstrip().endswith((".", ";", ":", "…"))

    def ancestors(self) -> list[Clause]:
        """From the root's child down to this clause itself."""
        chain: list[Clause] = []
        at: Clause | None = self
        while at is not None and at.line is not None:
            chain.append(at)
            at = at.parent
        return chain[::-1]

    def walk(self) -> Iterator[Clause]:
        """This clause and all below it in reading order."""
        yield self
        for child in self.children:
            yield from child.walk()


def tree(entries: Sequence[Entry]) -> Clause:
    """The root of the clause tree; tables hang as leaves (``table`` set) where they stand."""
    root = Clause("root", "", Span(0, 0), "", "", None)
    stack = [root]
    found = [_table(entry) if isinstance(entry, Table) else clause_of(entry) for entry in entries]
    following = _following(found)
    for clause, after in zip(found, following, strict=True):
        if _titles(clause, stack[-1]):
            continue
        _close_to(stack, clause, after)
        del stack[DEEPEST:]
        clause.parent = stack[-1]
        stack[-1].children.append(clause)
        if clause.table is None:
            stack.append(clause)
    return root


def _following(found: list[Clause]) -> list[Clause | None]:
    """For each paragraph the next one that has a number or a bullet."""
    following: list[Clause | None] = []
    after: Clause | None = None
    for clause in reversed(found):
        following.append(clause if clause.style not in ("", "table") else after)
        after = following[-1]
    return following[::-1]


def _titles(clause: Clause, above: Clause) -> bool:
    """ "PHẦN THỨ HAI" on a line of its own takes the capitals below it as its words."""
    if above.style not in _TITLED or above.words or clause.style or clause.line is None or not clause.line.upper:
        return False
    above.span, above.words, above.folded = clause.span, clause.words, clause.folded
    return True


def _table(table: Table) -> Clause:
    return Clause("table", "", table.span, "", "", None, table=table)


def clause_of(line: Line) -> Clause:
    """A line with its number taken off."""
    small = _LETTER_I.match(line.folded)
    labels = _NO_ROMAN if small and line.words[small.end() : small.end() + 1].islower() else _LABEL
    found = labels.match(line.folded)
    if found and (found.end() < len(line.folded) or found.lastgroup):
        style = next(name[2:] for name, words in found.groupdict().items() if name[:2] == "s_" and words is not None)
        if not _misread(line, style, found):
            label = "" if style in BULLETS else _label(line, found, style)
            start = line.span.start + found.end()
            return Clause(
                style, label, Span(start, line.span.end), line.words[found.end() :], line.folded[found.end() :], line
            )
    return Clause("", "", line.span, line.words, line.folded, line)


def _misread(line: Line, style: str, found: re.Match[str]) -> bool:
    printed = line.words[: found.end()].strip()
    if style == "roman":
        return not _UPPER_ROMAN.match(printed)
    if style == "letter":
        return printed.strip("(). ").isupper() and not printed.endswith((")", "."))
    if style in ("article", "part", "section"):
        rest = line.folded[found.end() :]
        return bool(re.match(r"(?:khoan|va|,|cua)\b", rest)) or not printed[:1].isupper()
    if style == "dot" and printed == "o":
        return line.paragraph.label is None
    return False


def _label(line: Line, found: re.Match[str], style: str) -> str:
    for name in (style, f"{style}2", f"{style}3"):
        if name in found.re.groupindex and found[name] is not None:
            printed = line.words[found.start(name) : found.end(name)]
            return printed.replace("l", "I") if style == "roman" else printed
    return ""


def _close_to(stack: list[Clause], clause: Clause, after: Clause | None) -> None:
    """Closes what the new clause does not stand under. ``after`` is the next numbered paragraph."""
    if clause.style in ("", "table"):
        _close_plain(stack, clause, after)
        return
    styles = [open_.style for open_ in stack]
    if clause.style in styles:
        del stack[len(styles) - 1 - styles[::-1].index(clause.style) :]
        return
    while len(stack) > 1 and not _may_hold(stack, clause):
        stack.pop()


def _list_done(clause: Clause) -> bool:
    """Whether the sub-items of an item have come to their full stop."""
    items = [child for child in clause.children if child.style]
    return bool(items) and items[-1].words.rstrip().endswith(".")


_ORDER = {str(number): number for number in range(1, 100)} | {
    letter: number for number, letter in enumerate("abcdđeghiklmnopqrstuvxy", 1)
}
"""The numbers and letters of items as they follow each other (Decree 30/2020, Annex I, II.6)."""
_RANK = {style: rank for rank, style in enumerate(("part", "section", "article", "roman", "arabic", "second", "deep"))}


def _may_hold(stack: list[Clause], clause: Clause) -> bool:
    top = stack[-1]
    if top.style == "":
        return top.opens or (clause.style in BULLETS and not top.ended and len(stack) > 1)
    if clause.style in _RANK and top.style in _RANK:
        return _RANK[top.style] < _RANK[clause.style]
    if clause.style in _RANK and top.style in BULLETS:
        return False
    return not (
        clause.style in _RANK and top.style == "letter" and clause.style in ("part", "section", "article", "roman")
    )


def _goes_on(opener: Clause, after: Clause | None) -> bool:
    """Whether the list below an opener goes on with the next numbered paragraph ("1." before it, "2." behind)."""
    last = next((child for child in reversed(opener.children) if child.style), None)
    if after is None or last is None or last.style != after.style or after.style in BULLETS:
        return False
    return _ORDER.get(after.label, 0) == _ORDER.get(last.label, -1) + 1


def _close_plain(stack: list[Clause], clause: Clause, after: Clause | None) -> None:
    """A plain paragraph stands under what opened with ":" or under the nearest heading."""
    closing = after is None
    while len(stack) > 1:
        top = stack[-1]
        if top.style == "":
            if top.opens and clause.table is None and (not top.children or _goes_on(top, after)):
                return
        elif (top.style not in BULLETS and (not top.ended or top.opens) and not (closing and _list_done(top))) or (
            top.style in BULLETS and top.opens and not top.children
        ):
            return
        stack.pop()
