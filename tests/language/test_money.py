"""Sums of money and sources of funds, as documents write them."""

from __future__ import annotations

import pytest

from dondoc.language.money import Fund, amount_in, funds_in


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("2 tỷ 500 triệu đồng", 2_500_000_000),
        ("18.500.000 đồng", 18_500_000),
        ("khoảng 1,2 tỷ đồng", 1_200_000_000),
        ("1.200 triệu đồng", 1_200_000_000),
        ("1.5 tỉ", 1_500_000_000),
        ("350 nghìn VNĐ mỗi người", 350_000),
        ("ngân sách tỉnh năm 2026", None),
        ("theo Nghị quyết số 12, 3 đợt", None),
    ],
)
def test_amounts(text: str, amount: int | None) -> None:
    assert amount_in(text) == amount


@pytest.mark.parametrize(
    ("text", "funds"),
    [
        ("Dự kiến 500 triệu đồng từ nguồn ngân sách tỉnh", [Fund("Ngân sách tỉnh", 500_000_000)]),
        ("Ngân sách tỉnh: 500 triệu đồng.", [Fund("Ngân sách tỉnh", 500_000_000)]),
        ("Chi thường xuyên, dự kiến 85 triệu đồng", [Fund("Chi thường xuyên", 85_000_000)]),
        ("Chi thường xuyên của đơn vị", [Fund("Chi thường xuyên của đơn vị", None)]),
        ("Kinh phí: 30 triệu đồng", [Fund("", 30_000_000)]),
        (
            "ngân sách trung ương 2 tỷ đồng, ngân sách tỉnh 500 triệu đồng",
            [Fund("Ngân sách trung ương", 2_000_000_000), Fund("Ngân sách tỉnh", 500_000_000)],
        ),
        ("ngân sách nhà nước và nguồn xã hội hóa", [Fund("Ngân sách nhà nước và nguồn xã hội hóa", None)]),
        (" ", []),
    ],
)
def test_sources(text: str, funds: list[Fund]) -> None:
    assert funds_in(text) == funds
