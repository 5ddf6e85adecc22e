"""Places in a draft as letters cite them: "Khoản 2 Điều 5", "điểm a khoản 1 Mục II", "Phần II, mục 3", "Mục I.1"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_POINT = r"(?:diem (?P<point>[a-z]{1,2}|d)\b[\s,]*)?"
_CLAUSE = r"(?:khoan (?P<clause>\d{1,2})\b[\s,]*)?"
_NUMBER = r"\W*(?:(?:\d{1,2}(?:\.\d{1,2})*|[ivx]{1,5}|[a-z])\s?[.)/]\s*)?"
_BUT = r"(?:(?:rieng|tuy nhien|ngoai ra|dong thoi)\b[\s,]*)?"
_LEAD = _NUMBER + _BUT + r"(?:(?:tai|ve|doi voi|o|noi dung|quy dinh tai|gop y|trang(?: so)? \d{1,3}\b,?)\s+)*"
_ARTICLES = (
    re.compile(_LEAD + _POINT + _CLAUSE + r"(?:cua )?dieu (?P<article>\d{1,3})\b"),
    re.compile(
        _LEAD + r"dieu (?P<article>\d{1,3})\b[\s,;-]*"
        r"(?:khoan (?P<clause>\d{1,2})\b)?[\s,]*(?:diem (?P<point>[a-z])\b)?"
    ),
    re.compile(_LEAD + _POINT + r"khoan (?P<clause>\d{1,2})\b"),
)  # fmt: skip
_START = re.compile(_LEAD)
_STEP = re.compile(
    r"(?P<kind>phan|tieu muc|muc|khoan|diem|y|gach dau dong)(?: thu| so)? "
    r"(?P<number>[ivx]{1,5}(?:\.\d{1,2})*(?![a-z0-9])|\d{1,2}(?:\.\d{1,2})*\.[ivx]{1,5}\b|\d{1,2}(?:\.\d{1,2})*|[a-z])\b"
    r"(?:\s*\([^()]{1,120}\))?"
)
_BETWEEN = re.compile(r"(?:\s|,|;|-|–|\b(?:cua|thuoc|tai|o|trong)\b)*")
_RANKS = {"phan": 0, "muc": 1, "tieu muc": 2, "khoan": 2, "diem": 3, "y": 4, "gach dau dong": 4}
_ROMAN = re.compile(r"[ivx]+")
_FINE = {"y": "ý", "gach dau dong": "gạch đầu dòng"}


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a draft: number of the article, clause (khoản), or the path of an item ("II.3"); ``point`` is the
    letter of a điểm, or what is finer still as words ("ý 2")."""

    article: int | None = None
    clause: int | None = None
    point: str = ""
    item: str = ""

    @property
    def key(self) -> str:
        """As ``provisions`` names its pieces, without the point; empty where there is no place."""
        if self.article is not None:
            return f"d{self.article}" + (f".k{self.clause}" if self.clause is not None else "")
        return f"m{self.item}" if self.item else ""

    @property
    def label(self) -> str:
        """As a letter cites it: "Điểm a Khoản 2 Điều 5", "Điểm b Mục II.3"."""
        finer = f"{self.point[:1].upper()}{self.point[1:]} " if " " in self.point else f"Điểm {self.point} "
        point = finer if self.point else ""
        if self.article is None:
            return f"{point}Mục {self.item}" if self.item else ""
        clause = f"Khoản {self.clause} " if self.clause is not None else ""
        return f"{point}{clause}Điều {self.article}"


NOWHERE = Place()


def place_in(folded: str, over: Place = NOWHERE) -> tuple[Place, int] | None:
    """The place that folded words begin with, and where it ends. A lone khoản belongs to the article ``over`` it, a
    lone number to the item."""
    found = [one for one in (_article_in(folded, over), _item_in(folded, over)) if one is not None]
    return max(found, key=lambda one: one[1]) if found else None


def _article_in(folded: str, over: Place) -> tuple[Place, int] | None:
    matches = [match for pattern in _ARTICLES if (match := pattern.match(folded))]
    if not matches:
        return None
    best = max(matches, key=lambda match: match.end())
    named = best.groupdict()
    article = int(named["article"]) if named.get("article") else over.article
    if article is None:
        return None
    clause = int(named["clause"]) if named.get("clause") else None
    return Place(article, clause, named.get("point") or ""), best.end()


def _steps(folded: str, start: int) -> Iterator[re.Match[str]]:
    while step := _STEP.match(folded, start):
        yield step
        between = _BETWEEN.match(folded, step.end())
        start = between.end() if between else step.end()


def _item_in(folded: str, over: Place) -> tuple[Place, int] | None:
    start = _START.match(folded)
    steps = list(_steps(folded, start.end())) if start else []
    above = over.item.split(".")[0] if over.item and _ROMAN.fullmatch(over.item.split(".")[0].lower()) else ""
    if not steps or not (above or {"phan", "muc", "tieu muc"} & {step["kind"] for step in steps}):
        return None
    ordered = sorted(steps, key=lambda step: (not _ROMAN.match(step["number"]), _RANKS[step["kind"]]))
    path: list[str] = []
    point = ""
    for step in ordered:
        if step["kind"] in _FINE:
            point = point or f"{_FINE[step['kind']]} {step['number']}"
        elif _is_letter(step):
            point = step["number"]
        else:
            path = _deeper(path, _upright(step["number"]))
    if not path:
        return None
    if above and not _ROMAN.fullmatch(path[0].lower()):
        path = _deeper([above], path)
    return Place(item=".".join(path).upper(), point=point), steps[-1].end()


def _is_letter(step: re.Match[str]) -> bool:
    """Whether a number is a letter; of a điểm one that could be Roman is ("điểm i khoản 1 mục II")."""
    return step["number"].isalpha() and (step["kind"] == "diem" or not _ROMAN.fullmatch(step["number"]))


def _upright(number: str) -> list[str]:
    """The parts of a number from the coarse to the fine; "1.II" is written the other way round."""
    parts = number.split(".")
    return [parts[-1], *parts[:-1]] if _ROMAN.fullmatch(parts[-1]) and len(parts) > 1 else parts


def _deeper(path: list[str], parts: list[str]) -> list[str]:
    """``parts`` below ``path``; "2.1" below "II.2" says the 2 once more."""
    return path[:-1] + parts if len(path) > 1 and parts[0] == path[-1] and len(parts) > 1 else path + parts
