"""An outgoing document fulfils tasks: once it has its number it is their evidence, and their result is handed in."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress

from dondoc.audit.errors import NotAllowed, Refused
from dondoc.audit.recording import action
from dondoc.documents.models import Direction, Document
from dondoc.documents.queries import visible_documents
from dondoc.organisations.membership import membership as member
from dondoc.organisations.models import Person
from dondoc.organisations.queries import Membership
from dondoc.tasks.actions.evidence import Given
from dondoc.tasks.actions.moving import begin
from dondoc.tasks.actions.progress import approve, submit
from dondoc.tasks.models import Fulfilment, TaskState


@action("task.fulfil")
def fulfil(by: Person, membership: Membership, document_id: int, task_ids: Iterable[int]) -> list[Fulfilment]:
    """Say which tasks an outgoing document fulfils, by somebody who may hand their results in. Of a recurring duty it
    is the period that runs.

    When the document is issued (now, if it is already) it becomes their evidence and the results are submitted; they
    are accepted at once where this person or the one who issues may do so. Raises NotAllowed, Refused.
    """
    document = visible_documents(membership).filter(pk=document_id, direction=Direction.OUTGOING).first()
    if document is None:
        raise Refused("Không tìm thấy văn bản đi này; hãy tải lại trang.")
    rows = []
    for task_id in sorted(set(task_ids)):
        begin(membership, task_id, "submit")
        row = Fulfilment.objects.filter(task=task_id, document=document).first()
        if row is None:
            row = Fulfilment(task_id=task_id, document=document, by=by)
            row.save()
        rows.append(row)
    if document.issued_on is not None and document.number:
        settle(by, membership, document)
    return rows


@action("task.settle_fulfilment")
def settle(by: Person, membership: Membership, document: Document) -> None:
    """Hand in what an issued document fulfils. What cannot be handed in any more says why and holds nothing up."""
    rows = Fulfilment.objects.select_for_update(of=("self",)).filter(document=document, settled=False)
    for row in rows.select_related("by", "task").order_by("task_id"):
        who = row.by or by
        mine = member(who, membership.today, document.agency_id)
        try:
            submit(who, mine, row.task_id, _words(document), evidence=[Given(document=document)])
        except Refused as refusal:
            row.message = refusal.sentence[:300]
        else:
            row.settled, row.message = True, ""
            _accept(row, ((who, mine), (by, membership)))
        row.save()


def _words(document: Document) -> str:
    day = f" ngày {document.issued_on:%d/%m/%Y}" if document.issued_on else ""
    return f"Đã ban hành {document.kind or 'văn bản'} số {document.code}{day}: {document.subject}"


def _accept(row: Fulfilment, people: Iterable[tuple[Person, Membership]]) -> None:
    for person, mine in people:
        row.task.refresh_from_db()
        if row.task.state == TaskState.SUBMITTED:
            with suppress(NotAllowed):
                approve(person, mine, row.task_id)
