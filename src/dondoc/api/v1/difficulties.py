"""Difficulties: raised on a task or freely, answered or passed up."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from ninja import Query, Router, Status

from dondoc.api.finding import see_task
from dondoc.api.schemas.common import Id, Listing
from dondoc.api.schemas.difficulties import AnswerIn, DifficultyFull, DifficultyQuery, DifficultyRow, PassUpIn
from dondoc.api.schemas.steps import DifficultyIn
from dondoc.api.v1.steps import run
from dondoc.api.versions import IF_MATCH, mark, version_of
from dondoc.documents.keyset import stretch
from dondoc.tasks import actions, work
from dondoc.tasks.models import Difficulty

router = Router(tags=["difficulties"])
of_tasks = Router(tags=["steps"])


def see(request: HttpRequest, difficulty_id: int) -> Difficulty:
    """A difficulty that the member sees. Raises Http404."""
    found = work.difficulties(request.membership).filter(pk=difficulty_id).first()
    if found is None:
        raise Http404
    return found


def _full(request: HttpRequest, response: HttpResponse, difficulty_id: int) -> DifficultyFull:
    found = see(request, difficulty_id)
    mark(response, found.version)
    return DifficultyFull.of(found, request.today)


@router.get("", response=Listing[DifficultyRow])
def list_difficulties(request: HttpRequest, query: Query[DifficultyQuery]) -> Listing[DifficultyRow]:
    """The difficulties that you see, those to be answered first at the head."""
    rows = work.held_difficulties(request.membership) if query.held else work.difficulties(request.membership)
    if query.state:
        rows = rows.filter(state=query.state.value)
    found, following = stretch(rows, ("answer_by", "id"), query.after, query.limit)
    return Listing(items=[DifficultyRow.row(row, request.today) for row in found], next=following)


@router.post("", response={201: DifficultyFull})
def raise_freely(request: HttpRequest, body: DifficultyIn, response: HttpResponse) -> Status[DifficultyFull]:
    """Say what stands in the way of no task in particular."""
    return _raise(request, response, None, body)


@of_tasks.post("/{task_id}/steps/raise_difficulty", response={201: DifficultyFull})
def raise_difficulty(
    request: HttpRequest, task_id: Id, body: DifficultyIn, response: HttpResponse
) -> Status[DifficultyFull]:
    """Say what stands in the way of a task."""
    see_task(request.membership, task_id)
    return _raise(request, response, task_id, body)


def _raise(
    request: HttpRequest, response: HttpResponse, task_id: int | None, body: DifficultyIn
) -> Status[DifficultyFull]:
    given = {"to_unit": body.to_unit, "proposal": body.proposal}
    who = request.user, request.membership
    made = run("raise_difficulty", actions.raise_difficulty, *who, task_id, body.note, **given)
    return Status(201, _full(request, response, made.pk))


@router.get("/{difficulty_id}", response=DifficultyFull)
def difficulty(request: HttpRequest, difficulty_id: Id, response: HttpResponse) -> DifficultyFull:
    """One difficulty with its stations."""
    return _full(request, response, difficulty_id)


@router.post("/{difficulty_id}/answer", response=DifficultyFull)
def answer(
    request: HttpRequest, difficulty_id: Id, body: AnswerIn, response: HttpResponse, if_match: str = IF_MATCH
) -> DifficultyFull:
    """Answer for the unit that holds it; the answer may give a task."""
    see(request, difficulty_id)
    given = {"task": body.task.model_dump() if body.task else None, "version": version_of(if_match)}
    actions.answer_difficulty(request.user, request.membership, difficulty_id, body.answer, **given)
    return _full(request, response, difficulty_id)


@router.post("/{difficulty_id}/pass_up", response=DifficultyFull)
def pass_up(
    request: HttpRequest, difficulty_id: Id, body: PassUpIn, response: HttpResponse, if_match: str = IF_MATCH
) -> DifficultyFull:
    """Pass it on to the next station up."""
    see(request, difficulty_id)
    version = version_of(if_match)
    actions.pass_up(request.user, request.membership, difficulty_id, body.note, version=version)
    return _full(request, response, difficulty_id)


@router.post("/{difficulty_id}/withdraw", response=DifficultyFull)
def withdraw_difficulty(
    request: HttpRequest, difficulty_id: Id, response: HttpResponse, if_match: str = IF_MATCH
) -> DifficultyFull:
    """Take it back."""
    see(request, difficulty_id)
    version = version_of(if_match)
    actions.withdraw_difficulty(request.user, request.membership, difficulty_id, version=version)
    return _full(request, response, difficulty_id)
