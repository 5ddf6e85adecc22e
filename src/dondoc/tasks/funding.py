"""What the work costs: the funds that documents name for tasks, added up by source and by document."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, QuerySet

from dondoc.documents.models import Document
from dondoc.language.folding import fold
from dondoc.language.money import funds_in
from dondoc.organisations.queries import Membership
from dondoc.tasks.filters import RegisterFilters
from dondoc.tasks.models import Task, TaskState
from dondoc.tasks.register import register

NOT_SAID = "Chưa ghi nguồn"
MOST = 5_000
"""Different words for funds that are looked at."""


@dataclass(frozen=True, slots=True)
class Line:
    """A source (``key`` finds its tasks) or a document: how many tasks, the sum of the amounts that are known, in đồng,
    and for how many tasks none is."""

    key: str
    name: str
    tasks: int
    amount: int
    unknown: int
    document: Document | None = None


@dataclass(frozen=True, slots=True)
class Funds:
    """``tasks`` that name funds, each once; the lines with most money first."""

    tasks: int
    amount: int
    by_source: list[Line]
    by_document: list[Line]


def funded(membership: Membership, today: date, document: int | None = None) -> QuerySet[Task]:
    """The tasks that the member sees and that name funds; a collective one is one for those who see it whole."""
    rows = register(membership, RegisterFilters(state="all", document=document, sort="document"), today)
    return rows.exclude(funds="").exclude(state=TaskState.CANCELLED)


def funds(membership: Membership, today: date, document: int | None = None) -> Funds:
    """All of them added up. Two queries."""
    rows = funded(membership, today, document).prefetch_related(None).select_related(None).defer(None).order_by()
    words = list(rows.values_list("document", "funds").annotate(Count("pk")).order_by("document", "funds")[:MOST])
    sources: dict[str, Line] = {}
    documents: dict[int | None, Line] = {}
    for document_id, text, number in words:
        found = funds_in(text)
        for fund in found:
            _add(sources, key_of(fund.source), fund.source or NOT_SAID, number, fund.amount)
        known = [fund.amount for fund in found if fund.amount is not None]
        _add(documents, document_id, "", number, sum(known) if known else None)
    papers = Document.objects.defer("provenance", "folded").in_bulk([pk for pk in documents if pk is not None])
    by_document = [
        Line(str(pk or ""), "", one.tasks, one.amount, one.unknown, papers.get(pk or 0))
        for pk, one in documents.items()
    ]
    total = sum(one.amount for one in documents.values())
    return Funds(sum(one.tasks for one in documents.values()), total, _most(sources.values()), _most(by_document))


def _add(lines: dict[Any, Line], key: Any, name: str, number: int, amount: int | None) -> None:
    one = lines.get(key) or Line(str(key), name, 0, 0, 0)
    unknown = one.unknown + (number if amount is None else 0)
    lines[key] = Line(one.key, one.name, one.tasks + number, one.amount + number * (amount or 0), unknown)


def _most(lines: Iterable[Line]) -> list[Line]:
    return sorted(lines, key=lambda line: (-line.amount, -line.tasks, line.name))


def key_of(source: str) -> str:
    """What finds a source again, however it is spelt."""
    return fold(source).strip() or "-"


def of_source(membership: Membership, today: date, key: str, document: int | None = None) -> QuerySet[Task]:
    """The tasks that name a source, as many as its line counts. One query more."""
    rows = funded(membership, today, document)
    bare = rows.prefetch_related(None).select_related(None).defer(None).order_by()
    known = bare.values_list("funds", flat=True).distinct()[:MOST]
    return rows.filter(funds__in=[text for text in known if key in {key_of(fund.source) for fund in funds_in(text)}])
