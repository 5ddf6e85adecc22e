"""Errors that are planted are found, clean documents stay clean, and the real faults of a letter are all told."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import dondoc.sample
from dondoc.checking import RULES, Matter, check
from dondoc.checking.planting import PLANTERS, measure
from dondoc.checking.planting.edits import Edit, edited
from dondoc.extraction import extract
from dondoc.reading import Span, Text, read, read_path

FILES = Path(dondoc.sample.__file__).parent / "files"
CLEAN = ("01", "03", "05", "06", "08", "10", "11", "12", "14", "15")


def sample(number: str) -> tuple[str, Text]:
    path = next(path for path in sorted(FILES.glob(f"{number}-*")) if path.suffix != ".json")
    return path.name, read_path(path)


def test_every_rule_but_layout_has_errors_to_plant() -> None:
    assert set(PLANTERS) == {rule.id for rule in RULES} - {"layout.decree30"}


@pytest.mark.parametrize("number", CLEAN)
def test_nothing_is_said_of_ten_clean_documents(number: str) -> None:
    _, text = sample(number)
    assert check(Matter(text, extract(text))) == []


def test_errors_planted_into_a_letter_are_found() -> None:
    found = measure([sample("11")], most=1)
    assert found.whole.planted >= 15
    assert found.whole.recall >= 0.9
    assert found.others == []


@pytest.mark.load
def test_hundreds_of_planted_errors() -> None:
    found = measure([sample(f"{number:02}") for number in range(1, 17)])
    assert found.whole.planted >= 400
    assert found.whole.recall >= 0.95, found.missed
    assert found.whole.precision >= 0.97, found.others
    for rule, tally in found.rules.items():
        assert tally.planted, rule
        assert tally.recall >= 0.8, (rule, [one for one in found.missed if one[1] == rule])
    assert found.clean >= 15


_, LETTER = sample("14")


@settings(max_examples=15, deadline=None)
@given(st.data())
def test_an_edit_moves_all_that_stands_behind_it(data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(LETTER.content) - 1))
    end = data.draw(st.integers(start, min(len(LETTER.content), start + 40)))
    words = data.draw(st.text("ab ", max_size=12))
    made = edited(LETTER, [Edit(Span(start, end), words)])
    moved = len(words) - (end - start)
    assert made.content == LETTER.content[:start] + words + LETTER.content[end:]
    kept = {p.span.of(LETTER.content) for p in LETTER.paragraphs() if p.span.end < start or p.span.start > end}
    now = [p.span for p in made.paragraphs()]
    assert kept <= {span.of(made.content) for span in now}
    assert all(0 <= span.start <= span.end <= len(made.content) for span in now)
    assert len(made.content) == len(LETTER.content) + moved


@settings(max_examples=10, deadline=None)
@given(st.data())
def test_a_damaged_letter_is_checked_without_breaking(data: st.DataObject) -> None:
    content = LETTER.content
    for _ in range(3):
        start = data.draw(st.integers(0, len(content) - 1))
        end = data.draw(st.integers(start, min(len(content), start + 200)))
        odd = data.draw(
            st.sampled_from(["", "\t", "31/13/2026", "số    /QĐ-UBND", "Nơi nhận:\n", "Điều 0.", "“", "./."])
        )
        content = content[:start] + odd + content[end:]
    text = read(content.encode(), "van-ban.txt")
    for finding in check(Matter(text, extract(text))):
        assert finding.span is None or 0 <= finding.span.start < finding.span.end <= len(text.content)
