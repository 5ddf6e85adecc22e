"""What is done to a picture before it is recognised, and to words after: without Tesseract."""

from __future__ import annotations

import numpy as np
import pytest

from dondoc.reading.ocr.engine import Word
from dondoc.reading.ocr.picture import evenly_lit, is_printed, without_specks
from dondoc.reading.ocr.slips import mended


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
        ("chu tich", "chu tich"),
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
