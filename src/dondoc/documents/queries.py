"""Reads of documents, and who sees which."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from dondoc.documents.hooks import seen_through, visible_through
from dondoc.documents.layout import enclosures
from dondoc.documents.models import (
    Arrival,
    Attachment,
    Citation,
    Direction,
    Document,
    DocumentState,
    DocumentText,
    Intake,
    IntakeState,
    Issue,
    Party,
)
from dondoc.documents.policies import REGISTER, VIEW_ALL, WATCH
from dondoc.documents.rendering import Mark, RenderedBlock, render_blocks
from dondoc.documents.search import few, matching
from dondoc.organisations.policies import may
from dondoc.organisations.queries import Membership, subtree_ids
from dondoc.reading.text import Enclosure

SORTS = {
    "newest": ("-id",),
    "oldest": ("id",),
    "arrival": ("-arrival_year", "-arrival_number"),
    "issued": ("-issued_on", "-id"),
    "issuer": ("issuer_name", "-id"),
}


@dataclass(frozen=True, slots=True)
class DocumentFilters:
    """What a register is narrowed to. ``text`` is words to find; days are of receipt, both inclusive; ``sort`` is a
    name of ``SORTS`` (an unknown one means newest first)."""

    text: str = ""
    state: str = ""
    issuer: int | None = None
    since: date | None = None
    until: date | None = None
    sort: str = "newest"


def visible_documents(membership: Membership) -> QuerySet[Document]:
    """The documents that a member sees: all of the agency for those who may, else what the member registered, what is
    addressed to the member's units or was drafted there, and what rooms above add (documents of tasks that the member
    sees)."""
    if membership.agency is None:
        return Document.objects.none()
    rows = Document.objects.filter(agency=membership.agency)
    if may(membership, VIEW_ALL):
        return rows
    own = subtree_ids(membership.unit_ids)
    addressed = Party.objects.filter(document=OuterRef("pk"), unit__in=own)
    drafted = Issue.objects.filter(document=OuterRef("pk"), unit__in=own)
    condition = Q(registered_by=membership.person) | Exists(addressed) | Exists(drafted)
    for through in visible_through:
        condition |= through(membership)
    return rows.filter(condition)


def ways_to_see(membership: Membership) -> list[QuerySet] | None:
    """Ids of documents, each list quick to take the first of, that together hold all that a member sees, and perhaps
    some of other agencies; None for those who see all."""
    if may(membership, VIEW_ALL):
        return None
    own = subtree_ids(membership.unit_ids)
    ways: list[QuerySet] = [
        Document.objects.filter(registered_by=membership.person).values("pk"),
        Party.objects.filter(unit__in=own).values("document"),
        Issue.objects.filter(unit__in=own).values("document"),
    ]
    return ways + [way for through in seen_through for way in through(membership)]


def register(
    membership: Membership, direction: Direction | str, filters: DocumentFilters | None = None
) -> QuerySet[Document]:
    """One of the three registers, as the member sees it, filtered and sorted."""
    filters = filters or DocumentFilters()
    rows = visible_documents(membership).filter(direction=direction)
    if direction == Direction.OUTGOING:
        rows = rows.select_related("issuer", "duplicate_of", "issue__unit").prefetch_related(
            Prefetch("parties", Party.objects.order_by("role", "order"))
        )
    else:
        rows = rows.select_related("issuer", "duplicate_of")
    if filters.state in DocumentState.values:
        rows = rows.filter(state=filters.state)
    if filters.issuer:
        rows = rows.filter(issuer=filters.issuer)
    if filters.since:
        rows = rows.filter(received_on__gte=filters.since)
    if filters.until:
        rows = rows.filter(received_on__lte=filters.until)
    if filters.text.strip():
        found = few(Document, filters.text)
        rows = rows.filter(matching(filters.text) if found is None else Q(pk__in=found))
    return rows.defer("provenance", "folded").order_by(*SORTS.get(filters.sort, SORTS["newest"]))


def intakes(membership: Membership) -> QuerySet[Intake]:
    """Files on their way in, newest first: the agency's for those who take documents in, else one's own."""
    rows = Intake.objects.filter(agency=membership.agency).exclude(state=IntakeState.DISCARDED)
    if not may(membership, REGISTER):
        rows = rows.filter(sent_by=membership.person)
    return rows.select_related("document", "file", "sent_by")


@dataclass(frozen=True, slots=True)
class ArrivalFilters:
    """What the list of arrivals is narrowed to: the way in, a state, words in the name or origin, days (inclusive)."""

    arrival: str = ""
    state: str = ""
    text: str = ""
    since: date | None = None
    until: date | None = None


def arrivals(membership: Membership, filters: ArrivalFilters | None = None) -> QuerySet[Intake]:
    """All that came into the agency, newest first, for those who look after the ways in; for others nothing."""
    filters = filters or ArrivalFilters()
    if membership.agency is None or not may(membership, WATCH):
        return Intake.objects.none()
    rows = Intake.objects.filter(agency=membership.agency)
    if filters.arrival in Arrival.values:
        rows = rows.filter(arrival=filters.arrival)
    if filters.state in IntakeState.values:
        rows = rows.filter(state=filters.state)
    if filters.text:
        rows = rows.filter(Q(name__icontains=filters.text) | Q(origin__icontains=filters.text))
    if filters.since:
        rows = rows.filter(sent_at__date__gte=filters.since)
    if filters.until:
        rows = rows.filter(sent_at__date__lte=filters.until)
    return rows.select_related("document", "parent", "sent_by").order_by("-id")


def same_key(document: Document) -> QuerySet[Document]:
    """Other documents of the agency with the same issuer, symbol, number and date."""
    if not document.key:
        return Document.objects.none()
    rows = Document.objects.filter(agency_id=document.agency_id, direction=document.direction, key=document.key)
    return rows.exclude(pk=document.pk).order_by("id")


def same_file(sha256: str) -> QuerySet[Document]:
    """Documents that hold the file with this digest."""
    return Document.objects.filter(attachments__file__sha256=sha256).distinct().order_by("id")


def enclosed(document_id: int) -> tuple[Enclosure, ...]:
    """The appendices that were read with a document. One query."""
    rows = DocumentText.objects.filter(document=document_id).values_list("layout__enclosed", flat=True)
    return enclosures({"enclosed": rows.first() or ()})


@dataclass(frozen=True, slots=True)
class DocumentPage:
    """All that the review page shows of a document itself."""

    document: Document
    text: DocumentText | None
    to: list[Party]
    copy: list[Party]
    citations: list[Citation]
    attachments: list[Attachment]
    same: list[Document]

    @property
    def enclosed(self) -> tuple[Enclosure, ...]:
        """The appendices that were read with the main file."""
        return enclosures(self.text.layout) if self.text else ()

    def marks(self) -> list[Mark]:
        """The words that the head, the parties and the citations point at."""
        found = [
            Mark(f"head:{name}", place["start"], place["end"])
            for name, place in self.document.provenance.items()
            if place.get("start") is not None
        ]
        parties: list[tuple[str, Any]] = [(f"party:{party.pk}", party) for party in (*self.to, *self.copy)]
        citations = [(f"citation:{citation.pk}", citation) for citation in self.citations]
        return found + [Mark(name, row.start, row.end) for name, row in parties + citations if row.start is not None]

    def blocks(self, marks: list[Mark] | None = None) -> list[RenderedBlock]:
        """The document as it reads, its words cut at the edges of ``marks`` (default: the document's own)."""
        if self.text is None:
            return []
        return render_blocks(self.text.layout, self.text.content, self.marks() if marks is None else marks)


def document_page(membership: Membership, document_id: int) -> DocumentPage | None:
    """The page of a document in at most six queries; None where the member sees no such document."""
    rows = visible_documents(membership).select_related(
        "text", "issuer", "registered_by", "confirmed_by", "duplicate_of"
    )
    document = rows.filter(pk=document_id).first()
    if document is None:
        return None
    parties = list(document.parties.select_related("unit"))
    return DocumentPage(
        document=document,
        text=getattr(document, "text", None),
        to=[party for party in parties if party.role == Party.Role.TO],
        copy=[party for party in parties if party.role == Party.Role.COPY],
        citations=list(document.citations.select_related("target").order_by("start", "id")),
        attachments=list(document.attachments.select_related("file").order_by("order", "id")),
        same=list(same_key(document)[:10]),
    )
