"""Word 97-2003, rich text, OpenDocument: recognised by their content, read as the .docx that LibreOffice makes."""

from __future__ import annotations

import io
import zipfile

import pytest

from dondoc import libreoffice
from dondoc.libreoffice import ConversionError, Failure
from dondoc.reading import ReadingError, Reason, read
from tests.reading.docx_files import cell, docx, paragraph, row, run, table

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
STREAM = "WordDocument".encode("utf-16-le")
RTF = rb"{\rtf1\ansi\ansicpg1258 {\b 1. } V\u259?n ph\u242?ng S\u7903? t\u7893?ng h\u7907?p.\par}"


def old_word(flags: int = 0) -> bytes:
    head = OLE + bytes(504)
    return head + b"\xec\xa5" + bytes(8) + flags.to_bytes(2, "little") + bytes(500) + STREAM


def open_document() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as file:
        file.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        file.writestr("content.xml", "<x/>")
    return stream.getvalue()


@pytest.mark.parametrize(
    ("data", "name", "source"),
    [(old_word(), "a.doc", "doc"), (RTF, "a.rtf", "rtf"), (RTF, "a.doc", "rtf"), (open_document(), "a.odt", "odt")],
)
def test_an_old_format_is_read_as_the_word_file_made_of_it(monkeypatch, data, name, source):
    asked = []

    def convert(document: bytes, given: str, target: str, *, seconds: float) -> bytes:
        asked.append((document, given, target))
        return docx(table(row(cell(paragraph(run("Việc"))), cell(paragraph(run("Hạn"))))))

    monkeypatch.setattr(libreoffice, "convert", convert)
    text = read(data, name)
    assert asked == [(data, source, "docx")]
    assert (text.content, text.format, len(text.blocks)) == ("Việc\tHạn", source, 1)


@pytest.mark.parametrize(
    ("failure", "reason", "words"),
    [
        (Failure.MISSING, Reason.NO_LIBREOFFICE, "chưa cài LibreOffice nên chưa đọc được tệp .doc"),
        (Failure.TIME_OUT, Reason.TOO_SLOW, "quá lâu"),
        (Failure.FAILED, Reason.BROKEN, "bị hỏng"),
    ],
)
def test_what_fails_is_said_in_one_sentence(monkeypatch, failure, reason, words):
    def convert(*_args: object, **_more: object) -> bytes:
        raise ConversionError(failure)

    monkeypatch.setattr(libreoffice, "convert", convert)
    with pytest.raises(ReadingError, match=words) as caught:
        read(old_word(), "a.doc")
    assert caught.value.reason is reason


def test_a_locked_one_is_known_before_anything_is_started(monkeypatch):
    monkeypatch.setattr(libreoffice, "convert", None)
    with pytest.raises(ReadingError) as caught:
        read(old_word(flags=0x0100), "a.doc")
    assert caught.value.reason is Reason.ENCRYPTED


@pytest.mark.load
@pytest.mark.skipif(libreoffice.program() is None, reason="LibreOffice is not installed")
def test_libreoffice_itself_makes_them_readable():
    assert read(RTF, "a.rtf").content == "1. Văn phòng Sở tổng hợp."
    for target in ("doc", "odt"):
        text = read(libreoffice.convert(RTF, "rtf", target, seconds=60), f"a.{target}")
        assert (text.content, text.format) == ("1. Văn phòng Sở tổng hợp.", target)
