"""What was read becomes a row in a register, as a proposal that a person has still to confirm."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Max
from django.utils import timezone

from dondoc.documents.actions.linking import answer_citations, link, resolve_targets
from dondoc.documents.dates import exact_day
from dondoc.documents.hooks import on_read
from dondoc.documents.isolation import Read
from dondoc.documents.keys import code_key, split_code
from dondoc.documents.layout import pack
from dondoc.documents.models import (
    Attachment,
    Citation,
    Document,
    DocumentText,
    Intake,
    PageFace,
    Party,
    StoredFile,
)
from dondoc.extraction.directive import Directive, Head, Value
from dondoc.organisations.models import Agency
from dondoc.organisations.resolving import Resolver
from dondoc.reading import Text
from dondoc.reading.joining import parts


def drafted(intake: Intake, read: Read) -> Document:
    """The document that was read, with its keys and whom it is the same as; not saved. Holds the agency's row until the
    transaction ends, or two workers might each enter the same document."""
    Agency.objects.select_for_update().get(pk=intake.agency_id)
    document = Document(agency=intake.agency, direction=intake.direction)
    document.received_on = timezone.localdate(intake.sent_at)
    document.registered_by_id = intake.sent_by_id
    fill(document, read.directive.head)
    link(document)
    return document


def register(document: Document, file: StoredFile, name: str, read: Read) -> Document:
    """Enter a drafted document with its text, file (under ``name``), parties, citations and whatever rooms above
    propose.

    Runs inside of an action; the caller has locked the intake and the file.
    """
    day = document.received_on or timezone.localdate()
    resolver = Resolver(document.agency, day)
    if document.issuer_name:
        document.issuer = sure_unit(resolver, document.issuer_name)
    number_arrival(document, day)
    document.save()
    answer_citations(document)
    Attachment(document=document, file=file, name=name).save()
    keep_faces(file, next(parts(read.text)).text)
    _add_parties(document, read.directive.head, resolver)
    _enter(document, read)
    return document


def read_into(document: Document, read: Read) -> None:
    """Enter text, citations and proposals of a document whose head stands already; runs inside of an action. What the
    register says of the head stays; a document that was read before is left as it is."""
    if DocumentText.objects.filter(document=document).exists():
        return
    if not document.parties.exists():
        _add_parties(document, read.directive.head, Resolver(document.agency, document.received_on))
    _enter(document, read)


def _enter(document: Document, read: Read) -> None:
    DocumentText.objects.create(
        document=document, content=read.text.content, layout=pack(read.text), warnings=list(read.text.warnings)
    )
    add_citations(document, read.directive)
    tell(document, read)


def tell(document: Document, read: Read) -> None:
    """Let rooms above make what they make of a document that was read."""
    for hook in on_read:
        hook(document, read.text, read.directive)


def keep_enclosed_faces(text: Text) -> None:
    """``keep_faces`` for the appendices, once their files have rows."""
    for part in parts(text):
        if part.enclosure is not None:
            file = StoredFile.objects.filter(sha256=part.enclosure.file).first()
            if file is not None:
                keep_faces(file, part.text)


def keep_faces(file: StoredFile, text: Text) -> None:
    """Keep what was recognised on the pages of a file, in place of what an earlier reading saw."""
    PageFace.objects.filter(file=file).delete()
    PageFace.objects.bulk_create(
        PageFace(
            file=file,
            number=face.page,
            turn=face.turn,
            confidence=face.confidence or 0.0,
            words=[[word.text, word.left, word.top, word.right, word.bottom] for word in face.words],
        )
        for face in text.faces
    )


def refill(document: Document, file: StoredFile, read: Read) -> None:
    """Enter what was read of another file in place of what stood there; the arrival number stays. Runs inside of an
    action."""
    resolver = Resolver(document.agency, document.received_on or timezone.localdate())
    document.provenance = {}
    fill(document, read.directive.head)
    document.issuer = sure_unit(resolver, document.issuer_name) if document.issuer_name else None
    link(document)
    document.version += 1
    document.save()
    answer_citations(document)
    DocumentText.objects.filter(document=document).delete()
    document.parties.all().delete()
    document.citations.all().delete()
    _add_parties(document, read.directive.head, resolver)
    keep_faces(file, next(parts(read.text)).text)
    _enter(document, read)


def number_arrival(document: Document, day: date) -> None:
    """Give the next number of the agency's register for this direction and year.

    Decree 30/2020/NĐ-CP Art. 22: one sequence from 1 January to 31 December. The agency's row is the lock that keeps
    it without gaps and doubles.
    """
    Agency.objects.select_for_update().get(pk=document.agency_id)
    taken = Document.objects.filter(
        agency_id=document.agency_id, direction=document.direction, arrival_year=day.year
    ).aggregate(last=Max("arrival_number"))["last"]
    document.arrival_year, document.arrival_number = day.year, (taken or 0) + 1


def fill(document: Document, head: Head) -> None:
    """Copy the head that was read, each field with its words, rule and confidence."""
    code = head.code.value if head.code else ""
    number, symbol = split_code(code, head.symbol.value if head.symbol else "")
    issued = head.issued_on.value if head.issued_on else ""
    signer = head.signer.value if head.signer else None
    values: dict[str, tuple[str, Value[Any] | None]] = {
        "kind": (head.kind.value if head.kind else "", head.kind),
        "code": (code, head.code),
        "number": (number, head.code),
        "symbol": (symbol, head.symbol or head.code),
        "issued_text": (issued, head.issued_on),
        "issuer_name": (head.issuer.value if head.issuer else "", head.issuer),
        "subject": (head.subject.value if head.subject else "", head.subject),
        "signer_name": ((signer.name or "") if signer else "", head.signer),
        "signer_title": ((signer.title or "") if signer else "", head.signer),
        "signer_capacity": ((signer.capacity or "") if signer else "", head.signer),
        "urgency": (head.urgency.value if head.urgency else "", head.urgency),
    }
    for name, (words, value) in values.items():
        setattr(document, name, fitting(document, name, words))
        if value is not None and words:
            document.provenance[name] = provenance(value, words)
    document.issued_on = exact_day(issued)


def provenance(value: Value[Any], read: Any) -> dict[str, Any]:
    """Where a value came from: offsets of its words (None: inferred), rule, confidence, and what was read."""
    span = value.span
    return {
        "start": span.start if span else None,
        "end": span.end if span else None,
        "rule": value.rule,
        "confidence": round(value.confidence, 3),
        "read": read,
    }


def fitting(instance: Any, name: str, words: str) -> str:
    """Words cut to what the column holds."""
    longest = instance._meta.get_field(name).max_length
    return words if longest is None else words[:longest]


def sure_unit(resolver: Resolver, name: str) -> Any:
    """The unit that a name certainly means, else None."""
    found = resolver.resolve(name)
    return found.units[0] if found.status == "sure" and found.units else None


def _add_parties(document: Document, head: Head, resolver: Resolver) -> None:
    parties = [
        Party(
            document=document,
            role=role,
            name=value.value[:300],
            unit=sure_unit(resolver, value.value),
            start=value.span.start if value.span else None,
            end=value.span.end if value.span else None,
            order=order,
        )
        for role, values in ((Party.Role.TO, head.addressees), (Party.Role.COPY, head.recipients))
        for order, value in enumerate(values)
    ]
    Party.objects.bulk_create(parties)


def add_citations(document: Document, directive: Directive) -> None:
    """The documents that were found to be named, resolved where the register knows them."""
    citations = []
    for found in directive.citations:
        citation = Citation(document=document, relation=found.relation[:20])
        citation.code = found.code.value[:80]
        citation.folded = code_key(citation.code)[:80]
        citation.issued_text = (found.issued_on or "")[:10]
        citation.issuer_name = (found.issuer or "")[:250]
        if found.code.span:
            citation.start, citation.end = found.code.span.start, found.code.span.end
        citations.append(citation)
    resolve_targets(citations)
    Citation.objects.bulk_create(citations)
