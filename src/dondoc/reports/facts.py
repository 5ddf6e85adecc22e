"""Figures of other work in the sections of a report: taken in, brought up to date, told apart from what was edited."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from dondoc.reports.merging import lines
from dondoc.reports.models import ReportSection


@dataclass(frozen=True, slots=True)
class TakenFact:
    """A fact that a section took in: its kind, its key within the kind, its words, whether they still stand there."""

    kind: str
    key: str
    text: str
    stands: bool


def take_facts(row: ReportSection, told: Mapping[str, str]) -> bool:
    """Put facts ("kind:key" → sentence) into a section that is not saved here: new ones as lines at its end, newer
    figures in the place of the older where these still stand. What somebody edited or took out stays as it is. Returns
    whether anything changed."""
    kept, changed = lines(row.text), False
    for name, text in told.items():
        before = row.taken.get(name)
        if before is None:
            kept.append(text)
        elif before != text and before in kept:
            kept[kept.index(before)] = text
        else:
            continue
        row.taken = {**row.taken, name: text}
        changed = True
    if changed:
        row.text = "\n".join(kept)
    return changed


def taken_facts(row: ReportSection) -> list[TakenFact]:
    """The facts that a section took in."""
    kept = set(lines(row.text))
    named = ((name.partition(":"), text) for name, text in row.taken.items() if ":" in name)
    return [TakenFact(kind, key, text, text in kept) for (kind, _, key), text in named]
