"""Pages that are pictures: when they are recognised, and what is read on them."""

from __future__ import annotations

import io
from pathlib import Path

import fontpkg_be_vietnam_pro
import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from dondoc.reading import Limits, ReadingError, Reason, Table, read
from dondoc.reading.ocr.picture import only_colour, skew, straight, without_colour
from dondoc.reading.ocr.rules import rules_of
from dondoc.reading.pdf import scans
from dondoc.reading.pdf.content import PageContent
from tests.reading.pdf_files import Page, pdf

FONT = Path(fontpkg_be_vietnam_pro.__file__).parent / "files" / "BeVietnamPro-Regular.ttf"
SHEET = (2480, 3508)
LINES = (
    "1. Văn phòng Sở chủ trì, phối hợp với các phòng chuyên môn rà soát",
    "danh mục thủ tục hành chính, báo cáo Giám đốc Sở trước ngày 15/12/2026.",
    "2. Phòng Bưu chính - Viễn thông hướng dẫn các xã, phường thực hiện.",
)
needs_tesseract = pytest.mark.skipif(not scans.can_recognise(), reason="Tesseract's Vietnamese data are not installed")


def sheet(*lines: str) -> Image.Image:
    """A page at 300 dots an inch with lines of 14 points on it."""
    page = Image.new("RGB", SHEET, "white")
    pen, font = ImageDraw.Draw(page), ImageFont.truetype(str(FONT), 50)
    for index, line in enumerate(lines):
        pen.text((350, 500 + index * 85), line, "black", font)
    return page


def stamped(page: Image.Image, words: str) -> Image.Image:
    pen = ImageDraw.Draw(page)
    pen.rectangle((380, 180, 900, 330), outline=(205, 30, 45), width=7)
    pen.text((420, 190), words, (205, 30, 45), ImageFont.truetype(str(FONT), 100))
    return page


def file(page: Image.Image, kind: str = "PNG", **options: object) -> bytes:
    stream = io.BytesIO()
    page.save(stream, kind, **options)
    return stream.getvalue()


def words(data: bytes, name: str = "a.png") -> list[str]:
    return read(data, name).content.split()


EXPECTED = " ".join(LINES).split()


def share_right(found: list[str]) -> float:
    return sum(word in found for word in EXPECTED) / len(EXPECTED)


def test_a_page_without_letters_or_with_a_poor_layer_over_a_picture_is_a_picture():
    good = "Văn phòng Sở chủ trì, phối hợp với các phòng chuyên môn rà soát danh mục thủ tục hành chính. " * 8
    poor = "Vãn phdng 8ở chũ lrì phoj hqp vdi cdc phdng chuydn mdn rd sodt danh mqc thi tqc hdnh chjnh zx wk " * 8
    assert scans.is_picture(PageContent(text="7", picture=0.98))
    assert not scans.is_picture(PageContent(text="7"))
    assert scans.is_picture(PageContent(text="Ký bởi: Sở Nội vụ, 05/09/2026 08:15", picture=0.98))
    assert scans.is_picture(PageContent(text=poor, picture=0.98))
    assert not scans.is_picture(PageContent(text=good, picture=0.98))
    assert not scans.is_picture(PageContent(text=poor))


def test_pages_are_named_in_runs():
    assert scans._named([0, 1, 2, 4]) == "Trang 1–3, 5"
    assert scans._named([6]) == "Trang 7"


def test_without_tesseract_a_scan_says_what_is_missing(monkeypatch):
    monkeypatch.setattr(scans, "recogniser", lambda: None)
    for data, name in ((pdf(Page()), "a.pdf"), (file(Image.new("L", (40, 40))), "a.png")):
        with pytest.raises(ReadingError, match="chưa cài Tesseract") as caught:
            read(data, name)
        assert caught.value.reason is Reason.NO_TESSERACT


def test_seals_are_dropped_and_kept_apart():
    page = stamped(sheet(LINES[0]), "MẬT")
    print_only, ink = without_colour(page), only_colour(page)
    assert print_only[180:331].min() > 200 and print_only[500:600].min() < 50
    assert ink is not None and ink[180:331].min() == 0 and ink[500:600].min() == 255
    assert only_colour(sheet(LINES[0])) is None


@pytest.mark.parametrize("angle", [-4.0, -0.7, 0.0, 2.3])
def test_skew_is_found_and_undone(angle):
    page = np.full((1200, 900), 255, np.uint8)
    for top in range(100, 1100, 40):
        page[top : top + 12, 100:800] = 0
    turned = np.asarray(Image.fromarray(page).rotate(angle, fillcolor=255))
    assert skew(turned) == pytest.approx(angle, abs=0.2)
    assert abs(skew(straight(turned, skew(turned)))) < 0.3


def test_an_empty_page_has_no_skew_and_no_rules():
    empty = np.full((600, 400), 255, np.uint8)
    assert skew(empty) == 0
    assert (rules_of(empty, 0.24).horizontal, rules_of(empty, 0.24).vertical) == ([], [])


def test_rules_are_found_and_strokes_of_letters_are_not():
    page = np.full((1000, 1000), 255, np.uint8)
    page[100:104, 100:900] = page[400:404, 100:900] = 0
    page[100:404, 100:104] = page[100:404, 896:900] = 0
    page[600:670, 500:510] = 0
    rules = rules_of(page, 0.24)
    assert [round(edge.at / 0.24) for edge in rules.horizontal] == [102, 402]
    assert [round(edge.at / 0.24) for edge in rules.vertical] == [102, 898]


@pytest.mark.load
@needs_tesseract
def test_a_scan_is_read_straight_skewed_lying_and_upside_down():
    page = sheet(*LINES)
    for turned in (page, page.rotate(2, fillcolor="white"), page.rotate(90, expand=True), page.rotate(180)):
        text = read(file(turned, "JPEG", quality=85), "a.jpg")
        assert share_right(text.content.split()) > 0.9, text.content
        assert text.warnings[0].startswith("Trang 1 là bản quét")


@pytest.mark.load
@needs_tesseract
def test_pages_of_a_pdf_that_are_pictures_are_recognised_and_say_that_they_live():
    calls = []
    both = file(sheet(*LINES), "PDF", resolution=300, save_all=True, append_images=[sheet(*LINES[2:])])
    text = read(both, "a.pdf", Limits(alive=lambda: calls.append(1)))
    assert share_right(text.content.split()) > 0.9 and len(text.pages) == 2 and len(calls) == 2
    assert text.warnings == ("Trang 1–2 là bản quét, chữ do máy nhận dạng; hãy đối chiếu với bản gốc.",)
    with pytest.raises(ReadingError, match="tối đa 1 trang"):
        read(both, "a.pdf", Limits(scans=1))


@pytest.mark.load
@needs_tesseract
def test_a_ruled_table_is_a_table():
    page = sheet()
    pen, font = ImageDraw.Draw(page), ImageFont.truetype(str(FONT), 50)
    xs, ys = (300, 500, 1500, 2200), (600, 720, 840, 960)
    for y in ys:
        pen.line((xs[0], y, xs[-1], y), "black", 4)
    for x in xs:
        pen.line((x, ys[0], x, ys[-1]), "black", 4)
    rows = (("TT", "Nội dung", "Chủ trì"), ("1", "Tổng hợp số liệu", "Văn phòng"), ("2", "Tập huấn", "Trung tâm"))
    for row, cells in enumerate(rows):
        for x, cell in zip(xs, cells, strict=False):
            pen.text((x + 25, ys[row] + 25), cell, "black", font)
    text = read(file(page), "a.png")
    (table,) = (block for block in text.blocks if isinstance(block, Table))
    assert (table.rows, table.columns) == (3, 3)
    assert table.at(1, 1).span.of(text.content) == "Tổng hợp số liệu"
    assert table.at(2, 2).span.of(text.content) == "Trung tâm"


@pytest.mark.load
@needs_tesseract
def test_a_secret_stamped_in_red_is_refused_also_on_its_side():
    for level in ("MẬT", "TỐI MẬT"):
        page = stamped(sheet(*LINES), level)
        for data in (file(page), file(page.rotate(90, expand=True))):
            with pytest.raises(ReadingError, match="đóng dấu mật") as caught:
                read(data, "a.png")
            assert caught.value.reason is Reason.SECRET


@pytest.mark.load
@needs_tesseract
def test_an_empty_or_broken_picture_is_refused():
    for data, reason in ((file(sheet()), Reason.NO_TEXT), (file(sheet())[:90], Reason.BROKEN)):
        with pytest.raises(ReadingError) as caught:
            read(data, "a.png")
        assert caught.value.reason is reason
