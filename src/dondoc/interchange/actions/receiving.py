"""States that receivers of our documents report, and answers of ours that a person decides."""

from __future__ import annotations

from django.utils import timezone

from dondoc.audit.errors import Refused
from dondoc.audit.recording import action
from dondoc.documents.keys import code_key
from dondoc.documents.models import Direction, Document
from dondoc.documents.policies import agency_of
from dondoc.exchange.errors import EdxmlError
from dondoc.exchange.message import Business, Status, StatusCode
from dondoc.exchange.reading import read
from dondoc.interchange.following import tell
from dondoc.interchange.models import EdxmlMessage, MessageKind, MessageState, MessageWay
from dondoc.interchange.policies import RECEIVE, SEND
from dondoc.organisations.models import Agency, Person
from dondoc.organisations.policies import require
from dondoc.organisations.queries import Membership
from dondoc.tasks.actions import correct
from dondoc.tasks.models import Phase, Task

LARGEST = 256 * 1024


@action("edxml.receive_status")
def receive_status(by: Person, membership: Membership, data: bytes) -> EdxmlMessage:
    """Take in what a receiver reports about a document of ours.

    Raises NotAllowed; Refused for what is no such message, or is about no document that went out from here.
    """
    agency = agency_of(membership)
    require(membership, RECEIVE)
    if len(data) > LARGEST:
        raise Refused("Tệp quá lớn so với một thông điệp trạng thái; gói kèm văn bản hãy tải lên ở sổ văn bản đến.")
    try:
        said = read(data)
    except EdxmlError as error:
        raise Refused(error.sentence, "file") from None
    if not isinstance(said, Status):
        raise Refused("Gói này kèm văn bản; hãy tải lên ở sổ văn bản đến.", "file")
    about, document = _ours(agency, said)
    row, new = EdxmlMessage.objects.get_or_create(
        agency=agency,
        way=MessageWay.IN,
        kind=MessageKind.STATUS,
        document=document,
        partner_id=said.sender.organ_id[:60],
        status=said.code,
        description=said.description,
        defaults={
            "state": MessageState.READ,
            "about": about,
            "edxml_id": said.response_for.document_id[:200],
            "code": said.response_for.code[:120],
            "issued_on": said.response_for.promulgation_date,
            "partner_name": said.sender.organ_name[:300],
            "header": {"department": said.staff.department, "staff": said.staff.staff},
            "at": timezone.now(),
            "by": by,
        },
    )
    if not new:
        raise Refused("Trạng thái này đã nhận rồi.", "file")
    return row


def _ours(agency: Agency, said: Status) -> tuple[EdxmlMessage | None, Document]:
    answered = said.response_for
    sent = EdxmlMessage.objects.filter(agency=agency, way=MessageWay.OUT, kind=MessageKind.DOCUMENT)
    sent = sent.filter(document__isnull=False)
    about = sent.filter(edxml_id=answered.document_id).first() if answered.document_id else None
    if about is not None and about.document is not None:
        return about, about.document
    documents = Document.objects.filter(agency=agency, direction=Direction.OUTGOING)
    documents = documents.filter(folded_code=code_key(answered.code)) if answered.code else documents.none()
    if answered.promulgation_date:
        documents = documents.filter(issued_on=answered.promulgation_date)
    document = documents.order_by("-id").first()
    if document is None:
        raise Refused("Không tìm thấy văn bản đi mà trạng thái này nói đến; hãy kiểm tra số, ký hiệu.", "file")
    return sent.filter(document=document).first(), document


def _arrived(membership: Membership, message_id: int) -> EdxmlMessage:
    rows = EdxmlMessage.objects.select_for_update(of=("self",)).select_related("document")
    row = rows.filter(pk=message_id, agency=agency_of(membership), way=MessageWay.IN, kind=MessageKind.DOCUMENT).first()
    if row is None or row.state != MessageState.READ:
        raise Refused("Không tìm thấy gói edXML này; hãy tải lại trang.")
    return row


@action("edxml.refuse")
def refuse_document(by: Person, membership: Membership, message_id: int, reason: str) -> EdxmlMessage:
    """Tell the sender that the document is not taken in, and why. Raises NotAllowed; Refused without a reason, or
    where it was taken in already."""
    require(membership, RECEIVE)
    row = _arrived(membership, message_id)
    reason = " ".join(reason.split())
    if not reason:
        raise Refused("Hãy ghi lý do từ chối tiếp nhận.", "reason")
    if row.statuses.filter(way=MessageWay.OUT, status__in=(StatusCode.ACCEPTED, StatusCode.REFUSED)).exists():
        raise Refused("Văn bản đã được tiếp nhận hoặc từ chối trước đó; hãy tải lại trang.")
    return tell(row, StatusCode.REFUSED, reason, by)


@action("edxml.reply_to_recall")
def reply_to_recall(by: Person, membership: Membership, message_id: int, agree: bool, reason: str = "") -> EdxmlMessage:
    """Tell the sender whether the document that it wants back or changed is given up. Raises NotAllowed; Refused where
    it did not ask, or was answered."""
    require(membership, SEND)
    row = _arrived(membership, message_id)
    if row.business not in (Business.RECALL, Business.UPDATE, Business.REPLACE):
        raise Refused("Nơi gửi không yêu cầu lấy lại hay cập nhật văn bản này.")
    codes = (StatusCode.RECALL_AGREED, StatusCode.RECALL_REFUSED)
    if row.statuses.filter(way=MessageWay.OUT, status__in=codes).exists():
        raise Refused("Yêu cầu này đã được trả lời; hãy tải lại trang.")
    return tell(row, codes[0] if agree else codes[1], " ".join(reason.split()), by)


def undated(document_id: int) -> list[int]:
    """Proposals of a document that have no time of their own."""
    rows = Task.objects.filter(document=document_id, phase=Phase.PROPOSAL, due="", time_text="")
    return list(rows.order_by("order", "id").values_list("pk", flat=True))


@action("edxml.take_due")
def take_due(by: Person, membership: Membership, message_id: int) -> int:
    """Give the proposals of a document that name no time the day until which its sender wants an answer; returns how
    many. Raises NotAllowed, Refused where it names none."""
    require(membership, RECEIVE)
    row = _arrived(membership, message_id)
    if row.due_on is None or row.document_id is None:
        raise Refused("Gói edXML này không ghi hạn trả lời.")
    tasks = undated(row.document_id)
    for task_id in tasks:
        correct(by, membership, task_id, {"due": row.due_on.isoformat()})
    return len(tasks)
