"""Messages as bytes: made from what is on record each time, so nothing is kept twice."""

from __future__ import annotations

import mimetypes
from datetime import datetime

from django.utils import timezone

from dondoc.documents import store
from dondoc.documents.models import Attachment, Document, Party
from dondoc.exchange.message import (
    STATUS_WORDS,
    Answered,
    Organ,
    Other,
    Signer,
    Staff,
    Status,
    StatusCode,
    Trace,
)
from dondoc.exchange.message import Attachment as File
from dondoc.exchange.message import Document as Sent
from dondoc.exchange.writing import write
from dondoc.interchange.models import EdxmlMessage, MessageKind, MessageWay
from dondoc.organisations.models import Agency

ORGAN = "edxml_organ"
"""Setting of an agency: its code, where its unit's own is not meant."""
PRIORITIES = {"Khẩn": 1, "Thượng khẩn": 2, "Hỏa tốc": 3}


def organ_id(agency: Agency) -> str:
    """The agency's electronic identification code (Decision 20/2020/QĐ-TTg)."""
    return agency.settings.get(ORGAN) or agency.unit.code


def package(message: EdxmlMessage) -> bytes:
    """An outgoing message. Raises FileNotFoundError where a file is gone."""
    return write(_status(message) if message.kind == MessageKind.STATUS else _document(message))


def file_name(message: EdxmlMessage) -> str:
    """A name that tells messages apart and that any system can keep."""
    code = "".join(one if one.isalnum() else "-" for one in message.code) or "van-ban"
    return f"{message.pk:07d}-{message.status or 'vb'}-{code}.edxml"


def _local(at: datetime) -> datetime:
    return timezone.localtime(at).replace(tzinfo=None, microsecond=0)


def _us(agency: Agency) -> Organ:
    parent = agency.unit.parent
    name = agency.unit.name
    return Organ(organ_id(agency), name, parent.name if parent else name, email=agency.settings.get("email", ""))


def _status(message: EdxmlMessage) -> Status:
    code = StatusCode(message.status)
    return Status(
        sender=_us(message.agency),
        response_for=Answered(message.partner_id, message.code, message.issued_on, message.edxml_id),
        code=code,
        description=message.description or STATUS_WORDS[code],
        timestamp=_local(message.at),
        staff=Staff(department=message.header.get("department", ""), staff=message.header.get("staff", "")),
    )


def _document(message: EdxmlMessage) -> Sent:
    document = message.document
    assert document is not None
    parties = list(document.parties.select_related("unit"))
    us = _us(message.agency)
    return Sent(
        sender=us,
        receivers=tuple(Organ(one.unit.code, one.unit.name) for one in parties if one.unit and one.unit.code),
        document_id=message.edxml_id,
        code_number=document.number,
        code_notation=document.symbol,
        place=message.agency.settings.get("place", ""),
        promulgation_date=document.issued_on,
        type_code="1",
        type_name=document.kind,
        subject=document.subject,
        signer=Signer(document.signer_name, document.signer_capacity, document.signer_title),
        due_date=message.due_on,
        steering=message.steering,
        to_places=tuple(one.name for one in parties if one.role == Party.Role.COPY or not one.unit),
        response_for=_answered(document),
        other=Other(PRIORITIES.get(document.urgency, 0), direction=message.steering),
        trace=(Trace(us.organ_id, _local(message.at)),),
        attachments=_files(message),
    )


def _answered(document: Document) -> tuple[Answered, ...]:
    """The documents that this one answers: those that it says so of, and those whose tasks it fulfils."""
    rows = document.citations.filter(relation="answers")
    found = {one.code: _answer(one.code, one.target) for one in rows.select_related("target__issuer")}
    fulfilled = Document.objects.filter(tasks__fulfilment_set__document=document).select_related("issuer").distinct()
    for target in fulfilled:
        found.setdefault(target.code, _answer(target.code, target))
    return tuple(found.values())


def _answer(code: str, target: Document | None) -> Answered:
    """With the id under which its sender knows the document, where it came by edXML."""
    if target is None:
        return Answered(code=code)
    came = target.edxml_messages.filter(way=MessageWay.IN, kind=MessageKind.DOCUMENT).first()
    sender = came.partner_id if came else target.issuer.code if target.issuer else ""
    return Answered(sender, code, target.issued_on, came.edxml_id if came else "")


def _files(message: EdxmlMessage) -> tuple[File, ...]:
    rows = {one.pk: one for one in Attachment.objects.filter(pk__in=message.attachments).select_related("file")}
    return tuple(
        File(
            name=rows[key].name,
            data=store.load(rows[key].file.sha256),
            content_type=mimetypes.guess_type(rows[key].name)[0] or "application/octet-stream",
            content_id=f"{key}",
            description=rows[key].name,
        )
        for key in message.attachments
        if key in rows
    )
