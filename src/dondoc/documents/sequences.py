"""Which sequence an outgoing document is numbered in, and the symbol that it gets.

Decree 30/2020/NĐ-CP, Art. 15: numbers run from 01 on 1 January to 31 December, in the order of the days of issue, the
same for paper and electronic documents; how administrative documents are grouped into sequences the head of the agency
decides. So the agency's setting ``outgoing_series`` says "kind" (each type its own sequence, the default) or lists
groups of types; types in no group share one. Party documents are numbered by term (Guidance 36-HD/VPTW).
"""

from __future__ import annotations

import re
from datetime import date

from dondoc.audit.errors import Refused
from dondoc.extraction.titles import KINDS
from dondoc.organisations.models import Agency, Unit, UnitKind

BY_KIND = "kind"
DISPATCH = "Công văn"
SHARED = "Sổ chung"
NO_SYMBOL = frozenset({"Nghị định", "Thông tư", "Thông tư liên tịch", "Luật", "Pháp lệnh", "Lệnh"})
SLIPS = {"Phiếu giao việc": "PGV"}
"""Types within an agency that Decree 30/2020 does not name, and their abbreviation."""
OUTGOING_KINDS = (*(name for name in KINDS if name not in NO_SYMBOL and (KINDS[name] or name == "Thư công")), *SLIPS)
"""The types of administrative documents (Decree 30/2020/NĐ-CP, Art. 7), with those of the Party and slips."""


def series_of(agency: Agency, kind: str) -> str:
    """The name of the sequence in which a type of document is numbered in this agency."""
    rule = agency.settings.get("outgoing_series", BY_KIND)
    if rule == BY_KIND:
        return kind or DISPATCH
    group = next((group for group in rule if kind in group), None)
    return ", ".join(group)[:60] if group else SHARED


def typed_groups(words: str) -> str | list[list[str]]:
    """The setting as an administrator types it: "kind", or a line for each group of types between commas.

    Raises Refused for a type that does not exist or stands twice.
    """
    if words.strip() == BY_KIND:
        return BY_KIND
    groups = [[part.strip() for part in line.split(",") if part.strip()] for line in words.splitlines()]
    named = [kind for group in groups for kind in group]
    wrong = next((kind for kind in named if kind not in OUTGOING_KINDS), None)
    if wrong is not None:
        raise Refused(f"“{wrong}” không phải tên loại văn bản; hãy ghi đúng như “Quyết định”, “Công văn”.", "groups")
    if len(named) > len(set(named)):
        raise Refused("Một tên loại chỉ thuộc một sổ số; hãy bỏ tên loại bị ghi hai lần.", "groups")
    return [group for group in groups if group]


def is_party(agency: Agency) -> bool:
    """Whether the agency writes by the Party's rules."""
    return agency.unit.kind == UnitKind.PARTY


def year_of(agency: Agency, day: date) -> int:
    """The year of the sequence that a day falls into; of a Party body the year in which its term began.

    A term runs from the day of its congress to that of the next (Guidance 36-HD/VPTW); the agency's setting
    ``term_starts`` lists these days. Where it lists none, and before the first, terms are five calendar years, 2025 the
    first of one."""
    if not is_party(agency):
        return day.year
    starts = [date.fromisoformat(one) for one in agency.settings.get("term_starts") or []]
    begun = max((one for one in starts if one <= day), default=None)
    if begun is not None:
        return begun.year
    first = min(starts).year if starts else 2025
    years = (day.year - first) // 5 * 5
    return first + (min(years, -5) if starts else years)


def own_mark(unit: Unit) -> str:
    """A unit's abbreviation as it stands in a symbol: "P. KHTC" → "KHTC"; initials where it has none."""
    written = re.sub(r"^P\.?\s+", "", unit.abbreviation.strip())
    if written:
        return re.sub(r"\s+", "", written)
    words = re.findall(r"[^\W\d_]+", unit.name)
    return "".join(word[0].upper() for word in words if word.lower() not in ("và", "của", "phòng", "về")) or "CQ"


def symbol_of(agency: Agency, kind: str, unit: Unit | None) -> str:
    """The symbol of a document of this type that a unit drafted (Annex I, II.3): "BC-SKHCN", "SKHCN-CĐS"; of the Party
    "BC/ĐU"."""
    body = own_mark(agency.unit)
    short = SLIPS.get(kind) or next(iter(KINDS.get(kind, ())), "")
    if is_party(agency):
        return f"{short or 'CV'}/{body}"
    if kind and kind != DISPATCH:
        return f"{short}-{body}" if short else body
    return f"{body}-{own_mark(unit)}" if unit is not None and unit.pk != agency.unit_id else body


def code_of(agency: Agency, number: int, symbol: str) -> str:
    """Number and symbol as printed: "05/BC-SKHCN"; of the Party "05-BC/ĐU"."""
    return f"{number:02d}{'-' if is_party(agency) else '/'}{symbol}"
