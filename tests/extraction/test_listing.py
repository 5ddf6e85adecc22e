"""Names in cells, field lines and addresses, taken apart."""

from __future__ import annotations

import pytest

from dondoc.extraction.listing import listed
from dondoc.reading.text import Span


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "các Sở: Nội vụ, Tài chính, Văn hóa, Thể thao và Du lịch, Y tế",
            ["Sở Nội vụ", "Sở Tài chính", "Sở Văn hóa, Thể thao và Du lịch", "Sở Y tế"],
        ),
        ("Sở, ngành: Nội vụ, Tài chính", ["Sở Nội vụ", "Sở Tài chính"]),
        ("UBND các xã: Bình An, Tân Lập", ["UBND xã Bình An", "UBND xã Tân Lập"]),
        ("- Sở Nội vụ (Phòng Tổng hợp);\n- Các phòng, đơn vị thuộc Sở;", ["Sở Nội vụ", "Các phòng, đơn vị thuộc Sở"]),
        ("các Sở: Sở Nội vụ, Công an tỉnh", ["Sở Nội vụ", "Công an tỉnh"]),
        ("Sở Tài chính; Trạm Y tế xã, phường", ["Sở Tài chính", "Trạm Y tế xã, phường"]),
        ("", []),
        (" ; , ", []),
    ],
)
def test_lists_in_cells_and_field_lines(text: str, names: list[str]) -> None:
    assert [value.value for value in listed(text, Span(0, len(text)), "rule")] == names
