"""The head of a document as fields of the review page."""

from __future__ import annotations

from datetime import date

from django.urls import reverse

from dondoc.documents.actions.review import LABELS
from dondoc.documents.models import Document, Party
from dondoc.documents.queries import DocumentPage
from dondoc.web.documents.fields import Editing, Field, Token, unsure, was_read
from dondoc.web.words import readable

ORDER = (
    ("kind", "text", False),
    ("code", "text", False),
    ("issued_text", "text", False),
    ("received_on", "text", False),
    ("issuer", "units", True),
    ("subject", "area", True),
    ("signer_name", "text", False),
    ("signer_title", "text", False),
    ("signer_capacity", "text", False),
    ("urgency", "text", False),
)
HINTS = {
    "issued_text": "ngày/tháng/năm",
    "received_on": "ngày/tháng/năm",
    "signer_capacity": "KT., TM., TL. …",
    "urgency": "Khẩn, Thượng khẩn, Hỏa tốc",
}
PARTIES = ((Party.Role.TO, "Kính gửi"), (Party.Role.COPY, "Nơi nhận"))


def head(page: DocumentPage, allowed: bool) -> Editing:
    """All fields of a document's head."""
    document = page.document
    fields = [head_field(document, name, kind, wide) for name, kind, wide in ORDER]
    fields += [party_field(page, role, label) for role, label in PARTIES]
    address = reverse("documents:correct", args=[document.pk])
    return Editing(address, f"version-document-{document.pk}", document.version, allowed, tuple(fields))


def head_field(document: Document, name: str, kind: str, wide: bool) -> Field:
    """One field of the head."""
    stored = "issuer_name" if name == "issuer" else name
    value = value_of(document, name)
    doubtful = unsure(document.provenance, stored, str(getattr(document, stored) or ""))
    tokens: tuple[Token, ...] = ()
    if name == "issuer" and value:
        tokens = (Token(value, document.issuer_id, unsure=document.issuer_id is None),)
    return Field(
        id=f"head-{name}",
        name=name,
        label=LABELS[name],
        kind=kind,
        value=value,
        tokens=tokens,
        wide=wide,
        lights=f"head:{stored}",
        unsure=doubtful,
        hint=HINTS.get(name, ""),
        read=was_read(document.provenance, stored, str(getattr(document, stored) or "")),
    )


def value_of(document: Document, name: str) -> str:
    """A field's value as a person reads and types it; days as 05/12/2026."""
    if name == "issuer":
        return document.issuer_name or (document.issuer.name if document.issuer else "")
    if name == "issued_text":
        return readable(document.issued_text)
    value = getattr(document, name)
    return f"{value:%d/%m/%Y}" if isinstance(value, date) else str(value or "")


def party_field(page: DocumentPage, role: Party.Role, label: str) -> Field:
    """Addressees or recipients as one field of many names."""
    parties = page.to if role == Party.Role.TO else page.copy
    return Field(
        id=f"party-{role.value}",
        name=role.value,
        label=f"{label} ({len(parties)})" if parties else label,
        kind="units",
        tokens=tuple(Token(party.name, party.unit_id) for party in parties),
        multiple=True,
        wide=True,
        lights=f"party:{parties[0].pk}" if parties else "",
    )
