"""The sample's traffic with other document systems: the last issued report went out as an edXML package, and the office
above answered that it came and was taken in. Everything is invented."""

from __future__ import annotations

from datetime import date, datetime

from django.utils import timezone

from dondoc.documents.models import Direction, Document
from dondoc.exchange.message import STATUS_WORDS, Answered, Organ, Status, StatusCode
from dondoc.exchange.writing import write
from dondoc.interchange import actions
from dondoc.organisations.models import Person
from dondoc.organisations.queries import membership

CODE = "000.00.12.H99"
ABOVE = Organ("000.00.01.H99", "Văn phòng UBND tỉnh An Phước")


def play(people: dict[str, Person], day: date) -> None:
    """Send the last issued document that has a file; nothing where there is none yet."""
    administrator, clerk = people["quantri"], people["vanthu"]
    actions.set_organ(administrator, membership(administrator, day), CODE)
    issued = Document.objects.filter(direction=Direction.OUTGOING, issued_on__isnull=False, attachments__isnull=False)
    document = issued.order_by("-issued_on", "-id").first()
    if document is None:
        return
    mine = membership(clerk, day)
    message = actions.send_document(clerk, mine, document.pk)
    actions.mark_fetched(clerk, [message])
    about = Answered(CODE, document.code, document.issued_on, message.edxml_id)
    now: datetime = timezone.localtime().replace(tzinfo=None, microsecond=0)
    for code in (StatusCode.ARRIVED, StatusCode.ACCEPTED):
        actions.receive_status(clerk, mine, write(Status(ABOVE, about, code, STATUS_WORDS[code], now)))
