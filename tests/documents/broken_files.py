"""Two hundred files that no reader can use, made up here: broken, locked, empty, swollen, misnamed, dangerous."""

from __future__ import annotations

import gzip
import io
import random
from collections.abc import Iterator
from dataclasses import replace

from openpyxl import Workbook
from PIL import Image

from dondoc.exchange.message import Attachment, Organ
from dondoc.exchange.message import Document as Sent
from dondoc.exchange.writing import write
from tests.documents.papers import letter
from tests.reading.docx_files import docx, paragraph
from tests.reading.outlook_files import compound, outlook
from tests.reading.outlook_files import letter as letter_of_outlook
from tests.reading.parcel_files import archive
from tests.reading.parcel_files import letter as mail
from tests.reading.pdf_files import Page, pdf
from tests.reading.test_refusals import LOCKED
from tests.signatures import authority as ca
from tests.signatures.offices import paper, signed, with_parts

SECRET = "MẬT\nUBND TỈNH AN PHƯỚC\nSố: 7/KH-UBND\nKẾ HOẠCH\nVề việc bảo đảm an toàn cơ sở\n\n1. Nội dung.".encode()
CUTS = (1, 2, 5, 10, 20, 35, 50, 65, 80, 90, 95, 99)
"""Where whole files are cut off, in hundredths."""
BOMB = b"\0" * 80 * 1024 * 1024

TEXTS = ("eml", "edxml")
HEADER = Sent(Organ("000.00.00.H99", "UBND tỉnh An Phước"), code_number="101", code_notation="UBND-KGVX")

Broken = tuple[str, str, bytes]
"""What is wrong, the name, the bytes."""


def whole() -> dict[str, bytes]:
    """One good file of each format."""
    word, table, picture = docx(paragraph("Kính gửi: Các phòng thuộc Sở")), io.BytesIO(), io.BytesIO()
    book = Workbook()
    book.active.append(["Kính gửi", 1])
    book.save(table)
    Image.effect_noise((300, 300), 60).save(picture, "PNG")
    said = replace(HEADER, attachments=(Attachment("cv.docx", word),))
    return {
        "docx": word,
        "xlsx": table.getvalue(),
        "pdf": pdf(Page().text(85, 100, "Kinh gui cac phong chuyen mon")),
        "zip": archive(("cv.docx", word)),
        "msg": outlook(("cv.docx", word)),
        "png": picture.getvalue(),
        "edxml": write(said),
        "eml": mail(("cv.docx", word), plain=" "),
        "ods": archive(("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", b"<a/>")),
        "odt": archive(("mimetype", b"application/vnd.oasis.opendocument.text"), ("content.xml", b"<a/>")),
    }


def broken() -> Iterator[Broken]:
    """All of them."""
    yield from _cut()
    yield from _noise()
    yield from _misnamed()
    yield from _empty()
    yield from _locked()
    yield from _swollen()
    yield from _dangerous()
    yield from _nested()
    yield from _secret()
    yield from _messages()
    yield from _signed()
    yield from _letters()


def _cut() -> Iterator[Broken]:
    for kind, data in whole().items():
        # The end of a letter, and of what is written in text, may be missing without anybody missing it.
        for cut in CUTS[:6] if kind in TEXTS else CUTS[:-1] if kind in ("pdf", "png", "msg") else CUTS:
            yield "cut off", f"cut-{cut}.{kind}", data[: len(data) * cut // 100]


def _noise() -> Iterator[Broken]:
    dice = random.Random(7)
    for suffix in ("docx", "doc", "rtf", "odt", "pdf", "xlsx", "xls", "ods", "zip", "msg", "png", "jpg", "tif"):
        yield "noise", f"noise.{suffix}", bytes([0, *dice.randbytes(4000)])
    for suffix, magic in (
        ("pdf", b"%PDF-1.7\n"),
        ("docx", b"PK\x03\x04"),
        ("zip", b"PK\x03\x04"),
        ("png", b"\x89PNG\r\n"),
    ):
        for size in (10, 500, 9000):
            yield "magic and noise", f"noise-{size}.{suffix}", magic + b"\0" + dice.randbytes(size)
    for suffix in ("doc", "xls", "msg"):
        yield "magic and noise", f"ole.{suffix}", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + dice.randbytes(3000)


def _misnamed() -> Iterator[Broken]:
    for suffix in ("docx", "pdf", "doc", "xlsx", "zip", "odt"):
        yield "other content", f"gif.{suffix}", b"GIF89a" + bytes(200)
        yield "other content", f"rar.{suffix}", b"Rar!\x1a\x07\x01" + bytes(200)
        yield "other content", f"program.{suffix}", b"MZ" + bytes(400)
    for suffix in ("pptx", "mp4", "gif", "ttf", "iso", "dwg", "psd", "sqlite"):
        yield "no document", f"khac.{suffix}", b"\x00\x01\x02\x03" * 100
    for suffix in ("rar", "7z", "gz", "xz", "bz2"):
        heads = {
            "rar": b"Rar!\x1a\x07",
            "7z": b"7z\xbc\xaf",
            "gz": gzip.compress(b"x"),
            "xz": b"\xfd7zXZ",
            "bz2": b"BZh9",
        }
        yield "other archive", f"goi.{suffix}", heads[suffix] + bytes(300)


def _empty() -> Iterator[Broken]:
    for suffix in ("docx", "doc", "pdf", "txt", "xlsx", "zip", "eml", "msg", "png", "html"):
        yield "empty", f"empty.{suffix}", b""
    yield "blank", "blank.txt", b" \n\t \n"
    yield "blank", "blank.html", b"<html><body>  </body></html>"
    yield "blank", "blank.docx", docx(paragraph(" "))
    yield "blank", "blank.zip", archive()
    yield "blank", "only-folders.zip", archive(("a/", b""), ("a/b/", b""))
    yield "blank", "only-junk.zip", archive(("Thumbs.db", b"x"), ("__MACOSX/._a", b"x"))
    stream = io.BytesIO()
    Workbook().save(stream)
    yield "blank", "blank.xlsx", stream.getvalue()


def _locked() -> Iterator[Broken]:
    encrypted = compound({"EncryptedPackage": bytes(5000), "EncryptionInfo": bytes(200)})
    for suffix in ("docx", "xlsx"):
        yield "locked", f"locked.{suffix}", encrypted
    yield "locked", "locked.pdf", LOCKED
    for number, name in enumerate(("a.txt", "cv.docx", "bang.xlsx")):
        data = archive((name, b"x" * 50))
        at = data.index(b"PK\x01\x02") + 8
        yield "locked", f"locked-{number}.zip", data[:at] + b"\x01" + data[at + 1 :]
    head = b"From: a@b.example\r\nSubject: x\r\nMIME-Version: 1.0\r\n"
    kind = b"Content-Type: application/pkcs7-mime; smime-type=enveloped-data\r\n\r\nMIIB\r\n"
    yield "locked", "locked.eml", head + kind
    word = bytearray(compound({"WordDocument": b"\xec\xa5" + bytes(8) + b"\x00\x01" + bytes(5000)}))
    yield "locked", "locked.doc", bytes(word)
    records = b"\x09\x08\x04\x00" + bytes(4) + b"\x2f\x00\x06\x00" + bytes(6)
    yield "locked", "locked.xls", compound({"Workbook": records.ljust(5000, b"\0")})


def _swollen() -> Iterator[Broken]:
    yield "too large", "huge.pdf", b"%PDF-1.7\n" + bytes(51 * 1024 * 1024)
    yield "too large", "huge.txt", b"x" * (51 * 1024 * 1024)
    yield "too long", "long.txt", b"cong van " * 300_000
    yield "too many pages", "pages.txt", b"trang\f" * 600
    yield "bomb", "bomb.zip", archive(("a.txt", BOMB))
    yield "bomb", "bomb.docx", archive(("[Content_Types].xml", b"<a/>"), ("word/document.xml", BOMB))
    yield "bomb", "bomb.xlsx", archive(("[Content_Types].xml", b"<a/>"), ("xl/workbook.xml", BOMB))
    yield "bomb", "bombs.zip", archive(*((f"{number}.zip", archive(("a", BOMB[: 1 << 23]))) for number in range(40)))
    yield "too many", "many.zip", archive(*((f"{number}.txt", b"x") for number in range(1100)))
    yield "too many", "members.docx", archive(("word/document.xml", b"x"), *((f"{n}", b"") for n in range(10_001)))
    large = io.BytesIO()
    Image.new("1", (11_000, 11_000)).save(large, "PNG")
    yield "too large", "pixels.png", large.getvalue()


def _dangerous() -> Iterator[Broken]:
    macros = ("word/vbaProject.bin", b"x"), ("[Content_Types].xml", b"<a/>")
    for name in ("macro.docm", "macro.docx", "macro.doc"):
        yield "macro", name, archive(("word/document.xml", b"<x/>"), *macros)
    book = ("xl/workbook.xml", b"<x/>"), ("xl/vbaProject.bin", b"x"), ("[Content_Types].xml", b"<a/>")
    for name in ("macro.xlsm", "macro.xlsx"):
        yield "macro", name, archive(*book)
    yield "macro", "macro97.doc", compound({"WordDocument": bytes(5000), "_VBA_PROJECT": b"x"})
    yield "macro", "macro97.xls", compound({"Workbook": bytes(5000), "_VBA_PROJECT_CUR": {"VBA": b"x"}})
    for name in ("hoa don.pdf.exe", "a.scr", "b.bat", "c.js", "d.lnk", "e.vbs"):
        yield "program", f"{name}.zip", archive((name, b"MZ" + bytes(100)))
        yield "program", f"{name}.eml", mail((name, b"MZ" + bytes(100)), plain=" ")
    entity = b'<!DOCTYPE a [<!ENTITY b "xx">]><w:document xmlns:w="w">&b;</w:document>'
    yield "entities", "entities.docx", archive(("word/document.xml", entity))
    yield "entities", "entities.xlsx", archive(("[Content_Types].xml", b"<a/>"), ("xl/workbook.xml", entity))


def _nested() -> Iterator[Broken]:
    data = archive(("a.txt", letter()))
    for _ in range(6):
        data = archive(("x.zip", data))
    yield "too deep", "deep.zip", data
    inner = mail(("a.txt", b""), plain=" ")
    yield "nothing inside", "inside.zip", archive(("thu.eml", inner))
    for name, inside in (
        ("hong.pdf", b"%PDF-1.4"),
        ("hong.docx", b"PK\x03\x04"),
        ("khoa.pdf", LOCKED),
        ("x.bin", b"\0\1"),
    ):
        yield "broken inside", f"{name}.zip", archive((name, inside))
        yield "broken inside", f"{name}.eml", mail((name, inside), plain=" ")
        yield "broken inside", f"{name}.msg", outlook((name, inside), body="")


def _secret() -> Iterator[Broken]:
    yield "secret", "mat.txt", SECRET
    yield "secret", "mat.zip", archive(("101.txt", letter()), ("phu luc/mat.txt", SECRET))
    yield "secret", "mat.eml", mail(("101.txt", letter()), ("mat.txt", SECRET))
    yield "secret", "mat.msg", outlook(("mat.txt", SECRET))
    yield "secret", "mat-sau.zip", archive(("thu.eml", mail(("goi.zip", archive(("mat.txt", SECRET))))))
    yield "secret", "mat-trong-thu.eml", mail(("101.txt", letter()), plain=SECRET.decode())


def _messages() -> Iterator[Broken]:
    """edXML packages."""
    whole_one = write(replace(HEADER, attachments=(Attachment("cv.docx", docx(paragraph("Kính gửi"))),)))
    entity = b'<!DOCTYPE a [<!ENTITY b "xx">]>' + whole_one.partition(b"?>")[2]
    yield "entities", "entities.edxml", entity
    yield "nothing inside", "no-files.edxml", write(HEADER)
    for name, inside in (("hong.pdf", b"%PDF-1.4"), ("khoa.pdf", LOCKED), ("hong.docx", b"PK\x03\x04")):
        yield "broken inside", f"{name}.edxml", write(replace(HEADER, attachments=(Attachment(name, inside),)))
    yield "program", "chuong-trinh.edxml", write(replace(HEADER, attachments=(Attachment("a.exe", b"MZ" + bytes(99)),)))
    yield "secret", "mat.edxml", write(replace(HEADER, attachments=(Attachment("mat.txt", SECRET),)))
    yield (
        "secret",
        "mat-trong-goi.zip",
        archive(("b.edxml", write(replace(HEADER, attachments=(Attachment("mat.txt", SECRET),))))),
    )
    yield "noise", "noise.edxml", b"<edXML>" + bytes(range(1, 9)) * 40
    yield "other content", "rong.edxml", b"<a/>"


def _signed() -> Iterator[Broken]:
    """Signed Word files that are damaged: the signature does not make them readable."""
    whole_one = signed(paper(), ca.person())
    for cut in CUTS[:-1]:
        yield "cut off", f"signed-{cut}.docx", whole_one[: len(whole_one) * cut // 100]
    yield "no document", "signed-only.docx", with_parts(whole_one, {"word/document.xml": None})
    yield "broken inside", "signed-broken.docx", with_parts(whole_one, {"word/document.xml": b"<w:document"})


def _letters() -> Iterator[Broken]:
    """Letters of Outlook, one inside of the other."""
    tree = letter_of_outlook(("a.docx", docx(paragraph("Kính gửi"))), inside=True)
    for _ in range(6):
        tree = letter_of_outlook(("thư", tree), inside=True)
    yield "too deep", "deep.msg", outlook(("thư", tree))
    hidden = letter_of_outlook(("mat.txt", SECRET), inside=True)
    yield "secret", "mat-trong-thu.msg", outlook(("thư", hidden))
    yield "noise", "rich.msg", outlook(body=" ", rich=b"\x10\0\0\0broken")
    yield "noise", "half.rtf", b"{\\rtf1\\ansi{\\fonttbl{\\f0"
    yield "blank", "blank.rtf", b"{\\rtf1\\ansi }"
