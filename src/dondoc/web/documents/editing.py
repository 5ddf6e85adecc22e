"""Saving on the review page: one field at a time, each answer the field as it stands now."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST
from django_htmx.http import reswap, retarget, trigger_client_event

from dondoc.audit.errors import Refused, Stale
from dondoc.documents import actions
from dondoc.documents.models import Party
from dondoc.web.documents import heads
from dondoc.web.documents.fields import Field, sent_tokens
from dondoc.web.documents.finding import find
from dondoc.web.documents.review import describe

UNPROCESSABLE = 422


def version_of(request: HttpRequest) -> int | None:
    """The version that the page was showing; None where it does not say."""
    value = request.POST.get("version", "")
    return int(value) if value.isascii() and value.isdigit() else None


def refused(request: HttpRequest, field: Field, error: Refused, context: dict[str, Any]) -> HttpResponse:
    """The field with what the person typed and the sentence that says why it was not saved."""
    kept = field if field.kind == "units" else _typed(field, request.POST.get(field.name, ""))
    context = {**context, "field": kept.noted(str(error), "bad")}
    return render(request, "web/documents/field.html", context, status=UNPROCESSABLE)


def _typed(field: Field, words: str) -> Field:
    return Field(**{**{name: getattr(field, name) for name in field.__slots__}, "value": words})


@require_POST
def correct(request: HttpRequest, document_id: int) -> HttpResponse:
    """Save one field of a document's head."""
    name = request.POST.get("field", "")
    page = find(request, document_id)
    head = heads.head(page, allowed=True)
    field = head.named(name)
    if field is None:
        raise Refused("Trường này không sửa được.")
    try:
        _save(request, document_id, name, version_of(request))
    except Stale:
        raise
    except Refused as error:
        return refused(request, field, error, {"editing": head})
    page = find(request, document_id)
    head = heads.head(page, allowed=True)
    saved = head.named(name)
    context = {"editing": head, "field": saved.noted("Đã lưu") if saved else None, "head": head}
    return render(request, "web/documents/head_saved.html", context)


def _save(request: HttpRequest, document_id: int, name: str, version: int | None) -> None:
    by, membership = request.user, request.membership
    if name in Party.Role.values:
        names = [(item["name"], item.get("unit")) for item in sent_tokens(request.POST.getlist(name))]
        actions.set_parties(by, membership, document_id, name, names)
        return
    changes: dict[str, Any] = {name: request.POST.get(name, "")}
    if name == "issuer":
        changes = _issuer(request)
    actions.correct_document(by, membership, document_id, changes, version=version)


def _issuer(request: HttpRequest) -> dict[str, Any]:
    tokens = sent_tokens(request.POST.getlist("issuer"))[-1:]
    if not tokens:
        return {"issuer": None, "issuer_name": ""}
    unit = tokens[0].get("unit")
    return {"issuer": unit} if unit else {"issuer": None, "issuer_name": tokens[0]["name"]}


@require_POST
def confirm(request: HttpRequest, document_id: int) -> HttpResponse:
    """Confirm the head of a document."""
    find(request, document_id)
    actions.confirm_document(request.user, request.membership, document_id)
    page = find(request, document_id)
    return render(request, "web/documents/document_confirmed.html", {"document": page.document, "oob": True})


@require_POST
def citations(request: HttpRequest, document_id: int) -> HttpResponse:
    """Add or take away a cited document."""
    page = find(request, document_id)
    removed = request.POST.get("remove", "")
    codes = [one.code for one in page.citations if str(one.pk) != removed]
    added = request.POST.get("add", "").strip()
    actions.set_citations(request.user, request.membership, document_id, codes + ([added] if added else []))
    return _citations_panel(request, document_id)


def _citations_panel(request: HttpRequest, document_id: int) -> HttpResponse:
    page = find(request, document_id)
    describe(request.membership, page.citations)
    context = {"page": page, "document": page.document, "head": heads.head(page, allowed=True)}
    response = render(request, "web/documents/citations_panel.html", context)
    return trigger_client_event(response, "marks-changed", {})


@require_POST
def settle_citation(request: HttpRequest, document_id: int, citation_id: int) -> HttpResponse:
    """Say which document a citation means, or that it does not mean one of them."""
    find(request, document_id)
    step = actions.settle_citation if request.POST.get("meant") == "yes" else actions.refuse_citation
    chosen = request.POST.get("document", "")
    step(request.user, request.membership, citation_id, int(chosen) if chosen.isascii() and chosen.isdigit() else 0)
    if request.htmx and request.htmx.target == "citations":
        return _citations_panel(request, document_id)
    return redirect(f"{reverse('documents:questions')}#hoi")


def whole_card(response: HttpResponse, task_id: int) -> HttpResponse:
    """Let an answer take the place of the whole card instead of one field."""
    return reswap(retarget(response, f"#task-{task_id}"), "outerHTML")
