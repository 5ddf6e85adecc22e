"""What came in through which way, what was refused and why; and the folders and mailboxes that are watched."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from dondoc.audit.errors import Refused
from dondoc.documents import actions, queries
from dondoc.documents.models import Arrival, Inlet, IntakeState
from dondoc.documents.paging import page
from dondoc.documents.policies import REGISTER, require_watch
from dondoc.documents.queries import ArrivalFilters
from dondoc.documents.ways.arriving import the_agency
from dondoc.documents.ways.watching import watched
from dondoc.organisations.models import Agency
from dondoc.organisations.policies import may
from dondoc.web.paging import SIZE, day_of, number_of

KINDS = {"folder": "Thư mục", "mail": "Hộp thư"}


@require_safe
def log(request: HttpRequest) -> HttpResponse:
    """The page."""
    own = require_watch(request.membership)
    filters = ArrivalFilters(
        arrival=request.GET.get("nguon", ""),
        state=request.GET.get("trang-thai", ""),
        text=request.GET.get("tim", "").strip()[:200],
        since=day_of(request.GET, "tu"),
        until=day_of(request.GET, "den"),
    )
    context: dict[str, Any] = {
        "page": page(queries.arrivals(request.membership, filters), number_of(request.GET), SIZE),
        "filters": filters,
        "filtered": any((filters.arrival, filters.state, filters.text, filters.since, filters.until)),
        "arrivals": Arrival.choices,
        "states": IntakeState.choices,
        "inlets": inlets(own),
        "reads_work": may(request.membership, REGISTER),
        "here": "arrivals",
    }
    return render(request, "web/documents/arrivals.html", context)


def inlets(own: Agency) -> list[dict[str, Any]]:
    """The watched sources of an agency: what each is, when it was last looked into, and why that failed."""
    sources = watched()
    rows = {row.key: row for row in Inlet.objects.filter(key__in=[one.key for one in sources])} if sources else {}
    return [
        {"kind": KINDS[one.kind], "name": one.key.partition(":")[2], "row": rows.get(one.key)}
        for one in sources
        if _of(one.agency) in (None, own)
    ]


def _of(words: str) -> Agency | None:
    try:
        return the_agency(words)
    except Refused:
        return None


@require_POST
def retry(request: HttpRequest, intake_id: int) -> HttpResponse:
    """Have a refused file read once more."""
    intake = actions.retry_intake(request.user, request.membership, intake_id)
    messages.success(request, f"Đang đọc lại {intake.name}.")
    back = request.POST.get("back", "")
    safe = url_has_allowed_host_and_scheme(back, allowed_hosts=None)
    return redirect(back if safe else reverse("documents:arrivals"))
