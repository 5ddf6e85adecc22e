"""What is done to a picture before it is recognised, and to words after: without Tesseract."""

from __future__ import annotations

import numpy as np
import pytest

from dondoc.reading.ocr import cells
from dondoc.reading.ocr.engine import Word
from dondoc.reading.ocr.layer import PictureLayer
from dondoc.reading.ocr.picture import evenly_lit, is_printed, without_specks
from dondoc.reading.ocr.slips import mended
from dondoc.reading.ocr.strokes import counted
from dondoc.reading.pdf.grid import Box as GridBox
from dondoc.reading.pdf.grid import Grid


def paper(tone: int = 255) -> np.ndarray:
    return np.full((800, 600), tone, np.uint8)


def test_dust_goes_and_full_stops_and_marks_stay():
    page = paper()
    page[100:103, 200:203] = 40  # dust
    page[301:306, 400:405] = 20  # a full stop
    page[500:503, 100:103] = 40  # a mark …
    page[507:530, 100:110] = 20  # … over its letter
    clean = without_specks(page)
    assert (clean[90:115, 190:215] == 255).all()
    assert (clean[301:306, 400:405] == 20).all()
    assert (clean[500:503, 100:103] == 40).all()


def test_shadow_and_grain_become_white_paper_and_print_stays_dark():
    shadow = np.linspace(150, 245, 600)[None, :] + np.random.default_rng(5).normal(0, 8, (800, 600))
    page = shadow.clip(0, 255).astype(np.uint8)
    page[400:430, ::25] = 30
    even = evenly_lit(page)
    assert np.median(even) == 255 and (even[:300] > 240).mean() > 0.97
    assert (even[405:425, ::25] < 90).all()


def test_a_black_edge_does_not_become_paper():
    page = paper(240)
    page[:, :80] = 5
    assert (evenly_lit(page)[:, 5:60] < 60).all()


def test_an_empty_sheet_is_not_recognised():
    grain = (250 - np.random.default_rng(5).exponential(9, (800, 600))).clip(0, 255).astype(np.uint8)
    assert not is_printed(without_specks(evenly_lit(grain)))
    printed = paper()
    printed[100:140, 100:130] = 20
    assert is_printed(printed)


def line(words: str, confidence: float = 90.0) -> list[Word]:
    return [Word(text, 0, 0, 1, 1, 0.0, confidence, 0) for text in words.split()]


@pytest.mark.parametrize(
    ("seen", "meant"),
    [
        ("H. NỘI DUNG, THỜI GIAN", "II. NỘI DUNG, THỜI GIAN"),
        ("HI. TỔ CHỨC THỰC HIỆN", "III. TỔ CHỨC THỰC HIỆN"),
        ("1I. Kinh phí", "II. Kinh phí"),
        ("II. Kinh phí", "II. Kinh phí"),
        ("1. Giao Văn phòng", "1. Giao Văn phòng"),
        ("H. thi đua", "H. thi đua"),
        ("Phường l, quận I;", "Phường 1, quận 1;"),
        ("trong quý I năm nay", "trong quý I năm nay"),
        ("Ciao Ciám đốc Sở", "Giao Giám đốc Sở"),
        ("ĐANG UY UY BAN NHÂN DÀN TINH", "ĐẢNG ỦY ỦY BAN NHÂN DÂN TINH"),
        ("TĨNH AN PHƯỚC", "TỈNH AN PHƯỚC"),
        ("TINH HÌNH", "TINH HÌNH"),
        ("I. MỤC TIỂU, YÊU CÂU:", "I. MỤC TIÊU, YÊU CẦU:"),
        ("PHO CHỦ TỊCH", "PHÓ CHỦ TỊCH"),
        ("sao chep", "sao chep"),
        ("Công an tỉnh, Cisco", "Công an tỉnh, Cisco"),
    ],
)
def test_letters_that_can_only_be_others_are_mended(seen, meant):
    assert " ".join(word.text for word in mended(line(seen))) == meant


def test_the_eighth_part_of_a_lettered_list_stays_h():
    lines = [*line("G. Kinh phí"), *(Word(w, 0, 0, 1, 1, 0.0, 90.0, 1) for w in ("H.", "Tổ", "chức"))]
    assert [word.text for word in mended(lines)][3] == "H."


def test_signs_alone_are_dust_unless_they_are_clear_or_mean_something():
    seen = [*line("_- Sở _Nội"), *line("~ # ^", 30.0), *line("- &", 30.0), *line("# : ....")]
    assert [word.text for word in mended(seen)] == ["-", "Sở", "Nội", "-", "&", "#", "...."]


@pytest.mark.parametrize(
    ("seen", "meant"),
    [
        ("các tô chức và Sở Thê thao", "các tổ chức và Sở Thể thao"),
        ("khu phó, thành phô.", "khu phố, thành phố."),
        ("tô, chức", "tô, chức"),
        ("bắt đầu từ cơ quan cùng cấp, phường thực hiện", "bắt đầu từ cơ quan cùng cấp, phường thực hiện"),
        ("văn bản hành chính theo đối tượng", "văn bản hành chính theo đối tượng"),
        ("thủ trưởng CÁC THỦ TRƯỞNG", "thủ trưởng CÁC THỦ TRƯỞNG"),
        ("quôc câp xuât", "quốc cấp xuất"),
        ("số 118KH-UBND ngày", "số 118/KH-UBND ngày"),
        ("Quyết định 21/QĐÐ-UBND", "Quyết định 21/QĐ-UBND"),
        ("ø) Đối với đơn VỊ, các SỞ", "g) Đối với đơn vị, các sở"),
        ("UBND TỈNH và QĐ của", "UBND TỈNH và QĐ của"),
        ("tỉnh Điện Biên và Diễn đàn", "tỉnh Điện Biên và Diễn đàn"),
        ("9, Sở Nội vụ gửi 'Văn phòng", "9. Sở Nội vụ gửi Văn phòng"),
        ("3, 5 và", "3, 5 và"),
        ("Số: II /KH-UBND", "Số: 11 /KH-UBND"),
        ("Só:85_ /BNÑV-VP ngày 9` tháng", "Số:85 /BNV-VP ngày 9 tháng"),
        ("trong Quý TV năm 2026 trên TV", "trong Quý IV năm 2026 trên TV"),
    ],
)
def test_marks_and_signs_that_are_lost_first_are_put_back(seen, meant):
    assert " ".join(word.text for word in mended(line(seen))) == meant


def test_a_doubtful_word_between_sure_ones_is_print_and_at_the_edge_noise():
    words = [*line("qua Văn phòng"), *line("Tỉnh", 2.0), *line("ủy"), *line("Ẻ", 3.0)]
    assert " ".join(word.text for word in mended(words)) == "qua Văn phòng Tỉnh ủy"


def upright(page: np.ndarray, lefts: list[int], top: int = 100, height: int = 40) -> None:
    for left in lefts:
        page[top : top + height, left : left + 6] = 20


@pytest.mark.parametrize(
    ("seen", "strokes", "meant"),
    [("II.", 3, "III."), ("H.", 2, "II."), ("II.", 1, "I."), ("IIIL", 3, "III."), ("1.", 1, "1."), ("II.", 7, "II.")],
)
def test_a_roman_number_has_as_many_ones_as_the_picture_has_strokes(seen, strokes, meant):
    page = paper()
    upright(page, [100 + 14 * n for n in range(strokes)])
    words = [Word(seen, 98, 100, 300, 140, 140.0, 0.0, 0), Word("NHIỆM", 320, 100, 400, 140, 140.0, 95.0, 0)]
    assert counted(words, page)[0].text == meant


def test_a_roman_number_alone_in_a_cell_is_counted():
    page = paper()
    upright(page, [100, 114, 128])
    assert counted([Word("IH", 98, 100, 140, 140, 140.0, 60.0, 0)], page)[0].text == "III"


def test_a_quarter_is_counted_up_to_its_slash():
    page = paper()
    upright(page, [100, 114])
    for down in range(40):
        page[100 + down, 140 - down // 3 : 145 - down // 3] = 20
    words = [Word("Quý", 20, 100, 80, 140, 140.0, 96.0, 0), Word("1/2027", 98, 100, 260, 140, 140.0, 0.0, 1)]
    assert [word.text for word in mended(counted(words, page))] == ["Quý", "II/2027"]


def test_the_size_of_a_line_of_figures_or_of_one_short_word_is_that_of_the_page():
    usual = [Word("phòng", 0, 10 * n, 110, 10 * n + 40, 0.0, 95.0, n) for n in range(3)]
    short = [Word("ra", 0, 90, 30, 110, 0.0, 95.0, 3), Word("12/2026", 0, 140, 140, 175, 0.0, 95.0, 4)]
    layer = PictureLayer([*usual, *short], paper(), 0.24)
    sizes = [layer.size(layer.text.index(word), 0) for word in ("phòng", "ra", "12/2026")]
    assert sizes[0] == sizes[1] and abs(sizes[2] - sizes[0]) < 1.5


def test_each_cell_is_recognised_by_itself(monkeypatch):
    """Words of a cell are in pixels of the page, on lines of their own; what stands outside is one picture."""
    seen: list[tuple[tuple[int, int], bool]] = []

    def words_of(grey: np.ndarray, *, block: bool = False) -> list[Word]:
        seen.append((grey.shape, block))
        ink = np.argwhere(grey < 128)
        (top, left), (bottom, right) = ink.min(axis=0), ink.max(axis=0) + 1
        return [Word("x", int(left), int(top), int(right), int(bottom), float(bottom), 90.0, 0)]

    monkeypatch.setattr(cells, "words_of", words_of)
    page = paper()
    page[100:140, 100:120] = page[310:340, 210:220] = page[320:350, 450:480] = 20
    grid = Grid((200.0, 400.0, 600.0), (300.0, 400.0), (GridBox(0, 0, 1, 1), GridBox(0, 1, 1, 1)))
    words = cells.words_on(page, [grid], 1.0)
    assert [(word.left, word.top, word.line) for word in words] == [(100, 100, 0), (210, 310, 1), (450, 320, 2)]
    assert [block for _, block in seen] == [False, True, True]


def test_what_was_overlooked_is_looked_at_again(monkeypatch):
    """A number that hangs left of its text gets its stop back; a faint stroke is no word."""
    second = iter([("2", 96.0), ("năm.", 97.0), ("x", 40.0)])

    def words_of(grey: np.ndarray, *, block: bool = False) -> list[Word]:
        if not block:
            return [
                Word(w, x, 100, x + 90, 140, 140.0, 95.0, 0) for w, x in (("..", 130), ("Văn", 180), ("phòng", 300))
            ]
        text, confidence = next(second)
        return [Word(text, 20, 20, 50, 50, 50.0, confidence, 0)]

    monkeypatch.setattr(cells, "words_of", words_of)
    page = paper()
    page[105:135, 60:80] = page[105:135, 180:260] = page[300:330, 60:90] = page[500:530, 60:90] = 20
    words = mended(cells.words_on(page, [], 1.0))
    assert [word.text for word in words] == ["Văn", "phòng", "2.", "năm."]
    assert words[2].left == 60 and words[3].top == 300


def test_a_page_without_a_word_is_read_to_its_end():
    assert cells.words_on(paper(), [], 1.0) == counted([], paper()) == mended([]) == []
