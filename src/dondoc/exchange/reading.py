"""An edXML message as it comes: XML, the same in SOAP, in MIME with the files beside it, or zipped."""

from __future__ import annotations

import base64
import binascii
import email
import email.policy
import zipfile
from email.message import EmailMessage
from io import BytesIO
from pathlib import PurePosixPath

from lxml import etree

from dondoc.exchange import errors
from dondoc.exchange.errors import EdxmlError
from dondoc.exchange.message import (
    Answered,
    Attachment,
    Business,
    Document,
    Message,
    Organ,
    Other,
    Signer,
    Staff,
    Status,
    StatusCode,
    Trace,
)
from dondoc.exchange.tree import anywhere, child, children, day, local, moment, number, parse, text

LARGEST = 400 * 1024 * 1024
"""Bytes that a zipped message may unpack to."""
_ZIPS = (".zip", ".docx", ".xlsx", ".pptx", ".odt", ".ods", ".odp", ".docm", ".xlsm", ".jar")
_MIME = (b"mime-version:", b"content-type:")


def read(data: bytes) -> Message:
    """The message. Raises EdxmlError with a sentence for whoever handed it in."""
    root, beside = open_message(data)
    return message(root, beside)


def open_message(data: bytes) -> tuple[etree._Element, dict[str, bytes]]:
    """The root of the XML, and files that stand beside it by content id. Raises EdxmlError."""
    if data.startswith(b"PK"):
        data = _unzipped(data)
    if data.lstrip()[:16].lower().startswith(_MIME):
        return _from_mime(data)
    return parse(data), {}


def message(root: etree._Element, beside: dict[str, bytes]) -> Message:
    """What the XML says."""
    status = anywhere(root, "Status")
    if status is not None and child(status, "StatusCode") is not None:
        return _status(status)
    header = anywhere(root, "MessageHeader")
    if header is None:
        raise EdxmlError(errors.NOT_EDXML)
    return _status(header) if child(header, "StatusCode") is not None else _document(root, header, beside)


def _unzipped(data: bytes) -> bytes:
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            inside = [one for one in archive.infolist() if one.filename.lower().endswith((".edxml", ".xml"))]
            if not inside:
                raise EdxmlError(errors.NOT_EDXML)
            return _bounded(archive, inside[0])
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError) as error:
        raise EdxmlError(errors.BROKEN) from error


def _bounded(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bytes:
    with archive.open(member) as file:
        unpacked = file.read(LARGEST + 1)
    if len(unpacked) > LARGEST:
        raise EdxmlError(errors.TOO_LARGE)
    return unpacked


def _from_mime(data: bytes) -> tuple[etree._Element, dict[str, bytes]]:
    letter = email.message_from_bytes(data, policy=email.policy.default)
    assert isinstance(letter, EmailMessage)
    parts = [part for part in letter.walk() if not part.is_multipart()]
    roots = [part for part in parts if part.get_content_subtype() in ("xml", "soap+xml", "xop+xml")]
    if not roots:
        raise EdxmlError(errors.NOT_EDXML)
    beside = {_content_id(str(part.get("Content-ID", ""))): _payload(part) for part in parts if part is not roots[0]}
    return parse(_payload(roots[0])), beside


def _payload(part: EmailMessage) -> bytes:
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _content_id(words: str) -> str:
    return words.strip().strip("<>").removeprefix("cid:")


def _document(root: etree._Element, header: etree._Element, beside: dict[str, bytes]) -> Document:
    sender = child(header, "From")
    if sender is None:
        raise EdxmlError(errors.NO_SENDER)
    business = anywhere(root, "Bussiness")
    replaced = children(child(business, "ReplacementInfoList"), "ReplacementInfo")
    kind = text(business, "BussinessDocType")
    return Document(
        sender=_organ(sender),
        receivers=tuple(_organ(one) for one in children(header, "To")),
        document_id=text(header, "DocumentId"),
        code_number=text(header, "Code", "CodeNumber"),
        code_notation=text(header, "Code", "CodeNotation"),
        place=text(header, "PromulgationInfo", "Place"),
        promulgation_date=day(text(header, "PromulgationInfo", "PromulgationDate")),
        type_code=text(header, "DocumentType", "Type"),
        type_name=text(header, "DocumentType", "TypeName"),
        subject=text(header, "Subject"),
        content=text(header, "Content"),
        signer=_signer(header),
        due_date=day(text(header, "DueDate")),
        steering=text(header, "SteeringType") in ("1", "true"),
        to_places=tuple(filter(None, (text(one) for one in children(child(header, "ToPlaces"), "Place")))),
        response_for=tuple(_answered(one) for one in children(header, "ResponseFor")),
        other=_other(child(header, "OtherInfo")),
        business=Business(kind) if kind in set(Business) else Business.NEW,
        business_reason=text(business, "BussinessDocReason"),
        replaces=tuple(filter(None, (text(one, "DocumentId") for one in replaced))),
        trace=tuple(
            Trace(text(one, "OrganId"), moment(text(one, "Timestamp")))
            for one in children(anywhere(root, "TraceHeaderList"), "TraceHeader")
        ),
        attachments=_attachments(root, beside),
    )


def _organ(element: etree._Element | None) -> Organ:
    return Organ(
        organ_id=text(element, "OrganId"),
        organ_name=text(element, "OrganName"),
        organization_in_charge=text(element, "OrganizationInCharge"),
        organ_add=text(element, "OrganAdd"),
        email=text(element, "Email"),
        telephone=text(element, "Telephone"),
        fax=text(element, "Fax"),
        website=text(element, "Website"),
    )


def _signer(header: etree._Element) -> Signer:
    info = child(header, "SignerInfo")
    return Signer(text(info, "FullName"), text(info, "Competence"), text(info, "Position"))


def _answered(element: etree._Element | None) -> Answered:
    on = day(text(element, "PromulgationDate"))
    return Answered(text(element, "OrganId"), text(element, "Code"), on, text(element, "DocumentId"))


def _other(element: etree._Element | None) -> Other:
    return Other(
        priority=number(text(element, "Priority")) or 0,
        sphere=text(element, "SphereOfPromulgation"),
        type_notation=text(element, "TyperNotation"),
        promulgation_amount=number(text(element, "PromulgationAmount")),
        page_amount=number(text(element, "PageAmount")),
        direction=text(element, "Direction").lower() in ("1", "true"),
        appendixes=tuple(filter(None, (text(one) for one in children(child(element, "Appendixes"), "Appendix")))),
    )


def _attachments(root: etree._Element, beside: dict[str, bytes]) -> tuple[Attachment, ...]:
    """The files in the order of the manifest, which is that of the sender; those it leaves out stand last."""
    encoded = anywhere(root, "AttachmentEncoded")
    found = [_attachment(one) for one in children(encoded, "Attachment")]
    listed = anywhere(root, "edXMLManifest")
    listed = listed if listed is not None else anywhere(root, "Manifest")
    manifest = [one for one in (listed if listed is not None else ()) if local(one) == "Reference"]
    order = {_content_id(text(one, "ContentId")): place for place, one in enumerate(manifest)}
    for one in manifest:
        content_id = _content_id(text(one, "ContentId"))
        if content_id in beside and content_id not in {known.content_id for known in found}:
            found.append(_file(one, content_id, beside[content_id]))
    return tuple(sorted(found, key=lambda one: order.get(one.content_id, len(order))))


def _attachment(element: etree._Element) -> Attachment:
    words = (child(element, "ContentTransferEncoded"), text(element, "AttachmentName"))
    try:
        data = base64.b64decode("".join((words[0].text or "").split()) if words[0] is not None else "", validate=True)
    except (binascii.Error, ValueError) as error:
        raise EdxmlError(errors.BAD_ATTACHMENT.format(name=words[1])) from error
    return _file(element, _content_id(text(element, "ContentId")), data)


def _file(element: etree._Element, content_id: str, data: bytes) -> Attachment:
    name = text(element, "AttachmentName")
    return Attachment(
        name=name,
        data=_unwrapped(data, name),
        content_type=text(element, "ContentType") or "application/octet-stream",
        content_id=content_id,
        description=text(element, "Description"),
    )


def _unwrapped(data: bytes, name: str) -> bytes:
    """Some systems zip each file by itself and leave its name: then the one file inside is meant."""
    if not data.startswith(b"PK\x03\x04") or PurePosixPath(name.lower()).suffix in ("", *_ZIPS):
        return data
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            members = [one for one in archive.infolist() if not one.is_dir()]
            return _bounded(archive, members[0]) if len(members) == 1 else data
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError):
        return data


def _status(element: etree._Element) -> Status:
    code = text(element, "StatusCode").zfill(2)
    if code not in set(StatusCode):
        raise EdxmlError(errors.BAD_CODE.format(code=code[:20]))
    staff = child(element, "StaffInfo")
    return Status(
        sender=_organ(child(element, "From")),
        response_for=_answered(child(element, "ResponseFor")),
        code=StatusCode(code),
        description=text(element, "Description"),
        timestamp=moment(text(element, "Timestamp")),
        staff=Staff(*(text(staff, name) for name in ("Department", "Staff", "Email", "Mobile"))),
    )
