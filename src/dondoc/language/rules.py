"""Rules as data: what a rule is, and the engine that runs all rules of a category in one pass over folded text.

A pattern is a regular expression over ``folding.fold`` text with three conveniences: ``{name}`` is a named atom, a
blank stands for one to three blanks or line ends, ``~`` for none to three of them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from dondoc.language.folding import fold, spelt
from dondoc.language.lexicon import Lexicon, Words
from dondoc.language.spans import Span
from dondoc.language.values import value


class Polarity(StrEnum):
    """A rule finds a value, or blocks what other rules would find on the same words."""

    FINDS = "finds"
    BLOCKS = "blocks"


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of the language.

    ``opens`` are the folded words that an occurrence may begin with ("#" stands for any digit); the pattern is tried
    only there. One syllable written with its marks ("từ") must stand so in the text too. ``normaliser`` names the function that makes the value. ``examples`` are sentences that mark what the
    category finds as ``[[words|value]]``; ``counter_examples`` are sentences in which this rule finds nothing.
    """

    id: str
    category: str
    opens: str
    pattern: str
    normaliser: str = ""
    polarity: Polarity = Polarity.FINDS
    weight: float = 0.9
    examples: tuple[str, ...] = ()
    counter_examples: tuple[str, ...] = ()


@value
class Hit:
    """Where a rule holds; ``groups`` are the named parts of its pattern."""

    rule: Rule
    span: Span
    groups: Mapping[str, str | None]


@dataclass(frozen=True, slots=True)
class Example:
    """An annotated sentence taken apart: the plain words, and the marked stretches with their values."""

    text: str
    marks: tuple[tuple[Span, str], ...]


_MARK = re.compile(r"\[\[(.*?)\|(.*?)\]\]", re.DOTALL)
# A number that can belong to a time: a day and month, or a count of some unit.
_COUNTS = re.compile(r"\d{1,3}[ \n]{0,3}(?:[/.\-][ \n]{0,3}\d|/|\(|ngay|tuan|thang|quy|nam|lan|gio|-)")
_ATOM = re.compile(r"\{([a-z_]+)\}")
_GROUP = re.compile(r"\(\?P<([a-z]+)>")


def read_example(sentence: str) -> Example:
    """Takes ``"… [[words|value]] …"`` apart."""
    text, marks, at = "", [], 0
    for mark in _MARK.finditer(sentence):
        text += sentence[at : mark.start()]
        marks.append((Span(len(text), len(text) + len(mark[1])), mark[2]))
        text += mark[1]
        at = mark.end()
    return Example(text + sentence[at:], tuple(marks))


def expand(pattern: str, atoms: Mapping[str, str]) -> str:
    """The plain regular expression of a pattern. Raises KeyError for an unknown atom."""
    while _ATOM.search(pattern):
        pattern = _ATOM.sub(lambda m: f"(?:{atoms[m[1]]})", pattern)
    return pattern.replace(" ", r"[ \n]{1,3}+").replace("~", r"[ \n]{0,3}+")


class _Pattern:
    """A rule's pattern, compiled when it is first tried: most documents use few rules.

    A name may stand for several groups of a pattern, which ``re`` does not allow: these are numbered. (``regex`` does,
    but takes more than three times as long to try such patterns at a place.)
    """

    def __init__(self, rule: Rule, atoms: Mapping[str, str]) -> None:
        self.rule = rule
        self.blocks = rule.polarity is Polarity.BLOCKS
        self._atoms = atoms
        self._names: dict[str, str] = {}

    @cached_property
    def match(self) -> Callable[[str, int, int], re.Match[str] | None]:
        """Tries the pattern at a place of folded text, up to another."""
        plain = _GROUP.sub(self._numbered, expand(self.rule.pattern, self._atoms))
        return re.compile(plain + r"(?![^\W_])").match

    def _numbered(self, group: re.Match[str]) -> str:
        name = f"{group[1]}{len(self._names)}"
        self._names[name] = group[1]
        return f"(?P<{name}>"

    def hit(self, found: re.Match[str]) -> Hit:
        groups: dict[str, str | None] = dict.fromkeys(self._names.values())
        for name, words in found.groupdict().items():
            if words is not None:
                groups[self._names[name]] = words
        return Hit(self.rule, Span(found.start(), found.end()), groups)


class Grammar:
    """All rules of a category. One pass over the text finds the words that may open a rule; only there rules are tried.

    ``gates`` are cheap patterns of what may follow a very common opening word; without it no rule is tried there.
    Of several rules that hold at one place the longest wins, of equally long ones one that blocks, then the earlier.
    """

    def __init__(
        self, rules: tuple[Rule, ...], atoms: Mapping[str, str], gates: Mapping[str, re.Pattern[str]] | None = None
    ) -> None:
        self.rules = rules
        self._gates = dict(gates or {})
        patterns = [_Pattern(rule, atoms) for rule in rules]
        printed = tuple(dict.fromkeys(words for rule in rules for words in rule.opens.split("|")))
        openings = {fold(words) for words in printed}
        self._openings = Lexicon(printed)
        self._by_opening: dict[str, list[_Pattern]] = {
            opening: [pattern for pattern in patterns if _opens(pattern.rule, opening)] for opening in openings
        }

    def at(self, folded: str, pos: int, end: int, opening: str) -> Hit | None:
        """The longest occurrence of a rule that begins at ``pos`` with the word ``opening`` ("#" for a number) and lies
        before ``end``."""
        gate = self._gates.get(opening)
        if gate is not None and gate.match(folded, pos, end) is None:
            return None
        best, length = None, pos
        for pattern in self._by_opening.get(opening, ()):
            match = pattern.match(folded, pos, end)
            if match is not None and (match.end() > length or (pattern.blocks and match.end() == length)):
                best, length = (pattern, match), match.end()
        return best[0].hit(best[1]) if best is not None and length > pos else None

    def scan(self, words: Words, begin: int = 0, end: int | None = None) -> Iterator[Hit]:
        """All occurrences inside of [``begin``, ``end``) in reading order, none overlapping."""
        folded, past = words.folded, begin
        end = len(folded) if end is None else end
        for start, word in words.opening(self._openings.firsts, begin, end, digits="#" in self._by_opening):
            if start < past:
                continue
            if word in self._openings.firsts:
                opening = self._opening(words, start)
            else:
                opening = "#" if _COUNTS.match(folded, start, end) else None
            hit = self.at(folded, start, end, opening) if opening else None
            if hit is not None:
                yield hit
                past = hit.span.end

    def _opening(self, words: Words, start: int) -> str | None:
        found = self._openings.at(words, start)
        if found is None:
            return None
        printed, end = found
        if printed.isascii() or " " in printed or spelt(words.text[start:end]) == spelt(printed):
            return fold(printed)
        return None


def _opens(rule: Rule, words: str) -> bool:
    """Whether a rule may begin where ``words`` stand: with them or with their first words."""
    return any(words == opening or words.startswith(opening + " ") for opening in fold(rule.opens).split("|"))
