"""Messages that go out: an issued document with its files."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from uuid import uuid4

from django.utils import timezone

from dondoc.audit.errors import Refused
from dondoc.audit.recording import action
from dondoc.documents.models import Direction, Document
from dondoc.documents.policies import agency_of
from dondoc.interchange.models import EdxmlMessage, MessageKind, MessageState, MessageWay
from dondoc.interchange.packing import ORGAN, organ_id
from dondoc.interchange.policies import SEND
from dondoc.organisations.actions import change_settings
from dondoc.organisations.models import Person
from dondoc.organisations.policies import require
from dondoc.organisations.queries import Membership


@action("edxml.send")
def send_document(
    by: Person,
    membership: Membership,
    document_id: int,
    *,
    attachments: Iterable[int] = (),
    due_on: date | None = None,
    steering: bool = False,
) -> EdxmlMessage:
    """Make the message of an issued document; ``attachments`` are ids of its files, the document itself first (none:
    all). Raises NotAllowed; Refused where it has no number or files, or the agency no code of its own."""
    agency = agency_of(membership)
    require(membership, SEND)
    rows = Document.objects.select_related("agency__unit")
    document = rows.filter(pk=document_id, agency=agency, direction=Direction.OUTGOING).first()
    if document is None or document.issued_on is None or not document.code:
        raise Refused("Chỉ lập được gói edXML của văn bản đi đã phát hành.")
    if not organ_id(agency):
        raise Refused("Cơ quan chưa có mã định danh điện tử; hãy báo quản trị ghi mã ở trang Liên thông.")
    if due_on is not None and due_on < document.issued_on:
        raise Refused("Hạn trả lời không được trước ngày ban hành.", "due_on")
    own = list(document.attachments.order_by("order", "id").values_list("pk", flat=True))
    chosen = [one for one in own if one in set(attachments)] or own
    if not chosen:
        raise Refused("Văn bản chưa có tệp nào để gửi kèm; hãy thêm bản đã ký.")
    row = EdxmlMessage(
        agency=agency,
        way=MessageWay.OUT,
        kind=MessageKind.DOCUMENT,
        state=MessageState.READY,
        document=document,
        edxml_id=str(uuid4()),
        code=document.code[:120],
        issued_on=document.issued_on,
        due_on=due_on,
        steering=steering,
        attachments=chosen,
        at=timezone.now(),
        by=by,
    )
    row.save()
    return row


@action("edxml.fetch")
def mark_fetched(by: Person | None, messages: Iterable[EdxmlMessage]) -> int:
    """Put on record that messages were fetched or written out; returns how many for the first time."""
    ids = [one.pk for one in messages]
    rows = EdxmlMessage.objects.filter(pk__in=ids, state=MessageState.READY)
    return rows.update(state=MessageState.SENT, sent_at=timezone.now())


def set_organ(by: Person, membership: Membership, code: str) -> None:
    """Set the agency's electronic identification code. Raises NotAllowed, Refused."""
    agency = agency_of(membership)
    require(membership, "settings.edit")
    code = "".join(code.split())
    if code and not (len(code) <= 40 and all(one.isalnum() or one in ".-" for one in code) and code.isascii()):
        raise Refused("Mã định danh gồm chữ không dấu, số và dấu chấm, ví dụ 000.00.12.H99.", "code")
    change_settings(by, agency, {ORGAN: code or None})
