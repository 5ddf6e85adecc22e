"""What is written is read back as it was, and is as the schema says; what comes from outside is read with care."""

from __future__ import annotations

import base64
import zipfile
from datetime import date, datetime
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dondoc.exchange.errors import EdxmlError
from dondoc.exchange.message import (
    Answered,
    Attachment,
    Business,
    Document,
    Organ,
    Other,
    Signer,
    Staff,
    Status,
    StatusCode,
    Trace,
)
from dondoc.exchange.reading import read
from dondoc.exchange.schema import departures
from dondoc.exchange.telling import is_edxml
from dondoc.exchange.tree import parse
from dondoc.exchange.writing import write

words = st.text(st.characters(categories=("L", "N", "P", "S", "Zs")), max_size=12).map(str.strip)
given_words = words.filter(bool)
days = st.none() | st.dates(date(1990, 1, 1), date(2090, 1, 1))
times = st.none() | st.datetimes(datetime(1990, 1, 1), datetime(2090, 1, 1)).map(lambda one: one.replace(microsecond=0))
organs = st.builds(Organ, *[words] * 8)
answered = st.builds(Answered, words, words, days, words)
others = st.builds(
    Other,
    priority=st.integers(0, 4),
    sphere=words,
    type_notation=words,
    promulgation_amount=st.none() | st.integers(0, 999),
    page_amount=st.none() | st.integers(0, 999),
    direction=st.booleans(),
    appendixes=st.lists(given_words, max_size=2).map(tuple),
)


@st.composite
def files(draw: st.DrawFn) -> tuple[Attachment, ...]:
    count = draw(st.integers(0, 2))
    name = given_words.map(lambda one: f"{one}.pdf")
    kinds = st.sampled_from(["application/pdf", "application/octet-stream"])
    return tuple(
        Attachment(draw(name), draw(st.binary(max_size=40)), draw(kinds), f"tep-{place}", draw(words))
        for place in range(count)
    )


documents = st.builds(
    Document,
    sender=organs,
    receivers=st.lists(organs, max_size=2).map(tuple),
    **dict.fromkeys(
        ("document_id", "code_number", "code_notation", "place", "type_code", "type_name", "subject", "content"), words
    ),
    promulgation_date=days,
    due_date=days,
    signer=st.builds(Signer, words, words, words),
    steering=st.booleans(),
    to_places=st.lists(given_words, max_size=2).map(tuple),
    response_for=st.lists(answered, max_size=2).map(tuple),
    other=others,
    business=st.sampled_from(Business),
    business_reason=words,
    replaces=st.lists(given_words, max_size=2).map(tuple),
    trace=st.lists(st.builds(Trace, words, times), max_size=2).map(tuple),
    attachments=files(),
)
statuses = st.builds(
    Status, organs, answered, st.sampled_from(StatusCode), words, times, st.builds(Staff, words, words, words, words)
)


@settings(max_examples=25)
@given(documents | statuses)
def test_what_is_written_is_read_back_and_keeps_to_the_schema(message: Document | Status) -> None:
    data = write(message)
    assert read(data) == message
    assert write(read(data)) == data
    assert departures(parse(data)) == ()
    assert is_edxml(data)


PLAIN = """1212<?xml version="1.0" encoding="UTF-8"?>
<Envelope xmlns="http://schemas.xmlsoap.org/soap/envelope/"><Header><x:MessageHeader xmlns:x="urn:x">
<x:From><x:OrganId>000.00.00.H99</x:OrganId><x:OrganName>UBND tỉnh An Phước</x:OrganName></x:From>
<x:Code><x:CodeNumber>15</x:CodeNumber><x:CodeNotation>UBND-KGVX</x:CodeNotation></x:Code>
<x:SteeringType>1</x:SteeringType><x:DueDate>2026/12/05</x:DueDate>
</x:MessageHeader></Header><Body><Manifest><Reference><ContentId>cid:2</ContentId></Reference>
<Reference><ContentId>cid:1</ContentId></Reference></Manifest></Body>
<AttachmentEncoded><Attachment><ContentId>cid:1</ContentId><AttachmentName>b.txt</AttachmentName>
<ContentTransferEncoded>{one}</ContentTransferEncoded></Attachment><Attachment><ContentId>cid:2</ContentId>
<AttachmentName>a.doc</AttachmentName><ContentTransferEncoded>{two}</ContentTransferEncoded></Attachment>
</AttachmentEncoded></Envelope>"""


def zipped(name: str, data: bytes) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, data)
    return out.getvalue()


def soap() -> bytes:
    inner = base64.encodebytes(zipped("x.doc", b"van ban")).decode()
    return PLAIN.format(one=base64.b64encode(b"phu luc").decode(), two=inner).encode()


def test_other_namespaces_order_and_files_that_were_zipped_one_by_one() -> None:
    message = read(soap())
    assert isinstance(message, Document)
    assert [(one.name, one.data) for one in message.attachments] == [("a.doc", b"van ban"), ("b.txt", b"phu luc")]
    assert (message.steering, message.due_date, message.code_number) == (True, date(2026, 12, 5), "15")
    assert departures(parse(soap()))


def test_a_zipped_message_and_one_in_mime() -> None:
    assert read(zipped("goi.edxml", soap())) == read(soap())
    head = b'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="x"\r\n\r\n'
    xml = (
        b'<edXML xmlns="http://www.mic.gov.vn/TBT/QCVN_102_2016"><edXMLEnvelope><edXMLHeader><MessageHeader><From/>'
        b"</MessageHeader></edXMLHeader><edXMLBody><edXMLManifest><Reference><ContentId>cid:f1</ContentId>"
        b"<AttachmentName>a.pdf</AttachmentName></Reference></edXMLManifest></edXMLBody></edXMLEnvelope></edXML>"
    )
    data = head + b"--x\r\nContent-Type: text/xml\r\n\r\n" + xml
    data += b"\r\n--x\r\nContent-Type: application/pdf\r\nContent-ID: <f1>\r\n\r\nabc\r\n--x--\r\n"
    message = read(data)
    assert isinstance(message, Document)
    assert [(one.name, one.data) for one in message.attachments] == [("a.pdf", b"abc")]


BOMB = b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><edXML><MessageHeader>&b;</MessageHeader></edXML>'
OUTSIDE = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]><edXML><MessageHeader>&a;</MessageHeader></edXML>'
REFUSED = {
    "bomb": (BOMB, "DTD"),
    "outside": (OUTSIDE, "DTD"),
    "broken": (b"<edXML><MessageHeader>", "hỏng"),
    "other": (b"<html/>", "không phải gói edXML"),
    "no sender": (b"<edXML><MessageHeader/></edXML>", "cơ quan gửi"),
    "code": (b"<edXML><Status><StatusCode>99</StatusCode></Status></edXML>", "99"),
    "file": (soap().replace(base64.b64encode(b"phu luc"), b"@@@"), "b.txt"),
    "zip": (b"PK\x03\x04 nothing", "hỏng"),
    "empty zip": (zipped("a.txt", b"x"), "không phải gói edXML"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_taken_is_refused_with_a_sentence(name: str) -> None:
    data, words = REFUSED[name]
    with pytest.raises(EdxmlError, match=words):
        read(data)
