"""Reads of what goes out: drafts and issued documents, the numbers of the sequences, and the registers to print."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, Q, QuerySet

from dondoc.documents.actions.numbering import Sequence
from dondoc.documents.models import Direction, Document, OutgoingNumber, Party
from dondoc.documents.policies import VIEW_ALL
from dondoc.documents.queries import visible_documents
from dondoc.documents.sequences import series_of, year_of
from dondoc.organisations.membership import valid_posts
from dondoc.organisations.models import Post, Role
from dondoc.organisations.policies import may
from dondoc.organisations.queries import Membership, subtree_ids

PIECE = 500


def outgoing_document(membership: Membership, document_id: int) -> Document | None:
    """A document that goes out through the register, draft or issued, as the member sees it; with its issue, number,
    parties and files."""
    rows = visible_documents(membership).filter(direction=Direction.OUTGOING, issue__isnull=False)
    rows = rows.select_related("issue__unit", "issue__signer", "issue__prepared_by", "issue__issued_by", "agency__unit")
    parties = Prefetch("parties", Party.objects.select_related("unit").order_by("role", "order"))
    return rows.prefetch_related(parties, "attachments__file").filter(pk=document_id).first()


def next_number(membership: Membership, kind: str, day: date) -> int:
    """The number that the next document of this type will get."""
    assert membership.agency is not None
    agency = membership.agency
    return Sequence(agency, year_of(agency, day), series_of(agency, kind)).last()[0] + 1


def numbers(membership: Membership) -> QuerySet[OutgoingNumber]:
    """All numbers of the agency's sequences, newest first; none for those who do not see every document."""
    if membership.agency is None or not may(membership, VIEW_ALL):
        return OutgoingNumber.objects.none()
    rows = OutgoingNumber.objects.filter(agency=membership.agency).select_related("document", "by")
    return rows.order_by("-year", "series", "-number")


@dataclass(frozen=True, slots=True)
class Series:
    """Where a sequence stands: its last number and how many are kept for later."""

    year: int
    name: str
    last: int
    kept: int


def series(membership: Membership) -> list[Series]:
    """The sequences of the agency in use, the present year's first. One query."""
    found: dict[tuple[int, str], list[int]] = {}
    for row in (
        numbers(membership)
        .filter(year__gte=membership.today.year - 6)
        .values_list("year", "series", "until", "voided", "document")
    ):
        year, name, until, voided, document = row
        cell = found.setdefault((year, name), [0, 0])
        cell[0] = max(cell[0], until)
        cell[1] += not voided and document is None
    return [
        Series(year, name, *cell) for (year, name), cell in sorted(found.items(), key=lambda i: (-i[0][0], i[0][1]))
    ]


def signers(membership: Membership) -> list[Post]:
    """Who signs documents of the agency: its leaders first, then the heads of its units. One query."""
    assert membership.agency is not None
    posts = Post.objects.filter(
        valid_posts(membership.today),
        role__in=(Role.LEADER, Role.UNIT_HEAD, Role.COORDINATOR),
        unit__in=subtree_ids([membership.agency.unit_id]),
    ).select_related("person", "unit")
    order = [Role.LEADER, Role.COORDINATOR, Role.UNIT_HEAD]
    return sorted(posts, key=lambda post: (order.index(Role(post.role)), post.unit.order, post.pk))


def issued_between(membership: Membership, since: date, until: date) -> Iterator[Document | OutgoingNumber]:
    """What the register of outgoing documents holds, in the order of days and numbers: documents, and numbers that
    are kept, voided or were given on paper. Read in pieces, not held in memory."""
    if membership.agency is None or not may(membership, VIEW_ALL):
        return
    agency = membership.agency
    slots = OutgoingNumber.objects.filter(agency=agency, on__gte=since, on__lte=until, document=None)
    waiting = list(slots.order_by("on", "series", "number"))
    rows = Document.objects.filter(agency=agency, direction=Direction.OUTGOING)
    rows = rows.filter(issued_on__gte=since, issued_on__lte=until).filter(
        Q(issue=None) | Q(issue__issued_at__isnull=False)
    )
    rows = rows.select_related("issue", "outgoing_number").prefetch_related("parties__unit")
    for document in rows.order_by("issued_on", "outgoing_number__series", "outgoing_number__number", "id").iterator(
        PIECE
    ):
        while waiting and document.issued_on is not None and waiting[0].on < document.issued_on:
            yield waiting.pop(0)
        yield document
    yield from waiting


def received_between(membership: Membership, since: date, until: date) -> QuerySet[Document]:
    """What came in between two days (inclusive), in the order of arrival numbers, as the member sees it."""
    rows = visible_documents(membership).filter(direction=Direction.INCOMING)
    rows = rows.filter(received_on__gte=since, received_on__lte=until)
    return rows.order_by("arrival_year", "arrival_number", "id").defer("provenance", "folded")
