"""Whatever the text: no exception, valid spans, and the same tasks however it is spelt and set."""

from __future__ import annotations

import time
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dondoc.extraction import extract
from dondoc.extraction.directive import Directive, Value
from dondoc.reading import read
from dondoc.reading.text import Paragraph, Region, Span, Text
from tests.extraction.reading import letter, texts

WORDS = st.sampled_from(
    [
        "Giao",
        "Sở",
        "Du",
        "lịch",
        "chủ",
        "trì,",
        "phối",
        "hợp",
        "với",
        "Văn",
        "phòng",
        "Sở",
        "rà",
        "soát",
        ";",
        "báo",
        "cáo",
        "UBND",
        "tỉnh",
        "trước",
        "ngày",
        "05/4/2026",
        ".",
        "1.",
        "a)",
        "-",
        "+",
        "I.",
        "Điều",
        "2.",
        "Kính",
        "gửi:",
        "Nơi",
        "nhận:",
        "KẾ",
        "HOẠCH",
        "Số:",
        "12/KH-SDL",
        "V/v",
        "KT.",
        "GIÁM",
        "ĐỐC",
        "(",
        ")",
        "“",
        "”",
        ":",
        "hằng",
        "quý",
        "nếu",
        "có",
        "vướng",
        "mắc,",
        "Trường",
        "hợp",
        "các",
        "đơn",
        "vị",
        "Phụ",
        "lục",
        "./.",
        "thường",
        "xuyên",
        "trong",
        "đó:",
        "Chủ",
        "trì:",
        "Thời",
        "gian:",
        "Quý",
        "I/2026",
    ]
)
LINES = st.lists(st.one_of(st.lists(WORDS, max_size=14).map(" ".join), st.text(max_size=40)), max_size=25)


def _values(found: Directive) -> list[Value]:
    rows = [found.head.addressees, found.head.recipients]
    values = [value for row in rows for value in row]
    for duty in found.duties:
        values += [duty.text, *duty.lead, *duty.coordinate, *duty.direct]
        values += [
            v for v in (duty.due, duty.time_text, duty.deliverable, duty.recipient, duty.via, duty.condition) if v
        ]
    return values


def _text(lines: list[str]) -> Text:
    """A text of the lines as paragraphs, whatever they hold but line ends."""
    clean = [unicodedata.normalize("NFC", " ".join(line.split())) for line in lines]
    blocks, at = [], 0
    for line in clean:
        blocks.append(Paragraph(Span(at, at + len(line)), region=Region.BODY))
        at += len(line) + 1
    return Text("\n".join(clean), tuple(blocks))


@settings(max_examples=120, deadline=None)
@given(LINES)
def test_any_text_gives_valid_spans_and_no_exception(lines: list[str]) -> None:
    text = _text(lines)
    for value in _values(extract(text)):
        if value.span is not None:
            assert 0 <= value.span.start <= value.span.end <= len(text.content)
            assert 0 <= value.confidence <= 1


BODY = (
    "1. Giao Văn phòng Sở chủ trì, phối hợp với Thanh tra Sở rà soát tài sản công của các phòng, trung tâm trực"
    " thuộc Sở; lập danh sách thanh lý trước ngày 20/3/2026.\n\n2. Phòng Quản lý lữ hành\n\n"
    "a) Kiểm tra điểm đến.\n\nb) Báo cáo Lãnh đạo Sở hằng quý."
)


def test_decomposed_letters_change_nothing() -> None:
    words = letter(BODY)
    assert texts(unicodedata.normalize("NFD", words)) == texts(words)


def test_blank_lines_change_nothing() -> None:
    words = letter(BODY)
    assert texts(words.replace("\n\n", "\n\n\n\n")) == texts(words)


def test_the_case_of_a_heading_changes_nothing() -> None:
    words = letter("I. NHIỆM VỤ\n\n" + BODY)
    assert texts(words.replace("I. NHIỆM VỤ", "I. Nhiệm vụ")) == texts(words)


def test_wrapped_lines_change_nothing() -> None:
    words = letter(BODY)
    wrapped = words.replace("trung tâm trực thuộc Sở; lập", "trung tâm trực\nthuộc Sở; lập")
    assert texts(wrapped) == texts(words)


@pytest.mark.parametrize("year", [2016, 2026, 2036])
def test_no_clock_is_looked_at(year: int) -> None:
    words = letter("1. Văn phòng Sở lập danh sách trước ngày 20/3/2026.").replace("2026", str(year))
    (duty,) = extract(read(words.encode(), "a.txt")).duties
    assert duty.due and duty.due.value == f"{year}-03-19"


def test_time_grows_with_the_length_only() -> None:
    item = (
        "Phòng Quản lý lữ hành rà soát danh sách; kiểm tra các điểm đón khách;"
        " báo cáo Lãnh đạo Sở trước ngày 20/3/2026."
    )
    seconds = []
    for count in (40, 160):
        text = _text([f"{number}. {item}" for number in range(1, count + 1)])
        began = time.process_time()
        found = extract(text)
        seconds.append(time.process_time() - began)
        assert len(found.duties) >= 2 * count
    assert seconds[1] < 12 * max(seconds[0], 0.01)


@pytest.mark.parametrize("unit", [", ", "(", "... ", "A", "- ", "nghiêm túc, ", "ghi nhận, ", "trong quá trình "])
def test_words_without_end_are_read_to_the_end(unit: str) -> None:
    """A pattern that tries all ways to cut such words would not come back."""
    found = extract(read(f"Kính gửi: Các phòng\n1. {unit * (3_000 // len(unit))}".encode(), "cong-van.txt"))
    assert found.head.addressees
