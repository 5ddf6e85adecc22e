"""A person looks over what was read, corrects it and puts the document's head on record."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.utils import timezone

from dondoc.audit.errors import Refused, Stale
from dondoc.audit.recording import action
from dondoc.documents.actions.linking import answer_citations, link, resolve_targets
from dondoc.documents.actions.numbering import claim_number
from dondoc.documents.dates import exact_day, typed_date
from dondoc.documents.hooks import on_corrected
from dondoc.documents.keys import code_key, split_code
from dondoc.documents.models import Citation, Document, DocumentState, Party
from dondoc.documents.policies import CONFIRM, CORRECT, agency_of, require_document
from dondoc.organisations.models import Person, Unit
from dondoc.organisations.queries import Membership

WORDS = (
    "kind",
    "code",
    "number",
    "symbol",
    "issuer_name",
    "subject",
    "signer_name",
    "signer_title",
    "signer_capacity",
    "urgency",
)
LABELS = {
    "kind": "Loại văn bản",
    "code": "Số, ký hiệu",
    "number": "Số",
    "symbol": "Ký hiệu",
    "issued_text": "Ngày ban hành",
    "issuer_name": "Cơ quan ban hành",
    "issuer": "Cơ quan ban hành",
    "subject": "Trích yếu",
    "signer_name": "Người ký",
    "signer_title": "Chức vụ người ký",
    "signer_capacity": "Thể thức ký",
    "urgency": "Độ khẩn",
    "received_on": "Ngày đến",
}


@action("document.correct")
def correct_document(
    by: Person,
    membership: Membership,
    document_id: int,
    changes: Mapping[str, Any],
    version: int | None = None,
) -> Document:
    """Change fields of a document's head; what was read stays in ``provenance``.

    ``changes`` maps a name of ``LABELS`` to its new value: words, a date as typed ("06/8/2025") for ``issued_text``
    and ``received_on``, the id of a unit (or None) for ``issuer``. ``version`` is that of the page the person saw.
    Raises NotAllowed, Stale where somebody else saved since, Refused for a wrong value or an unknown field.
    """
    document = locked_document(membership, document_id)
    check_version(document, version, changes)
    for name, value in changes.items():
        _set(document, name, value)
    if "code" in changes:
        document.number, document.symbol = split_code(document.code)
    elif {"number", "symbol"} & changes.keys():
        document.code = _joined_code(document)
    document.version += 1
    link(document)
    document.save()
    if {"code", "number", "symbol", "issued_text"} & changes.keys():
        answer_citations(document)
    for hook in on_corrected:
        hook(document)
    return document


def locked_document(membership: Membership, document_id: int, permission: str = CORRECT) -> Document:
    """The document, locked for this transaction. Raises Refused where there is none, NotAllowed where it is not the
    member's to change."""
    document = Document.objects.select_for_update().filter(pk=document_id, agency=agency_of(membership)).first()
    if document is None:
        raise Refused("Không tìm thấy văn bản này.")
    require_document(membership, document, permission)
    return document


def check_version(document: Document, version: int | None, changes: Mapping[str, Any]) -> None:
    """Raises Stale, carrying what the fields are now, where ``version`` is not the row's."""
    if version is not None and version != document.version:
        now = {name: getattr(document, name) for name in changes if name in LABELS}
        raise Stale("Người khác vừa sửa văn bản này. Hãy xem lại nội dung mới rồi sửa tiếp.", now)


def _set(document: Document, name: str, value: Any) -> None:
    if name in WORDS:
        document_words(document, name, value)
    elif name == "issued_text":
        document.issued_text = typed_date(str(value or ""), name)
        document.issued_on = exact_day(document.issued_text)
    elif name == "received_on":
        document.received_on = _day(value, name)
    elif name == "issuer":
        document.issuer = _units([int(value)], name)[int(value)] if value else None
        if document.issuer is not None:
            document.issuer_name = document.issuer.name
    else:
        raise Refused("Trường này không sửa được.", name)


def _units(ids: Iterable[int], field: str) -> dict[int, Unit]:
    """The units of these ids. Raises Refused where one does not exist."""
    wanted = set(ids)
    found = Unit.objects.in_bulk(wanted)
    if len(found) < len(wanted):
        raise Refused("Không tìm thấy đơn vị đã chọn; hãy chọn lại trong danh sách.", field)
    return found


def document_words(document: Document, name: str, value: Any) -> None:
    """Set a field of words. Raises Refused where they are longer than the column."""
    words = " ".join(str(value or "").split())
    longest = document._meta.get_field(name).max_length
    if longest is not None and len(words) > longest:
        raise Refused(f"{LABELS[name]} dài quá {longest} ký tự; hãy rút gọn.", name)
    setattr(document, name, words)


def _day(value: Any, name: str) -> date:
    day = value if isinstance(value, date) else exact_day(typed_date(str(value or ""), name))
    if day is None:
        raise Refused("Hãy nhập đủ ngày, tháng, năm, ví dụ 06/8/2025.", name)
    return day


def _joined_code(document: Document) -> str:
    if not document.number or not document.symbol:
        return ""
    # Party documents part number and symbol by a hyphen ("05-KH/TU"); the code that was read shows which kind this is.
    hyphen = re.match(r"\s*\w+\s*-", document.code)
    return f"{document.number}{'-' if hyphen else '/'}{document.symbol}"


@action("document.confirm")
def confirm_document(by: Person, membership: Membership, document_id: int) -> Document:
    """Put on record that this person has looked over the document's head. Confirming twice changes nothing. One that
    went out already takes its number in the agency's sequence.

    Raises NotAllowed; Refused where the document has neither a subject nor a code to be known by.
    """
    document = locked_document(membership, document_id, CONFIRM)
    if document.state == DocumentState.CONFIRMED:
        return document
    if not (document.subject or document.code):
        raise Refused("Văn bản chưa có số, ký hiệu và trích yếu; hãy nhập ít nhất một trong hai rồi xác nhận.")
    document.state = DocumentState.CONFIRMED
    document.confirmed_by, document.confirmed_at = by, timezone.now()
    document.version += 1
    document.save()
    claim_number(by, document)
    return document


@action("document.set_parties")
def set_parties(
    by: Person, membership: Membership, document_id: int, role: str, names: Iterable[tuple[str, int | None]]
) -> list[Party]:
    """Replace the names under "Kính gửi" (role ``to``) or "Nơi nhận" (``copy``): pairs of name and unit id or None.

    Rows that stay keep their words in the document. Raises NotAllowed, Refused for an unknown role or unit.
    """
    if role not in Party.Role.values:
        raise Refused("Không rõ là Kính gửi hay Nơi nhận.", "role")
    document = locked_document(membership, document_id)
    wanted = list(names)
    _units((unit_id for _, unit_id in wanted if unit_id is not None), role)
    old = {party.name: party for party in document.parties.filter(role=role)}
    kept = []
    for order, (name, unit_id) in enumerate(wanted):
        party = old.pop(name, None) or Party(document=document, role=role, name=name[:300])
        party.unit_id, party.order = unit_id, order
        party.save()
        kept.append(party)
    for party in old.values():
        party.delete()
    return kept


@action("document.set_citations")
def set_citations(by: Person, membership: Membership, document_id: int, codes: Iterable[str]) -> list[Citation]:
    """Replace the codes of the documents that this one names. Raises NotAllowed."""
    document = locked_document(membership, document_id)
    old = {citation.code: citation for citation in document.citations.all()}
    kept = []
    for code in dict.fromkeys(" ".join(code.split())[:80] for code in codes if code.strip()):
        citation = old.pop(code, None) or Citation(document=document, code=code, folded=code_key(code)[:80])
        kept.append(citation)
    resolve_targets(kept)
    for citation in kept:
        citation.save()
    for citation in old.values():
        citation.delete()
    return kept
