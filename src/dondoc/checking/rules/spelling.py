"""Slips in fixed phrases of administrative language, and function words that stand twice.

A phrase is compared syllable by syllable: all but one must agree, and that one may differ by its mark or by one letter
too many or too few; another letter in its place only counts in phrases of four syllables and more. Such a window of
words has no other meaning, so nothing but the list in ``data/phrases.txt`` is known of the language.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from rapidfuzz.distance import OSA

from dondoc.checking.finding import Severity
from dondoc.checking.matter import Matter
from dondoc.checking.rule import Fault, Rule
from dondoc.language.folding import fold, spelt
from dondoc.reading.text import Span

_WORD = re.compile(r"[^\W\d_]+")
_JOIN = re.compile(r"[ ]{1,3}|[ ]?,[ ]|[ ][-–][ ]")
_SIGNS = re.compile(r"[,–-]")
_DOUBLED = re.compile(
    r"(?<![^\W_])(về|của|các|cho|với|được|để|theo|tại|trong|những|là|và|đã|sẽ|phải"
    r"|thực hiện|báo cáo|kế hoạch) \1(?![^\W_])",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Phrase:
    """A fixed phrase: as printed, and its syllables in the one spelling that all lawful ones share."""

    printed: str
    syllables: tuple[str, ...]
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Phrases:
    """All fixed phrases, the longest first: by the first syllable, and by the second for those whose first is wrong."""

    right: frozenset[tuple[str, ...]]
    by_first: dict[str, tuple[Phrase, ...]]
    by_second: dict[str, tuple[Phrase, ...]]
    longest: int


@cache
def phrases() -> Phrases:
    lines = (files("dondoc.checking") / "data" / "phrases.txt").read_text("utf-8").splitlines()
    listed = [phrase for phrase in map(_read, lines) if phrase is not None]
    listed.sort(key=lambda phrase: -len(phrase.syllables))
    right = frozenset(phrase.syllables for phrase in listed)
    return Phrases(right, _by(listed, 0), _by(listed, 1), max(map(len, right)))


def _by(listed: list[Phrase], place: int) -> dict[str, tuple[Phrase, ...]]:
    found: dict[str, tuple[Phrase, ...]] = {}
    for phrase in listed:
        syllable = phrase.syllables[place]
        found[syllable] = (*found.get(syllable, ()), phrase)
    return found


def _read(line: str) -> Phrase | None:
    words = line.strip()
    if not words or words.startswith("#"):
        return None
    printed = words.removeprefix("*").strip()
    return Phrase(printed, tuple(spelt(word) for word in _WORD.findall(printed)), words.startswith("*"))


def misspelt(matter: Matter) -> Iterator[Fault]:
    if matter.recognised:
        return
    for begin, end in _paragraphs(matter):
        words = [(m.start(), m.end()) for m in _WORD.finditer(matter.content, begin, end)]
        window = Window(matter, words, [spelt(matter.content[start:stop]) for start, stop in words])
        past = 0
        for at in range(len(words) - 1):
            found = window.slip(at) if at >= past else None
            if found is not None:
                fault, past = found
                yield fault


def _paragraphs(matter: Matter) -> Iterator[tuple[int, int]]:
    for paragraph in matter.text.paragraphs():
        words = matter.content[paragraph.span.start : paragraph.span.end]
        if any(map(str.islower, words)):
            yield paragraph.span.start, paragraph.span.end


@dataclass(frozen=True, slots=True)
class Window:
    """The words of one paragraph: where each stands, and its syllable in the one spelling of all lawful ones."""

    matter: Matter
    words: list[tuple[int, int]]
    syllables: list[str]

    def slip(self, at: int) -> tuple[Fault, int] | None:
        """The slip of the longest phrase that begins at a word, and the number of the word behind it."""
        known = phrases()
        begun = known.by_first.get(self.syllables[at], ())
        if any(self._is(at, phrase.syllables) for phrase in begun):
            return None
        for phrase in (*begun, *known.by_second.get(self.syllables[at + 1], ())):
            found = self._wrong(at, phrase)
            if found is not None and self._fits(at, found[1], phrase, at + found[0]):
                span = self._span(at, found[1])
                shown = " ".join(span.of(self.matter.content).split())
                fault = Fault(span, f"“{shown}” có lẽ là “{phrase.printed}”.", "Sửa lại lỗi chính tả.")
                return fault, at + found[1]
        return None

    def _span(self, at: int, length: int) -> Span:
        return Span(self.words[at][0], self.words[at + length - 1][1])

    def _is(self, at: int, syllables: tuple[str, ...]) -> bool:
        return tuple(self.syllables[at : at + len(syllables)]) == syllables and self._joined(at, len(syllables))

    def _joined(self, at: int, length: int) -> bool:
        content = self.matter.content
        return all(
            _JOIN.fullmatch(content, self.words[place][1], self.words[place + 1][0]) is not None
            for place in range(at, at + length - 1)
        )

    def _wrong(self, at: int, phrase: Phrase) -> tuple[int, int] | None:
        """Which word is the slip, and how many words were meant to be the phrase."""
        meant = phrase.syllables
        printed = tuple(self.syllables[at : at + len(meant)])
        if len(printed) == len(meant):
            wrong = [place for place, syllable in enumerate(printed) if syllable != meant[place]]
            if len(wrong) == 1 and _close(printed[wrong[0]], meant[wrong[0]], len(meant)):
                return wrong[0], len(meant)
        if phrase.whole:
            for place in range(1, len(meant) - 1):
                rest = (*meant[:place], *meant[place + 1 :])
                if printed[: len(rest)] == rest and rest not in phrases().right:
                    return place, len(rest)
        return None

    def _fits(self, at: int, length: int, phrase: Phrase, wrong: int) -> bool:
        """Not where a comma stands that the phrase has not, nor where the odd word is of a phrase that is right."""
        signs = len(_SIGNS.findall(self._span(at, length).of(self.matter.content)))
        if not self._joined(at, length) or signs > len(_SIGNS.findall(phrase.printed)):
            return False
        right = phrases().right
        return not any(
            tuple(self.syllables[begin:end]) in right
            for begin in range(max(0, wrong - 5), wrong + 1)
            for end in range(max(wrong + 1, begin + 2), begin + 7)
        )


def _close(found: str, right: str, length: int) -> bool:
    if found == right or OSA.distance(found, right) != 1:
        return False
    return len(found) != len(right) or fold(found) == fold(right) or length >= 4


def doubled(matter: Matter) -> Iterator[Fault]:
    for found in _DOUBLED.finditer(matter.content):
        word = found[1].lower()
        yield Fault(
            Span(found.start(), found.end()), f"“{word}” được viết hai lần liền nhau.", f"Bỏ bớt một chữ “{word}”."
        )


_CHECKED = "Nghị định 30/2020/NĐ-CP, Điều 12 (kiểm tra văn bản trước khi ký)"
RULES: tuple[Rule, ...] = (
    Rule(
        "spelling.phrase",
        "Sai chính tả trong cụm từ cố định",
        Severity.WARNING,
        _CHECKED,
        "Lỗi chính tả làm văn bản kém trang trọng, có khi đổi nghĩa.",
        misspelt,
        (
            "1. Sở Nội vụ [[kịp thời báo cao]] kết quả cho UBND tỉnh.",
            "1. Sở Nội vụ rà soát nhiệm vụ [[chuyển đổi sổ]] năm 2027.",
            "1. Sở Nội vụ [[phối với]] Sở Tài chính rà soát biên chế.",
        ),
        (
            "1. Sở Nội vụ kịp thời báo cáo kết quả cho UBND tỉnh.",
            "1. Sở Nội vụ rà soát các nhiệm vụ chuyển đổi số năm 2027; phối hợp với Sở Tài chính bố trí kinh phí.",
        ),
    ),
    Rule(
        "spelling.doubled",
        "Một chữ viết hai lần",
        Severity.WARNING,
        _CHECKED,
        "Chữ lặp thường còn lại sau khi sửa câu, có khi kèm theo một phần câu bị mất.",
        doubled,
        ("1. Sở Nội vụ tham mưu [[về về]] việc sắp xếp các phòng.",),
        ("1. Sở Nội vụ tham mưu về việc sắp xếp các phòng.",),
    ),
)
