"""Each rule finds what its examples mark, finds nothing in its counter-examples, and is written down for officials."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from dondoc.checking import RULES, Known
from dondoc.checking.rule import Rule
from tests.checking.letters import found, framed, marked

GUIDE = Path(__file__).parents[2] / "docs" / "huong-dan" / "kiem-tra.md"
NEEDS_MORE = {"citation.register", "layout.decree30"}
"""Rules that look at more than the text: the register, the Word file."""

EXAMPLES = [(rule, passage) for rule in RULES for passage in rule.examples]
COUNTER_EXAMPLES = [(rule, passage) for rule in RULES for passage in rule.counter_examples]


@pytest.mark.parametrize(("rule", "passage"), EXAMPLES, ids=lambda value: getattr(value, "id", None))
def test_finds_what_the_example_marks(rule: Rule, passage: str) -> None:
    plain, words = marked(passage)
    findings = found(framed(plain), rules={rule.id})
    assert [finding.words for finding in findings] == words
    assert all(finding.severity is rule.severity and finding.basis == rule.basis for finding in findings)
    assert all(finding.message.endswith(".") and finding.mend.endswith(".") for finding in findings)


@pytest.mark.parametrize(("rule", "passage"), COUNTER_EXAMPLES, ids=lambda value: getattr(value, "id", None))
def test_finds_nothing_in_the_counter_example(rule: Rule, passage: str) -> None:
    """No rule does: a counter-example of one is a sentence that is right."""
    assert "[[" not in passage
    assert [finding for finding in found(framed(passage)) if finding.rule == rule.id] == []


def test_every_rule_has_examples_of_both_kinds() -> None:
    assert {rule.id for rule in RULES if not (rule.examples and rule.counter_examples)} == NEEDS_MORE
    assert len({rule.id for rule in RULES}) == len(RULES)


def test_the_register_is_asked_once_for_all_citations() -> None:
    asked: list[list[str]] = []

    def register(codes):
        asked.append(list(codes))
        return [Known("118/KH-UBND", date(2026, 8, 5)), Known("40/QĐ-UBND", date(2024, 2, 1))]

    letter = framed(
        "1. Sở Y tế thực hiện Kế hoạch số 118/KH-UBND ngày 08/5/2026 của UBND tỉnh trước ngày 30/10/2026.\n"
        "2. Sở Tài chính thực hiện Quyết định số 40/QĐ-UBND ngày 03/6/2026 của UBND tỉnh trước ngày 30/10/2026."
    )
    findings = found(letter, rules={"citation.register"}, lookup=register)
    assert [finding.words for finding in findings] == ["118/KH-UBND ngày 08/5/2026"]
    assert "05/8/2026" in findings[0].message
    assert asked == [["118/KH-UBND", "40/QĐ-UBND"]]


def test_an_unknown_rule_is_refused() -> None:
    with pytest.raises(KeyError, match=r"no\.such"):
        found(framed("1. Sở Y tế rà soát."), rules={"no.such"})


def test_the_key_of_a_finding_stays_when_the_words_move() -> None:
    one = found(framed("1. Sở Y tế rà soát kho thuốc xong trước ngày 31/11/2026."))
    other = found(framed("Căn cứ tình hình thực tế.\n1. Sở Y tế rà soát kho thuốc xong trước ngày 31/11/2026."))
    twice = found(framed("1. Sở Y tế xong trước ngày 31/11/2026.\n2. Sở Nội vụ xong trước ngày 31/11/2026."))
    assert [finding.key for finding in one] == [finding.key for finding in other]
    assert one[0].line != other[0].line
    assert len({finding.key for finding in twice}) == 2


def test_the_guide_tells_every_rule_with_its_basis() -> None:
    told = GUIDE.read_text("utf-8")
    for rule in RULES:
        row = next((line for line in told.splitlines() if f"`{rule.id}`" in line), "")
        assert row, f"{rule.id} is not in {GUIDE.name}"
        assert rule.title in row
        assert rule.basis in row
        assert rule.severity.label in row
    assert set(re.findall(r"^\| `([\w.-]+)`", told, re.MULTILINE)) == {rule.id for rule in RULES}
