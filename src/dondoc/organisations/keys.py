"""The form in which two spellings of a unit's name are equal: cells of first letters and words.

"Sở KH&CN", "SKHCN" and "Sở Khoa học và Công nghệ" are the same row of initials; where both spell a word out, the words
must agree as well. So abbreviations need no table of their own.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

from dondoc.language.folding import fold, nfc, spelling, syllable_like

WORD = re.compile(r"[^\W_]+")
_Y_ENDING = re.compile(r"(?:[hklmst]|qu)y")
SILENT = frozenset({"va"})
# Only what can mean nothing else; every other row of capitals is read by its letters.
SHORT_FORMS = {
    "ubnd": ("uy", "ban", "nhan", "dan"),
    "hdnd": ("hoi", "dong", "nhan", "dan"),
    "mttq": ("mat", "tran", "to", "quoc"),
    "ubmttq": ("uy", "ban", "mat", "tran", "to", "quoc"),
    "mttqvn": ("mat", "tran", "to", "quoc", "viet", "nam"),
    "vp": ("van", "phong"),
    "vpubnd": ("van", "phong", "uy", "ban", "nhan", "dan"),
    "tp": ("thanh", "pho"),
    "ttr": ("thanh", "tra"),
}


def bare(text: str) -> str:
    """Small letters without marks, đ as d, precomposed or not alike."""
    return fold(nfc(text))


def folded(text: str) -> str:
    """Words without marks, one blank between: what is stored for finding."""
    return " ".join(WORD.findall(bare(text)))


def written(text: str) -> str:
    """Words with their marks, in one case and one lawful spelling: a key for names that differ in marks only ("Tân
    Hòa", "Tân Hóa") to stay two."""
    return " ".join(WORD.findall(spelling(text).casefold()))


@dataclass(frozen=True, slots=True)
class Cells:
    """A name as a row of cells: ``initials[i]`` is the first letter of word i, ``words[i]`` the word or "" where only
    the letter was written. "và" is left out."""

    initials: str
    words: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.initials)

    def agrees(self, written: Cells) -> bool:
        """Whether this name can be written so: the same letters, and each word that was written is the name's word.

        A name that is itself only letters ("TTCP") is not any four words that begin so.
        """
        return self.initials == written.initials and all(
            not theirs or mine == theirs for mine, theirs in zip(self.words, written.words, strict=True)
        )

    def begins_as(self, written: Cells) -> bool:
        """Whether the beginning of this name can be written so."""
        return self.cut(0, len(written)).agrees(written)

    def cut(self, start: int, end: int | None = None) -> Cells:
        return Cells(self.initials[start:end], self.words[start:end])

    def spelled(self) -> str:
        return " ".join(word or letter for letter, word in zip(self.initials, self.words, strict=True))

    def ends_with(self, words: tuple[str, ...]) -> bool:
        """Whether these words, spelled out, are the last ones."""
        return self.words[-len(words) :] == words

    def begins_at(self, at: int, words: tuple[str, ...]) -> bool:
        """Whether ``words`` stand at cell ``at``, spelled out or as initials."""
        if len(self) < at + len(words):
            return False
        return all(
            self.words[at + i] == word or (not self.words[at + i] and self.initials[at + i] == word[0])
            for i, word in enumerate(words)
        )


@functools.lru_cache(maxsize=20_000)
def cells(text: str) -> Cells:
    """The cells of a name as written. A word in capitals among others, or one that cannot be a syllable, is a row of
    initials."""
    shouting = text.upper() == text
    initials: list[str] = []
    words: list[str] = []
    for token in WORD.findall(text):
        word = bare(token)
        for part in SHORT_FORMS.get(word, (word,)):
            if part in SILENT and len(token) > 1 and not _is_acronym(token, part, shouting):
                continue
            if _is_acronym(token, part, shouting) and part is word:
                initials.extend(part)
                words.extend("" for _ in part)
            else:
                initials.append(part[0])
                words.append(_word(part))
    return Cells("".join(initials), tuple(words))


def _word(part: str) -> str:
    """A cell's word: one spelling of i/y (kỹ = kĩ); a lone letter says no word."""
    if _Y_ENDING.fullmatch(part):
        return part[:-1] + "i"
    return part if len(part) > 1 or part.isdigit() else ""


def _is_acronym(token: str, word: str, shouting: bool) -> bool:
    if len(word) < 2 or any(char.isdigit() for char in word):
        return False
    if not syllable_like(word):
        return True
    return token.isupper() and not shouting
