"""The linter beside a document: what it found, setting a finding aside, taking that back."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe
from django_htmx.http import trigger_client_event

from dondoc.checking import Severity
from dondoc.documents import actions
from dondoc.documents.checks import checkup
from dondoc.documents.policies import permission_to_set_aside
from dondoc.documents.queries import DocumentPage
from dondoc.organisations.policies import may
from dondoc.web.documents.finding import find

TONES = {Severity.ERROR: "bad", Severity.WARNING: "warn", Severity.NOTE: "info"}
ICONS = {Severity.ERROR: "flag", Severity.WARNING: "warn", Severity.NOTE: "info"}


@require_safe
def findings(request: HttpRequest, document_id: int) -> HttpResponse:
    """The panel; the document's words are marked anew where it has something to show."""
    return _panel(request, find(request, document_id))


@require_POST
def set_aside(request: HttpRequest, document_id: int, key: str) -> HttpResponse:
    """Let a finding stand, with the reason."""
    page = find(request, document_id)
    actions.set_aside(request.user, request.membership, document_id, key, request.POST.get("reason", ""))
    return _panel(request, page)


@require_POST
def take_back(request: HttpRequest, document_id: int, key: str) -> HttpResponse:
    """Show a finding again."""
    page = find(request, document_id)
    actions.take_back(request.user, request.membership, document_id, key)
    return _panel(request, page)


def _panel(request: HttpRequest, page: DocumentPage) -> HttpResponse:
    found = checkup(request.membership, page.document)
    context = {
        "document": page.document,
        "checkup": found,
        "rows": [(one, TONES[one.finding.severity], ICONS[one.finding.severity]) for one in found.standing],
        "on_paper": page.text is not None,
        "may_set_aside": may(request.membership, permission_to_set_aside(page.document)),
    }
    response = render(request, "web/documents/findings.html", context)
    return trigger_client_event(response, "marks-changed") if found.standing or found.aside else response
