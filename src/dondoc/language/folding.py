"""Spelling: normal forms of Vietnamese text under which two spellings of the same words are equal.

Every function here that keeps the length of its text says so: offsets found in the result then point into the original.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from rapidfuzz.distance import OSA

_LOOKALIKES = str.maketrans({"0": "o", "1": "l", "i": "l", "|": "l", "5": "s"})
_TONED_OPEN = re.compile(
    r"(?<![qQ])([oO])([àáảãạÀÁẢÃẠèéẻẽẹÈÉẺẼẸ])(?![^\W\d_])|(?<![qQ])([uU])([ỳýỷỹỵỲÝỶỸỴ])(?![^\W\d_])"
)
_Y_ENDING = re.compile(r"(?<![^\W\d_])([hklmstHKLMST]|[qQ][uU])([yỳýỷỹỵYỲÝỶỸỴ])(?![^\W\d_])")
_SYLLABLE = re.compile(
    r"(?:ngh|ng|nh|gh|gi|kh|ph|th|tr|ch|qu|[bcdghklmnpqrstvx])?"
    r"(?:uye|uya|oai|oay|oao|oeo|uoi|uou|ieu|yeu|uay|uay|uyu|[aeiouy]{1,2})"
    r"(?:ch|nh|ng|[cmnpt])?"
)


def nfc(text: str) -> str:
    """Precomposed Unicode; all other functions of this room expect it."""
    return unicodedata.normalize("NFC", text)


SHORT = 80
ROUNDING = 1e-6


class _FoldTable(dict[int, int]):
    """One code point in, one out; filled as characters are met."""

    def __missing__(self, point: int) -> int:
        self[point] = folded = ord(_fold_one(chr(point)))
        return folded


def _fold_one(char: str) -> str:
    if char in "đĐ":
        return "d"
    category = unicodedata.category(char)
    if category == "Zs":
        return " "
    if category == "Pd" or char == "\u2212":
        return "-"
    base = unicodedata.normalize("NFD", char)[0].casefold()
    return base if len(base) == 1 else char


_FOLD = _FoldTable()


def fold(text: str) -> str:
    """Small letters without marks, đ as d, every dash as "-", every blank as " ".

    Keeps the length, so ``fold(text)[i]`` is the folded ``text[i]`` (on NFC text).
    """
    return _fold_short(text) if len(text) < SHORT else text.translate(_FOLD)


@lru_cache(maxsize=1024)
def _fold_short(text: str) -> str:
    """Names and labels, which repeat; whole documents are not kept."""
    return text.translate(_FOLD)


def _move_tone(match: re.Match[str]) -> str:
    first, second = (match[1], match[2]) if match[1] else (match[3], match[4])
    parts = unicodedata.normalize("NFD", second)
    return nfc(first + parts[1:]) + parts[0]


def tone(text: str) -> str:
    """The tone mark of open oa, oe, uy on the first vowel: hoà → hòa, thuỷ → thủy; quý, quả, hoàn stay. Keeps the length."""
    return _TONED_OPEN.sub(_move_tone, text)


def _y_to_i(match: re.Match[str]) -> str:
    marks = unicodedata.normalize("NFD", match[2])[1:]
    return match[1] + nfc(("i" if match[2].islower() else "I") + marks)


@lru_cache(maxsize=8192)
def spelt(word: str) -> str:
    """``spelling`` of one word in small letters; remembered, since a document's words repeat."""
    return spelling(word.lower())


def spelling(text: str) -> str:
    """A key under which lawful spellings are equal: the tone's place and i/y (kỹ = kĩ, quý = quí). Keeps the length."""
    return _Y_ENDING.sub(_y_to_i, tone(nfc(text)))


def syllable_like(word: str) -> bool:
    """Whether a word could be one Vietnamese syllable: initial, vowels, final, and one tone mark at most."""
    marks = [m for m in unicodedata.normalize("NFD", word) if m in "\u0300\u0301\u0309\u0303\u0323"]
    return len(marks) <= 1 and _SYLLABLE.fullmatch(fold(nfc(word))) is not None


def mostly_capital(text: str, *, least: int, share: float = 0.8) -> bool:
    """Whether at least ``share`` of the letters are capitals, and there are ``least`` letters or more."""
    first = text[: len(text) // 3 + 1]
    if sum(map(str.islower, first)) > (1 - share) * len(text) + ROUNDING:
        return False
    letters = "".join(filter(str.isalpha, text))
    return len(letters) >= least and sum(map(str.isupper, letters)) >= share * len(letters)


def close(a: str, b: str, slips: int = 1) -> bool:
    """Whether two phrases are the same but for marks, look-alikes (0/O, 1/l) and at most ``slips`` wrong letters.

    A word of fewer than four letters must agree but for look-alikes. One short word may be lost from a phrase of three
    words or more ("phối với" for "phối hợp với"), which counts as one slip.
    """
    left, right = _key(a), _key(b)
    if left == right:
        return True
    if slips < 1:
        return False
    one, two = left.split(), right.split()
    if len(one) == len(two):
        return _words_close(one, two, slips)
    return _word_lost(one, two) or _word_lost(two, one)


def _key(phrase: str) -> str:
    return fold(nfc(phrase)).translate(_LOOKALIKES)


def _words_close(one: list[str], two: list[str], slips: int) -> bool:
    left = slips
    for a, b in zip(one, two, strict=True):
        if a == b:
            continue
        if min(len(a), len(b)) < 3 or max(len(a), len(b)) < 4:
            return False
        left -= OSA.distance(a, b, score_cutoff=left)
        if left < 0:
            return False
    return True


def _word_lost(whole: list[str], rest: list[str]) -> bool:
    if len(whole) < 3 or len(whole) != len(rest) + 1:
        return False
    return any(len(word) <= 4 and whole[:i] + whole[i + 1 :] == rest for i, word in enumerate(whole) if i > 0)
