"""How well a reading agrees with what a careful official wrote down: the one measure of the project.

``dondoc evaluate``, ``docs/quality.md``, the calibration of confidence and the tests all count with it. Both sides are
objects of the contract (docs/reading-json.md). Names may differ by one slip of spelling or by up to two words at an
end, texts are paired by the words they share, times must be equal.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Any

SAME_TASK = 0.6
"""Two texts are the same duty from this F1 of their words on."""
SAME_SUBJECT = 0.9
SAME_PRODUCT = 0.7
SAME_DUE = 0.02
"""Breaks the tie between tasks that share one text and differ in their time."""
FEWEST = 4
"""A field with fewer gold values says too little to be counted in the overall score."""

HEAD = ("kind", "code", "symbol", "issued_on", "issuer", "subject")
ROLES = ("lead", "coordinate", "direct")
OVERALL = (
    *(f"document.{name}" for name in ("kind", "code", "issued_on", "issuer", "subject", "signer", "addressees")),
    "citations",
    "tasks.found",
    *(f"tasks.{name}" for name in (*ROLES, "due", "deliverable")),
)
_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")
_WORD = re.compile(r"[^\W_]+(?:/[^\W_]+)*|&")
_HEAD_WORDS = re.compile(r"^(?:các|mỗi|từng|đồng chí|giao|ông|bà)\s+")
_SHORT = tuple(
    (re.compile(pattern), full)
    for pattern, full in (
        (r"\bubnd\b", "ủy ban nhân dân"),
        (r"\buỷ ban\b", "ủy ban"),
        (r"\bhđnd\b", "hội đồng nhân dân"),
        (r"\bkh\s*&\s*cn\b|\bkhcn\b", "khoa học và công nghệ"),
        (r"\bđmst\b", "đổi mới sáng tạo"),
        (r"\bcđs\b", "chuyển đổi số"),
        (r"\bbcvt\b", "bưu chính viễn thông"),
        (r"\bgd\s*&\s*đt\b", "giáo dục và đào tạo"),
        (r"\btt\s*&\s*tt\b", "thông tin và truyền thông"),
        (r"&", " và "),
    )
)

_SURE = "confidences"

Object = Mapping[str, Any]
Same = Callable[[Any, Any], bool]
Row = tuple[float, int, int]


@dataclass(slots=True)
class Count:
    """Right, expected and found values of one field."""

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
        """1 where there was nothing to find and nothing was found."""
        total = self.gold + self.found
        return 2 * self.hit / total if total else 1.0


@dataclass(frozen=True, slots=True)
class Verdict:
    """One found value: its field, the rule that found it, the confidence it carries, and whether it is right."""

    field: str
    rule: str
    confidence: float | None
    right: bool


@dataclass(slots=True)
class Score:
    """Counts by field, and the verdict on every value found."""

    fields: defaultdict[str, Count] = field(default_factory=lambda: defaultdict(Count))
    verdicts: list[Verdict] = field(default_factory=list)

    @property
    def overall(self) -> float:
        """The mean F1 of the fields that have enough gold values."""
        counted = [self.fields[name].f1 for name in OVERALL if self.fields[name].gold >= FEWEST]
        return sum(counted) / len(counted) if counted else 1.0

    def rules(self) -> dict[tuple[str, str], Count]:
        """Hits and finds by (field, rule)."""
        counts: defaultdict[tuple[str, str], Count] = defaultdict(Count)
        for verdict in self.verdicts:
            counts[verdict.field, verdict.rule].add(int(verdict.right), 0, 1)
        return dict(counts)

    def merge(self, other: Score) -> None:
        for name, count in other.fields.items():
            self.fields[name].add(count.hit, count.gold, count.found)
        self.verdicts += other.verdicts


def compare(gold: Object, found: Object) -> Score:
    """The score of one document: an object of the contract against the expected one."""
    score = Score()
    _document(gold["document"], found.get("document") or {}, score)
    _names(gold, found, "citations", score, same_code)
    _tasks(gold.get("tasks") or [], found.get("tasks") or [], score)
    return score


def _document(gold: Object, found: Object, score: Score) -> None:
    same: dict[str, Same] = dict.fromkeys(HEAD, same_code)
    same |= {"kind": same_words, "issuer": same_name, "issued_on": _equal, "subject": _same_subject}
    for name in HEAD:
        _single(gold, found, f"document.{name}", score, same[name])
    _single(gold, found, "document.signer", score, _same_signer)
    _names(gold, found, "document.addressees", score, same_name)


def _tasks(gold: list[Any], found: list[Any], score: Score) -> None:
    pairs = matched(gold, found)
    score.fields["tasks.found"].add(len(pairs), len(gold), len(found))
    for i, task in enumerate(gold):
        other: Object = found[pairs[i]] if i in pairs else {}
        _fields(task, other, score)
        same_kind = bool(other) and task.get("kind", "task") == other.get("kind", "task")
        score.fields["tasks.kind"].add(int(same_kind), 1, int(bool(other)))
    right = set(pairs.values())
    for j, task in enumerate(found):
        if j not in right:
            _fields({}, task, score)
        _judge(task, "text", "tasks.found", [j in right], score)


def _fields(gold: Object, found: Object, score: Score) -> None:
    for role in ROLES:
        _names(gold, found, f"tasks.{role}", score, same_name)
    _single(gold, found, "tasks.due", score, _equal)
    _single(gold, found, "tasks.deliverable", score, _same_product)


def matched(gold: list[Any], found: list[Any]) -> dict[int, int]:
    """Expected task → found task, one to one, the most alike first."""
    return _pairs(gold, found, _likeness, SAME_TASK)


def _likeness(gold: Object, found: Object) -> float:
    same_due = bool(gold.get("due")) and gold.get("due") == found.get("due")
    return overlap(gold["text"], found.get("text") or "") + (SAME_DUE if same_due else 0.0)


def _pairs(gold: list[Any], found: list[Any], alike: Callable[[Any, Any], float], least: float) -> dict[int, int]:
    every = ((alike(g, f), i, j) for i, g in enumerate(gold) for j, f in enumerate(found))
    rows: list[Row] = sorted((row for row in every if row[0] >= least), reverse=True)
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for _, i, j in rows:
        if i not in pairs and j not in taken:
            pairs[i] = j
            taken.add(j)
    return pairs


def _single(gold: Object, found: Object, name: str, score: Score, same: Same) -> None:
    key = name.rpartition(".")[2]
    a, b = gold.get(key), found.get(key)
    right = bool(a and b and same(a, b))
    score.fields[name].add(int(right), int(_stated(a)), int(_stated(b)))
    if _stated(b):
        _judge(found, key, name, [right], score)


def _stated(value: Any) -> bool:
    return bool(value.get("name")) if isinstance(value, Mapping) else bool(value)


def _names(gold: Object, found: Object, name: str, score: Score, same: Same) -> None:
    key = name.rpartition(".")[2]
    wanted, given = list(gold.get(key) or []), list(found.get(key) or [])
    right = set(_pairs(wanted, given, lambda a, b: float(same(a, b)), 1.0).values())
    score.fields[name].add(len(right), len(wanted), len(given))
    _judge(found, key, name, [j in right for j in range(len(given))], score)


def _judge(found: Object, key: str, name: str, rights: list[bool], score: Score) -> None:
    """Notes the verdict on each value, beside the rule and the confidence that the reading gives it, where it does."""
    rules, sure = _beside(found, "rules", key), _beside(found, _SURE, key) or _beside(found, "confidence", key)
    for index, right in enumerate(rights):
        rule = rules[index] if index < len(rules) else "?"
        score.verdicts.append(Verdict(name, rule, sure[index] if index < len(sure) else None, right))


def _beside(found: Object, extra: str, key: str) -> list[Any]:
    beside = found.get(extra)
    value = beside.get(key) if isinstance(beside, Mapping) else None
    return list(value) if isinstance(value, list) else [] if value is None else [value]


@lru_cache(maxsize=4096)
def words(value: str | None) -> tuple[str, ...]:
    """Folded words: case, punctuation and the place of the tone mark in its syllable do not count."""
    return tuple(map(_tone_last, _WORD.findall(unicodedata.normalize("NFC", (value or "").casefold()))))


def _tone_last(word: str) -> str:
    letters = unicodedata.normalize("NFD", word)
    tones = "".join(c for c in letters if c in _TONES)
    return unicodedata.normalize("NFC", "".join(c for c in letters if c not in _TONES) + tones)


def overlap(one: str | None, two: str | None) -> float:
    """F1 of the two bags of words."""
    a, b = Counter(words(one)), Counter(words(two))
    same = (a & b).total()
    return 2 * same / (a.total() + b.total()) if same else 0.0


@lru_cache(maxsize=4096)
def _bare_name(value: str) -> tuple[str, ...]:
    name = unicodedata.normalize("NFC", value.casefold())
    for short, full in _SHORT:
        name = short.sub(full, name)
    return words(_HEAD_WORDS.sub("", name.strip()))


def same_name(a: str, b: str) -> bool:
    """Names of bodies or posts that are the same, but for one slip of spelling or up to two words at an end."""
    short, long = sorted((_bare_name(a), _bare_name(b)), key=len)
    if len(short) == len(long):
        return short == long or _one_slip(short, long)
    return (
        len(short) >= 3
        and len(long) - len(short) <= 2
        and short in (long[: len(short)], long[len(long) - len(short) :])
    )


def _one_slip(a: Iterable[str], b: Iterable[str]) -> bool:
    pairs = list(zip(a, b, strict=True))
    odd = [(p, q) for p, q in pairs if p != q]
    close = all(SequenceMatcher(None, p, q).ratio() >= 0.66 for p, q in odd)
    return len(pairs) > 1 and close and len(odd) <= max(1, len(pairs) // 4)


def same_code(a: str, b: str) -> bool:
    return _bare_code(a) == _bare_code(b)


def _bare_code(value: str) -> str:
    return re.sub(r"[\s.]+", "", unicodedata.normalize("NFC", value)).casefold().replace("–", "-")


def same_words(a: str, b: str) -> bool:
    return words(a) == words(b)


def _equal(a: Any, b: Any) -> bool:
    return bool(a == b)


def _same_subject(a: str, b: str) -> bool:
    return overlap(a, b) >= SAME_SUBJECT


def _same_product(a: str, b: str) -> bool:
    return overlap(a, b) >= SAME_PRODUCT


def _same_signer(a: Object, b: Object) -> bool:
    return bool(a.get("name") and b.get("name")) and same_words(a["name"], b["name"])
