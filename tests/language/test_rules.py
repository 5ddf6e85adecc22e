"""Every example of every rule."""

from __future__ import annotations

import pytest
import regex

from dondoc.language.code_rules import ATOMS
from dondoc.language.code_rules import RULES as CODE_RULES
from dondoc.language.codes import find_codes
from dondoc.language.dates import RULES as DATE_RULES
from dondoc.language.dates import find_dates
from dondoc.language.folding import fold
from dondoc.language.lexicon import words_in
from dondoc.language.recurring_rules import RECURRING
from dondoc.language.relative_rules import RELATIVE
from dondoc.language.rules import Rule, expand, read_example
from dondoc.language.spans import Span
from dondoc.language.time_rules import ISSUED, RULES
from dondoc.language.times import CELL_RULES, GRAMMAR, find_times, resolve_cell

TIME_RULES = (*RULES, *RECURRING, *RELATIVE)
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


@pytest.mark.parametrize("rule", CELL_RULES, ids=lambda r: r.id)
def test_a_rule_of_cells_holds_in_a_cell(rule: Rule) -> None:
    assert rule.examples and rule.counter_examples
    for sentence in rule.examples:
        example = read_example(sentence)
        found = resolve_cell(example.text, ISSUED)
        assert (found.due or "?", found.rule) == (example.marks[0][1], rule.id)
    for cell in rule.counter_examples:
        assert resolve_cell(cell, ISSUED).rule != rule.id


@pytest.mark.parametrize("rule", [*CODE_RULES, *DATE_RULES], ids=lambda r: r.id)
def test_codes_and_dates_as_their_rules_say(rule: Rule) -> None:
    assert rule.examples and rule.counter_examples
    found = _codes if rule.category == "code" else _dates
    for sentence in rule.examples:
        example = read_example(sentence)
        assert found(example.text) == list(example.marks), sentence


@pytest.mark.parametrize("rule", [*CODE_RULES, *DATE_RULES], ids=lambda r: r.id)
def test_a_rule_of_codes_or_dates_leaves_its_counter_examples_alone(rule: Rule) -> None:
    pattern = regex.compile(expand(rule.pattern, ATOMS)) if rule.category == "code" else regex.compile(rule.pattern)
    for sentence in rule.counter_examples:
        if rule.category == "date":
            assert pattern.search(fold(sentence)) is None, sentence
        elif rule.id in ("code.state", "code.party", "code.lost-slash"):
            assert find_codes(sentence) == [], sentence
        else:
            assert all(not c.doubtful and (c.code or rule.id == "code.slip") for c in find_codes(sentence)), sentence


def _codes(text: str) -> list[tuple[Span, str]]:
    return [(c.span, c.code or "?") for c in find_codes(text)]


def _dates(text: str) -> list[tuple[Span, str]]:
    return [(d.span, d.iso or "?") for d in find_dates(text)]
