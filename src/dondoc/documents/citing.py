"""Which document of the register a citation means: number, symbol, date and issuer, also with small errors.

Numbers start anew each year and symbols are local, so a code alone says little: the same code with a date or an issuer
that contradicts is a question for a person, and so is a symbol that is off by a letter or two on the very same day.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum

from django.db.models import Q, QuerySet
from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

from dondoc.documents.keys import document_key
from dondoc.documents.models import Citation, Document
from dondoc.documents.policies import CORRECT
from dondoc.documents.queries import visible_documents
from dondoc.organisations.policies import may
from dondoc.organisations.queries import Membership

SLIPS = 2
"""Letters by which a symbol may be off."""
SAME_NAME = 80
"""From this score on (rapidfuzz token_set_ratio, 0 to 100) two names can be one body's."""
SHOWN = 5


class Fit(Enum):
    """How well a document fits a citation."""

    SURE = 1
    MAYBE = 2
    NONE = 3


def may_be_same_date(one: str, two: str) -> bool:
    """Whether two dates, each as precise as printed, can be the same ("2025-08" and "2025-08-06" can)."""
    return not one or not two or one.startswith(two) or two.startswith(one)


def may_be_same_body(one: str, two: str) -> bool:
    """Whether two names of an issuer can mean one body ("UBND tỉnh" and "Ủy ban nhân dân tỉnh An Phước" can)."""
    left, right = (document_key(name, "1", "x", "1").partition("|")[0] for name in (one, two))
    return not left or not right or fuzz.token_set_ratio(left, right) >= SAME_NAME


def fit(citation: Citation, document: Document) -> Fit:
    """How well a document fits what is cited; ``refused`` ones never do."""
    if document.pk in citation.refused or document.pk == citation.document_id:
        return Fit.NONE
    same_day = may_be_same_date(citation.issued_text, document.issued_text)
    if citation.folded == document.folded_code:
        body = may_be_same_body(citation.issuer_name, document.issuer_name)
        return Fit.SURE if same_day and body else Fit.MAYBE if same_day or body else Fit.NONE
    number, _, symbol = citation.folded.partition(" ")
    other_number, _, other = document.folded_code.partition(" ")
    exactly = same_day and bool(citation.issued_text) and bool(document.issued_text)
    if number != other_number or not exactly or min(len(symbol), len(other)) < 2 * SLIPS:
        return Fit.NONE
    return Fit.MAYBE if OSA.distance(symbol, other, score_cutoff=SLIPS) <= SLIPS else Fit.NONE


def near(folded: str, column: str) -> Q:
    """The condition that a folded code has the same number as ``folded``; a stretch of an index."""
    number = folded.partition(" ")[0]
    return Q(**{f"{column}__gte": number + " ", f"{column}__lt": number + "!"})


def candidates(citations: list[Citation]) -> Iterator[tuple[Citation, list[Document]]]:
    """Each citation with the documents that may be meant, the surest and newest first. One query; all are of one
    agency."""
    numbers = {one.folded.partition(" ")[0]: one.folded for one in citations if " " in one.folded}
    rows: list[Document] = []
    if numbers:
        condition = Q()
        for folded in numbers.values():
            condition |= near(folded, "folded_code")
        agency = citations[0].document.agency_id
        rows = list(_plain(Document.objects.filter(condition, agency=agency)).order_by("-id")[: 50 * len(numbers)])
    for citation in citations:
        found = [row for row in rows if fit(citation, row) is not Fit.NONE]
        yield citation, sorted(found, key=lambda row: fit(citation, row).value)


def _plain(rows: QuerySet[Document]) -> QuerySet[Document]:
    return rows.defer("provenance", "folded")


def questions(membership: Membership) -> QuerySet[Citation]:
    """The citations that a person may say the document of: of documents that the member sees, newest first; none for
    those who may not correct."""
    if membership.agency is None or not may(membership, CORRECT):
        return Citation.objects.none()
    seen = visible_documents(membership)
    rows = Citation.objects.filter(is_asked=True, document__agency=membership.agency, document__in=seen.values("pk"))
    return rows.select_related("document", "target").order_by("-document_id", "start", "id")


def with_choices(membership: Membership, citations: list[Citation]) -> None:
    """Set ``choices`` of each citation (the documents that may be meant) and ``known`` (the one that is meant), as far
    as the member sees them. At most two queries."""
    found = dict(candidates([one for one in citations if one.is_asked]))
    wanted = {row.pk for rows in found.values() for row in rows} | {one.target_id for one in citations if one.target_id}
    seen = set(visible_documents(membership).filter(pk__in=wanted).values_list("pk", flat=True)) if wanted else set()
    for citation in citations:
        citation.choices = [row for row in found.get(citation, []) if row.pk in seen][:SHOWN]
        citation.known = citation.target if citation.target_id in seen else None
