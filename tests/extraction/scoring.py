"""How well a reading agrees with what an official wrote down: counts of right, expected and found values per field.

The measures are those of the extraction contract (docs/reading-json.md): names may differ by a slip of spelling or
by up to two words at an end, texts are paired by their shared words, times must be equal.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable
from difflib import SequenceMatcher
from typing import Any

TONES = {"\u0300", "\u0301", "\u0303", "\u0309", "\u0323"}
SHORT = {"ubnd": "ủy ban nhân dân", "hđnd": "hội đồng nhân dân", "&": "và"}
SAME_TASK = 0.6


class Score:
    """Right, expected and found values of each field."""

    def __init__(self) -> None:
        self.right: Counter[str] = Counter()
        self.expected: Counter[str] = Counter()
        self.found: Counter[str] = Counter()

    def add(self, field: str, right: int, expected: int, found: int) -> None:
        self.right[field] += right
        self.expected[field] += expected
        self.found[field] += found

    def f1(self, field: str) -> float:
        """Twice the right values over the expected and the found ones; 1 where there was nothing to find."""
        total = self.expected[field] + self.found[field]
        return 2 * self.right[field] / total if total else 1.0


def words(value: str | None) -> list[str]:
    """Folded words: case, punctuation and the place of the tone mark do not count."""
    return [
        _tone_last(word) for word in re.findall(r"[^\W_]+|&", unicodedata.normalize("NFC", (value or "").casefold()))
    ]


def _tone_last(word: str) -> str:
    letters = unicodedata.normalize("NFD", word)
    tones = "".join(c for c in letters if c in TONES)
    return unicodedata.normalize("NFC", "".join(c for c in letters if c not in TONES) + tones)


def shared(a: str | None, b: str | None) -> float:
    """F1 of the two bags of words."""
    x, y = Counter(words(a)), Counter(words(b))
    return 2 * (x & y).total() / (x.total() + y.total()) if x and y else 0.0


def _name(value: str) -> list[str]:
    bare = re.sub(r"^(các|mỗi|từng|đồng chí|giao|ông|bà)\s+", "", value.strip().casefold())
    return words(" ".join(SHORT.get(word, word) for word in re.findall(r"\w+|&", unicodedata.normalize("NFC", bare))))


def same_name(a: str, b: str) -> bool:
    x, y = sorted((_name(a), _name(b)), key=len)
    if len(x) == len(y):
        odd = [(p, q) for p, q in zip(x, y, strict=True) if p != q]
        close = all(SequenceMatcher(None, p, q).ratio() >= 0.66 for p, q in odd)
        return not odd or (len(x) > 1 and close and len(odd) <= max(1, len(x) // 4))
    return len(x) >= 3 and len(y) - len(x) <= 2 and x in (y[: len(x)], y[-len(x) :])


def same_code(a: str, b: str) -> bool:
    return re.sub(r"[\s.]+", "", a).casefold() == re.sub(r"[\s.]+", "", b).casefold()


def pairs(expected: list[Any], found: list[Any], alike: Callable[[Any, Any], float], least: float) -> dict[int, int]:
    """Each expected value with at most one found value, the most alike first."""
    rows = sorted(((alike(e, f), i, j) for i, e in enumerate(expected) for j, f in enumerate(found)), reverse=True)
    taken: dict[int, int] = {}
    for value, i, j in rows:
        if value >= least and i not in taken and j not in taken.values():
            taken[i] = j
    return taken


def compare(expected: dict[str, Any], found: dict[str, Any], score: Score) -> None:
    """Adds one document to the score."""
    _document(expected["document"], found["document"], score)
    _names(expected["citations"], found["citations"], "citations", score, same_code)
    wanted, given = expected["tasks"], found["tasks"]
    matched = pairs(wanted, given, _alike, SAME_TASK)
    score.add("tasks", len(matched), len(wanted), len(given))
    for i, task in enumerate(wanted):
        _task(task, given[matched[i]] if i in matched else {}, score)
    for j in set(range(len(given))) - set(matched.values()):
        _task({}, given[j], score)


def _alike(a: dict[str, Any], b: dict[str, Any]) -> float:
    return shared(a["text"], b["text"]) + (0.02 if a["due"] and a["due"] == b["due"] else 0.0)


def _document(expected: dict[str, Any], found: dict[str, Any], score: Score) -> None:
    equal: dict[str, Callable[[Any, Any], bool]] = {
        "kind": lambda a, b: words(a) == words(b),
        "code": same_code,
        "issued_on": lambda a, b: a == b,
        "issuer": same_name,
        "subject": lambda a, b: shared(a, b) >= 0.9,
        "signer": lambda a, b: words(a["name"]) == words(b["name"]),
    }
    for field, same in equal.items():
        _single(expected.get(field), found.get(field), field, score, same)
    _names(expected["addressees"], found["addressees"], "addressees", score)


def _task(expected: dict[str, Any], found: dict[str, Any], score: Score) -> None:
    for field in ("lead", "coordinate", "direct"):
        _names(expected.get(field) or [], found.get(field) or [], field, score)
    _single(expected.get("due"), found.get("due"), "due", score, lambda a, b: a == b)
    _single(
        expected.get("deliverable"), found.get("deliverable"), "deliverable", score, lambda a, b: shared(a, b) >= 0.7
    )
    if expected:
        _single(expected["kind"], found.get("kind"), "task kind", score, lambda a, b: a == b)


def _single(expected: Any, found: Any, field: str, score: Score, same: Callable[[Any, Any], bool]) -> None:
    score.add(field, bool(expected and found and same(expected, found)), bool(expected), bool(found))


def _names(
    expected: Iterable[str],
    found: Iterable[str],
    field: str,
    score: Score,
    same: Callable[[str, str], bool] = same_name,
) -> None:
    wanted, given = list(expected), list(found)
    right = pairs(wanted, given, lambda a, b: float(same(a, b)), 1.0)
    score.add(field, len(right), len(wanted), len(given))
