from dataclasses import replace
from datetime import date
from io import BytesIO

import docx
import pytest
from docx.enum.section import WD_ORIENT
from hypothesis import given, settings
from hypothesis import strategies as st

from dondoc.writing.blocks import Article, Bullet, Chapter, Column, Paragraph, Run, Section, Table
from dondoc.writing.errors import Fault, WritingError
from dondoc.writing.letter import Code, Issuer, Letter, Regime, Signature, Urgency
from dondoc.writing.letters.registers import INCOMING, incoming_register
from dondoc.writing.measures import MOTTO, NATION
from dondoc.writing.widths import balanced, width
from dondoc.writing.word import docx_bytes
from dondoc.writing.word.table import column_widths
from tests.writing.samples import DEPARTMENT, UNITS, opened, plan, texts, urging


def with_blocks(*blocks: object) -> list[str]:
    letter = replace(urging(1), blocks=blocks, appendices=())
    return texts(opened(letter))


def test_an_urging_letter_has_its_parts_in_order() -> None:
    found = texts(opened(urging(3)))
    order = ["UBND TỈNH BÌNH LÂM", NATION, MOTTO, "Số: 07/SKHCN-VP", "Bình Lâm, ngày 05 tháng 10 năm 2026"]
    order += ["V/v đôn đốc thực hiện nhiệm vụ quá hạn", "Kính gửi:", f"- {UNITS[0]};", f"- {UNITS[2]}.", "Nơi nhận:"]
    order += ["- Như trên;", "- Lưu: VT, VP.", "KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", "Lê Minh Thảo"]
    places = [found.index(part) for part in order]
    assert places == sorted(places)


def test_the_table_lists_every_overdue_task_once_and_repeats_its_head() -> None:
    document = opened(urging(30))
    table = document.tables[-1]
    assert "Phụ lục" in [paragraph.text for paragraph in document.paragraphs]
    assert table.rows[0]._tr.trPr.xpath("w:tblHeader")
    words = [row.cells[1].text for row in table.rows]
    assert sum(word.startswith("Cập nhật danh mục") for word in words) == 30
    assert document.sections[1].orientation == WD_ORIENT.LANDSCAPE


def test_a_short_table_stays_in_the_letter() -> None:
    assert len(opened(urging(12)).sections) == 1


def test_the_draft_leaves_number_and_day_open() -> None:
    letter = replace(urging(1), code=Code("SKHCN-VP"), when=replace(urging(1).when, day=None))
    found = texts(opened(letter))
    assert "Số:         /SKHCN-VP" in found
    assert "Bình Lâm, ngày        tháng 10 năm 2026" in found


def test_the_content_ends_with_the_closing_mark_once() -> None:
    assert "Hết./." in with_blocks(Paragraph("Hết./."))
    assert "- Hết./." in with_blocks(Bullet("Hết;"))
    assert "1. Hết./." in with_blocks(Section("Một", (Section("Hết.", plain=True),)))


def test_sections_are_counted_by_depth() -> None:
    deep = Section(
        "Kết quả", (Section("Nhân lực", (Section("Mở lớp.", plain=True), Section("Chọn người.", plain=True))),)
    )
    found = with_blocks(deep, Section("Tồn tại", (Paragraph("Không có."),)))
    for line in ("I. KẾT QUẢ", "1. Nhân lực", "a) Mở lớp.", "b) Chọn người.", "II. TỒN TẠI"):
        assert line in found


def test_articles_are_counted_through_chapters() -> None:
    found = with_blocks(
        Chapter("Quy định chung", (Article("Phạm vi", (Section("Áp dụng cho cơ quan.", plain=True),)),)),
        Chapter("Thi hành", (Article("", (Paragraph((Run("Văn phòng thi hành"),)),)),)),
    )
    lines = ["Chương I", "QUY ĐỊNH CHUNG", "Điều 1. Phạm vi", "1. Áp dụng cho cơ quan.", "Chương II", "THI HÀNH"]
    places = [found.index(line) for line in [*lines, "Điều 2. Văn phòng thi hành./."]]
    assert places == sorted(places)


def test_one_addressee_stands_on_the_same_line() -> None:
    assert "Kính gửi: Văn phòng Sở" in texts(opened(replace(urging(1), to=("Văn phòng Sở",))))


def test_appendices_are_numbered_and_turned() -> None:
    document = opened(plan())
    found = [paragraph.text for paragraph in document.paragraphs]
    assert "Phụ lục I" in found
    assert "Phụ lục II" in found
    assert any(text.startswith("(Kèm theo Kế hoạch số 12/KH-UBND ngày 05 tháng 01 năm 2026") for text in found)
    assert [section.orientation for section in document.sections] == [
        WD_ORIENT.PORTRAIT,
        WD_ORIENT.LANDSCAPE,
        WD_ORIENT.PORTRAIT,
    ]
    assert all(section.different_first_page_header_footer for section in document.sections)


def test_the_address_is_at_the_foot_of_page_one_only() -> None:
    document = opened(replace(plan(), contact="Địa chỉ: số 1 đường Lớn"))
    feet = [section.first_page_footer.paragraphs[0].text for section in document.sections]
    assert feet == ["Địa chỉ: số 1 đường Lớn", "", ""]


def test_the_party_has_its_own_head() -> None:
    letter = replace(urging(1), regime=Regime.PARTY, code=Code("CV/ĐU", 9), signature=Signature(("TM. BAN THƯỜNG VỤ",)))
    found = texts(opened(letter))
    assert {"ĐẢNG CỘNG SẢN VIỆT NAM", "*", "Số 09-CV/ĐU", "T/M BAN THƯỜNG VỤ"} <= set(found)
    assert NATION not in found


def test_urgency_and_circulation_are_framed() -> None:
    found = texts(opened(replace(urging(1), urgency=Urgency.FLASH, circulation="Lưu hành nội bộ")))
    assert {"HỎA TỐC", "LƯU HÀNH NỘI BỘ"} <= set(found)


def test_a_register_has_the_columns_of_the_decree() -> None:
    rows = ((date(2026, 1, 5), at, "Sở Tài chính", f"{at}/STC-VP") for at in range(1, 200))
    table = docx.Document(BytesIO(docx_bytes(incoming_register(DEPARTMENT, "Tháng 01 năm 2026", rows)))).tables[-1]
    assert [cell.text for cell in table.rows[0].cells] == [column.title for column in INCOMING]
    assert table.rows[1].cells[9].text == "(10)"
    assert len(table.rows) == 201


def test_the_same_letter_gives_the_same_bytes() -> None:
    assert docx_bytes(plan()) == docx_bytes(plan())


@pytest.mark.parametrize(
    ("letter", "fault"),
    [
        (replace(plan(), issuer=Issuer(" ")), Fault.NO_ISSUER),
        (replace(plan(), subject=""), Fault.NO_SUBJECT),
        (replace(plan(), blocks=(Table((), []),)), Fault.NO_COLUMNS),
    ],
)
def test_what_must_not_be_written_is_refused_in_words(letter: Letter, fault: Fault) -> None:
    with pytest.raises(WritingError, match="hãy") as refused:
        docx_bytes(letter)
    assert refused.value.fault is fault


@given(st.text(max_size=80), st.text(max_size=80))
@settings(max_examples=12, deadline=None)
def test_any_text_can_be_written(words: str, cell: str) -> None:
    table = Table((Column("A"), Column("B")), [(cell, words), (words,)], title=words)
    letter = replace(plan(), subject=f"x{words}", to=(words, cell), blocks=(Paragraph(words), Bullet(cell), table))
    docx.Document(BytesIO(docx_bytes(letter)))


@given(st.lists(st.floats(0.1, 9), min_size=1, max_size=12), st.floats(100, 800))
def test_columns_fill_the_page_exactly(shares: list[float], room: float) -> None:
    widths = column_widths([Column("Thời hạn", share, fits="30/09/2026") for share in shares], room)
    assert sum(widths) == round(room * 20)
    assert min(widths) >= 0


def test_a_day_stays_on_one_line() -> None:
    widths = column_widths([Column("Việc", 30), Column("Ngày", 0.1, fits="30/09/2026")], 400)
    assert widths[1] / 20 > width("30/09/2026", 12)


def test_lines_are_broken_evenly() -> None:
    lines = balanced("ỦY BAN NHÂN DÂN TỈNH BÌNH LÂM", 13, 160, bold=True)
    assert " ".join(lines) == "ỦY BAN NHÂN DÂN TỈNH BÌNH LÂM"
    assert len(lines) == 2
    assert balanced("", 13, 10) == [""]
    assert width("ơ", 10) > width("o", 10)
