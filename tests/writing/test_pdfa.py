"""The rules of ISO 19005-2 (PDF/A-2, level B) that a program can look up in the file; clauses are of that standard.

No validator (veraPDF) runs here: it comes for Java only. What is looked up is all that our file makes use of.
"""

from __future__ import annotations

import io
import re
import struct
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pikepdf
import pytest
from pikepdf.models.metadata import decode_pdf_date

from dondoc.writing.searchable import searchable
from tests.writing.test_searchable import page

MADE = datetime(2026, 11, 20, 8, 30, tzinfo=UTC)
OPERATORS = {"q", "Q", "cm", "Do", "BT", "ET", "Tr", "Tf", "Tz", "Tm", "Tj"}
PROFILE_CLASSES = {b"mntr", b"prtr", b"scnr", b"spac"}
NOT_IN_CATALOGUE = {"/OCProperties", "/AcroForm", "/AA", "/OpenAction", "/Names", "/NeedsRendering", "/Requirements"}
NOT_IN_PAGES = {"/AA", "/PresSteps", "/Annots", "/Group"}
NOT_IN_PICTURES = {"/Alternates", "/OPI", "/SMask", "/Mask", "/Decode"}
NOT_IN_STREAMS = {"/F", "/FFilter", "/FDecodeParms"}


@pytest.fixture(scope="module")
def made() -> bytes:
    return searchable([page(), page([]), page()], "Công văn 101 & “phụ lục”", MADE)


@pytest.fixture(scope="module")
def pdf(made: bytes) -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(io.BytesIO(made)) as opened:
        yield opened


def streams(pdf: pikepdf.Pdf) -> list[Any]:
    return [one for one in pdf.objects if isinstance(one, pikepdf.Stream)]


def test_header_and_trailer_are_as_the_file_structure_asks(made: bytes, pdf: pikepdf.Pdf) -> None:
    """6.1.2, 6.1.3."""
    assert re.match(rb"%PDF-1\.[0-7]\n%[\x80-\xff]{4,}", made)
    assert made.rstrip(b"\r\n").endswith(b"%%EOF") and made.count(b"%%EOF") == 1
    first, second = pdf.trailer.ID
    assert len(bytes(first)) == len(bytes(second)) == 16
    assert "/Encrypt" not in pdf.trailer and not pdf.check_pdf_syntax()


def test_every_stream_is_inside_of_the_file_and_none_is_packed_by_lzw(pdf: pikepdf.Pdf) -> None:
    """6.1.7."""
    for stream in streams(pdf):
        assert not NOT_IN_STREAMS & set(stream.keys())
        filters = stream.get("/Filter", pikepdf.Array())
        used = [str(one) for one in (filters if isinstance(filters, pikepdf.Array) else [filters])]
        assert set(used) <= {"/FlateDecode", "/DCTDecode"}


def test_colours_are_those_of_a_profile_in_the_file(pdf: pikepdf.Pdf) -> None:
    """6.2.3, 6.2.4.3: device colours are of the kind that the output intent's profile is for."""
    (intent,) = pdf.Root.OutputIntents
    assert (str(intent.Type), str(intent.S)) == ("/OutputIntent", "/GTS_PDFA1")
    profile = bytes(intent.DestOutputProfile.read_bytes())
    size, version = struct.unpack(">I", profile[:4])[0], profile[8]
    assert size == len(profile) and version <= 4
    assert profile[12:16] in PROFILE_CLASSES and profile[16:20] == b"RGB " and profile[36:40] == b"acsp"
    assert int(intent.DestOutputProfile.N) == 3
    for stream in streams(pdf):
        if stream.get("/Subtype") == "/Image":
            assert str(stream.ColorSpace) == "/DeviceRGB" and int(stream.BitsPerComponent) == 8
            assert not NOT_IN_PICTURES & set(stream.keys()) and not stream.get("/Interpolate", False)


def test_pages_draw_with_known_operators_and_what_they_name_is_there(pdf: pikepdf.Pdf) -> None:
    """6.2.2, 6.2.5, 6.1.13; transparency (6.2.10) has no way in: no state is set and no group declared."""
    for sheet in pdf.pages:
        used = [str(one.operator) for one in pikepdf.parse_content_stream(sheet)]
        assert set(used) <= OPERATORS and used.count("q") == used.count("Q") == 1
        assert not NOT_IN_PAGES & set(sheet.obj.keys())
        assert set(sheet.Resources.keys()) == {"/XObject", "/Font"} and "/ExtGState" not in sheet.Resources
        _, _, width, height = map(float, sheet.MediaBox)
        assert 3 <= width <= 14400 and 3 <= height <= 14400


def test_the_only_font_is_never_drawn(pdf: pikepdf.Pdf) -> None:
    """6.2.11.4.1: a font that is used in text rendering mode 3 only needs no program."""
    fonts = {one.objgen for sheet in pdf.pages for one in sheet.Resources.Font.values()}
    assert len(fonts) == 1
    for sheet in pdf.pages:
        mode = None
        for operands, operator in pikepdf.parse_content_stream(sheet):
            if str(operator) == "Tr":
                mode = int(operands[0])
            assert str(operator) != "Tj" or mode == 3
    font = pdf.pages[0].Resources.Font.Words
    assert str(font.BaseFont) == str(font.DescendantFonts[0].BaseFont)
    assert str(font.Encoding) == "/Identity-H" and "/ToUnicode" in font


def test_nothing_acts_and_nothing_is_hidden(pdf: pikepdf.Pdf) -> None:
    """6.4, 6.5, 6.8, 6.9."""
    assert not NOT_IN_CATALOGUE & set(pdf.Root.keys())
    kinds = {str(one.get("/S", "")) for one in pdf.objects if isinstance(one, pikepdf.Dictionary)}
    assert not kinds & {"/JavaScript", "/Launch", "/URI", "/GoToR", "/SubmitForm", "/ImportData"}
    assert not any(str(one.get("/Type", "")) in ("/Filespec", "/EmbeddedFile") for one in streams(pdf))


def test_metadata_says_what_it_is_in_one_way(pdf: pikepdf.Pdf) -> None:
    """6.6.2, 6.6.4; 6.6.3: what the older dictionary says as well is the same."""
    stream = pdf.Root.Metadata
    assert (str(stream.Type), str(stream.Subtype)) == ("/Metadata", "/XML")
    packet = bytes(stream.read_bytes())
    assert b"bytes=" not in packet[:200] and b"encoding=" not in packet[:200]
    words = pdf.open_metadata()
    assert (words["pdfaid:part"], words["pdfaid:conformance"]) == ("2", "B")
    old = dict(pdf.docinfo.items()) if "/Info" in pdf.trailer else {}
    same = {"/Title": "dc:title", "/Producer": "pdf:Producer"}
    assert all(str(old.pop(name)) == words[key] for name, key in same.items() if name in old)
    days = {"/CreationDate": "xmp:CreateDate", "/ModDate": "xmp:ModifyDate"}
    for name, key in days.items():
        assert decode_pdf_date(str(old.pop(name))) == datetime.fromisoformat(words[key])
    assert not old
