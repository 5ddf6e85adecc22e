"""The review page: the document as it reads on the left, what was read out of it on the right."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from dondoc.audit.queries import story
from dondoc.documents import store
from dondoc.documents.checks import checkup
from dondoc.documents.citing import with_choices
from dondoc.documents.models import Citation, Direction, Place
from dondoc.documents.policies import REGISTER
from dondoc.documents.queries import DocumentPage
from dondoc.documents.rendering import Mark
from dondoc.organisations.policies import may
from dondoc.organisations.queries import Membership
from dondoc.tasks import queries as task_queries
from dondoc.tasks.fanning import Meaning, meanings
from dondoc.tasks.models import Part, Phase, Task, TaskState
from dondoc.trust.queries import file_signatures
from dondoc.web.documents import facsimile, heads, proposals
from dondoc.web.documents.finding import find
from dondoc.web.documents.paper import paper
from dondoc.web.documents.register import REGISTERS
from dondoc.web.interchange.shown import exchanged
from dondoc.web.stories import relation_words, told
from dondoc.web.words import readable

STORY_SHOWN = 60
KINDS = {"citation": "citation", "finding": "finding"}
"""The look of a mark by what its id begins with; all else is of the head."""


def all_tasks(request: HttpRequest, document_id: int) -> list[Task]:
    """Proposals, tasks and dismissed ones of a document in its order, with their parts; children stay with theirs."""
    proposed = task_queries.proposals(request.membership, document_id)
    confirmed = task_queries.document_tasks(request.membership, document_id)
    return sorted([*proposed, *confirmed], key=lambda task: (task.order, task.pk))


def allowed_to_confirm(request: HttpRequest) -> bool:
    return may(request.membership, "tasks.confirm")


def meanings_of(request: HttpRequest, tasks: Iterable[Task]) -> dict[int, Meaning]:
    """What collective and unclear leads of proposals stand for today."""
    rows = [
        row for task in tasks if task.phase == Phase.PROPOSAL for row in task.assignments.all() if row.part == Part.LEAD
    ]
    return meanings(request.membership.agency, rows, request.today)


def render_paper(
    request: HttpRequest, page: DocumentPage, tasks: list[Task], findings: Sequence[Mark] = ()
) -> SafeString:
    """The document with all its marks, as words or as pictures; those of the linter come with its panel."""
    marks = [*page.marks(), *findings]
    kinds = {mark.id: KINDS.get(mark.id.partition(":")[0], "head") for mark in marks}
    task_marks, task_kinds = proposals.marks(tasks)
    if facsimile.as_pages(request, page):
        return facsimile.sheets(page, marks + task_marks, kinds | task_kinds)
    return paper(page.blocks(marks + task_marks), kinds | task_kinds)


def progress(tasks: list[Task]) -> dict[str, int]:
    """How far the review is: proposals that still wait, and how many were decided."""
    waiting = sum(task.state == TaskState.PROPOSED for task in tasks)
    return {"waiting": waiting, "decided": len(tasks) - waiting, "all": len(tasks)}


def describe(membership: Membership, citations: list[Citation]) -> None:
    """Put the relation and the date of each citation in words, with the documents that may be meant; a document that
    the member does not see is not named."""
    with_choices(membership, citations)
    for citation in citations:
        citation.relation_words = relation_words(citation)
        citation.issued_words = readable(citation.issued_text)


@require_safe
def review(request: HttpRequest, document_id: int) -> HttpResponse:
    """The whole page."""
    page = find(request, document_id)
    tasks = all_tasks(request, document_id)
    allowed = allowed_to_confirm(request)
    cards = proposals.cards(tasks, meanings_of(request, tasks), allowed, page.enclosed)
    describe(request.membership, page.citations)
    context: dict[str, Any] = {
        "register_name": dict(REGISTERS)[Direction(page.document.direction)],
        "page": page,
        "document": page.document,
        "paper": render_paper(request, page, tasks),
        "switch": facsimile.switch(request, page),
        "head": heads.head(page, may(request.membership, "documents.confirm")),
        "groups": grouped(cards),
        "progress": progress(tasks),
        "allowed": allowed,
        "may_arrange": may(request.membership, REGISTER) and page.document.direction != Direction.OUTGOING,
        "file_places": [(place.value, place.label) for place in Place if place != Place.MAIN],
        "signed_files": file_signatures(document_id),
        **exchanged(request, document_id),
        "story": told(story(page.document).reverse()[:STORY_SHOWN]),
    }
    return render(request, "web/documents/review.html", context)


def grouped(cards: list[proposals.Card]) -> list[tuple[str, list[proposals.Card]]]:
    """What is unsure first, then the rest, then what has been decided; each in the order of the document."""
    groups = (
        ("Cần xem lại trước", [card for card in cards if card.proposed and card.doubts]),
        ("Chờ xác nhận", [card for card in cards if card.proposed and not card.doubts]),
        ("Đã xác nhận", [card for card in cards if not card.proposed and not card.dismissed]),
        ("Đã bỏ", [card for card in cards if card.dismissed]),
    )
    return [(title, members) for title, members in groups if members]


@require_safe
def paper_only(request: HttpRequest, document_id: int) -> HttpResponse:
    """The document alone, for when its marks have changed."""
    page = find(request, document_id)
    findings = checkup(request.membership, page.document).marks() if page.text else []
    return HttpResponse(render_paper(request, page, all_tasks(request, document_id), findings))


@require_safe
def original(request: HttpRequest, document_id: int, attachment_id: int) -> FileResponse:
    """A file of the document as it came in."""
    page = find(request, document_id)
    attachment = next((one for one in page.attachments if one.pk == attachment_id), None)
    if attachment is None:
        raise Http404
    path = store.path_of(attachment.file.sha256)
    if not path.exists():
        raise Http404
    return FileResponse(path.open("rb"), as_attachment=True, filename=attachment.name)
