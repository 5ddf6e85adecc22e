"""The header of a message that came with a document is put to use."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from typing import Any

from dondoc.audit.recording import acted_as, action
from dondoc.documents.actions.linking import link, resolve_targets
from dondoc.documents.keys import code_key
from dondoc.documents.models import Citation, Document, DocumentText
from dondoc.exchange import message as edxml
from dondoc.exchange.looking import Looked
from dondoc.interchange.following import advance
from dondoc.interchange.models import EdxmlMessage, MessageState
from dondoc.organisations.models import Unit

ANSWERS = "answers"
DIFFERS = "Gói edXML ghi {label} là “{told}”, còn văn bản ghi “{read}”; hãy đối chiếu."
STATE_ONLY = "Gói này chỉ báo trạng thái, không kèm văn bản."


@action("edxml.read")
def settle(by: None, message_id: int, looked: Looked) -> EdxmlMessage:
    """Keep what the header says: blanks of the document are filled from it, what differs is told, the documents that
    it answers are cited, and the sender is told that it arrived."""
    row = EdxmlMessage.objects.select_for_update(of=("self",)).select_related("document").get(pk=message_id)
    acted_as(row.agency_id)
    said = looked.message
    if not isinstance(said, edxml.Document):
        row.state, row.problem = MessageState.FAILED, (looked.problem or STATE_ONLY)[:300]
        row.save()
        return row
    _remember(row, said, looked)
    row.save()
    if row.document is not None:
        _complete(row.document, said)
        _cite(row.document, said)
        advance([row])
    return row


def _remember(row: EdxmlMessage, said: edxml.Document, looked: Looked) -> None:
    row.state = MessageState.READ
    row.edxml_id, row.code = said.document_id[:200], _code(said)[:120]
    row.issued_on, row.due_on, row.steering = said.promulgation_date, said.due_date, said.steering
    row.partner_id, row.partner_name = said.sender.organ_id[:60], said.sender.organ_name[:300]
    row.business, row.description = said.business.value, said.business_reason
    row.response_for = [_plain(asdict(one)) for one in said.response_for]
    row.departures = list(looked.departures)
    row.signature_state = looked.signature.state.value
    row.signer = next((one.signer for one in looked.signature.signatures), "")[:250]
    row.header = {"receivers": [one.organ_name or one.organ_id for one in said.receivers], "replaces": said.replaces}


def _plain(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in values.items()}


def _code(said: edxml.Document) -> str:
    return "/".join(part for part in (said.code_number, said.code_notation) if part)


def _complete(document: Document, said: edxml.Document) -> None:
    """Fill what could not be read in the document; where both say something else, tell whoever looks it over."""
    code = _code(said)
    told = {
        "number": said.code_number,
        "symbol": said.code_notation,
        "code": code,
        "issued_text": said.promulgation_date.isoformat() if said.promulgation_date else "",
        "issuer_name": said.sender.organ_name,
        "kind": said.type_name,
        "subject": said.subject,
        "signer_name": said.signer.full_name,
        "signer_title": said.signer.position,
    }
    for name, value in told.items():
        if value and not getattr(document, name):
            setattr(document, name, value[: document._meta.get_field(name).max_length])
    if document.issued_on is None:
        document.issued_on = said.promulgation_date
    if document.issuer is None and said.sender.organ_id:
        document.issuer = Unit.objects.filter(code=said.sender.organ_id).first()
    link(document)
    document.save()
    if code and code_key(code) != document.folded_code:
        _warn(document, DIFFERS.format(label="số, ký hiệu", told=code, read=document.code))


def _warn(document: Document, sentence: str) -> None:
    text = DocumentText.objects.filter(document=document).first()
    if text is not None and sentence not in text.warnings:
        text.warnings = [*text.warnings, sentence]
        text.save()


def _cite(document: Document, said: edxml.Document) -> None:
    """ResponseFor: the documents that this one answers; one that is cited already is said to be answered."""
    for answered in said.response_for:
        folded = code_key(answered.code)[:80]
        if not folded:
            continue
        citation = document.citations.filter(folded=folded).first()
        citation = citation or Citation(document=document, code=answered.code[:80], folded=folded)
        citation.relation = ANSWERS
        if answered.promulgation_date and not citation.issued_text:
            citation.issued_text = answered.promulgation_date.isoformat()
        if citation.target_id is None:
            resolve_targets([citation])
        citation.save()
