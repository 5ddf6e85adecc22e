"""Which items of a plan no task of ours carries out yet."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from dondoc.audit.errors import Refused
from dondoc.documents.models import Document
from dondoc.documents.queries import visible_documents
from dondoc.tasks import actions
from dondoc.tasks.coverage import coverage
from dondoc.tasks.policies import require_confirm


def find(request: HttpRequest, document_id: int) -> Document:
    """A document that the member sees. Raises Http404, NotAllowed for those who may not confirm its tasks."""
    require_confirm(request.membership)
    found = visible_documents(request.membership).filter(pk=document_id).first()
    if found is None:
        raise Http404
    return found


@require_safe
def items(request: HttpRequest, document_id: int) -> HttpResponse:
    """The items, those that nothing carries out first."""
    document = find(request, document_id)
    found = coverage(request.membership, document_id)
    groups = (
        ("Chưa có nhiệm vụ thực hiện", [one for one in found.items if one.open]),
        ("Có nhiệm vụ của văn bản khác thực hiện", [one for one in found.items if one.links and not one.direct]),
        ("Đã giao trực tiếp từ văn bản này", [one for one in found.items if one.direct]),
    )
    context = {"document": document, "found": found, "groups": [(title, rows) for title, rows in groups if rows]}
    return render(request, "web/documents/coverage.html", context)


def _id(request: HttpRequest, name: str) -> int:
    value = request.POST.get(name, "")
    return int(value) if value.isascii() and value.isdigit() and len(value) < 16 else 0


@require_POST
def cover(request: HttpRequest, document_id: int) -> HttpResponse:
    """Say that a task carries out an item, or take that back."""
    find(request, document_id)
    try:
        if request.POST.get("remove"):
            actions.uncover(request.user, request.membership, _id(request, "remove"))
        else:
            actions.cover(request.user, request.membership, _id(request, "item"), _id(request, "task"))
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("documents:coverage", document_id)
