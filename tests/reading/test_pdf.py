"""PDF files with a text layer: paragraphs from lines, columns, notes, ruled tables."""

from __future__ import annotations

import pytest

from dondoc.reading import ReadingError, Reason, Text, read
from dondoc.reading.lines.widths import ems
from tests.reading.looks import body, grid, tables
from tests.reading.pdf_files import Page, pdf

FULL = "Thuc hien chi dao cua cap tren, Giam doc So yeu cau cac phong chuyen mon ra soat"
NEXT = "toan bo nhiem vu da giao trong quy va bao cao ket qua thuc hien truoc ngay 05 thang"


def of(*pages: Page) -> Text:
    return read(pdf(*pages), "van-ban.pdf")


def prose(page: Page, y: float, *lines: str, indent: float = 28) -> Page:
    """Lines of body text, the first one indented, all but the last as wide as the type area."""
    for index, line in enumerate(lines):
        left = 85 + (indent if index == 0 else 0)
        room = 540 - left - ems(line) * 13
        spread = room / line.count(" ") if line in (FULL, NEXT) else 0
        page.text(left, y + 18 * index, line, 13, spread=spread)
    return page


def test_lines_become_paragraphs_also_over_the_page() -> None:
    first = prose(Page(), 100, FULL, NEXT, "9.")
    prose(first, 160, FULL, NEXT)
    second = Page().text(300, 40, "2", 13)
    prose(second, 80, "9, tong hop gui Van phong.", "Tran trong./.", indent=0)
    text = of(first, second)
    assert body(text) == [f"{FULL} {NEXT} 9.", f"{FULL} {NEXT} 9, tong hop gui Van phong.", "Tran trong./."]
    assert [page.of(text.content).split()[-1] for page in text.pages] == ["thang", "trong./."] or len(text.pages) == 2


def test_running_head_on_each_page_is_dropped() -> None:
    pages = [
        prose(
            Page().text(85, 30, f"Phu luc kem theo Ke hoach {n}", 10), 100, FULL, NEXT, f"Muc {name} va phan con lai."
        )
        for n, name in enumerate(("dau", "hai", "tiep theo", "cuoi"))
    ]
    assert "Phu luc kem theo" not in of(*pages).content


def test_bold_and_italic_come_from_the_font() -> None:
    text = of(
        prose(Page().text(113, 60, "I. MUC DICH", 13, "b").text(113, 80, "Kem theo.", 13, "i"), 100, FULL, NEXT, "9.")
    )
    assert [(p.bold, p.italic) for p in text.paragraphs()] == [(True, False), (False, True), (False, False)]


def test_foot_stands_in_two_columns() -> None:
    page = prose(Page(), 100, FULL, NEXT, "9.").text(85, 200, "N\xf5i nhan:", 12).text(85, 215, "- Nhu tren;", 11)
    text = of(page)
    assert tables(text) == [] and body(text)[-1] == "- Nhu tren;"


def test_words_at_the_same_height_far_apart_stay_in_reading_order() -> None:
    page = prose(Page(), 100, FULL, NEXT, "9.")
    page.text(480, 200, "374 nguoi", 13).text(480, 220, "85 nguoi", 13)
    page.text(113, 200, "- Dan so:", 13).text(113, 220, "- Tre em:", 13)
    assert body(of(page))[1:] == ["- Dan so: 374 nguoi", "- Tre em: 85 nguoi"]


class TestNotes:
    page = (
        prose(Page(), 100, FULL, NEXT)
        .text(85, 136, "phong Tong hop", 13)
        .text(85 + ems("phong Tong hop") * 13, 131, "1", 8)
        .text(90 + ems("phong Tong hop") * 13, 136, ", gom ca cac don vi.", 13)
        .text(85, 760, "1", 6.5)
        .text(89, 764, "Theo cong van da gui, xem lai", 10)
        .text(85, 776, "ban kem theo.", 10)
    )

    def test_raised_mark_is_taken_out_and_tied(self) -> None:
        text = of(self.page)
        (note,) = text.notes
        assert body(text) == [f"{FULL} {NEXT} phong Tong hop, gom ca cac don vi."]
        assert text.content[: note.anchor].endswith("phong Tong hop")
        assert note.span.of(text.content) == "Theo cong van da gui, xem lai ban kem theo."

    def test_two_marks_on_one_line(self) -> None:
        page = prose(Page(), 100, FULL, NEXT).text(85, 136, "phong A", 13)
        x = 85 + ems("phong A") * 13
        page.text(x, 131, "1", 8).text(x + 5, 136, ", phong B", 13)
        x += 5 + ems(", phong B") * 13
        page.text(x, 131, "2", 8).text(x + 5, 136, ", phong C.", 13)
        page.text(85, 760, "1", 6.5).text(89, 764, "Ghi chu mot.", 10).text(85, 776, "2", 6.5).text(89, 780, "Hai.", 10)
        text = of(page)
        assert body(text)[0].endswith("phong A, phong B, phong C.")
        assert [text.content[: note.anchor][-7:] for note in text.notes] == ["phong A", "phong B"]


class TestTables:
    xs = [60.0, 95.0, 300.0, 420.0, 540.0]

    def head(self, page: Page, y: float) -> Page:
        for x, name in zip(self.xs, ("TT", "Noi dung", "Chu tri", "Thoi han"), strict=False):
            page.text(x + 6, y, name, 12, "b")
        return page

    def test_cells_with_several_lines(self) -> None:
        page = self.head(Page().grid(self.xs, [100, 125, 175, 200]), 118)
        page.text(66, 140, "1", 12).lines(101, 140, "Ra soat ha tang mang cua cac", "xa, phuong", size=12, pitch=15)
        page.text(306, 140, "Phong A", 12).text(426, 140, "30/9/2026", 12)
        page.text(66, 192, "2", 12).text(101, 192, "Bao cao", 12).text(306, 192, "Phong B", 12)
        text = of(page)
        (table,) = tables(text)
        assert grid(text, table) == [
            ["TT", "Noi dung", "Chu tri", "Thoi han"],
            ["1", "Ra soat ha tang mang cua cac xa, phuong", "Phong A", "30/9/2026"],
            ["2", "Bao cao", "Phong B", ""],
        ]
        assert (table.head_rows, table.ruled) == (1, True)

    def test_words_that_run_together_over_a_rule_are_cut_at_it(self) -> None:
        page = self.head(Page().grid(self.xs, [100, 125, 150, 175]), 118)
        page.text(66, 140, "1", 12).text(123, 140, "Ra soat nhiem vu da duoc phan cong Phong A", 12)
        page.text(66, 165, "2", 12).text(101, 165, "Bao cao", 12)
        text = of(page)
        cells = grid(text, tables(text)[0])
        assert cells[1][1:3] == ["Ra soat nhiem vu da duoc phan cong", "Phong A"]

    def test_table_over_pages_is_one_and_its_head_stands_once(self) -> None:
        first = self.head(prose(Page(), 60, FULL).grid(self.xs, [100, 125, 150]), 118)
        first.text(66, 142, "1", 12).text(101, 142, "Ra soat van ban, kip thoi", 12).text(306, 142, "Phong A", 12)
        second = self.head(Page().text(300, 40, "2", 12).grid(self.xs, [60, 85, 110, 135]), 78)
        second.text(101, 102, "sua doi, bo sung", 12)
        second.text(66, 127, "2", 12).text(101, 127, "Bao cao", 12).text(306, 127, "Phong B", 12)
        text = of(first, second)
        (table,) = tables(text)
        assert grid(text, table) == [
            ["TT", "Noi dung", "Chu tri", "Thoi han"],
            ["1", "Ra soat van ban, kip thoi sua doi, bo sung", "Phong A", ""],
            ["2", "Bao cao", "Phong B", ""],
        ]

    def test_merged_cells(self) -> None:
        page = Page().text(66, 118, "Danh muc", 12).text(66, 142, "1", 12).text(101, 142, "Viec", 12)
        page.text(306, 142, "Phong A", 12).text(426, 142, "Quy IV", 12)
        for y in (100, 125, 150):
            page.commands.append(f"60 {842 - y} 480 0.5 re f")
        for x in self.xs:
            top = 100 if x in (60.0, 540.0) else 125
            page.commands.append(f"{x} {842 - 150} 0.5 {150 - top} re f")
        text = of(page)
        (table,) = tables(text)
        assert (table.cells[0].column_span, table.cells[0].span.of(text.content)) == (4, "Danh muc")

    def test_underlined_words_are_no_table(self) -> None:
        page = prose(Page(), 100, FULL, NEXT, "9.")
        page.commands += ["85 730 100 0.5 re f", "85 700 100 0.5 re f", "S"]
        assert tables(of(page)) == []


def test_number_and_day_stamped_into_the_head_stand_in_their_gaps() -> None:
    page = Page().text(100, 120, "S\xf4:", 13).text(147, 120, "/KH-UBND", 13)
    page.text(300, 120, "An Binh, ng\xe0y", 13).text(400, 120, "th\xe1ng 9 n\xe0m 2026", 13)
    prose(page, 300, FULL, NEXT, "9.")
    page.text(382, 121, "05", 13).text(126, 118, "447", 13)
    assert body(of(page))[0] == "S\xf4: 447/KH-UBND An Binh, ng\xe0y 05 th\xe1ng 9 n\xe0m 2026"


def test_scan_with_the_stamp_of_a_signature_is_still_a_scan() -> None:
    page = Page().text(400, 30, "Signature valid", 9).text(400, 42, "Date: 05/09/2026 08:15:24", 9)
    with pytest.raises(ReadingError) as caught:
        of(page)
    assert caught.value.reason is Reason.NO_TESSERACT


def test_stroked_frames_and_long_paths_draw_tables_too() -> None:
    page = Page().text(66, 118, "TT", 12, "b").text(126, 118, "Noi dung", 12, "b").text(66, 143, "1", 12)
    page.text(126, 143, "Bao cao ket qua ra soat", 12)
    framed = Page(commands=[*page.commands])
    framed.commands += [f"{x} {842 - y - 25} {w} 25 re S" for y in (100, 125) for x, w in ((60, 60), (120, 300))]
    drawn = Page(commands=[*page.commands])
    lines = [((60, y), (420, y)) for y in (692, 717, 742)] + [((x, 692), (x, 742)) for x in (60, 120, 420)]
    drawn.commands.append(" ".join(f"{a[0]} {a[1]} m {b[0]} {b[1]} l" for a, b in lines) + " S")
    for one in (framed, drawn):
        text = of(one)
        assert grid(text, tables(text)[0]) == [["TT", "Noi dung"], ["1", "Bao cao ket qua ra soat"]]


def test_page_without_words_is_a_scan() -> None:
    with pytest.raises(ReadingError) as caught:
        of(Page(commands=["100 100 200 200 re f"]))
    assert caught.value.reason is Reason.NO_TESSERACT


@pytest.mark.parametrize("quarters", [1, 2, 3])
def test_a_turned_page_reads_as_the_upright_one(quarters: int) -> None:
    page = Page().lines(85, 80, "1. So Noi vu lap danh sach gui ve Van phong,", "truoc ngay 05/12/2026.")
    page.grid([85, 150, 300, 500], [200, 230, 260])
    for row, cells in enumerate([("TT", "Nhiem vu", "Don vi"), ("1", "Ra soat", "So Y te")]):
        for x, words in zip((90, 155, 305), cells, strict=True):
            page.text(x, 220 + 30 * row, words)
    upright, turned = read(pdf(page), "a.pdf"), read(pdf(page.turned(quarters)), "a.pdf")
    assert turned.content == upright.content
    assert [(table.rows, table.columns) for table in tables(turned)] == [(2, 3)]


def test_words_of_annotations_are_read_and_their_pictures_are_not() -> None:
    page = Page().lines(85, 80, "So:       /KH-UBND", "Ke hoach kiem tra cong vu quy IV nam 2026 cua huyen")
    page.stamp(110, 80, "105").stamp(0, 0, "")
    assert "105" in read(pdf(page), "a.pdf").content


def test_a_foot_that_goes_on_overleaf_keeps_its_columns() -> None:
    first = prose(Page(), 100, FULL, NEXT, "9.").text(85, 690, "Noi nh\xe2n:", 12).text(350, 690, "KT. GIAM DOC", 13)
    first.text(85, 708, "- Nhu tren;", 11).text(350, 708, "PHO GIAM DOC", 13).text(85, 724, "- So Y te;", 11)
    second = Page().text(290, 40, "2", 13).text(85, 70, "- Cac phong;", 11).text(370, 100, "Nguyen Van Binh", 13)
    second.text(85, 100, "- Luu: VT.", 11)
    here, overleaf = tables(of(first, second))
    assert grid(of(first, second), here) == [["Noi nh\xe2n:\n- Nhu tren;\n- So Y te;", "KT. GIAM DOC\nPHO GIAM DOC"]]
    assert grid(of(first, second), overleaf) == [["- Cac phong;\n- Luu: VT.", "Nguyen Van Binh"]]


def test_a_last_page_with_only_a_name_is_not_taken_for_a_scan() -> None:
    first = prose(Page(), 100, FULL, NEXT, "9.")
    text = of(first, Page().text(350, 100, "Bui Ngoc An", 13))
    assert text.warnings == () and "Bui Ngoc An" in text.content
