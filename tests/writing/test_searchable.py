"""A scan becomes a PDF/A whose words can be found where they are printed."""

from __future__ import annotations

import io
from datetime import UTC, datetime

import pikepdf
import pypdfium2
import pytest
from PIL import Image

from dondoc.writing.searchable import PlacedWord, ScannedPage, searchable

MADE = datetime(2026, 11, 20, 8, 30, tzinfo=UTC)
WORDS = [
    PlacedWord("Giao", 0.10, 0.20, 0.16, 0.215),
    PlacedWord("Sở", 0.17, 0.20, 0.20, 0.215),
    PlacedWord("Nội", 0.21, 0.20, 0.25, 0.215),
    PlacedWord("vụ", 0.26, 0.20, 0.29, 0.215),
    PlacedWord("trước", 0.10, 0.23, 0.17, 0.245),
    PlacedWord("(15/12/2026)", 0.18, 0.23, 0.33, 0.245),
]


def page(words: list[PlacedWord] = WORDS) -> ScannedPage:
    stream = io.BytesIO()
    Image.new("RGB", (620, 877), (250, 250, 245)).save(stream, "JPEG")
    return ScannedPage(stream.getvalue(), (620, 877), (595.0, 842.0), words)


@pytest.fixture(scope="module")
def made() -> bytes:
    return searchable([page(), page([])], "Công văn 101", MADE)


def test_words_are_found_as_they_are_written(made):
    with pypdfium2.PdfDocument(made) as pdf:
        assert len(pdf) == 2
        lines = pdf[0].get_textpage().get_text_bounded().split("\r\n")
        assert lines == ["Giao Sở Nội vụ", "trước (15/12/2026)"]


def test_each_word_lies_over_its_print(made):
    with pypdfium2.PdfDocument(made) as pdf:
        layer = pdf[0].get_textpage()
        index = layer.get_text_bounded().index("Nội")
        left, bottom, right, top = (
            layer.get_charbox(index, loose=True)[0],
            *layer.get_charbox(index + 2, loose=True)[1:],
        )
    assert left == pytest.approx(0.21 * 595, abs=1) and right == pytest.approx(0.25 * 595, abs=1)
    assert bottom == pytest.approx(842 - 0.215 * 842, abs=2) and top == pytest.approx(842 - 0.20 * 842, abs=2)


def test_the_words_are_not_seen(made):
    with pypdfium2.PdfDocument(made) as pdf:
        picture = pdf[0].render().to_pil().convert("L")
    low, high = picture.getextrema()
    assert high - low < 12


def test_the_file_says_what_it_is(made):
    with pikepdf.open(io.BytesIO(made)) as pdf:
        words = pdf.open_metadata()
        assert words.pdfa_status == "2B" and words["dc:title"] == "Công văn 101"
        assert pdf.Root.OutputIntents[0].DestOutputProfile.N == 3
        assert not pdf.is_encrypted and pdf.trailer.ID
