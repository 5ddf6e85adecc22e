from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from dondoc.writing.clean import closed, no_formula, one_line, plain, xml
from dondoc.writing.words import cell_text, long_date, number_text, point, roman, spans


def test_days_below_ten_and_months_one_and_two_get_a_zero() -> None:
    assert long_date(5, 2, 2026) == "ngày 05 tháng 02 năm 2026"
    assert long_date(15, 3, 2026) == "ngày 15 tháng 3 năm 2026"
    assert long_date(None, 11, 2026) == "ngày        tháng 11 năm 2026"


def test_points_follow_the_vietnamese_alphabet() -> None:
    assert "".join(map(point, range(1, 9))) == "abcdđegh"
    assert point(24) == "aa"


@pytest.mark.parametrize(("number", "letters"), [(1, "I"), (4, "IV"), (9, "IX"), (14, "XIV"), (49, "XLIX")])
def test_roman(number: int, letters: str) -> None:
    assert roman(number) == letters


def test_what_cannot_be_counted_is_refused() -> None:
    for count in (roman, point):
        with pytest.raises(ValueError, match="0"):
            count(0)


def test_cells() -> None:
    assert cell_text(None) == ""
    assert cell_text(1234567) == "1.234.567"
    assert cell_text(Decimal("1234.50")) == "1.234,5"
    assert cell_text(date(2026, 1, 5)) == "05/01/2026"
    assert cell_text(datetime(2026, 1, 5, 8, 5)) == "08:05 05/01/2026"
    assert number_text(0) == "0"
    assert number_text(100) == "100"


def test_neighbours_under_one_heading() -> None:
    assert spans(["", "a", "a", "", ""]) == [(0, 1, ""), (1, 2, "a"), (3, 1, ""), (4, 1, "")]
    assert spans([]) == []


def test_lists_are_closed_once() -> None:
    assert closed(["Sở A;", "Sở B.", "Sở  C"]) == ["Sở A;", "Sở B;", "Sở C."]


@given(st.text())
def test_any_text_becomes_xml(text: str) -> None:
    root = etree.fromstring(f'<a b="{xml(text)}">{xml(text)}</a>')
    assert (root.text or "") == plain(text)
    assert one_line(text) == " ".join(plain(text).split())


@pytest.mark.parametrize("text", ["=1+1", "+84", "-2+3", "@SUM(A1)", "\t=1"])
def test_formulas_are_disarmed(text: str) -> None:
    assert no_formula(text).startswith("'")


@pytest.mark.parametrize("text", ["- Như trên", "-", "Sở A", ""])
def test_dashes_of_lists_stay(text: str) -> None:
    assert no_formula(text) == text
