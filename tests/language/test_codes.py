"""Numbers and symbols of documents."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dondoc.language.codes import Family, find_codes
from dondoc.language.folding import nfc


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Kế hoạch số 45/KH-UBND ngày 31/7/2025", ["45/KH-UBND"]),
        ("theo Kế hoạch 45/KH-\nUBND ngày", ["45/KH-UBND"]),
        ("Kế hoạch số 07-\nKH/BCĐTW", ["07-KH/BCĐTW"]),
        ("Số: 12 / UBND - VX", ["12/UBND-VX"]),
        ("Luật số 91/2025/QH15 và Nghị quyết số 76/2025/UBTVQH15", ["91/2025/QH15", "76/2025/UBTVQH15"]),
        ("Nghị định số 30/2020/NĐ-CP", ["30/2020/NĐ-CP"]),
        ("Thông tư liên tịch số 01/2015/TTLT-VPCP-BNV", ["01/2015/TTLT-VPCP-BNV"]),
        ("Thông tư liên tịch 34/2005/TTLT/BTC-BNV", ["34/2005/TTLT/BTC-BNV"]),
        ("Công văn số 21-CV/ĐU và 22-CV/ĐU của Đảng ủy", ["21-CV/ĐU", "22-CV/ĐU"]),
        ("Nghị quyết số 237/NQ-UBTVQH16", ["237/NQ-UBTVQH16"]),
        ("Công văn số 29/SKHCN-BCVT&CĐS", ["29/SKHCN-BCVT&CĐS"]),
        ("Tờ trình số 31/TTr-CAT-PC02 ngày", ["31/TTr-CAT-PC02"]),
        ("Công văn số 1207/TCT ngày 01/8/2025", ["1207/TCT"]),
        ("Tờ trình số 218TTr-STC ngày 02/8/2025", ["218TTr-STC"]),
        ("số 310/UBND–VP", ["310/UBND–VP"]),
        ("số 45/KH-UBND - Sở Nội vụ", ["45/KH-UBND"]),
        ("số 512/UBND-KGVX - UBND tỉnh", ["512/UBND-KGVX"]),
        ("Quyết định số 043/2025/QĐ-UBND", ["043/2025/QĐ-UBND"]),
    ],
)
def test_codes_are_read_as_printed_without_blanks(text: str, codes: list[str]) -> None:
    assert [c.code for c in find_codes(text)] == codes


@pytest.mark.parametrize(
    "text",
    [
        "ngày 05/12/2025",
        "trực 24/7, đạt 3/4 chỉ tiêu",
        "điện thoại 0255.3812345",
        "Trung tâm TT/TU",
        "200/ha, 5/Nhà",
        "tỷ lệ 50/100 ĐỒNG",
        "mẫu 3/Biểu",
        "lô 12/AB kho",
    ],
)
def test_what_is_no_code(text: str) -> None:
    assert find_codes(text) == []


def test_blank_number_keeps_the_symbol() -> None:
    [code] = find_codes("Số:      /KH-SKHCN")
    assert (code.code, code.number, code.symbol) == (None, None, "KH-SKHCN")
    [party] = find_codes("Số:      -KH/TU")
    assert (party.code, party.symbol, party.family) == (None, "KH/TU", Family.PARTY)


def test_slips_in_an_own_number_are_read_and_flagged() -> None:
    [code] = find_codes("Số: l2O/KH-UBND")
    assert (code.code, code.number, code.doubtful) == ("120/KH-UBND", 120, True)


@pytest.mark.parametrize(
    ("text", "family", "year"),
    [
        ("số 30/2020/NĐ-CP", Family.LEGAL, 2020),
        ("số 01/2015/TTLT-BNV-BTC", Family.JOINT, 2015),
        ("số 99-NQ/TW", Family.PARTY, None),
        ("số 88/NQ-CP", Family.STATE, None),
    ],
)
def test_families(text: str, family: Family, year: int | None) -> None:
    [code] = find_codes(text)
    assert (code.family, code.year) == (family, year)


@given(st.text(alphabet="0123456789/-–.& \nSốKHUBNDQĐTWabcđư:;,lO", max_size=200))
def test_any_text_gives_valid_spans(text: str) -> None:
    text = nfc(text)
    for code in find_codes(text):
        assert 0 <= code.span.start < code.span.end <= len(text)
        assert code.code is None or " " not in code.code
