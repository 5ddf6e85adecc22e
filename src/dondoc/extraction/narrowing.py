"""Clauses that narrow a plural subject: "Các hội đồng phụ trách cụm | cử cán bộ …"."""

from __future__ import annotations

import re

from dondoc.extraction.words import PERIODIC
from dondoc.language.cues import cue
from dondoc.language.verbs import begins_with_verb
from dondoc.reading.text import Span

_MANY = ("cac ", "nhung ", "moi ", "tung ", "co quan, don vi", "cong chuc", "can bo", "don vi", "co quan")
_SWALLOWED = cue(
    "lead.narrowed-name",
    re.compile(r" (?P<head>duoc (?:giao|phan cong)|chu quan) ?$"),
    finds=("các đơn vị[[ được giao]]", "các cơ quan[[ chủ quản]]"),
    leaves=("các đơn vị liên quan",),
    anywhere=True,
)
"""The head of such a clause that reads like a scope of the name: "Các đơn vị được giao | quản lý chợ"."""
LONGEST_CLAUSE = 120
"""Characters; a clause of a subject's own is not longer."""
_NARROWS = cue(
    "lead.narrows",
    re.compile(
        r"(?:duoc (?:giao|phan cong|chon|lua chon)|phu trach|tiep nhan|co (?:ten|cap hoc|nhu cau|dan|hoc sinh"
        r"|cong trinh)"
        r"|(?:o )?noi (?:co|dat|to chuc|xay ra|dien ra|day ra|dang|thuong)"
        r"|dang (?:quan ly|su dung|thi cong)|chu quan|chua|da|nam (?:trong|tren)|thuoc dien|thuoc doi tuong)\s+[^\W_]+"
    ),
    finds=(
        "[[phụ trách cụm]] cử người trực",
        "[[nơi có hồ]] chứa bố trí người trực",
        "[[được giao quản]] lý chợ",
    ),
    leaves=("cử người trực cụm",),
)
"""How such a clause opens; the main verb stands behind it."""
_STOP = re.compile(r"[;.:,]")
_END = re.compile(r"[;.:]")
_BEFORE_NOUNS = frozenset(
    {"viec", "tac", "vu", "de", "va", "hoac", "su", "dung", "quyen", "hoach", "an", "trinh", "ve", "cua", "cac"}
)
"""Words behind which a verb is the name of something."""


def main_verb_behind(content: str, folded: str, subject: Span, end: int) -> int:
    """Where the main verb begins behind a clause that only narrows many; 0 where there is no such clause.

    ``subject`` runs from the last name to where its predicate could begin; the look goes no further than ``end``.
    """
    at = subject.end
    if swallowed := _SWALLOWED.search(folded, subject.start, at):
        at = swallowed.start("head")
    opens = _NARROWS.match(folded, at, min(end, at + LONGEST_CLAUSE))
    if opens is None or not (folded.startswith(_MANY, subject.start) or " cac " in folded[subject.start : at]):
        return 0
    if folded.startswith("chua", at) and not content.startswith("chưa", at):
        return 0
    where = " noi " in f" {opens.group()}"
    stop = (_END if where else _STOP).search(folded, opens.end(), end)
    limit = min(stop.start() if stop else end, at + LONGEST_CLAUSE)
    told = folded.startswith(("chua", "da"), at)
    charged = folded.startswith("duoc", at)
    for blank in re.finditer(" ", folded[opens.end() : limit]):
        place = opens.end() + blank.end()
        word = folded[max(0, place - 12) : place].rsplit(maxsplit=1)[-1]
        periodic = None if folded.startswith(("va ", "hoac "), place) else PERIODIC.match(folded, place, end)
        verb = periodic.end() if periodic else place
        if begins_with_verb(content, verb) is None or word in _BEFORE_NOUNS:
            continue
        if told and place == opens.end() + 1:
            continue
        leads = folded.startswith("chu tri ", place - 8) and not folded.startswith(("thuc hien", "trien khai"), place)
        if leads or not (charged and _ends_verb(content, folded, place)):
            return place
    return 0


def _ends_verb(content: str, folded: str, place: int) -> bool:
    """Whether the words right before belong to a verb too ("được giao chủ trì | thực hiện")."""
    base = max(0, place - 24)
    starts = [base + blank.end() for blank in re.finditer(" ", folded[base : place - 1])]
    hits = (begins_with_verb(content, start) for start in starts[-2:])
    return any(hit is not None and hit.span.end == place - 1 for hit in hits)
