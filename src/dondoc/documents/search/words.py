"""What somebody typed into a search box: words without marks, phrases in quotes, numbers of documents.

"684/ubnd-vx" is the phrase 684 ubnd vx; "5" finds "05" too. All words have to be found; where nothing holds them, the
last may be the beginning of a word. Marks are looked at where somebody typed any: what has the very words stands first.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property

from dondoc.documents.keys import searchable
from dondoc.language.folding import fold, nfc

MOST = 12
LONGEST = 200
_START, _BETWEEN = r"(?<![a-z0-9])", r"[^a-z0-9]+"
_SIGNS = re.compile(r"[\W_]+")
_PIECE = re.compile(r'["“”]([^"“”]*)["“”]?|([^\s"“”]+)')


@dataclass(frozen=True, slots=True)
class Term:
    """Words that stand one after another; ``open``: the last is the beginning of a word."""

    words: tuple[str, ...]
    open: bool = False

    def spellings(self) -> list[tuple[str, ...]]:
        """The words, with a first number in all ways in which it is printed: 5, 05, 005."""
        first = self.words[0]
        if not first.isdigit() or len(first) > 3:
            return [self.words]
        bare = first.lstrip("0") or "0"
        forms = dict.fromkeys((first, bare, bare.zfill(2), bare.zfill(3)))
        return [(form, *self.words[1:]) for form in forms]


@dataclass(frozen=True)
class Wanted:
    """What is looked for; false where nothing was typed that could be found."""

    def opened(self) -> Wanted:
        """The same with the last word as the beginning of one; itself where that was put in quotes."""
        *terms, last = self.terms
        return self if self.typed.endswith(('"', "”")) else replace(self, terms=(*terms, replace(last, open=True)))

    typed: str
    terms: tuple[Term, ...]

    def __bool__(self) -> bool:
        return bool(self.terms)

    @cached_property
    def exact(self) -> tuple[Term, ...]:
        """The terms with their marks, small; empty where nobody typed a mark."""
        if fold(self.typed) == self.typed.casefold():
            return ()
        terms = _terms(self.typed, _as_written)
        return (*terms[:-1], replace(terms[-1], open=self.terms[-1].open)) if terms else ()

    @cached_property
    def patterns(self) -> tuple[re.Pattern[str], ...]:
        """What finds the words in folded text, to be marked there: as they were typed one after another, else each."""
        each = [f"(?:{'|'.join(map(_BETWEEN.join, term.spellings()))}){_end(term)}" for term in self.terms]
        together = _BETWEEN.join(f"(?:{'|'.join(map(_BETWEEN.join, term.spellings()))})" for term in self.terms)
        found = [_START + together + _end(self.terms[-1])] if len(each) > 1 else []
        return tuple(re.compile(one) for one in [*found, f"{_START}(?:{'|'.join(each)})"])


def _end(term: Term) -> str:
    return "" if term.open else r"(?![a-z0-9])"


def wanted(typed: str) -> Wanted:
    """What ``typed`` looks for. Of a very long text the beginning counts."""
    typed = nfc(typed.replace("\x00", " ")).strip()[:LONGEST]
    return Wanted(typed, _terms(typed, searchable))


def _terms(typed: str, spelt: Callable[[str], str]) -> tuple[Term, ...]:
    pieces = (spelt(quoted or word).split() for quoted, word in _PIECE.findall(typed))
    return tuple(dict.fromkeys(Term(tuple(words)) for words in pieces if words))[:MOST]


def _as_written(words: str) -> str:
    """Small letters with their marks; signs between them are breaks, as in ``keys.searchable``."""
    return _SIGNS.sub(" ", words.casefold())
