"""A task that reading has missed: a person marks its words."""

from __future__ import annotations

from typing import Any

from django.db.models import Max

from dondoc.audit.errors import Refused
from dondoc.audit.recording import action
from dondoc.documents.layout import unpack
from dondoc.documents.models import Document
from dondoc.documents.policies import agency_of
from dondoc.organisations.models import Person
from dondoc.organisations.queries import Membership
from dondoc.reading.text import Span
from dondoc.tasks.actions.correcting import correct
from dondoc.tasks.models import Task
from dondoc.tasks.passages import duty_in
from dondoc.tasks.policies import require_confirm
from dondoc.tasks.proposals import add_proposals


@action("task.add")
def add(by: Person, membership: Membership, document_id: int, start: int, end: int, **fields: Any) -> Task:
    """Make a proposal of marked words: the stretch ``[start, end)`` of the document's text.

    Lead, time and the other fields are read out of the stretch where they stand in it; ``fields`` (as for ``correct``)
    win over what was read. Raises NotAllowed, Refused where the stretch is empty or not of this document.
    """
    require_confirm(membership)
    rows = Document.objects.select_related("agency__unit", "text").filter(agency=agency_of(membership))
    document = rows.filter(pk=document_id).first()
    if document is None:
        raise Refused("Không tìm thấy văn bản này.")
    text = document.text
    span = trimmed(text.content, start, end)
    if not span:
        raise Refused("Hãy bôi đen câu giao nhiệm vụ trong văn bản rồi thêm.")
    duty = duty_in(unpack(text.layout, text.content), span, document.issued_text)
    task = add_proposals(document, [duty])[0]
    return correct(by, membership, task.pk, fields) if fields else task


@action("task.add")
def add_typed(by: Person, membership: Membership, document_id: int, text: str, **fields: Any) -> Task:
    """Make a proposal of words that stand nowhere in the document's text (a note by hand, an oral direction).

    Raises NotAllowed, Refused for an empty text.
    """
    require_confirm(membership)
    document = Document.objects.filter(pk=document_id, agency=agency_of(membership)).first()
    if document is None:
        raise Refused("Không tìm thấy văn bản này.")
    last = document.tasks.aggregate(last=Max("order"))["last"] or 0
    task = Task(agency_id=document.agency_id, document=document, order=last + 1, text=" ")
    task.save()
    return correct(by, membership, task.pk, {"text": text, **fields})


def trimmed(content: str, start: int, end: int) -> Span | None:
    """The stretch without blanks at its ends; None where nothing is left or it leaves the text."""
    if not 0 <= start < end <= len(content):
        return None
    words = content[start:end]
    start += len(words) - len(words.lstrip())
    end = start + len(words.strip())
    return Span(start, end) if end > start else None
