"""The ready-made letters and the small choices that they share."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from dondoc.writing import signing
from dondoc.writing.blocks import Article, Bullet, Paragraph, Table, Total
from dondoc.writing.letter import Appendix, Dispatch, Regime, When
from dondoc.writing.letters.opinions import request_for_opinions
from dondoc.writing.letters.registers import FOLLOW_UP, OUTGOING, follow_up_register, outgoing_register
from dondoc.writing.letters.report import Count, consolidated_report, four_cells
from dondoc.writing.letters.urging import rows
from tests.writing.samples import DEPARTMENT, UNITS, frame, opened, overdue, plan, texts, urging


@pytest.mark.parametrize(
    ("signature", "lines"),
    [
        (signing.head("Giám đốc"), ("GIÁM ĐỐC",)),
        (signing.acting_head("Giám đốc"), ("Q. GIÁM ĐỐC",)),
        (signing.for_head("Giám đốc", "Phó Giám đốc"), ("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC")),
        (signing.for_collective("Ủy ban nhân dân", "Chủ tịch"), ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH")),
        (signing.by_order("Giám đốc", "Chánh Văn phòng"), ("TL. GIÁM ĐỐC", "CHÁNH VĂN PHÒNG")),
        (
            signing.by_order("Giám đốc", "Phó Chánh Văn phòng", in_place_of="Chánh Văn phòng"),
            ("TL. GIÁM ĐỐC", "KT. CHÁNH VĂN PHÒNG", "PHÓ CHÁNH VĂN PHÒNG"),
        ),
        (signing.by_authorisation("Giám đốc", "Trưởng phòng"), ("TUQ. GIÁM ĐỐC", "TRƯỞNG PHÒNG")),
    ],
)
def test_signature_blocks(signature: object, lines: tuple[str, ...]) -> None:
    assert signature.lines == lines  # type: ignore[attr-defined]


def test_the_most_overdue_comes_first_in_each_unit() -> None:
    table = rows(overdue(9), date(2026, 10, 5))
    late = [row[4] for row in table[1:4]]
    assert late == sorted(late, reverse=True)
    assert table[0].text == f"{UNITS[0]} (03 nhiệm vụ)"


def test_one_unit_needs_no_band() -> None:
    assert [row[0] for row in rows(overdue(1) * 3, date(2026, 10, 5))] == [1, 2, 3]


def test_the_sums_of_the_report_are_those_of_its_rows() -> None:
    counts = [Count("A", 1, 2, 3, 4), Count("B", 10, 20, 30, 40)]
    last = list(four_cells(counts).rows)[-1]
    assert last == Total(("", "Cộng", 110, 11, 22, 33, 44))
    letter = consolidated_report(frame(), subject="Kết quả", opening="Báo cáo như sau:", counts=counts)
    words = " ".join(texts(opened(letter)))
    assert "được theo dõi: 110; đã hoàn thành 33 nhiệm vụ (đúng hạn 11, trễ hạn 22)" in words
    assert "đang thực hiện 77 nhiệm vụ (trong hạn 33, quá hạn 44)" in words


def test_an_empty_report_says_that_there_was_nothing() -> None:
    found = texts(opened(consolidated_report(frame(), subject="Kết quả", opening="Báo cáo như sau:")))
    assert "Trong kỳ không phát sinh nhiệm vụ." in found
    assert "Không có đề xuất, kiến nghị./." in found
    assert list(four_cells([]).rows) == []


def test_a_request_says_what_silence_means_only_where_it_means_something() -> None:
    arguments = {"draft": "dự thảo Quy chế", "reason": "Thực hiện nhiệm vụ", "answer_by": date(2026, 10, 20)}
    silent = texts(opened(request_for_opinions(frame(), **arguments, silence_agrees=True)))
    asking = texts(opened(request_for_opinions(frame(), **arguments, address="vanthu@so.example")))
    assert any("được xem là thống nhất" in line for line in silent)
    assert not any("được xem là thống nhất" in line for line in asking)
    assert any("vanthu@so.example" in line and "trước ngày 20/10/2026" in line for line in asking)


def test_registers_have_the_columns_of_the_decree() -> None:
    assert outgoing_register(DEPARTMENT, "Năm 2026", []).table.columns == OUTGOING
    assert follow_up_register(DEPARTMENT, "Năm 2026", []).table.columns == FOLLOW_UP
    assert [len(OUTGOING), len(FOLLOW_UP)] == [10, 7]


def test_an_appendix_may_say_itself_what_it_belongs_to() -> None:
    extra = Appendix("Bảng", (Paragraph("Trống."),), attached_to="Kèm theo Quy chế số 1")
    assert "(Kèm theo Quy chế số 1)" in texts(opened(replace(plan(), appendices=(extra,))))


def test_other_titles_and_the_drafter_s_mark_are_shown() -> None:
    letter = urging(1)
    signature = replace(letter.signature, other_title="Phó Trưởng ban Chỉ đạo")
    found = texts(opened(replace(letter, signature=signature, dispatch=Dispatch((), "VT", "LT.(05)"))))
    assert {"PHÓ TRƯỞNG BAN CHỈ ĐẠO", "LT.(05)"} <= set(found)


def test_the_party_keeps_titles_that_need_no_abbreviation() -> None:
    letter = replace(urging(1), regime=Regime.PARTY, signature=signing.head("Bí thư"))
    assert "BÍ THƯ" in texts(opened(letter))


def test_the_content_may_end_in_a_table_or_in_an_article() -> None:
    table = Table(plan().appendices[0].blocks[0].columns, [])  # type: ignore[union-attr]
    assert opened(replace(urging(1), blocks=(table,))).tables
    assert opened(replace(urging(1), blocks=())).tables
    found = texts(opened(replace(plan(), blocks=(Article("", (Bullet("Thi hành."),)),))))
    assert found[found.index("Điều 1.") + 1] == "- Thi hành./."


def test_the_day_of_issue_may_be_known() -> None:
    assert When.of(date(2026, 1, 5)).text() == "ngày 05 tháng 01 năm 2026"
