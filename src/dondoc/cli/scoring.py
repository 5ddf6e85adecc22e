"""Precision, recall and F1 of what was read against what a careful official wrote down."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from dondoc.language.folding import fold, spelling

LEAST_OVERLAP = 0.6
"""Two texts are the same duty from this F1 of their words on."""

HEAD_FIELDS = ("kind", "code", "symbol", "issued_on", "issuer", "subject")
ROLES = ("lead", "coordinate", "direct")
_WORD = re.compile(r"[^\W_]+(?:/[^\W_]+)*")
_HEAD_WORDS = re.compile(r"^(?:các|mỗi|từng|đồng chí|giao|ông|bà)\s+")
_SHORT = (("ubnd", "ủy ban nhân dân"), ("hđnd", "hội đồng nhân dân"))


@dataclass(slots=True)
class Count:
    """Hits, gold values and found values of one field."""

    hit: int = 0
    gold: int = 0
    found: int = 0

    def add(self, hit: int, gold: int, found: int) -> None:
        self.hit += hit
        self.gold += gold
        self.found += found

    @property
    def precision(self) -> float:
        return self.hit / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        return self.hit / self.gold if self.gold else 1.0

    @property
    def f1(self) -> float:
        total = self.gold + self.found
        return 2 * self.hit / total if total else 1.0


@dataclass(slots=True)
class Score:
    """Counts by field, and by rule for the duties found."""

    fields: dict[str, Count] = field(default_factory=dict)
    rules: dict[str, Count] = field(default_factory=dict)

    def add(self, name: str, hit: int, gold: int, found: int) -> None:
        self.fields.setdefault(name, Count()).add(hit, gold, found)

    def add_rule(self, rule: str, hit: bool) -> None:
        self.rules.setdefault(rule, Count()).add(int(hit), 0, 1)

    @property
    def overall(self) -> float:
        counted = [count.f1 for count in self.fields.values() if count.gold >= 4]
        return sum(counted) / len(counted) if counted else 1.0


def compare(gold: Mapping[str, Any], found: Mapping[str, Any], scores: Iterable[Score]) -> None:
    """Adds one document to each of the scores."""
    counts = Score()
    _document(gold["document"], found.get("document") or {}, counts)
    _add_rows(counts, "citations", gold.get("citations"), found.get("citations"), _code)
    pairs = pair(gold.get("tasks") or [], found.get("tasks") or [])
    _tasks(gold.get("tasks") or [], found.get("tasks") or [], pairs, counts)
    for score in scores:
        for name, count in counts.fields.items():
            score.add(name, count.hit, count.gold, count.found)
        for rule, count in counts.rules.items():
            score.rules.setdefault(rule, Count()).add(count.hit, 0, count.found)


def _document(gold: Mapping[str, Any], found: Mapping[str, Any], counts: Score) -> None:
    for name in HEAD_FIELDS:
        same = _subject_alike if name == "subject" else _alike
        a, b = gold.get(name), found.get(name)
        counts.add(f"document.{name}", int(bool(a and b and same(a, b))), int(bool(a)), int(bool(b)))
    a, b = (gold.get("signer") or {}).get("name"), (found.get("signer") or {}).get("name")
    counts.add("document.signer", int(bool(a and b and _alike(a, b))), int(bool(a)), int(bool(b)))
    _add_rows(counts, "document.addressees", gold.get("addressees"), found.get("addressees"), _name)


def _tasks(gold: list[Any], found: list[Any], pairs: dict[int, int], counts: Score) -> None:
    counts.add("tasks.found", len(pairs), len(gold), len(found))
    for index, task in enumerate(gold):
        _fields(task, found[pairs[index]] if index in pairs else {}, counts)
    matched = set(pairs.values())
    for index, task in enumerate(found):
        if index not in matched:
            _fields({}, task, counts)
        counts.add_rule((task.get("rules") or {}).get("text") or "?", index in matched)


def _fields(gold: Mapping[str, Any], found: Mapping[str, Any], counts: Score) -> None:
    for role in ROLES:
        _add_rows(counts, f"tasks.{role}", gold.get(role), found.get(role), _name)
    for name in ("due", "deliverable"):
        a, b = gold.get(name), found.get(name)
        same = bool(a and b and (a == b if name == "due" else overlap(a, b) >= 0.7))
        counts.add(f"tasks.{name}", int(same), int(bool(a)), int(bool(b)))


def pair(gold: list[Any], found: list[Any]) -> dict[int, int]:
    """Gold task → found task, one to one, the most alike first; an equal due value breaks ties."""
    rows = sorted(
        ((_likeness(g, f), i, j) for i, g in enumerate(gold) for j, f in enumerate(found)),
        key=lambda row: (-row[0], row[1], row[2]),
    )
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for value, i, j in rows:
        if value >= LEAST_OVERLAP and i not in pairs and j not in taken:
            pairs[i] = j
            taken.add(j)
    return pairs


def _likeness(gold: Mapping[str, Any], found: Mapping[str, Any]) -> float:
    same_due = bool(gold.get("due")) and gold.get("due") == found.get("due")
    return overlap(gold["text"], found.get("text") or "") + (0.02 if same_due else 0.0)


def overlap(one: str, two: str) -> float:
    """F1 of the two bags of words."""
    a, b = Counter(_words(one)), Counter(_words(two))
    same = sum((a & b).values())
    return 2 * same / (sum(a.values()) + sum(b.values())) if same else 0.0


def _words(text: str) -> list[str]:
    return _WORD.findall(spelling(text.casefold()))


def _alike(a: str, b: str) -> bool:
    return _code(a) == _code(b) or _name(a) == _name(b)


def _subject_alike(a: str, b: str) -> bool:
    return overlap(a, b) >= 0.9


def _code(value: str) -> str:
    return re.sub(r"[\s.]+", "", value).casefold()


def _name(value: str) -> str:
    name = _HEAD_WORDS.sub("", spelling(value.casefold()).strip())
    for short, full in _SHORT:
        name = re.sub(rf"\b{short}\b", full, name)
    return fold(" ".join(_WORD.findall(name)))


def _add_rows(counts: Score, name: str, gold: Any, found: Any, key: Callable[[str], str]) -> None:
    a, b = Counter(map(key, gold or [])), Counter(map(key, found or []))
    counts.add(name, sum((a & b).values()), sum(a.values()), sum(b.values()))
