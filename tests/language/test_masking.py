"""No person's name or number leaves the agency in an example."""

from __future__ import annotations

import pytest

from dondoc.language.masking import PERSON, mask


@pytest.mark.parametrize(
    ("sentence", "masked"),
    [
        ("Giao đồng chí Lê Thị Hoa chủ trì.", f"Giao đồng chí {PERSON} chủ trì."),
        ("Đầu mối: ông Trần Đức Long, điện thoại 0912.345.678.", f"Đầu mối: ông {PERSON}, điện thoại 0900000000."),
        ("gửi về hoa.le@anphuoc.example.vn", "gửi về email@vi-du.vn"),
        ("CCCD 001099012345", "CCCD 000000000000"),
    ],
)
def test_persons_are_put_out_of_sight(sentence: str, masked: str) -> None:
    assert mask(sentence) == masked


def test_known_names_go_wherever_they_stand_and_however_they_are_written() -> None:
    assert mask("LÊ THỊ HOA ký; Lê Thị\nHoa dự", ["Lê Thị Hoa"]) == f"{PERSON} ký; {PERSON} dự"


@pytest.mark.parametrize(
    "sentence",
    [
        "Đồng chí Giám đốc Sở Nội vụ chủ trì.",
        "Kế hoạch số 212/KH-UBND ngày 22/9/2026",
        "trước ngày 20/12/2026",
    ],
)
def test_posts_codes_and_days_stay(sentence: str) -> None:
    assert mask(sentence, ["Hoa"]) == sentence
