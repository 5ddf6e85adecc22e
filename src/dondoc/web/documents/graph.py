"""What a document stands on, what carries it out and which tasks come of it; citations that a person is asked about."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from dondoc.audit.errors import NotAllowed
from dondoc.documents.chain import Chain, Node, chain, chain_of_code, superseded
from dondoc.documents.citing import questions
from dondoc.documents.paging import page
from dondoc.documents.policies import CORRECT, agency_of
from dondoc.organisations.policies import may
from dondoc.tasks.policies import CONFIRM
from dondoc.tasks.queries import document_tasks, seen_by_document
from dondoc.web.documents.review import describe
from dondoc.web.paging import SIZE, number_of

TASKS, DEEPEST = 40, 10
WORDS = {"implements": "thực hiện văn bản trên", "basis": "căn cứ văn bản trên"}


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the tree: ``depth`` 0 is the highest, ``counts`` of the tasks of its document."""

    node: Node
    depth: int
    here: bool
    words: str
    counts: dict[str, int] | None


@require_safe
def chain_of(request: HttpRequest, document_id: int) -> HttpResponse:
    """The tree through a document, from the highest down to its tasks."""
    found = chain(request.membership, document_id)
    if found is None:
        raise Http404
    document = found.path[-1].document
    tasks = list(document_tasks(request.membership, document_id).prefetch_related(None)[: TASKS + 1])
    resting = [node.document.pk for node in (*found.path, *found.others) if node.document]
    context = {
        "document": document,
        "name": str(document),
        "may_cover": may(request.membership, CONFIRM),
        "tasks": tasks[:TASKS],
        "more_tasks": len(tasks) > TASKS,
        "others": found.others,
        "changes": superseded(request.membership, resting),
    }
    return render(request, "web/documents/chain.html", context | tree(request, found))


@require_safe
def chain_by_code(request: HttpRequest) -> HttpResponse:
    """The tree below a document that is not in the register, such as a resolution of the Politburo."""
    agency_of(request.membership)
    code = request.GET.get("so", "").strip()[:80]
    found = chain_of_code(request.membership, code)
    if not found.below:
        raise Http404
    return render(request, "web/documents/chain.html", {"name": code} | tree(request, found))


def tree(request: HttpRequest, found: Chain) -> dict[str, Any]:
    """The lines of a tree with the counts of the tasks that the member sees, in one query."""
    documents = [one.document.pk for one, _ in found.walked() if one.document]
    counts = seen_by_document(request.membership, documents, request.today)
    here = found.path[-1]
    lines = []
    for node, depth in found.walked():
        number = counts.get(node.document.pk) if node.document else None
        lines.append(Line(node, min(depth, DEEPEST), node is here, WORDS.get(node.relation, ""), number))
    return {"lines": lines, "cut": found.cut}


@require_safe
def asked(request: HttpRequest) -> HttpResponse:
    """The citations that somebody has to say the document of."""
    agency_of(request.membership)
    if not may(request.membership, CORRECT):
        raise NotAllowed("Chỉ văn thư, văn phòng và lãnh đạo trả lời viện dẫn cần hỏi lại.")
    shown = page(questions(request.membership), number_of(request.GET), SIZE)
    describe(request.membership, shown.rows)
    return render(request, "web/documents/questions.html", {"page": shown})
