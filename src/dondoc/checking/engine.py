"""Runs the rules over a document and puts what they find in order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator

from dondoc.checking.catalogue import RULES
from dondoc.checking.finding import LONGEST_WORDS, Finding
from dondoc.checking.matter import Matter
from dondoc.checking.rule import Fault, Rule


def check(matter: Matter, only: Collection[str] | None = None) -> list[Finding]:
    """All findings in the order of the document, those on the whole of it behind; ``only`` names the rules to run.

    Raises KeyError where ``only`` names a rule that there is not.
    """
    unknown = set(only or ()) - {rule.id for rule in RULES}
    if unknown:
        raise KeyError(", ".join(sorted(unknown)))
    counts: Counter[tuple[str, str, str]] = Counter()
    found: list[Finding] = []
    for rule, fault in sorted(_faults(matter, only), key=_place):
        words = _words(matter, fault)
        counts[rule.id, words, fault.message] += 1
        found.append(_finding(matter, rule, fault, words, counts[rule.id, words, fault.message]))
    return found


def _faults(matter: Matter, only: Collection[str] | None) -> Iterator[tuple[Rule, Fault]]:
    for rule in RULES:
        if only is None or rule.id in only:
            for fault in rule.find(matter):
                yield rule, fault


def _place(found: tuple[Rule, Fault]) -> tuple[bool, int, str]:
    rule, fault = found
    return fault.span is None, fault.span.start if fault.span else 0, rule.id


def _words(matter: Matter, fault: Fault) -> str:
    if fault.span is None:
        return ""
    words = " ".join(fault.span.of(matter.content).split())
    return words if len(words) <= LONGEST_WORDS else words[: LONGEST_WORDS - 1].rstrip() + "…"


def _finding(matter: Matter, rule: Rule, fault: Fault, words: str, ordinal: int) -> Finding:
    at = fault.span.start if fault.span else None
    return Finding(
        rule=rule.id,
        severity=rule.severity,
        message=fault.message,
        mend=fault.mend,
        basis=rule.basis,
        words=words,
        span=fault.span,
        line=None if at is None else matter.line_at(at),
        page=None if at is None else matter.page_at(at),
        ordinal=ordinal,
    )
