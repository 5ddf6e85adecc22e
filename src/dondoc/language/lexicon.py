"""Lists of phrases that are looked up at a place in a text, in time that does not depend on their number."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import lru_cache
from itertools import accumulate
from typing import Any

from dondoc.language.folding import close, fold, nfc, spelt

_WORD = re.compile(r"([^\W_]+)")
_TOKEN = re.compile(r"[^\W_]+|(?<=[^\W_])[ ]?[,-](?=[ ])")
_SIGN = re.compile(r"[ \n]?([,-])[ \n]+")


class Words:
    """A text taken apart into words once, for all look-ups in it.

    ``begins`` maps the offset at which a word begins to its number; ``words`` are folded, ``ends`` say where each ends,
    and ``gaps`` what stands between it and the next, "" behind the last.
    """

    __slots__ = ("begins", "ends", "folded", "gaps", "memo", "starts", "text", "words")

    def __init__(self, text: str) -> None:
        self.text = text
        self.folded = fold(text)
        pieces = _WORD.split(self.folded)
        ends = list(accumulate(map(len, pieces)))
        self.words, self.gaps = pieces[1::2], [*pieces[2:-1:2], ""]
        self.starts, self.ends = ends[:-1:2], ends[1::2]
        self.begins = {start: number for number, start in enumerate(self.starts)}
        self.memo: dict[tuple[str, int], Any] = {}
        """What was found at an offset and by whom, so that nothing is looked for twice."""

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
        low, high = bisect_left(self.starts, begin), bisect_left(self.starts, end)
        pairs = zip(self.starts[low:high], self.words[low:high], strict=True)
        if digits:
            return [(start, word) for start, word in pairs if word in firsts or word < ":"]
        return [(start, word) for start, word in pairs if word in firsts]


@lru_cache(maxsize=4)
def words_in(text: str) -> Words:
    """The words of NFC text; the last few texts are remembered."""
    return Words(text)


class _Node(dict[str, "_Node"]):
    """A place in the tree of phrases; ``key`` is the phrase that ends here."""

    __slots__ = ("key",)

    def __init__(self) -> None:
        super().__init__()
        self.key = ""


class Lexicon:
    """Phrases that are looked up at a place, exactly up to marks, or with one slip."""

    def __init__(self, phrases: tuple[str, ...]) -> None:
        self._root = _Node()
        self._near: dict[str, list[str]] = {}
        self._lost: dict[str, str] = {}
        self._spelt: dict[str, frozenset[str]] = {}
        self._printed: dict[str, str] = {}
        for phrase in phrases:
            key = " ".join(fold(nfc(phrase)).split())
            self._printed.setdefault(key, nfc(phrase))
            self._spelt[key] = self._spelt.get(key, frozenset()) | {spelt(nfc(phrase))}
            self._grow(key)
            if " " in key and len(key) >= 7:
                for short in _shortened(key):
                    self._near.setdefault(short, []).append(key)
            first, *inner = key.split(" ")
            for at in range(len(inner) - 1):
                self._lost.setdefault(" ".join((first, *inner[:at], *inner[at + 1 :])), key)
        self.firsts = frozenset(self._root)

    def _grow(self, key: str) -> None:
        node = self._root
        for word in _TOKEN.findall(key):
            node = node.setdefault(word.strip(), _Node())
        node.key = key

    def at(self, words: Words, pos: int) -> tuple[str, int] | None:
        """The longest phrase beginning at ``pos``, as listed, and where it ends; marks do not matter."""
        found = self._longest(words, pos)
        return (self._printed[found[0]], found[1]) if found else None

    def true_at(self, words: Words, pos: int) -> tuple[str, int] | None:
        """As ``at``, but a phrase of one syllable must have its marks, unless the words around have lost theirs too."""
        found = self._longest(words, pos)
        if found is None:
            return None
        key, end = found
        if " " in key:
            return self._printed[key], end
        printed = words.text[pos:end]
        if spelt(printed) in self._spelt[key]:
            return self._printed[key], end
        lost = printed.isascii() and (
            printed.isupper() or (end < len(words.text) and words.text[pos : pos + 24].isascii())
        )
        return (self._printed[key], end) if lost else None

    def _longest(self, words: Words, pos: int) -> tuple[str, int] | None:
        number = words.begins.get(pos)
        if number is None:
            return None
        node = self._root.get(words.words[number])
        best = None
        while node is not None:
            if node.key:
                best = (node.key, words.ends[number])
            if not node:
                break
            following = words.next_word(number)
            if following is None and ("," in node or "-" in node) and (sign := words.next_sign(number)):
                node, following = node.get(sign), number + 1
            if following is None or node is None:
                break
            number = following
            node = node.get(words.words[number])
        return best

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
        if len(phrase) < 6:
            return None
        known = self._close_to(phrase)
        return (self._printed[known], end) if known else None

    def _close_to(self, phrase: str) -> str | None:
        for known in self._near.get(phrase, ()):
            if close(phrase, known):
                return known
        for short in _shortened(phrase):
            if short in self._printed and " " in short and len(short) >= 7 and close(phrase, short):
                return short
            for known in self._near.get(short, ()):
                if close(phrase, known):
                    return known
        return None


def _shortened(phrase: str) -> set[str]:
    return {phrase[:i] + phrase[i + 1 :] for i in range(len(phrase)) if phrase[i] != " "}
