"""Every example of every rule."""

from __future__ import annotations

import pytest

from dondoc.language.lexicon import words_in
from dondoc.language.recurring_rules import RECURRING
from dondoc.language.rules import Rule, read_example
from dondoc.language.time_rules import ISSUED, RULES
from dondoc.language.times import GRAMMAR, find_times

TIME_RULES = (*RULES, *RECURRING)
EXAMPLES = [pytest.param(rule, s, id=f"{rule.id}-{n}") for rule in TIME_RULES for n, s in enumerate(rule.examples)]
COUNTERS = [
    pytest.param(rule, s, id=f"{rule.id}-{n}") for rule in TIME_RULES for n, s in enumerate(rule.counter_examples)
]


@pytest.mark.parametrize("rule", TIME_RULES, ids=lambda r: r.id)
def test_every_rule_has_examples_of_both_kinds(rule: Rule) -> None:
    assert rule.examples and rule.counter_examples


@pytest.mark.parametrize(("rule", "sentence"), EXAMPLES)
def test_example_is_found(rule: Rule, sentence: str) -> None:
    example = read_example(sentence)
    found = [(t.span, t.due or "?") for t in find_times(example.text, ISSUED)]
    assert found == list(example.marks)
    assert rule.id in {hit.rule.id for hit in GRAMMAR.scan(words_in(example.text))}


@pytest.mark.parametrize(("rule", "sentence"), COUNTERS)
def test_counter_example_is_left_alone(rule: Rule, sentence: str) -> None:
    assert rule.id not in {t.rule for t in find_times(sentence, ISSUED)}
