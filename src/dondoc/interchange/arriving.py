"""Messages that came with a document: looked at after the document was read, by the same confined process."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from dondoc.documents import store
from dondoc.documents.isolation import Failed, Reader
from dondoc.exchange.looking import Looked
from dondoc.interchange.actions.arriving import settle
from dondoc.interchange.models import EdxmlMessage, MessageState
from dondoc.trust.checking import anchors, may_fetch

LOOK = "dondoc.exchange.looking:look"
ATTEMPTS = 3
GONE = "Gói edXML gốc không còn trên máy chủ; hãy tải lên lại."
BROKE_DOWN = "Phần mềm không đọc được phần đầu của gói edXML này; văn bản trong gói vẫn được giữ."


def look_next(reader: Reader) -> bool:
    """Look at one message that waits; False where none does. Called by a worker that has nothing to read."""
    if not EdxmlMessage.objects.filter(state=MessageState.WAITING).exists():
        return False
    with transaction.atomic():
        rows = EdxmlMessage.objects.filter(state=MessageState.WAITING).select_related("intake__file")
        row = rows.select_for_update(of=("self",), skip_locked=True).order_by("id").first()
        if row is None:
            return False
        row.attempts += 1
        row.save(update_fields=["attempts"])
    settle(None, row.pk, _looked(row, reader))
    return True


def _looked(row: EdxmlMessage, reader: Reader) -> Looked:
    file = row.intake.file if row.intake else None
    path = store.path_of(file.sha256) if file else None
    if path is None or not path.exists():
        return Looked(None, problem=GONE)
    if row.attempts > ATTEMPTS:
        return Looked(None, problem=BROKE_DOWN)
    found = reader.call(LOOK, str(path), anchors(row.agency_id), timezone.now(), may_fetch(row.agency_id))
    return Looked(None, problem=BROKE_DOWN) if isinstance(found, Failed) else found
