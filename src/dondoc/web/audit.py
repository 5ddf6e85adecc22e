"""The log, for those who may read it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from dondoc.audit.queries import latest
from dondoc.documents.models import Document
from dondoc.documents.paging import page
from dondoc.organisations.policies import may, require
from dondoc.tasks.models import Task
from dondoc.web.paging import SIZE, number_of
from dondoc.web.stories import Event, told
from dondoc.web.words import document_title

ORGANISATION = ("organisations.unit", "organisations.person", "organisations.agency")
SUBJECTS = {
    "van-ban": ("Văn bản", ("documents.document", "documents.intake")),
    "nhiem-vu": ("Nhiệm vụ", ("tasks.task",)),
    "to-chuc": ("Tổ chức", ORGANISATION),
}
PAGES = {
    "documents.document": "documents:review",
    "tasks.task": "tasks:task",
    "organisations.unit": "organisation:unit",
    "organisations.person": "organisation:person",
}


@require_safe
def log(request: HttpRequest) -> HttpResponse:
    """What happened last in the agency. Who only manages the organisation does not read its work."""
    require(request.membership, "audit.read")
    work = may(request.membership, "audit.read_work")
    kind = request.GET.get("loai", "")
    subjects: tuple[str, ...] | None = SUBJECTS[kind][1] if kind in SUBJECTS else None
    if not work:
        kind, subjects = "to-chuc", ORGANISATION
    shown = page(latest(request.membership.agency.pk, subjects), number_of(request.GET), SIZE)
    context: dict[str, Any] = {
        "page": shown,
        "events": _named(told(shown.rows)),
        "kind": kind,
        "subjects": [(name, label) for name, (label, _) in SUBJECTS.items() if work or name == "to-chuc"],
        "work": work,
    }
    return render(request, "web/audit/log.html", context)


def _named(events: list[Event]) -> list[tuple[Event, str]]:
    """Events with the address of what they are about; a part's event gets the name of its whole. Two queries more."""
    unnamed: dict[str, set[str]] = {}
    for event in events:
        if not event.label:
            unnamed.setdefault(event.subject[0], set()).add(event.subject[1])
    tasks = Task.objects.filter(pk__in=unnamed.get("tasks.task", ()))
    documents = Document.objects.filter(pk__in=unnamed.get("documents.document", ()))
    names = {("tasks.task", str(pk)): text for pk, text in tasks.values_list("pk", "text")}
    names |= {("documents.document", str(one.pk)): document_title(one) for one in documents}
    for event in events:
        event.label = event.label or names.get(event.subject, event.model)
    return [(event, _address(event)) for event in events]


def _address(event: Event) -> str:
    model, pk = event.subject
    return reverse(PAGES[model], args=[pk]) if model in PAGES and pk.isdigit() else ""
