"""Which of the files that came together are documents, and what belongs to which."""

from __future__ import annotations

import pytest

from dondoc.extraction import extract
from dondoc.extraction.belonging import OPENING, Bundle, Piece, Place, belonging
from dondoc.reading import read

LETTER = """ỦY BAN NHÂN DÂN                     CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
TỈNH AN PHƯỚC                       Độc lập - Tự do - Hạnh phúc

Số: {number}/UBND-KGVX              An Phước, ngày 05 tháng 10 năm 2026
V/v rà soát hạ tầng số

Kính gửi: Sở Khoa học và Công nghệ

Giao Sở Khoa học và Công nghệ chủ trì rà soát hạ tầng số, báo cáo trước ngày 20/11/2026.
{more}
Nơi nhận:                           CHỦ TỊCH
- Như trên;
- Lưu: VT.                          Đặng Thị Thu Hà
"""


def piece(name: str, words: str | None = None, folder: str = "", body: bool = False) -> Piece:
    if words is None:
        return Piece(name, folder)
    text = read(words.encode(), "a.txt")
    return Piece(name, folder, text.content[:OPENING], len(text.content), extract(text), body)


def letter(number: int, name: str = "", folder: str = "", more: str = "") -> Piece:
    return piece(name or f"{number}-UBND.docx", LETTER.format(number=number, more=more), folder)


def appendix(name: str, of: int | None = None, folder: str = "") -> Piece:
    of_words = f"(Kèm theo Công văn số {of}/UBND-KGVX ngày 05/10/2026 của UBND tỉnh)\n" if of else ""
    return piece(name, f"PHỤ LỤC\n{of_words}STT Hạng mục Số lượng\n1 Máy chủ 12", folder)


def test_the_letter_is_the_document_whatever_comes_first() -> None:
    pieces = [appendix("a.docx"), piece("anh.jpg"), letter(145)]
    assert belonging(pieces) == [Bundle(2, ((0, Place.APPENDIX), (1, Place.APPENDIX)))]


def test_the_same_letter_in_two_formats_is_one_document() -> None:
    found = belonging([letter(145, "145.docx"), letter(145, "145.pdf"), appendix("phu luc.xlsx")])
    assert found == [Bundle(1, ((0, Place.COPY), (2, Place.APPENDIX)))]


def test_a_draft_is_no_document_beside_the_letter_that_sends_it() -> None:
    draft = piece("Du thao Ke hoach.docx", "DỰ THẢO\nKẾ HOẠCH\nChuyển đổi số năm 2027\nI. MỤC ĐÍCH\n1. Nội dung một.")
    assert belonging([draft, letter(145)]) == [Bundle(1, ((0, Place.DRAFT),))]


def test_several_letters_are_several_documents_and_take_their_appendices_along() -> None:
    pieces = [letter(145), appendix("so lieu.docx", 146), letter(146), appendix("PL 145.docx"), piece("x.bin")]
    found = belonging(pieces)
    assert [bundle.main for bundle in found] == [0, 2]
    assert found[0].others == ((3, Place.APPENDIX),)
    assert found[1].others == ((1, Place.APPENDIX), (4, Place.APPENDIX))


def test_an_appendix_belongs_to_the_letter_in_its_folder() -> None:
    pieces = [letter(145, folder="a"), letter(146, folder="b"), appendix("so lieu.docx", folder="a")]
    assert belonging(pieces)[0].others == ((2, Place.APPENDIX),)


def test_what_somebody_said_belongs_together_is_one_document() -> None:
    assert belonging([letter(145), letter(146)], together=True) == [Bundle(0, ((1, Place.ENCLOSED),))]


def test_the_words_of_a_letter_are_the_document_only_where_nothing_else_is() -> None:
    words = piece("Nội dung thư.html", "Kính gửi các đơn vị, Văn phòng gửi kèm văn bản.", body=True)
    assert belonging([words, letter(145)]) == [Bundle(1)]
    assert belonging([words]) == [Bundle(0)]


@pytest.mark.parametrize(
    "names", [["hop.pdf", "PL1.xlsx"], ["Phu luc 2.docx", "quyet dinh.pdf"], ["Bieu 01.xlsx", "cv.doc"]]
)
def test_the_name_decides_where_nothing_can_be_read(names: list[str]) -> None:
    (found,) = belonging([piece(name) for name in names])
    assert names[found.main].startswith(("hop", "quyet", "cv"))


def test_nothing_is_no_document() -> None:
    assert belonging([]) == []
