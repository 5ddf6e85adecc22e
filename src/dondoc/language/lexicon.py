"""Lists of phrases that are looked up at a place in a text, in time that does not depend on their number."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import cached_property, lru_cache
from itertools import accumulate, compress, count
from typing import Any

from dondoc.language.folding import close, fold, nfc, spelt

_WORD = re.compile(r"([^\W_]+)")
_TOKEN = re.compile(r"[^\W_]+|(?<=[^\W_])[ ]?[,-](?=[ ])")
LONGEST_SYLLABLE = 7
MOST_WORDS = 20_000
_SIGN = re.compile(r"[ \n]?([,-])[ \n]+")


class Words:
    """A text taken apart into words once, for all look-ups in it.

    ``begins`` maps the offset at which a word begins to its number; ``words`` are folded, ``ends`` say where each ends,
    and ``gaps`` what stands between it and the next, "" behind the last.
    """

    __slots__ = ("begins", "ends", "folded", "gaps", "kinds", "memo", "starts", "text", "words")

    def __init__(self, text: str) -> None:
        self.text = text
        self.folded = fold(text)
        pieces = _WORD.split(self.folded)
        ends = list(accumulate(map(len, pieces)))
        self.words, self.gaps = pieces[1::2], [*pieces[2:-1:2], ""]
        self.starts, self.ends = ends[:-1:2], ends[1::2]
        self.begins = dict(zip(self.starts, count(), strict=False))
        self.memo: dict[tuple[str, int], Any] = {}
        """What was found at an offset and by whom, so that nothing is looked for twice."""
        self.kinds: dict[int, Sequence[int]] = {}
        """Where the words of each kind end that begin at an offset (``body_names``): asked for more than all else."""

    def next_word(self, number: int) -> int | None:
        """The number of the word behind another, if only blanks stand between."""
        gap = self.gaps[number]
        return number + 1 if gap == " " or (gap and not gap.strip(" \n")) else None

    def next_sign(self, number: int) -> str:
        """The comma or dash between a word and the next one; "" where there is none."""
        sign = _SIGN.fullmatch(self.gaps[number])
        return sign[1] if sign else ""

    def opening(self, firsts: frozenset[str], begin: int, end: int, *, digits: bool = False) -> list[tuple[int, str]]:
        """Where words of a set begin inside of [``begin``, ``end``), in reading order; with ``digits`` also all numbers."""
        key = ("opening with digits" if digits else "opening", id(firsts))
        found: list[tuple[int, str]] | None = self.memo.get(key)
        if found is None:
            chosen = _Chosen.of(firsts, digits)
            found = list(compress(zip(self.starts, self.words, strict=True), map(chosen.__getitem__, self.words)))
            self.memo[key] = found
        return found[bisect_left(found, (begin,)) : bisect_left(found, (end,))]


class _Chosen(dict[str, bool]):
    """Whether a word is one of a set or, where asked for, a number; remembered, since words repeat."""

    def __init__(self, firsts: frozenset[str], digits: bool) -> None:
        super().__init__(dict.fromkeys(firsts, True))
        self._digits = digits

    def __missing__(self, word: str) -> bool:
        chosen = self._digits and word < ":"
        if len(word) <= LONGEST_SYLLABLE and len(self) < MOST_WORDS:
            self[word] = chosen
        return chosen

    @classmethod
    @lru_cache(maxsize=32)
    def of(cls, firsts: frozenset[str], digits: bool) -> _Chosen:
        return cls(firsts, digits)


@lru_cache(maxsize=4)
def words_in(text: str) -> Words:
    """The words of NFC text; the last few texts are remembered."""
    return Words(text)


class _Node(dict[str, "_Node"]):
    """A place in the tree of phrases; ``key`` is the phrase that ends here, ``owners`` the lists that it stands in."""

    __slots__ = ("key", "owners")

    def __init__(self) -> None:
        super().__init__()
        self.key = ""
        self.owners: tuple[int, ...] = ()


def _grow(root: _Node, key: str, owner: int = 0) -> None:
    node = root
    for word in _TOKEN.findall(key):
        node = node.setdefault(word.strip(), _Node())
    node.key = key
    node.owners = (*node.owners, owner)


_NONE: list[tuple[_Node, int]] = []


def _phrases(root: _Node, words: Words, pos: int) -> list[tuple[_Node, int]]:
    """All phrases that begin at ``pos``, the longest last, and where each ends."""
    number = words.begins.get(pos)
    node = root.get(words.words[number]) if number is not None else None
    if node is None:
        return _NONE
    found: list[tuple[_Node, int]] = []
    while node is not None and number is not None:
        if node.key:
            found.append((node, words.ends[number]))
        if not node:
            break
        following = words.next_word(number)
        if following is None and ("," in node or "-" in node) and (sign := words.next_sign(number)):
            node, following = node.get(sign), number + 1
        if node is not None and following is not None:
            node = node.get(words.words[following])
        number = following
    return found


def _has_marks(words: Words, pos: int, end: int, spellings: frozenset[str]) -> bool:
    """Whether a phrase of one syllable has its marks, or the words around have lost theirs too."""
    printed = words.text[pos:end]
    if spelt(printed) in spellings:
        return True
    return printed.isascii() and (printed.isupper() or (end < len(words.text) and words.text[pos : pos + 24].isascii()))


def _key(phrase: str) -> str:
    return " ".join(fold(nfc(phrase)).split())


def _spellings(phrases: tuple[str, ...]) -> dict[str, frozenset[str]]:
    """The ways to write the phrases of one syllable with their marks, by what they fold to."""
    found: dict[str, frozenset[str]] = {}
    for phrase in phrases:
        if " " not in phrase:
            key = _key(phrase)
            found[key] = found.get(key, frozenset()) | {spelt(nfc(phrase))}
    return found


class Lexicon:
    """Phrases that are looked up at a place, exactly up to marks, or with one slip."""

    def __init__(self, phrases: tuple[str, ...]) -> None:
        self._root = _Node()
        self._spelt = _spellings(phrases)
        self._printed: dict[str, str] = {}
        for phrase in phrases:
            key = _key(phrase)
            self._printed.setdefault(key, nfc(phrase))
            _grow(self._root, key)
        self.firsts = frozenset(self._root)

    def at(self, words: Words, pos: int) -> tuple[str, int] | None:
        """The longest phrase beginning at ``pos``, as listed, and where it ends; marks do not matter."""
        found = _phrases(self._root, words, pos)
        return (self._printed[found[-1][0].key], found[-1][1]) if found else None

    def true_at(self, words: Words, pos: int) -> tuple[str, int] | None:
        """As ``at``, but a phrase of one syllable must have its marks, unless the words around have lost theirs too."""
        found = _phrases(self._root, words, pos)
        if not found:
            return None
        key, end = found[-1][0].key, found[-1][1]
        if " " in key or _has_marks(words, pos, end, self._spelt[key]):
            return self._printed[key], end
        return None

    @cached_property
    def _shorter(self) -> dict[str, list[str]]:
        """What is left of long phrases without one letter → the phrases."""
        found: dict[str, list[str]] = {}
        for key in self._printed:
            if " " in key and len(key) >= 7:
                for short in _shortened(key):
                    found.setdefault(short, []).append(key)
        return found

    @cached_property
    def _lost(self) -> dict[str, str]:
        """What is left of phrases of three words and more without a word in the middle → the phrase."""
        found: dict[str, str] = {}
        for key in self._printed:
            first, *inner = key.split(" ")
            for at in range(len(inner) - 1):
                found.setdefault(" ".join((first, *inner[:at], *inner[at + 1 :])), key)
        return found

    @cached_property
    def _halves(self) -> tuple[frozenset[str], frozenset[str]]:
        """The first and the second words of phrases of two: with one letter wrong, one of the two is still right."""
        pairs = [key.split(" ") for key in self._printed if key.count(" ") == 1]
        return frozenset(pair[0] for pair in pairs), frozenset(pair[1] for pair in pairs)

    @cached_property
    def _longest(self) -> int:
        return max(map(len, self._printed), default=0)

    def near(self, words: Words, pos: int) -> tuple[str, int] | None:
        """As ``at`` for two words of the text that are a phrase with one letter of seven or more wrong, lost or added, or a
        phrase of three words that has lost the middle one ("phối với")."""
        first = words.begins.get(pos)
        second = words.next_word(first) if first is not None else None
        if first is None or second is None:
            return None
        phrase, end = f"{words.words[first]} {words.words[second]}", words.ends[second]
        lost = self._lost.get(phrase)
        if lost is not None and close(phrase, lost):
            return self._printed[lost], end
        left, right = self._halves
        if not 6 <= len(phrase) <= self._longest + 1 or (
            words.words[first] not in left and words.words[second] not in right
        ):
            return None
        known = self._close_to(phrase)
        return (self._printed[known], end) if known else None

    def _close_to(self, phrase: str) -> str | None:
        for known in self._shorter.get(phrase, ()):
            if close(phrase, known):
                return known
        for short in _shortened(phrase):
            if short in self._printed and " " in short and len(short) >= 7 and close(phrase, short):
                return short
            for known in self._shorter.get(short, ()):
                if close(phrase, known):
                    return known
        return None


class Lexica:
    """Several lists of phrases as one tree, so that a place is looked up once for all of them."""

    def __init__(self, *lists: tuple[str, ...]) -> None:
        self._root = _Node()
        self._spelt = [_spellings(phrases) for phrases in lists]
        self._none = (0,) * len(lists)
        for owner, phrases in enumerate(lists):
            for key in dict.fromkeys(map(_key, phrases)):
                _grow(self._root, key, owner)

    def ends(self, words: Words, pos: int) -> Sequence[int]:
        """For each list, where its longest phrase at ``pos`` ends that ``Lexicon.true_at`` would find; 0 where none."""
        found = _phrases(self._root, words, pos)
        if not found:
            return self._none
        ends = list(self._none)
        for node, end in found:
            for owner in node.owners:
                true = " " in node.key or _has_marks(words, pos, end, self._spelt[owner][node.key])
                ends[owner] = end if true else 0
        return ends


def _shortened(phrase: str) -> set[str]:
    return {phrase[:i] + phrase[i + 1 :] for i in range(len(phrase)) if phrase[i] != " "}
