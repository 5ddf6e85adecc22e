"""A message as XML, by the schema that stands beside this module. Times are local, days "yyyy/MM/dd"."""

from __future__ import annotations

import base64
from collections.abc import Iterable
from datetime import date, datetime

from lxml import etree

from dondoc.exchange.message import Answered, Attachment, Business, Document, Message, Organ, Other, Staff, Status
from dondoc.exchange.tree import DATE, NAMESPACE, TIME

Value = str | int | bool | date | datetime | None


def write(message: Message) -> bytes:
    """The message in UTF-8. The same values always give the same bytes."""
    root = etree.Element(f"{{{NAMESPACE}}}edXML", nsmap={"edXML": NAMESPACE})
    envelope = _add(root, "edXMLEnvelope")
    header = _add(envelope, "edXMLHeader")
    if isinstance(message, Status):
        _status(header, message)
    else:
        _header(header, message)
        _trace(header, message)
        _manifest(_add(envelope, "edXMLBody"), message.attachments)
        _files(root, message.attachments)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8"))


def _add(parent: etree._Element, name: str, value: Value = None) -> etree._Element:
    element = etree.SubElement(parent, f"{{{NAMESPACE}}}{name}")
    if value is not None:
        element.text = _words(value)
    return element


def _words(value: Value) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime):
        return value.strftime(TIME)
    return value.strftime(DATE) if isinstance(value, date) else str(value)


def _fields(parent: etree._Element, pairs: Iterable[tuple[str, Value]]) -> None:
    for name, value in pairs:
        _add(parent, name, value)


def _organ(parent: etree._Element, name: str, organ: Organ) -> None:
    names = ["OrganId", "OrganizationInCharge", "OrganName", "OrganAdd", "Email", "Telephone", "Fax", "Website"]
    values = (
        organ.organ_id,
        organ.organization_in_charge,
        organ.organ_name,
        organ.organ_add,
        organ.email,
        organ.telephone,
        organ.fax,
        organ.website,
    )
    _fields(_add(parent, name), zip(names, values, strict=True))


def _answered(parent: etree._Element, answered: Answered) -> None:
    element = _add(parent, "ResponseFor")
    _fields(element, [("OrganId", answered.organ_id), ("Code", answered.code)])
    if answered.promulgation_date:
        _add(element, "PromulgationDate", answered.promulgation_date)
    _add(element, "DocumentId", answered.document_id)


def _header(parent: etree._Element, message: Document) -> None:
    header = _add(parent, "MessageHeader")
    _organ(header, "From", message.sender)
    for one in message.receivers:
        _organ(header, "To", one)
    _add(header, "DocumentId", message.document_id)
    code = _add(header, "Code")
    _fields(code, [("CodeNumber", message.code_number), ("CodeNotation", message.code_notation)])
    issue = _add(header, "PromulgationInfo")
    _add(issue, "Place", message.place)
    if message.promulgation_date:
        _add(issue, "PromulgationDate", message.promulgation_date)
    kind = _add(header, "DocumentType")
    _fields(kind, [("Type", message.type_code), ("TypeDetail", "0"), ("TypeName", message.type_name)])
    _fields(header, [("Subject", message.subject), ("Content", message.content)])
    signer = message.signer
    names = ("Competence", signer.competence), ("Position", signer.position), ("FullName", signer.full_name)
    _fields(_add(header, "SignerInfo"), names)
    if message.due_date:
        _add(header, "DueDate", message.due_date)
    places = _add(header, "ToPlaces")
    for place in message.to_places:
        _add(places, "Place", place)
    _other(header, message.other)
    for answered in message.response_for:
        _answered(header, answered)
    _add(header, "SteeringType", int(message.steering))


def _other(header: etree._Element, other: Other) -> None:
    element = _add(header, "OtherInfo")
    _fields(
        element,
        [
            ("Priority", other.priority),
            ("SphereOfPromulgation", other.sphere),
            ("TyperNotation", other.type_notation),
        ],
    )
    for name, amount in (("PromulgationAmount", other.promulgation_amount), ("PageAmount", other.page_amount)):
        if amount is not None:
            _add(element, name, amount)
    _add(element, "Direction", other.direction)
    appendixes = _add(element, "Appendixes")
    for one in other.appendixes:
        _add(appendixes, "Appendix", one)


def _trace(parent: etree._Element, message: Document) -> None:
    stations = _add(parent, "TraceHeaderList")
    for one in message.trace:
        station = _add(stations, "TraceHeader")
        _add(station, "OrganId", one.organ_id)
        if one.timestamp:
            _add(station, "Timestamp", one.timestamp)
    if message.business is not Business.NEW or message.business_reason or message.replaces:
        business = _add(stations, "Bussiness")
        _fields(
            business,
            [
                ("BussinessDocType", message.business.value),
                ("BussinessDocReason", message.business_reason),
                ("Paper", 0),
            ],
        )
        replaced = _add(business, "ReplacementInfoList")
        for replaced_id in message.replaces:
            _add(_add(replaced, "ReplacementInfo"), "DocumentId", replaced_id)


def _manifest(body: etree._Element, attachments: Iterable[Attachment]) -> None:
    manifest = _add(body, "edXMLManifest")
    manifest.set("version", "1.0")
    for one in attachments:
        _described(_add(manifest, "Reference"), one)


def _described(element: etree._Element, one: Attachment) -> None:
    _fields(
        element,
        [
            ("ContentId", f"cid:{one.content_id}"),
            ("ContentType", one.content_type),
            ("AttachmentName", one.name),
            ("Description", one.description),
        ],
    )


def _files(root: etree._Element, attachments: Iterable[Attachment]) -> None:
    encoded = _add(root, "AttachmentEncoded")
    for one in attachments:
        element = _add(encoded, "Attachment")
        _described(element, one)
        _add(element, "ContentTransferEncoded", base64.b64encode(one.data).decode())


def _status(parent: etree._Element, message: Status) -> None:
    status = _add(parent, "MessageHeader")
    _organ(status, "From", message.sender)
    _answered(status, message.response_for)
    _fields(status, [("StatusCode", message.code.value), ("Description", message.description)])
    if message.timestamp:
        _add(status, "Timestamp", message.timestamp)
    staff: Staff = message.staff
    names = ("Department", staff.department), ("Staff", staff.staff), ("Mobile", staff.mobile), ("Email", staff.email)
    _fields(_add(status, "StaffInfo"), names)
