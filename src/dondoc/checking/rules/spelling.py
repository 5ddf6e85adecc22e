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
    """All fixed phrases: what is right, what a window with one syllable left out (``None``) may have been, and what
    phrases look like that lost an inner syllable."""

    right: frozenset[tuple[str, ...]]
    holed: dict[tuple[str | None, ...], tuple[tuple[int, Phrase], ...]]
    lost: dict[tuple[str, ...], Phrase]
    longest: int


@cache
def phrases() -> Phrases:
    known = [
        _read(line) for line in (files("dondoc.checking") / "data" / "phrases.txt").read_text("utf-8").splitlines()
    ]
    listed = [phrase for phrase in known if phrase is not None]
    right = frozenset(phrase.syllables for phrase in listed)
    holed: dict[tuple[str | None, ...], tuple[tuple[int, Phrase], ...]] = {}
    lost: dict[tuple[str, ...], Phrase] = {}
    for phrase in listed:
        syllables = phrase.syllables
        for at in range(len(syllables)):
            key = (*syllables[:at], None, *syllables[at + 1 :])
            holed[key] = (*holed.get(key, ()), (at, phrase))
            rest = (*syllables[:at], *syllables[at + 1 :])
            if phrase.whole and 0 < at < len(syllables) - 1 and rest not in right:
                lost[rest] = phrase
    return Phrases(right, holed, lost, max(map(len, right)))


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
        syllables = [spelt(matter.content[start:stop]) for start, stop in words]
        past = 0
        for at in range(len(words)):
            found = _slip(matter, words, syllables, at) if at >= past else None
            if found is not None:
                fault, past = found
                yield fault


def _paragraphs(matter: Matter) -> Iterator[tuple[int, int]]:
    for paragraph in matter.text.paragraphs():
        words = matter.content[paragraph.span.start : paragraph.span.end]
        if any(map(str.islower, words)):
            yield paragraph.span.start, paragraph.span.end


def _slip(matter: Matter, words: list[tuple[int, int]], syllables: list[str], at: int) -> tuple[Fault, int] | None:
    """The slip of the longest phrase that begins at a word, and the number of the word behind it."""
    known = phrases()
    last = at
    while last + 1 < len(words) and last - at + 1 < known.longest and _joined(matter, words, last):
        last += 1
    windows = [tuple(syllables[at:stop]) for stop in range(last + 1, at + 1, -1)]
    if any(window in known.right for window in windows):
        return None
    for window in windows:
        span = Span(words[at][0], words[at + len(window) - 1][1])
        meant = next(
            (phrase for wrong, phrase in _meant(window) if _fits(matter, span, phrase, syllables, at + wrong)), None
        )
        if meant is not None:
            shown = " ".join(span.of(matter.content).split())
            return Fault(span, f"“{shown}” có lẽ là “{meant.printed}”.", "Sửa lại lỗi chính tả."), at + len(window)
    return None


def _joined(matter: Matter, words: list[tuple[int, int]], at: int) -> bool:
    return _JOIN.fullmatch(matter.content, words[at][1], words[at + 1][0]) is not None


def _meant(window: tuple[str, ...]) -> Iterator[tuple[int, Phrase]]:
    """The phrases that a window may have been, and which of its words is wrong."""
    known = phrases()
    for at, syllable in enumerate(window):
        for place, phrase in known.holed.get((*window[:at], None, *window[at + 1 :]), ()):
            if place == at and _close(syllable, phrase.syllables[place], len(window)):
                yield at, phrase
    lost = known.lost.get(window)
    if lost is not None:
        yield next(at for at, word in enumerate(lost.syllables) if at == len(window) or word != window[at]), lost


def _close(found: str, right: str, length: int) -> bool:
    if found == right or OSA.distance(found, right) != 1:
        return False
    return len(found) != len(right) or fold(found) == fold(right) or length >= 4


def _fits(matter: Matter, span: Span, phrase: Phrase, syllables: list[str], wrong: int) -> bool:
    """Not where a comma stands that the phrase has not, nor where the odd word belongs to a phrase that is right."""
    if len(_SIGNS.findall(span.of(matter.content))) > len(_SIGNS.findall(phrase.printed)):
        return False
    right = phrases().right
    return not any(
        tuple(syllables[begin:end]) in right
        for begin in range(max(0, wrong - 5), wrong + 1)
        for end in range(max(wrong + 1, begin + 2), begin + 7)
    )


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
