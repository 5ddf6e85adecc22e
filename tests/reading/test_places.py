"""Words of a text are shown where they stand on the page."""

from __future__ import annotations

import io

import numpy as np
import pytest
from PIL import Image, ImageDraw

from dondoc.reading import read
from dondoc.reading.drawing import NotDrawn, draw, faces, sizes, upright
from dondoc.reading.ocr.engine import Word
from dondoc.reading.ocr.face import face_of
from dondoc.reading.ocr.picture import straight
from dondoc.reading.places import Box, Places
from tests.reading.pdf_files import Page, pdf

LINES = (
    "The office of the department leads the review of all procedures in force",
    "and reports to the director before the end of the month of October.",
)
AGAIN = "The office of the department sends its report once more."


def letter(quarters: int = 0) -> bytes:
    page = Page().lines(85, 200, *LINES, pitch=20).text(85, 300, AGAIN)
    return pdf(page.turned(quarters) if quarters else page)


def boxes(data: bytes, words: str, occurrence: int = 1) -> list[Box]:
    text = read(data, "a.pdf")
    start = -1
    for _ in range(occurrence):
        start = text.content.index(words, start + 1)
    return Places(text, faces(data, range(len(sizes(data))))).boxes(start, start + len(words))


def stands_at(box: Box, x: float, y: float) -> bool:
    """Whether a box begins at ``x`` and stands on the line ``y``, in points of a page of A4."""
    return abs(box.left * 595 - x) < 1 and box.top * 842 < y - 3 < box.bottom * 842


@pytest.mark.parametrize("quarters", range(4))
def test_a_span_is_a_box_on_each_of_its_lines_whichever_way_the_page_lies(quarters):
    first, second = boxes(letter(quarters), "all procedures in force and reports")
    assert stands_at(second, 85, 220)
    assert first.right > second.right and first.top < second.top < first.bottom + 0.02


def test_words_that_return_are_shown_where_they_are_meant():
    data = letter()
    assert stands_at(*boxes(data, "The office of the department", 1), 85, 200)
    assert stands_at(*boxes(data, "The office of the department", 2), 85, 300)


def test_a_paragraph_that_goes_on_overleaf_has_boxes_on_both_pages():
    full = [f"line {number} of the page that is so long that it must go on below" for number in range(30)]
    data = pdf(Page().lines(85, 80, *full, pitch=24), Page().lines(85, 80, "overleaf it ends at last."))
    found = boxes(data, "must go on below overleaf it ends")
    assert [box.page for box in found] == [0, 1]


def test_words_in_the_cells_of_a_table_stand_in_their_columns():
    page = Page().lines(85, 80, *LINES).grid([85, 285, 510], [200, 240, 280])
    page.text(95, 220, "first cell").text(295, 220, "second cell").text(95, 260, "first cell").text(295, 260, "last")
    data = pdf(page)
    assert stands_at(*boxes(data, "second cell"), 295, 220)
    assert stands_at(*boxes(data, "first cell", 2), 95, 260)


@pytest.mark.parametrize("angle", [-3.0, 1.5])
def test_words_of_a_crooked_scan_are_shown_where_they_are_on_the_scan(angle):
    page = Image.new("L", (1240, 1754), 255)
    ImageDraw.Draw(page).rectangle((900, 300, 1000, 320), fill=0)
    level = straight(np.asarray(page), angle)
    down, across = np.nonzero(level < 128)
    word = Word("kết", int(across.min()), int(down.min()), int(across.max()), int(down.max()), 0, 90, 0)
    face = face_of([word], level.shape, page=0, angle=angle, turn=0, confidence=90)
    (seen,) = face.words
    assert (seen.left + seen.right) / 2 * 1240 == pytest.approx(950, abs=3)
    assert (seen.top + seen.bottom) / 2 * 1754 == pytest.approx(310, abs=3)


def test_pages_are_drawn_as_wide_as_asked_and_turned_upright():
    (drawn,) = draw(letter(1), [0], width=620)
    assert min(drawn.size) == 620 and drawn.width > drawn.height
    assert upright(drawn, faces(letter(1), [0])[0].turn).size == drawn.size[::-1]


def test_a_photograph_that_says_it_lies_on_its_side_is_drawn_upright():
    stream, marks = io.BytesIO(), Image.Exif()
    marks[0x0112] = 6
    Image.new("RGB", (400, 300), "white").save(stream, "JPEG", exif=marks)
    (drawn,) = draw(stream.getvalue(), [0], width=1240)
    assert [drawn.size] == sizes(stream.getvalue()) == [(300, 400)]
    assert faces(stream.getvalue(), [0]) == []


@pytest.mark.parametrize("data", [b"", b"no file", b"%PDF-1.4 cut off", letter()[:300]])
def test_what_has_no_pages_is_said_to_have_none(data):
    with pytest.raises(NotDrawn):
        list(draw(data, [0], width=100))
    with pytest.raises(NotDrawn):
        sizes(data)
