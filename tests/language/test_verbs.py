"""Verbs of duty at the head of a stretch of text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dondoc.language.folding import nfc
from dondoc.language.verbs import begins_with_verb


@pytest.mark.parametrize(
    ("text", "verb"),
    [
        ("Chủ động, kịp thời rà soát các quy chế", "rà soát"),
        ("tham mưu Giám đốc ban hành", "tham mưu"),
        ("RÀ SOÁT HỒ SƠ", "rà soát"),
        ("Giao Văn phòng mua sắm", "giao"),
        ("- Xây dựng kế hoạch", "xây dựng"),
        ("Tiếp tục đẩy mạnh tuyên truyền", "tuyên truyền"),
        ("tăng cường công tác bảo quản", "tăng cường"),
        ("có trách nhiệm đôn đốc các phòng", "đôn đốc"),
        ("Hoàn thành việc lắp đặt", "lắp đặt"),
        ("“Phối hợp với các đơn vị", "phối hợp"),
    ],
)
def test_opens_with_a_verb(text: str, verb: str) -> None:
    hit = begins_with_verb(text)
    assert hit is not None and hit.verb == verb
    assert not hit.slipped


@pytest.mark.parametrize(
    ("text", "verb"),
    [
        ("phối với Phòng Tổng hợp", "phối hợp"),
        ("rà xoát danh mục", "rà soát"),
        ("thực hlện ngay", "thực hiện"),
        ("ra soat danh muc", "rà soát"),
    ],
)
def test_slips_and_lost_marks(text: str, verb: str) -> None:
    hit = begins_with_verb(text)
    assert hit is not None and hit.verb == verb


@pytest.mark.parametrize(
    "text",
    [
        "Giáo viên",
        "giao thông đô thị",
        "Sở Nội vụ",
        "kỳ họp thứ nhất",
        "Mô hình mới",
        "cấp xã",
        "Kế hoạch năm",
        "",
        "   ",
        "12/2025",
    ],
)
def test_opens_with_something_else(text: str) -> None:
    assert begins_with_verb(text) is None


def test_spans_and_adverbs() -> None:
    text = "1. Chủ động, kịp thời rà soát hồ sơ"
    hit = begins_with_verb(text, 3)
    assert hit is not None
    assert hit.span.of(text) == "Chủ động, kịp thời rà soát"
    assert hit.verb_span.of(text) == "rà soát"
    assert hit.adverbs == ("chủ động", "kịp thời")


@given(st.text(), st.integers(min_value=0, max_value=30))
def test_any_text_at_any_place(text: str, pos: int) -> None:
    text = nfc(text)
    hit = begins_with_verb(text, min(pos, len(text)))
    assert hit is None or 0 <= hit.span.start <= hit.verb_span.start < hit.span.end <= len(text)
