"""A message as plain values. Names are those of the standard in lower case; what is not given is empty or None."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class StatusCode(StrEnum):
    """What became of a document, as the receiver reports it to the sender."""

    ARRIVED = "01"
    REFUSED = "02"
    ACCEPTED = "03"
    ASSIGNED = "04"
    IN_PROGRESS = "05"
    DONE = "06"
    RECALL = "13"
    RECALL_AGREED = "15"
    RECALL_REFUSED = "16"


STATUS_WORDS = {
    StatusCode.ARRIVED: "Đã đến",
    StatusCode.REFUSED: "Từ chối tiếp nhận",
    StatusCode.ACCEPTED: "Đã tiếp nhận",
    StatusCode.ASSIGNED: "Phân công xử lý",
    StatusCode.IN_PROGRESS: "Đang xử lý",
    StatusCode.DONE: "Hoàn thành",
    StatusCode.RECALL: "Yêu cầu lấy lại văn bản",
    StatusCode.RECALL_AGREED: "Đồng ý cập nhật, lấy lại",
    StatusCode.RECALL_REFUSED: "Từ chối cập nhật, lấy lại",
}


class Business(StrEnum):
    """BussinessDocType: what the message does to a document that was sent before."""

    NEW = "0"
    RECALL = "1"
    UPDATE = "2"
    REPLACE = "3"


@dataclass(frozen=True, slots=True)
class Organ:
    """A sender or receiver. ``organ_id`` is its code by Decision 20/2020/QĐ-TTg or the older form "000.00.00.H41"."""

    organ_id: str
    organ_name: str = ""
    organization_in_charge: str = ""
    organ_add: str = ""
    email: str = ""
    telephone: str = ""
    fax: str = ""
    website: str = ""


@dataclass(frozen=True, slots=True)
class Signer:
    """``competence`` is KT., TL., TM. …, ``position`` the title."""

    full_name: str = ""
    competence: str = ""
    position: str = ""


@dataclass(frozen=True, slots=True)
class Answered:
    """ResponseFor: the document that this one answers, or whose state is reported. ``code`` is number and symbol."""

    organ_id: str = ""
    code: str = ""
    promulgation_date: date | None = None
    document_id: str = ""


@dataclass(frozen=True, slots=True)
class Staff:
    """Who deals with it."""

    department: str = ""
    staff: str = ""
    email: str = ""
    mobile: str = ""


@dataclass(frozen=True, slots=True)
class Other:
    """OtherInfo. ``priority`` 0 to 4 as the sender uses it; amounts are copies and pages; ``direction``: it steers."""

    priority: int = 0
    sphere: str = ""
    type_notation: str = ""
    promulgation_amount: int | None = None
    page_amount: int | None = None
    direction: bool = False
    appendixes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Trace:
    """A station of the way; local time as written."""

    organ_id: str
    timestamp: datetime | None = None


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file. ``content_id`` without "cid:"."""

    name: str
    data: bytes
    content_type: str = "application/octet-stream"
    content_id: str = ""
    description: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """A document on its way, with its files; the first is the document itself. ``replaces`` are ids of documents that
    it stands in for."""

    sender: Organ
    receivers: tuple[Organ, ...] = ()
    document_id: str = ""
    code_number: str = ""
    code_notation: str = ""
    place: str = ""
    promulgation_date: date | None = None
    type_code: str = ""
    type_name: str = ""
    subject: str = ""
    content: str = ""
    signer: Signer = Signer()
    due_date: date | None = None
    steering: bool = False
    to_places: tuple[str, ...] = ()
    response_for: tuple[Answered, ...] = ()
    other: Other = Other()
    business: Business = Business.NEW
    business_reason: str = ""
    replaces: tuple[str, ...] = ()
    trace: tuple[Trace, ...] = ()
    attachments: tuple[Attachment, ...] = ()


@dataclass(frozen=True, slots=True)
class Status:
    """What became of a document: from its receiver to its sender."""

    sender: Organ
    response_for: Answered
    code: StatusCode
    description: str = ""
    timestamp: datetime | None = None
    staff: Staff = Staff()


Message = Document | Status
