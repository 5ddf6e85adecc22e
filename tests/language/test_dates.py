"""Dates in all house styles."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dondoc.language.dates import find_dates, number_of, parse_date, real_date, year_of
from dondoc.language.folding import nfc


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("ngày 06/8/2025", "2025-08-06"),
        ("06-8-2025", "2025-08-06"),
        ("06.08.2025", "2025-08-06"),
        ("ngày 6 tháng 8 năm 2025", "2025-08-06"),
        ("ngày 6 tháng 8, năm 2025", "2025-08-06"),
        ("ngày 06 tháng 8/2025", "2025-08-06"),
        ("tháng 8 năm 2025", "2025-08"),
        ("tháng 9/2025", "2025-09"),
        ("năm 2026", "2026"),
        ("ngày      tháng 7 năm 2025", "2025-07"),
        ("ngày ... tháng 7 năm 2025", "2025-07"),
        ("ngày      tháng      năm 2025", "2025"),
        ("ngày       /8/2025", "2025-08"),
        ("ngày mồng một tháng chín năm hai nghìn không trăm hai mươi lăm", "2025-09-01"),
        ("ngày ba mươi mốt tháng mười hai năm 2025", "2025-12-31"),
        ("ngày mùng năm tháng giêng năm 2026", "2026-01-05"),
        ("Ngày 10 THÁNG 4 NĂM 2026", "2026-04-10"),
    ],
)
def test_house_styles(text: str, iso: str) -> None:
    assert parse_date(text) == iso
    [found] = find_dates(text)
    assert found.span.of(text) == text


def test_impossible_dates_are_flagged() -> None:
    [found] = find_dates("ngày 31/6/2025")
    assert found.iso is None and found.doubtful
    [other] = find_dates("ngày 29/02/2025")
    assert other.iso is None
    [month] = find_dates("tháng 19/2025") or [None]
    assert month is None or month.iso is None


def test_letters_read_as_digits_are_doubtful() -> None:
    [found] = find_dates("ngày l5/O8/2025")
    assert (found.iso, found.doubtful) == ("2025-08-15", True)


def test_a_day_without_year_keeps_day_and_month() -> None:
    [found] = find_dates("trước ngày 24/8, tại")
    assert (found.iso, found.day, found.month) == (None, 24, 8)


def test_nothing_in_codes_and_versions() -> None:
    assert parse_date("phiên bản 14.3.5, điện thoại 0912.345.678") is None


def test_numbers_in_words() -> None:
    assert [number_of(w) for w in ("05", "mong mot", "hai muoi lam", "ba muoi mot", "chap", "xyz")] == [
        5,
        1,
        25,
        31,
        12,
        None,
    ]
    assert year_of("hai nghin khong tram le bay") == 2007
    assert year_of("hai nghin") == 2000
    assert real_date(2025, 13, 1) is None


@given(st.text())
def test_any_text_gives_valid_spans(text: str) -> None:
    text = nfc(text)
    end = 0
    for found in find_dates(text):
        assert end <= found.span.start < found.span.end <= len(text)
        end = found.span.end


@given(st.dates(min_value=real_date(1900, 1, 1), max_value=real_date(2099, 12, 31)))
def test_every_day_is_read_back(day) -> None:  # type: ignore[no-untyped-def]
    assert parse_date(f"ngày {day.day:02d}/{day.month}/{day.year}") == day.isoformat()
    assert parse_date(f"ngày {day.day} tháng {day.month:02d} năm {day.year}") == day.isoformat()
