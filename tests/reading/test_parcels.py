"""Letters and archives: what is in them, and what they cannot do to us."""

from __future__ import annotations

import io
from email.message import EmailMessage
from email.policy import SMTP

import compressed_rtf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dondoc.reading import Limits, ReadingError, Reason, read
from dondoc.reading.errors import SENTENCES
from dondoc.reading.parcels import Part, is_parcel, open_parcel
from dondoc.reading.parcels.mail import header
from dondoc.reading.parcels.names import placed
from dondoc.reading.parcels.part import is_program
from tests.reading.docx_files import docx, paragraph
from tests.reading.outlook_files import letter as letter_of_outlook
from tests.reading.outlook_files import outlook
from tests.reading.parcel_files import archive, archive_named, letter

PAPER = docx(paragraph("Kính gửi: Các phòng thuộc Sở"))


def opened(data: bytes, name: str, limits: Limits | None = None) -> list[Part]:
    return list(open_parcel(data, name, limits or Limits()))


def reason(data: bytes, name: str, limits: Limits | None = None) -> Reason:
    with pytest.raises(ReadingError) as caught:
        opened(data, name, limits)
    return caught.value.reason


def test_a_letter_gives_its_words_and_its_files() -> None:
    words, paper = opened(letter(("Công văn số 12.docx", PAPER)), "thu.eml")
    assert words.body and "Kính gửi: Văn phòng Sở" in read(words.data, words.name).content
    assert (paper.name, paper.data) == ("Công văn số 12.docx", PAPER)
    assert header(letter(subject="V/v rà soát")) == ("Văn thư <vanthu@anphuoc.example>", "V/v rà soát")


def test_a_letter_in_html_keeps_its_table() -> None:
    table = "<table border=1><tr><td>Phòng A</td><td>20/11</td></tr></table>"
    (words,) = opened(letter(html=f"<html><body><p>Kính gửi</p>{table}<script>x()</script></body></html>"), "thu.eml")
    text = read(words.data, words.name)
    assert (text.format, text.content) == ("html", "Kính gửi\nPhòng A\t20/11")


def test_a_letter_inside_of_a_letter_is_opened_and_pictures_of_a_signature_are_not_files() -> None:
    outer = EmailMessage(policy=SMTP)
    outer["From"], outer["Subject"], outer["Date"] = "a@b.example", "Chuyển tiếp", "Mon, 05 Oct 2026 08:00:00 +0700"
    outer.set_content("Chuyển các đơn vị.")
    inner = EmailMessage(policy=SMTP)
    inner["From"], inner["Subject"] = "c@d.example", "Gốc"
    inner.set_content("Thư gốc.")
    inner.add_attachment(PAPER, maintype="application", subtype="octet-stream", filename="cv.docx")
    outer.add_attachment(inner)
    outer.add_attachment(b"png", maintype="image", subtype="png", disposition="inline", cid="<logo>")
    assert [(part.folder, part.name) for part in opened(outer.as_bytes(), "thu.eml")] == [
        ("", "Nội dung thư.txt"),
        ("Thư đính kèm", "Nội dung thư.txt"),
        ("Thư đính kèm", "cv.docx"),
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "cp1258"])
def test_names_in_an_archive_are_read_in_the_encoding_of_old_windows_too(encoding: str) -> None:
    raw = "công văn số 12.txt".encode() if encoding == "utf-8" else b"c\xf4ng v\xe3n s\xf4\xec 12.txt"
    (part,) = opened(archive_named(raw, b"x"), "a.zip")
    assert part.name == "công văn số 12.txt"


@pytest.mark.parametrize(
    "path", ["../../etc/passwd", "/etc/passwd", "C:\\Windows\\passwd", "a/../../passwd", "..\\passwd"]
)
def test_no_path_leads_out_of_an_archive(path: str) -> None:
    (part,) = opened(archive((path, b"x")), "a.zip")
    assert part.name == "passwd"
    assert ".." not in part.folder and not part.folder.startswith("/") and ":" not in part.folder


@given(st.text(max_size=60))
@settings(max_examples=15)
def test_any_name_is_made_harmless(path: str) -> None:
    folder, name = placed(path)
    assert name and name not in (".", "..") and "/" not in name and "\x00" not in name
    assert ".." not in folder.split("/")


def test_what_systems_leave_behind_is_left_out() -> None:
    data = archive(("__MACOSX/._a.txt", b"x"), ("Thumbs.db", b"x"), ("~$a.docx", b"x"), ("a.txt", b"x"))
    assert [part.name for part in opened(data, "a.zip")] == ["a.txt"]


def test_archives_inside_of_letters_and_archives_are_opened_to_a_depth() -> None:
    data = archive(("b/cv.docx", PAPER))
    (part,) = opened(archive(("goi 1.zip", data)), "a.zip")
    assert (part.folder, part.name) == ("goi 1/b", "cv.docx")
    for _ in range(4):
        data = archive(("x.zip", data))
    assert reason(data, "a.zip") is Reason.TOO_DEEP


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (archive(("a.txt", b"\0" * 40 * 1024 * 1024)), Reason.BOMB),
        (archive(*((f"{number}.zip", archive(("a", b"\0" * 1024 * 1024))) for number in range(13))), Reason.BOMB),
        (archive(("a.txt", b"x" * 5000))[:-60], Reason.BROKEN),
        (b"PK\x03\x04" + bytes(200), Reason.BROKEN),
        (archive(*((f"{number}.txt", b"x") for number in range(30))), Reason.TOO_MANY_PARTS),
    ],
)
def test_bombs_and_broken_archives_are_refused(data: bytes, expected: Reason) -> None:
    assert reason(data, "a.zip", Limits(unpacked=10 * 1024 * 1024, parts=29)) is expected


def test_an_encrypted_archive_is_said_to_be_locked() -> None:
    data = archive(("a.txt", b"x"))
    at = data.index(b"PK\x01\x02") + 8
    assert reason(data[:at] + b"\x01" + data[at + 1 :], "a.zip") is Reason.ENCRYPTED


@pytest.mark.parametrize("charset", ["unknown-8bit", "utf8mb4", "windows-1258", "x-user-defined"])
def test_a_letter_that_names_an_odd_encoding_is_read_all_the_same(charset: str) -> None:
    data = b"From: a@b.example\r\nSubject: x\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=" + (
        charset.encode() + b"\r\nContent-Transfer-Encoding: 8bit\r\n\r\nK\xc3\xadnh g\xe1\xbb\xadi\r\n"
    )
    (words,) = opened(data, "thu.eml")
    assert words.data


@given(st.binary(max_size=400), st.sampled_from(["a.eml", "a.zip", "a.msg"]))
@settings(max_examples=20)
def test_damage_of_any_kind_is_a_reason(noise: bytes, name: str) -> None:
    for data in (noise, letter(("a.docx", PAPER))[:300] + noise, archive(("a.txt", b"x"))[:40] + noise):
        if is_parcel(data, name):
            try:
                opened(data, name)
            except ReadingError as error:
                assert error.reason in SENTENCES


def test_office_documents_are_no_parcels_and_parcels_no_documents() -> None:
    assert not is_parcel(PAPER, "a.zip")
    assert not is_parcel(b"Ng\xc3\xa0y: 1\nSubject: x", "a.txt")
    with pytest.raises(ReadingError, match="chứa nhiều tệp"):
        read(archive(("a.txt", b"x")), "a.zip")
    assert is_program("hoa don.PDF.exe") and not is_program("hoa don.pdf")


def test_a_workbook_is_read_sheet_by_sheet() -> None:
    workbook = pytest.importorskip("openpyxl").Workbook()
    workbook.active.title = "Phụ lục I"
    workbook.active.append(["STT", "Nhiệm vụ", "Tỷ lệ"])
    workbook.active.append([1, "Rà soát hạ tầng số", 0.5])
    workbook.create_sheet("ẩn").sheet_state = "hidden"
    stream = io.BytesIO()
    workbook.save(stream)
    text = read(stream.getvalue(), "phu luc.xlsx")
    assert text.content == "Phụ lục I\nSTT\tNhiệm vụ\tTỷ lệ\n1\tRà soát hạ tầng số\t0,5"
    assert text.blocks[1].ruled and "“ẩn”" in text.warnings[0]
    with pytest.raises(ReadingError) as caught:
        read(stream.getvalue()[:-200], "phu luc.xlsx")
    assert caught.value.reason is Reason.BROKEN


@pytest.mark.parametrize("html", ["", "<html><body><p>Kính gửi Sở.</p></body></html>"])
def test_a_letter_of_outlook_gives_its_words_and_its_files(html: str) -> None:
    data = outlook(("Công văn.docx", PAPER), ("rong.bin", b""), html=html)
    words, paper, empty = opened(data, "thu.msg")
    assert read(words.data, words.name).content == "Kính gửi Sở."
    assert words.name.endswith("html") is bool(html)
    assert (paper.name, paper.data, empty.data) == ("Công văn.docx", PAPER, b"")
    assert reason(data[:3000], "thu.msg") is Reason.BROKEN


def test_a_letter_that_was_attached_as_a_letter_is_opened_too() -> None:
    inner = letter_of_outlook(("Công văn.docx", PAPER), subject="Chuyển công văn", body="Xin gửi.", inside=True)
    data = outlook(("thư", letter_of_outlook(("thư", inner), body="Gửi lại.", inside=True)), ("b.docx", PAPER))
    found = opened(data, "thu.msg")
    assert [one.name for one in found if not one.body] == ["Công văn.docx", "b.docx"]
    assert [one.data.decode() for one in found if one.body] == ["Kính gửi Sở.", "Gửi lại.", "Xin gửi."]
    assert next(one for one in found if one.name == "Công văn.docx").folder.endswith("Chuyển công văn")


def test_letters_one_inside_of_the_other_end_somewhere() -> None:
    tree = letter_of_outlook(("a.docx", PAPER), inside=True)
    for _ in range(6):
        tree = letter_of_outlook(("thư", tree), inside=True)
    assert reason(outlook(("thư", tree)), "thu.msg") is Reason.TOO_DEEP


def test_words_that_outlook_keeps_in_rtf_only_are_unpacked() -> None:
    rich = rb"{\rtf1\ansi Kinh gui So.}"
    (words,) = opened(outlook(body=" ", rich=compressed_rtf.compress(rich, compressed=True)), "thu.msg")
    assert (words.data, words.name, words.body) == (rich, "Nội dung thư.rtf", True)
    assert reason(outlook(body=" ", rich=b"\x10\0\0\0broken"), "thu.msg") is Reason.BROKEN
