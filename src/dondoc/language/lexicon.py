"""Lists of phrases that are looked up at a place in a text, in time that does not depend on their number."""

from __future__ import annotations

import re
from functools import lru_cache

from dondoc.language.folding import close, fold, nfc, spelt

_WORD = re.compile(r"[^\W_]+")
_TOKEN = re.compile(r"[^\W_]+|(?<=[^\W_])[ ]?[,-](?=[ ])")
_SIGN = re.compile(r"[ \n]?([,-])[ \n]+")
_BLANKS = frozenset((" ", "\n"))


class Words:
    """A text taken apart into words once, for many look-ups: ``at`` gives the folded word that begins at an offset and
    where it ends."""

    __slots__ = ("at", "folded", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self.folded = fold(text)
        self.at = {match.start(): (match[0], match.end()) for match in _WORD.finditer(self.folded)}

    def behind_sign(self, end: int) -> tuple[str, tuple[str, int] | None]:
        """The comma or dash that follows the word ending at ``end``, and the word behind it; "" where none does."""
        sign = _SIGN.match(self.folded, end)
        return (sign[1], self.at.get(sign.end())) if sign else ("", None)

    def opening(self, firsts: frozenset[str], *, digits: bool = False) -> list[tuple[int, str]]:
        """Where words of a set begin, in reading order; with ``digits`` also all numbers."""
        if digits:
            return [(start, word) for start, (word, _) in self.at.items() if word in firsts or word < ":"]
        return [(start, word) for start, (word, _) in self.at.items() if word in firsts]

    def behind(self, end: int) -> tuple[str, int] | None:
        """The word behind the one that ends at ``end``, if only blanks stand between."""
        start = end + 1
        if self.folded[end:start] not in _BLANKS:
            return None
        while self.folded[start : start + 1] in _BLANKS:
            start += 1
        return self.at.get(start)


@lru_cache(maxsize=16)
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
        word = words.at.get(pos)
        node: _Node | None = self._root
        best = None
        while word is not None and node is not None and (node := node.get(word[0])) is not None:
            if node.key:
                best = (node.key, word[1])
            end, word = word[1], words.behind(word[1]) if node else None
            if word is None and ("," in node or "-" in node):
                sign, word = words.behind_sign(end)
                node = node.get(sign)
        return best

    def near(self, words: Words, pos: int) -> tuple[str, int] | None:
        """As ``at`` for two words of the text that are a phrase with one letter of seven or more wrong, lost or added, or a
        phrase of three words that has lost the middle one ("phối với")."""
        first = words.at.get(pos)
        second = words.behind(first[1]) if first is not None else None
        if first is None or second is None:
            return None
        phrase = f"{first[0]} {second[0]}"
        lost = self._lost.get(phrase)
        if lost is not None and close(phrase, lost):
            return self._printed[lost], second[1]
        if len(phrase) < 6:
            return None
        for known in self._near.get(phrase, ()):
            if close(phrase, known):
                return self._printed[known], second[1]
        for short in _shortened(phrase):
            if short in self._printed and " " in short and len(short) >= 7 and close(phrase, short):
                return self._printed[short], second[1]
            for known in self._near.get(short, ()):
                if close(phrase, known):
                    return self._printed[known], second[1]
        return None


def _shortened(phrase: str) -> set[str]:
    return {phrase[:i] + phrase[i + 1 :] for i in range(len(phrase)) if phrase[i] != " "}
