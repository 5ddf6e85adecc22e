"""One box over all that can be found: some of each kind, or one kind page by page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from dondoc.documents.policies import agency_of
from dondoc.documents.search import Filters, Hit, Section, search, wanted
from dondoc.documents.search.snippets import Pieces
from dondoc.documents.search.source import Source, sources
from dondoc.web.consultations.opinions import WHOLE
from dondoc.web.paging import day_of, number_of

KINDS = {
    "van-ban": "document",
    "nhiem-vu": "task",
    "tien-do": "update",
    "vuong-mac": "difficulty",
    "gop-y": "opinion",
}
"""Name in the address → kind."""
PAGES_OF = {
    "document": "documents:review",
    "task": "tasks:task",
    "update": "tasks:task",
    "difficulty": "difficulties:difficulty",
    "opinion": "consultations:opinions",
}
GLANCED, SIZE = 5, 20


@dataclass(frozen=True, slots=True)
class Tab:
    """A kind to look at; ``count`` None where it was not looked for."""

    name: str
    label: str
    here: bool
    count: str = ""


def filters_of(query: QueryDict) -> Filters:
    """The filters that an address asks for."""
    return Filters(
        since=day_of(query, "tu"),
        until=day_of(query, "den"),
        issuer=query.get("co-quan", "").strip()[:200],
        state=query.get("trang-thai", "")[:20],
    )


def address_of(hit: Hit) -> str:
    """The page that tells of a hit."""
    address = reverse(PAGES_OF[hit.kind], args=[hit.about])
    return f"{address}?muc={hit.part or WHOLE}" if hit.kind == "opinion" else address


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """What the member finds."""
    agency_of(request.membership)
    typed = request.GET.get("tim", "").strip()[:200]
    kind = KINDS.get(request.GET.get("loai", ""), "")
    filters = filters_of(request.GET)
    source = next((one for one in sources() if one.name == kind), None)
    found = search(
        request.membership,
        wanted(typed),
        [kind] if kind else (),
        filters if source is None or not filters.state or filters.state in dict(source.states) else Filters(),
        number=number_of(request.GET),
        size=SIZE if kind else GLANCED,
    )
    context: dict[str, Any] = {
        "typed": typed,
        "kind": request.GET.get("loai", "") if kind else "",
        "tabs": tabs(found.sections, kind),
        "filters": filters,
        "states": source.states if source else (),
        "sections": [shown(section) for section in found.sections if section.hits],
        "found": found,
        "single": found.sections[0] if kind and found.sections else None,
    }
    return render(request, "web/search/page.html", context)


def tabs(sections: list[Section], kind: str) -> list[Tab]:
    """A tab for everything and one for each kind, with how much of it there is."""
    counts = {one.source.name: f"{one.total}{'+' if one.more else ''}" for one in sections}
    rows = [Tab("", "Tất cả", not kind)]
    for name, value in KINDS.items():
        source: Source | None = next((one for one in sources() if one.name == value), None)
        if source is not None:
            rows.append(Tab(name, source.label, kind == value, counts.get(value, "")))
    return rows


def shown(section: Section) -> dict[str, Any]:
    """A section as the page shows it."""
    name = next(name for name, value in KINDS.items() if value == section.source.name)
    return {"section": section, "name": name, "hits": [(hit, address_of(hit), told(hit)) for hit in section.hits]}


def told(hit: Hit) -> Pieces:
    """The words around what was found; nothing where the title says the same."""
    title, words = ("".join(piece for piece, _ in pieces).casefold() for pieces in (hit.title, hit.snippet))
    return [] if title.startswith(words.removesuffix(" …")) else hit.snippet
