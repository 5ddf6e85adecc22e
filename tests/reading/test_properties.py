"""What holds for any file whatever: a ``Text`` with valid spans, or a ``ReadingError``."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from hypothesis import given, settings
from hypothesis import strategies as st

from dondoc.reading import Cell, Paragraph, ReadingError, Span, Table, Text, read
from dondoc.reading.outline import outline
from tests.reading.docx_files import cell, docx, paragraph, row, run, table
from tests.reading.pdf_files import Page, pdf

NAMES = st.sampled_from(["a.txt", "a.docx", "a.pdf", "a"])
MAGICS = st.sampled_from(
    [b"", b"%PDF-1.7\n", b"PK\x03\x04", b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf", b"\xd0\xcf\x11\xe0"]
)
WORDS = st.text(
    alphabet=st.sampled_from("aăâbcdđeêiouướởễ AĐƠ \u0301\u0323 12.;:-/()\t\n\f\u00a0\u00ad\u200b—“”"), max_size=120
)
XML_WORDS = st.text(alphabet="aăâđêơưếự ĐÀ\u0301 12.;:-/()\u00a0", max_size=40)


def check(text: Text) -> None:
    """Raises AssertionError where a ``Text`` breaks its contract."""
    content = text.content
    assert unicodedata.is_normalized("NFC", content)
    end = 0
    for paragraph_ in text.paragraphs():
        assert end <= paragraph_.span.start < paragraph_.span.end <= len(content)
        words = paragraph_.span.of(content)
        assert not set(words) & set("\n\t\r\f\x0b") and words == words.strip(" ")
        end = paragraph_.span.end
    for block in text.blocks:
        if isinstance(block, Table):
            _check_table(block)
    for note in text.notes:
        assert note.anchor is None or 0 <= note.anchor <= note.span.start
        assert note.span.end <= len(content)
    assert all(0 <= page.start <= page.end <= len(content) for page in text.pages)
    assert outline(text)


def _check_table(table_: Table) -> None:
    taken: set[tuple[int, int]] = set()
    for cell_ in table_.cells:
        assert table_.span.covers(cell_.span)
        assert all(cell_.span.covers(paragraph_.span) for paragraph_ in cell_.paragraphs)
        places = set(_places(cell_))
        assert not places & taken and all(r < table_.rows and c < table_.columns for r, c in places)
        taken |= places
        for inner in cell_.tables:
            _check_table(inner)


def _places(cell_: Cell) -> Iterator[tuple[int, int]]:
    for r in range(cell_.row, cell_.row + cell_.row_span):
        for c in range(cell_.column, cell_.column + cell_.column_span):
            yield r, c


@settings(max_examples=150, deadline=None)
@given(MAGICS, st.binary(max_size=400), NAMES)
def test_any_bytes(magic: bytes, data: bytes, name: str) -> None:
    try:
        text = read(magic + data, name)
    except ReadingError as error:
        assert str(error)
    else:
        check(text)


@settings(max_examples=150, deadline=None)
@given(st.lists(WORDS, min_size=1, max_size=25))
def test_any_words_as_plain_text(lines: list[str]) -> None:
    try:
        text = read("\n".join(lines).encode(), "a.txt")
    except ReadingError:
        return
    check(text)
    decomposed = unicodedata.normalize("NFD", "\n".join(lines)).encode()
    assert read(decomposed, "a.txt") == text


def _row(cells: list[str]) -> str:
    merged = '<w:vMerge w:val="restart"/>'
    return row(*(cell(words, properties=merged if i % 2 else "<w:vMerge/>") for i, words in enumerate(cells)))


BLOCKS = st.one_of(
    XML_WORDS.map(paragraph),
    st.lists(XML_WORDS, min_size=1, max_size=4).map(lambda parts: paragraph(*(run(part) for part in parts))),
    st.lists(st.lists(XML_WORDS, min_size=1, max_size=4), min_size=1, max_size=4).map(
        lambda rows: table(*(_row(cells) for cells in rows))
    ),
)


@settings(max_examples=100, deadline=None)
@given(st.lists(BLOCKS, min_size=1, max_size=6), st.integers(0, 400), st.integers(0, 255))
def test_any_word_document_also_damaged(blocks: list[str], at: int, byte: int) -> None:
    data = bytearray(docx("".join(blocks)))
    for candidate in (bytes(data), bytes(data[:at] + bytes([byte]) + data[at + 1 :])):
        try:
            text = read(candidate, "a.docx")
        except ReadingError:
            continue
        check(text)


PLACED = st.tuples(
    st.integers(20, 560),
    st.integers(20, 820),
    st.sampled_from(["1", "TT", "Bao cao", "- Ra soat;", "Noi dung dai hon"]),
)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(PLACED, min_size=1, max_size=30),
    st.lists(st.integers(50, 550), max_size=5, unique=True),
    st.lists(st.integers(50, 800), max_size=5, unique=True),
)
def test_any_page_of_a_pdf(placed: list[tuple[int, int, str]], xs: list[int], ys: list[int]) -> None:
    page = Page()
    for x, y, words in placed:
        page.text(x, y, words, 12)
    if len(xs) > 1 and len(ys) > 1:
        page.grid(sorted(map(float, xs)), sorted(map(float, ys)))
    try:
        check(read(pdf(page, page), "a.pdf"))
    except ReadingError:
        return


def test_spans_cover_and_measure() -> None:
    assert Span(2, 5).of("kế hoạch") == " ho" and len(Span(2, 5)) == 3
    assert isinstance(next(read(b"x", "a.txt").paragraphs()), Paragraph)
