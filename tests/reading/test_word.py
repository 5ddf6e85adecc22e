"""Word files: everything that a reader sees on the page, once and in order."""

from __future__ import annotations

import pytest

from dondoc.reading import Align, ReadingError, Reason, Region, Text, read
from tests.reading.docx_files import cell, docx, paragraph, part, row, run, table
from tests.reading.looks import body, grid, tables


def of(content: str, **parts: str) -> Text:
    return read(docx(content, **parts), "van-ban.docx")


def numbered(key: int, level: int = 0) -> str:
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{key}"/></w:numPr>'


def level(index: int, form: str, pattern: str, extra: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{index}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{extra}'
        f'<w:lvlText w:val="{pattern}"/></w:lvl>'
    )


def style(name: str, content: str) -> str:
    return f'<w:style w:type="paragraph" w:styleId="{name}">{content}</w:style>'


def numbering(levels: str, nums: str = '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>') -> str:
    return part("numbering", f'<w:abstractNum w:abstractNumId="0">{levels}</w:abstractNum>{nums}')


def test_words_of_runs_and_style_hints() -> None:
    centred = '<w:jc w:val="center"/>'
    text = of(paragraph(run("KẾ HOẠCH", "<w:b/>"), properties=centred) + paragraph("Thực ", run("hiện", "<w:i/>")))
    first, second = text.paragraphs()
    assert body(text) == ["KẾ HOẠCH", "Thực hiện"]
    assert (first.bold, first.align, second.bold, second.italic) == (True, Align.CENTRE, False, False)


def test_style_gives_bold_size_and_alignment_through_its_base() -> None:
    styles = part(
        "styles",
        style("Goc", '<w:pPr><w:jc w:val="right"/></w:pPr><w:rPr><w:b/></w:rPr>')
        + style("Con", '<w:basedOn w:val="Goc"/><w:rPr><w:sz w:val="28"/></w:rPr>'),
    )
    text = of(paragraph("Mục", properties='<w:pStyle w:val="Con"/>'), styles=styles)
    (only,) = text.paragraphs()
    assert (only.bold, only.size, only.align) == (True, 14.0, Align.RIGHT)


def test_hidden_and_deleted_words_are_dropped_inserted_ones_kept() -> None:
    text = of(
        paragraph(
            "Rà soát ",
            run("thừa ", "<w:vanish/>"),
            f"<w:del>{run('cũ ')}</w:del>",
            f"<w:ins>{run('hệ thống')}</w:ins>",
        )
    )
    assert body(text) == ["Rà soát hệ thống"]


def test_soft_hyphen_tab_and_no_break_hyphen() -> None:
    text = of(
        paragraph("<w:r><w:t>12</w:t><w:noBreakHyphen/><w:t>CV</w:t><w:tab/><w:t>bá\u00ado</w:t><w:softHyphen/></w:r>")
    )
    assert body(text) == ["12-CV báo"]


def test_field_shows_its_result_not_its_instruction() -> None:
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>DATE</w:instrText></w:r>'
        '<w:r><w:t>ẩn</w:t></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        '<w:r><w:t>03/9/2026</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    assert body(of(paragraph("Ngày ", field, " gửi"))) == ["Ngày 03/9/2026 gửi"]


def test_manual_line_breaks_part_paragraphs_but_not_sentences() -> None:
    broken = "<w:r><w:t>KẾ HOẠCH</w:t><w:br/><w:t>Triển khai</w:t><w:br/><w:t>chữ ký số</w:t></w:r>"
    assert body(of(paragraph(broken))) == ["KẾ HOẠCH", "Triển khai chữ ký số"]


def test_text_box_of_alternate_content_is_read_once() -> None:
    box = f"<w:txbxContent>{paragraph('DỰ THẢO')}</w:txbxContent>"
    drawing = (
        "<w:r><mc:AlternateContent><mc:Choice><w:drawing>" + box + "</w:drawing></mc:Choice>"
        "<mc:Fallback><w:pict>" + box + "</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    text = of(paragraph("Nội dung", drawing))
    assert [(p.region, p.span.of(text.content)) for p in text.paragraphs()] == [
        (Region.BODY, "Nội dung"),
        (Region.BOX, "DỰ THẢO"),
    ]


def test_title_typed_as_several_centred_paragraphs_is_one() -> None:
    centred = '<w:jc w:val="center"/>'
    text = of(
        paragraph(run("BÁO CÁO", "<w:b/>"), properties=centred)
        + paragraph(run("Kết quả rà soát hệ thống", "<w:b/>"), properties=centred)
        + paragraph(run("trên địa bàn tỉnh", "<w:b/>"), properties=centred)
    )
    assert body(text) == ["BÁO CÁO", "Kết quả rà soát hệ thống trên địa bàn tỉnh"]


class TestNumbering:
    levels = (
        level(0, "upperRoman", "%1.") + level(1, "decimal", "%1.%2.", "<w:isLgl/>") + level(2, "lowerLetter", "%3)")
    )

    def test_computed_numbers_stand_before_the_words(self) -> None:
        content = "".join(
            paragraph(words, properties=numbered(1, depth))
            for words, depth in (("Mục tiêu", 0), ("Một", 1), ("Hai", 1), ("Ý", 2), ("Nhiệm vụ", 0), ("Ba", 1))
        )
        text = of(content, numbering=numbering(self.levels))
        assert body(text) == ["I. Mục tiêu", "1.1. Một", "1.2. Hai", "a) Ý", "II. Nhiệm vụ", "2.1. Ba"]
        assert [p.label for p in text.paragraphs()] == ["I.", "1.1.", "1.2.", "a)", "II.", "2.1."]

    def test_override_starts_again(self) -> None:
        nums = (
            '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="0"/>'
            '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>'
        )
        content = "".join(paragraph(w, properties=numbered(k)) for w, k in (("a", 1), ("b", 1), ("c", 2), ("d", 2)))
        text = of(content, numbering=numbering(level(0, "decimal", "%1."), nums))
        assert body(text) == ["1. a", "2. b", "5. c", "6. d"]

    def test_bullet_of_a_symbol_font_is_the_round_one(self) -> None:
        content = paragraph("Một", properties=numbered(1))
        assert body(of(content, numbering=numbering(level(0, "bullet", "\uf0b7")))) == ["• Một"]
        assert body(of(content, numbering=numbering(level(0, "bullet", "-")))) == ["- Một"]

    def test_numbering_through_a_style_and_switched_off(self) -> None:
        styles = part("styles", style("Muc", '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'))
        levels = level(0, "decimal", "Điều %1.", '<w:pStyle w:val="Muc"/>')
        content = paragraph("Phạm vi", properties='<w:pStyle w:val="Muc"/>') + paragraph(
            "Lời kết", properties='<w:pStyle w:val="Muc"/><w:numPr><w:numId w:val="0"/></w:numPr>'
        )
        text = of(content, numbering=numbering(levels), styles=styles)
        assert body(text) == ["Điều 1. Phạm vi", "Lời kết"]

    @pytest.mark.parametrize(
        ("form", "label"),
        [("decimalZero", "01"), ("upperLetter", "A"), ("lowerRoman", "i"), ("none", ""), ("ordinal", "1")],
    )
    def test_number_formats(self, form: str, label: str) -> None:
        text = of(paragraph("Việc", properties=numbered(1)), numbering=numbering(level(0, form, "%1-")))
        assert body(text) == [f"{label}- Việc"]

    def test_empty_numbered_paragraph_takes_no_number(self) -> None:
        content = "".join(paragraph(w, properties=numbered(1)) for w in ("Một", " ", "Hai"))
        assert body(of(content, numbering=numbering(level(0, "decimal", "%1.")))) == ["1. Một", "2. Hai"]


class TestTables:
    def test_merged_cells_stand_once_with_their_extent(self) -> None:
        text = of(
            table(
                row(cell("TT"), cell("Nhiệm vụ"), cell("Phân công", properties='<w:gridSpan w:val="2"/>')),
                row(
                    cell("1", properties='<w:vMerge w:val="restart"/>'),
                    cell("Rà soát"),
                    cell("Phòng A"),
                    cell("Phòng B"),
                ),
                row(cell(properties="<w:vMerge/>"), cell("Báo cáo"), cell("Phòng C"), cell()),
            )
        )
        (only,) = tables(text)
        assert (only.rows, only.columns, only.head_rows, only.ruled) == (3, 4, 1, True)
        assert grid(text, only) == [
            ["TT", "Nhiệm vụ", "Phân công", None],
            ["1", "Rà soát", "Phòng A", "Phòng B"],
            [None, "Báo cáo", "Phòng C", ""],
        ]
        merged = only.at(2, 0)
        assert merged is not None and (merged.row, merged.row_span) == (1, 2)

    def test_nested_table_and_repeated_head(self) -> None:
        inner = table(row(cell("trong")))
        text = of(table(row(cell("Đầu"), cell("mục"), properties="<w:tblHeader/>"), row(cell("x", inner), cell("y"))))
        (outer,) = tables(text)
        nested = outer.cells[2].tables[0]
        assert outer.head_rows == 1
        assert nested.span.of(text.content) == "trong"
        assert [p.span.of(text.content) for p in text.paragraphs()] == ["Đầu", "mục", "x", "trong", "y"]

    def test_head_of_the_document_is_not_ruled(self) -> None:
        text = of(
            table(
                row(
                    cell("UBND TỈNH AN BÌNH", "SỞ CÔNG THƯƠNG"),
                    cell("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"),
                )
            )
        )
        (head,) = tables(text)
        assert not head.ruled

    def test_head_typed_with_tabs_becomes_two_columns(self) -> None:
        tab = "<w:r><w:tab/></w:r>"
        text = of(
            paragraph("UBND TỈNH AN BÌNH", tab, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
            + paragraph("Số: 5/KH-UBND", tab, "An Bình, ngày 3 tháng 9 năm 2026")
            + paragraph("KẾ HOẠCH")
        )
        (head,) = tables(text)
        left, right = head.cells
        assert [p.span.of(text.content) for p in left.paragraphs] == ["UBND TỈNH AN BÌNH", "Số: 5/KH-UBND"]
        assert [p.span.of(text.content) for p in right.paragraphs][1] == "An Bình, ngày 3 tháng 9 năm 2026"
        assert body(text) == ["KẾ HOẠCH"]

    def test_deleted_row_and_controlled_rows(self) -> None:
        controlled = f"<w:sdt><w:sdtContent>{row(cell('giữ'), cell('lại'))}</w:sdtContent></w:sdt>"
        text = of(table(row(cell("bỏ"), cell("đi"), properties="<w:del/>"), controlled))
        assert grid(text, tables(text)[0]) == [["giữ", "lại"]]


class TestNotesAndMargins:
    def test_footnote_is_tied_to_its_word_and_stands_at_the_end(self) -> None:
        notes = part(
            "footnotes",
            f'<w:footnote w:type="separator" w:id="0">{paragraph("---")}</w:footnote>'
            f'<w:footnote w:id="7">{paragraph("Công văn số 12/CV-SCT.")}</w:footnote>',
        )
        mark = '<w:r><w:footnoteReference w:id="7"/></w:r>'
        text = of(paragraph("Sở Công Thương", mark, " báo cáo."), footnotes=notes)
        (note,) = text.notes
        assert body(text) == ["Sở Công Thương báo cáo."]
        assert text.content[: note.anchor] == "Sở Công Thương"
        assert (note.mark, note.span.of(text.content)) == ("1", "Công văn số 12/CV-SCT.")
        assert note.span.end == len(text.content)

    def test_reference_to_a_missing_note_is_ignored(self) -> None:
        text = of(paragraph("Câu", '<w:r><w:footnoteReference w:id="9"/></w:r>'))
        assert (text.content, text.notes) == ("Câu", ())

    def test_endnotes_are_numbered_in_roman(self) -> None:
        notes = part("endnotes", f'<w:endnote w:id="2">{paragraph("Cuối")}</w:endnote>')
        text = of(paragraph("Câu", '<w:r><w:endnoteReference w:id="2"/></w:r>'), endnotes=notes)
        assert text.notes[0].mark == "i"

    def test_header_is_kept_apart_and_page_number_dropped(self) -> None:
        relation = '<Relationship Id="rId1" Target="header1.xml"/><Relationship Id="rId2" Target="footer1.xml"/>'
        section = (
            '<w:sectPr><w:headerReference r:id="rId1"/><w:footerReference r:id="rId2"/>'
            '<w:headerReference r:id="rId1"/></w:sectPr>'
        )
        data = docx(
            paragraph("Thân bài") + section,
            relations=relation,
            header1=part("hdr", paragraph("Phụ lục kèm theo")),
            footer1=part("ftr", paragraph("3")),
        )
        text = read(data, "a.docx")
        assert [(p.region, p.span.of(text.content)) for p in text.paragraphs()] == [
            (Region.BODY, "Thân bài"),
            (Region.HEADER, "Phụ lục kèm theo"),
        ]


def test_runs_in_fonts_from_before_unicode_are_converted() -> None:
    tcvn3 = '<w:rFonts w:ascii=".VnTime" w:hAnsi=".VnTime"/>'
    capitals = '<w:rFonts w:ascii=".VnTimeH" w:hAnsi=".VnTimeH"/>'
    vni = '<w:rFonts w:ascii="VNI-Times" w:hAnsi="VNI-Times"/>'
    text = of(paragraph(run("KÕ ho¹ch ", capitals), run("b¸o c¸o ", tcvn3), run("thaùng chín", vni)))
    assert body(text) == ["KẾ HOẠCH báo cáo tháng chín"]


def test_document_without_words_is_empty() -> None:
    with pytest.raises(ReadingError) as caught:
        of(paragraph(" "))
    assert caught.value.reason is Reason.EMPTY
