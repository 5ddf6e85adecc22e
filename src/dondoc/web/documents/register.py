"""The three registers: incoming, outgoing, internal."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from dondoc.documents import queries
from dondoc.documents.models import Direction, Document, DocumentState, IntakeState, Same
from dondoc.documents.paging import BOUND, page
from dondoc.documents.policies import PREPARE, REGISTER, VIEW_ALL
from dondoc.documents.queries import DocumentFilters
from dondoc.organisations.policies import may
from dondoc.tasks.queries import counts_by_document
from dondoc.trust.queries import states_by_document
from dondoc.web.paging import SIZE, day_of, number_of
from dondoc.web.words import readable

REGISTERS = (
    (Direction.INCOMING, "documents:incoming"),
    (Direction.OUTGOING, "documents:outgoing"),
    (Direction.INTERNAL, "documents:internal"),
)
SORTS = (
    ("newest", "Mới vào sổ trước"),
    ("arrival", "Số đến giảm dần"),
    ("issued", "Ngày ban hành gần nhất"),
    ("issuer", "Cơ quan ban hành"),
    ("oldest", "Cũ trước"),
)
INTAKES_SHOWN = 30
ASKED = (Same.ASK, Same.COPY, Same.SEPARATE)
PAGES_AHEAD = 4


@require_safe
def register(request: HttpRequest, direction: Direction) -> HttpResponse:
    """A register as the member sees it; htmx gets just the list."""
    filters = DocumentFilters(
        text=request.GET.get("tim", "").strip()[:200],
        state=request.GET.get("trang-thai", ""),
        since=day_of(request.GET, "tu"),
        until=day_of(request.GET, "den"),
        sort=request.GET.get("sap", "newest"),
    )
    number = number_of(request.GET)
    rows = queries.register(request.membership, direction, filters)
    shown = page(rows, number, SIZE, _bound(request, number))
    count_tasks(shown.rows)
    show_signatures(shown.rows)
    context: dict[str, Any] = {
        "page": shown,
        "filters": filters,
        "direction": direction,
        "filtered": any((filters.text, filters.state, filters.since, filters.until)),
        "states": DocumentState.choices,
        "sorts": SORTS,
    }
    if request.htmx and request.htmx.target == "so-van-ban":
        return render(request, "web/documents/list.html", context)
    registers = may(request.membership, REGISTER)
    context |= {
        "registers": REGISTERS,
        "may_register": registers,
        "may_prepare": may(request.membership, PREPARE),
        "may_print": may(request.membership, VIEW_ALL),
    }
    context["intakes"] = _on_the_way(request, direction) if registers else []
    return render(request, "web/documents/register.html", context)


def _bound(request: HttpRequest, number: int) -> int:
    """How far the list is counted: for who sees some documents, counting looks at each of them, so it goes just some
    pages ahead."""
    return BOUND if may(request.membership, VIEW_ALL) else min(BOUND, (number + PAGES_AHEAD) * SIZE)


def _on_the_way(request: HttpRequest, direction: Direction) -> list[Any]:
    """Files that wait, are being read or failed: what is done stands in the register itself."""
    settled = (IntakeState.DONE, IntakeState.SPLIT, IntakeState.DISCARDED)
    rows = queries.intakes(request.membership).exclude(state__in=settled).filter(direction=direction, same__in=ASKED)
    return list(rows[:INTAKES_SHOWN])


def count_tasks(documents: list[Document]) -> None:
    """Set ``task_count``, ``proposal_count`` and ``issued_words`` on each document of a page, in one query."""
    counts = counts_by_document(document.pk for document in documents)
    for document in documents:
        row = counts.get(document.pk, {"tasks": 0, "proposed": 0})
        document.issued_words = readable(document.issued_text)
        document.task_count, document.proposal_count = row["tasks"], row["proposed"]


def show_signatures(documents: list[Document]) -> None:
    """Set ``signature_state`` on each document of a page whose files are signed, in one query."""
    states = states_by_document(document.pk for document in documents)
    for document in documents:
        document.signature_state = states.get(document.pk, "")
