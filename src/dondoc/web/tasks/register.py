"""The register of tasks: filters live in the address, so that a list can be kept and passed on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.views.decorators.http import require_safe

from dondoc.documents.models import Document
from dondoc.organisations.models import Unit
from dondoc.organisations.policies import may
from dondoc.organisations.queries import unit_tree
from dondoc.tasks.filters import DUE, RegisterFilters
from dondoc.tasks.models import Part, Task, TaskKind, TaskState
from dondoc.tasks.register import register_page
from dondoc.web.paging import SIZE, id_of, number_of

STATES = (
    ("", "Đang mở"),
    *((state.value, state.label) for state in TaskState if state not in (TaskState.PROPOSED, TaskState.DISMISSED)),
    ("all", "Tất cả"),
)
PARTS = (Part.LEAD, Part.COORDINATE, Part.DIRECT, Part.FOLLOW)
SORTS = (
    ("due", "Hạn gần nhất"),
    ("-due", "Hạn xa nhất"),
    ("newest", "Mới giao trước"),
    ("document", "Theo văn bản"),
)


@dataclass(frozen=True, slots=True)
class ActiveFilter:
    """A filter that is on, in words; ``name`` is its parameter in the address."""

    name: str
    words: str


def filters_of(query: QueryDict) -> RegisterFilters:
    """The filters that an address asks for; what it does not know is left out."""
    return RegisterFilters(
        unit=id_of(query, "don-vi"),
        part=query.get("vai-tro", ""),
        document=id_of(query, "van-ban"),
        state=query.get("trang-thai", "") or "open",
        due=query.get("han", ""),
        text=query.get("tim", "").strip()[:200],
        kind=query.get("loai", ""),
        sort=query.get("sap", "") or "due",
    )


@require_safe
def register(request: HttpRequest) -> HttpResponse:
    """The tasks that the member sees."""
    filters = filters_of(request.GET)
    shown = register_page(request.membership, filters, request.today, number_of(request.GET), SIZE)
    for task in shown.rows:
        set_parts(task)
    units = units_of_choice(request)
    context: dict[str, Any] = {
        "page": shown,
        "filters": filters,
        "units": units,
        "states": STATES,
        "parts": [(part.value, part.label) for part in PARTS],
        "dues": DUE.items(),
        "kinds": TaskKind.choices,
        "sorts": SORTS,
        "active": active(request, filters, units),
        "sees_all": may(request.membership, "tasks.view_all"),
    }
    return render(request, "web/tasks/register.html", context)


def units_of_choice(request: HttpRequest) -> list[tuple[int, Unit]]:
    """The agency's units for the filter, each with its depth."""
    agency = request.membership.agency
    return unit_tree(agency, request.today) if agency else []


def set_parts(task: Task) -> None:
    """Set ``leads`` and ``partners`` of a task whose parts are loaded."""
    rows = list(task.assignments.all())
    task.leads = [row for row in rows if row.part == Part.LEAD]
    task.partners = [row for row in rows if row.part == Part.COORDINATE]


def active(request: HttpRequest, filters: RegisterFilters, units: list[tuple[int, Unit]]) -> list[ActiveFilter]:
    """The filters that are on, each with what it says."""
    found = []
    if filters.text:
        found.append(ActiveFilter("tim", f"“{filters.text}”"))
    if filters.unit:
        name = next((unit.name for _, unit in units if unit.pk == filters.unit), "")
        name = name or Unit.objects.filter(pk=filters.unit).values_list("name", flat=True).first() or "đơn vị khác"
        found.append(ActiveFilter("don-vi", name))
    if filters.part in Part.values:
        found.append(ActiveFilter("vai-tro", Part(filters.part).label))
    if filters.document:
        document = Document.objects.filter(pk=filters.document, agency=request.membership.agency).first()
        found.append(ActiveFilter("van-ban", str(document) if document else "văn bản khác"))
    if filters.state != "open":
        found.append(ActiveFilter("trang-thai", dict(STATES).get(filters.state, filters.state)))
    if filters.due in DUE:
        found.append(ActiveFilter("han", DUE[filters.due]))
    if filters.kind in TaskKind.values:
        found.append(ActiveFilter("loai", TaskKind(filters.kind).label))
    return found
