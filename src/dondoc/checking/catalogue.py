"""All rules, in the order in which the documentation lists them."""

from __future__ import annotations

from dondoc.checking.rule import Rule
from dondoc.checking.rules import (
    bodies,
    cascade,
    citations,
    duties,
    head,
    layout,
    numbering,
    recipients,
    spelling,
    times,
    truncation,
)

RULES: tuple[Rule, ...] = (
    *duties.RULES,
    *times.RULES,
    *cascade.RULES,
    *bodies.RULES,
    *citations.RULES,
    *recipients.RULES,
    *numbering.RULES,
    *truncation.RULES,
    *spelling.RULES,
    *head.RULES,
    *layout.RULES,
)
