"""Documents as a graph: what one stands on, what carries it out, which document a citation means."""

from __future__ import annotations

from django.http import Http404, HttpRequest
from ninja import Query, Router

from dondoc.api.finding import see_document
from dondoc.api.schemas.citations import AnswerIn, ChainOut, ChainQuery, CoverageOut, Question, QuestionQuery
from dondoc.api.schemas.common import Id, Listing
from dondoc.documents import actions
from dondoc.documents.chain import Chain, chain, chain_of_code, superseded
from dondoc.documents.citing import questions, with_choices
from dondoc.documents.keyset import stretch
from dondoc.documents.models import Citation
from dondoc.documents.policies import CORRECT, agency_of
from dondoc.organisations.policies import require
from dondoc.tasks import actions as task_actions
from dondoc.tasks.coverage import coverage
from dondoc.tasks.policies import require_confirm
from dondoc.tasks.queries import seen_by_document

router = Router(tags=["citations"])
of_documents = Router(tags=["citations"])


@of_documents.get("/{document_id}/chain", response=ChainOut)
def document_chain(request: HttpRequest, document_id: Id) -> ChainOut:
    """From the highest document that this one stands on down to all that carries it out."""
    found = chain(request.membership, document_id)
    if found is None:
        raise Http404
    return _told(request, found)


@router.get("/chain", response=ChainOut)
def chain_by_code(request: HttpRequest, query: Query[ChainQuery]) -> ChainOut:
    """What carries out a document that is not in the register, such as a resolution; 404 where nothing cites it."""
    agency_of(request.membership)
    found = chain_of_code(request.membership, query.code)
    if not found.below:
        raise Http404
    return _told(request, found)


def _told(request: HttpRequest, found: Chain) -> ChainOut:
    documents = [node.document.pk for node, _ in found.walked() if node.document]
    resting = [node.document.pk for node in (*found.path, *found.others) if node.document]
    counts = seen_by_document(request.membership, documents, request.today)
    return ChainOut.of(found, counts, superseded(request.membership, resting))


@router.get("/questions", response=Listing[Question])
def citation_questions(request: HttpRequest, query: Query[QuestionQuery]) -> Listing[Question]:
    """Citations that may mean a document of the register and that a person has to say it of, the newest first."""
    require(request.membership, CORRECT)
    rows = questions(request.membership)
    if query.document is not None:
        rows = rows.filter(document=query.document)
    found, following = stretch(rows, ("-document_id", "-id"), query.after, query.limit)
    with_choices(request.membership, found)
    return Listing(items=[Question.of(one) for one in found], next=following)


@of_documents.post("/{document_id}/citations/{citation_id}/answer", response=Question)
def answer_citation(request: HttpRequest, document_id: Id, citation_id: Id, body: AnswerIn) -> Question:
    """Say that a citation means a document, or that it does not. A later answer takes the place of an earlier one."""
    see_document(request.membership, document_id)
    if not Citation.objects.filter(pk=citation_id, document=document_id).exists():
        raise Http404
    step = actions.settle_citation if body.meant else actions.refuse_citation
    citation = step(request.user, request.membership, citation_id, body.document)
    with_choices(request.membership, [citation])
    return Question.of(citation)


@of_documents.get("/{document_id}/coverage", response=CoverageOut)
def document_coverage(request: HttpRequest, document_id: Id) -> CoverageOut:
    """Which items of a plan are carried out, and which no task of ours carries out yet."""
    see_document(request.membership, document_id)
    require_confirm(request.membership)
    return CoverageOut.of(coverage(request.membership, document_id))


@of_documents.put("/{document_id}/coverage/{item_id}/tasks/{task_id}", response=CoverageOut)
def cover_item(request: HttpRequest, document_id: Id, item_id: Id, task_id: Id) -> CoverageOut:
    """Say that a task carries out an item. Doing so twice changes nothing."""
    see_document(request.membership, document_id)
    require_confirm(request.membership)
    if item_id not in _items(request, document_id):
        raise Http404
    task_actions.cover(request.user, request.membership, item_id, task_id)
    return CoverageOut.of(coverage(request.membership, document_id))


@of_documents.delete("/{document_id}/coverage/{item_id}/tasks/{task_id}", response=CoverageOut)
def uncover_item(request: HttpRequest, document_id: Id, item_id: Id, task_id: Id) -> CoverageOut:
    """Take that back."""
    see_document(request.membership, document_id)
    require_confirm(request.membership)
    link = _items(request, document_id).get(item_id, {}).get(task_id)
    if link is None:
        raise Http404
    task_actions.uncover(request.user, request.membership, link)
    return CoverageOut.of(coverage(request.membership, document_id))


def _items(request: HttpRequest, document_id: int) -> dict[int, dict[int, int]]:
    """Of each item of a document the tasks that carry it out, with the ids of the links."""
    found = coverage(request.membership, document_id).items
    return {one.item.pk: {link.task_id: link.pk for link in one.links} for one in found}
