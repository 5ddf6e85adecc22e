"""What is refused, each for its own reason and with one sentence; nothing else but ``ReadingError`` comes out."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pypdfium2
import pytest

from dondoc.reading import Limits, ReadingError, Reason, read, read_path
from dondoc.reading.errors import SENTENCES
from tests.reading.docx_files import docx, paragraph, part
from tests.reading.pdf_files import Page, pdf

GIF = b"GIF89a" + bytes(64)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512)
LOCKED = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n"
    b"3 0 obj<</Filter/Standard/V 1/R 2/P -4/O<" + b"41" * 32 + b">/U<" + b"42" * 32 + b">>>endobj\n"
    b"trailer<</Root 1 0 R/Encrypt 3 0 R/ID[<41><41>]>>\n%%EOF"
)


def reason(data: bytes, name: str, limits: Limits | None = None) -> Reason:
    with pytest.raises(ReadingError) as caught:
        read(data, name, limits or Limits())
    assert str(caught.value).endswith(".") and "{" not in str(caught.value)
    return caught.value.reason


def archive(flag: int = 0, **members: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in members.items():
            file.writestr(name.replace("__", "/"), data)
    data = stream.getvalue()
    if flag:
        at = data.index(b"PK\x01\x02") + 8
        data = data[:at] + bytes([flag]) + data[at + 1 :]
    return data


@pytest.mark.parametrize("name", ["a.txt", "a.docx", "a.pdf"])
def test_empty(name: str) -> None:
    assert reason(b"", name) is Reason.EMPTY


def test_only_blanks() -> None:
    assert reason(b" \n\t\n", "a.txt") is Reason.EMPTY


@pytest.mark.parametrize(
    ("data", "name", "expected"),
    [
        (GIF, "a.pdf", Reason.WRONG_TYPE),
        (GIF, "a.gif", Reason.UNSUPPORTED),
        (b"Words, nothing else.", "a.pdf", Reason.WRONG_TYPE),
        (OLE, "a.docx", Reason.WRONG_TYPE),
        (OLE, "a.doc", Reason.WRONG_TYPE),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "a.docx", Reason.ENCRYPTED),
        (archive(xl__workbook=b"x"), "a.xlsx", Reason.BROKEN),
        (b"\x00\x01\x02\x03" * 50, "a.docx", Reason.BROKEN),
        (b"\x00\x01\x02\x03" * 50, "a.xyz", Reason.UNSUPPORTED),
        (b"a\x00\x00\x01b" * 50, "a.txt", Reason.BROKEN),
        (b"%PDF-1.7 and then nothing", "a.pdf", Reason.BROKEN),
        (LOCKED, "a.pdf", Reason.ENCRYPTED),
        (docx(paragraph("x"))[:-40], "a.docx", Reason.BROKEN),
        (archive(word__other=b"<x/>"), "a.docx", Reason.BROKEN),
        (archive(flag=1, word__document=b"<x/>"), "a.docx", Reason.ENCRYPTED),
    ],
)
def test_wrong_files(data: bytes, name: str, expected: Reason) -> None:
    assert reason(data, name) is expected


def test_word_document_without_a_body_and_with_damaged_xml() -> None:
    assert reason(docx("</w:body>"), "a.docx") is Reason.BROKEN
    assert reason(archive(**{"word__document.xml": part("document", "").encode()}), "a.docx") is Reason.BROKEN


def test_presentation_renamed_to_docx() -> None:
    types = b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
    assert (
        reason(archive(**{"[Content_Types].xml": types, "ppt__presentation.xml": b"<x/>"}), "a.docx")
        is Reason.WRONG_TYPE
    )


def test_content_decides_not_the_name() -> None:
    assert read(docx(paragraph("Kính gửi")), "khong-ro").format == "docx"
    assert read(pdf(Page().text(85, 100, "Kinh gui cac phong chuyen mon")), "a.docx").format == "pdf"
    assert read("Kính gửi".encode(), "README").format == "txt"


def test_declared_entities_are_refused() -> None:
    bomb = b'<!DOCTYPE a [<!ENTITY b "xx">]><w:document xmlns:w="w">&b;</w:document>'
    assert reason(archive(**{"word__document.xml": bomb}), "a.docx") is Reason.BROKEN


class TestLimits:
    def test_size(self, tmp_path: Path) -> None:
        assert reason(b"x" * 20, "a.txt", Limits(size=10)) is Reason.TOO_LARGE
        path = tmp_path / "a.txt"
        path.write_bytes(b"x" * 20)
        with pytest.raises(ReadingError) as caught:
            read_path(path, Limits(size=10))
        assert caught.value.reason is Reason.TOO_LARGE
        assert read_path(path).content == "x" * 20

    def test_characters(self) -> None:
        lines = pdf(*(Page().lines(85, 80, "Words that are more than ten") for _ in range(3)))
        assert reason(lines, "a.pdf", Limits(characters=60)) is Reason.TOO_LARGE
        limits = Limits(characters=10)
        assert reason(b"word " * 10, "a.txt", limits) is Reason.TOO_LARGE
        assert reason(docx(paragraph("word " * 10)), "a.docx", limits) is Reason.TOO_LARGE

    def test_pages(self) -> None:
        limits = Limits(pages=2)
        assert reason(b"one\ftwo\fthree", "a.txt", limits) is Reason.TOO_MANY_PAGES
        assert reason(pdf(*(Page().text(85, 100, "mot hai ba") for _ in range(3))), "a.pdf", limits) is (
            Reason.TOO_MANY_PAGES
        )

    def test_bomb_by_ratio_by_size_and_by_count(self) -> None:
        swollen = docx(paragraph("0" * 3_000_000))
        assert reason(swollen, "a.docx") is Reason.BOMB
        assert reason(swollen, "a.docx", Limits(unpacked=1_000_000, ratio=10**6)) is Reason.BOMB
        assert reason(docx(paragraph("x")), "a.docx", Limits(members=2)) is Reason.BOMB


class TestSecrets:
    @pytest.mark.parametrize("stamp", ["MẬT", "TỐI MẬT", "TUYỆT MẬT", "[ MẬT ]", "Độ mật: Tối mật", "ĐỘ MẬT: MẬT"])
    def test_stamp_in_the_head(self, stamp: str) -> None:
        words = f"ỦY BAN NHÂN DÂN\nTỈNH AN BÌNH\n\n{stamp}\n\nKẾ HOẠCH\nBảo vệ khu vực."
        assert reason(words.encode(), "a.txt") is Reason.SECRET
        assert reason(docx(paragraph(stamp) + paragraph("KẾ HOẠCH")), "a.docx") is Reason.SECRET

    def test_stamp_in_a_box_far_down(self) -> None:
        box = f"<w:r><w:pict><w:txbxContent>{paragraph('TỐI MẬT')}</w:txbxContent></w:pict></w:r>"
        content = "".join(paragraph(f"Dòng {n}.") for n in range(60)) + paragraph("Cuối", box)
        assert reason(docx(content), "a.docx") is Reason.SECRET

    def test_message_names_the_level(self) -> None:
        with pytest.raises(ReadingError, match="TUYỆT MẬT"):
            read("TUYỆT MẬT\nKẾ HOẠCH".encode(), "a.txt")

    @pytest.mark.parametrize(
        "head",
        [
            "SỞ NỘI VỤ\n\nMẬT\n\nSố: 1/SNV\nKẾ HOẠCH",
            "UBND TỈNH AN BÌNH   CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSỞ NỘI VỤ\n   TỐI MẬT\nSố: 12/SNV",
            "MẬT CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSố 1",
        ],
    )
    def test_stamp_on_one_line_with_its_neighbours(self, head: str) -> None:
        assert reason(head.encode(), "a.txt") is Reason.SECRET

    @pytest.mark.parametrize(
        "words",
        [
            "ỦY BAN NHÂN DÂN\nXÃ NẬM MẬT\nSố: 3/UBND",
            "SỞ NỘI VỤ\nSố: 12/SNV\nKẾ HOẠCH\nBẢO VỆ BÍ MẬT\nNội dung.",
            "Thực hiện quy định về bảo vệ bí mật nhà nước.",
            "Công tác bảo mật thông tin\nMật khẩu phải được đổi mỗi quý.",
            "BẢO VỆ BÍ MẬT NHÀ NƯỚC",
            "Mật",
        ],
    )
    def test_words_in_running_text_are_no_stamp(self, words: str) -> None:
        assert read(words.encode(), "a.txt").content


def test_every_reason_has_a_sentence() -> None:
    assert set(SENTENCES) == set(Reason)


def test_pdfium_knows_the_locked_file_as_locked() -> None:
    with pytest.raises(pypdfium2.PdfiumError):
        pypdfium2.PdfDocument(LOCKED)
