"""Tasks: the register, one task, its story; confirming and correcting."""

from __future__ import annotations

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from ninja import Query, Router

from dondoc.api.finding import see_task, task_page
from dondoc.api.schemas.common import Id, Listing, Slice
from dondoc.api.schemas.progress import Progress
from dondoc.api.schemas.tasks import Changed, Counts, IdsIn, StoryEntry, TaskChanges, TaskFull, TaskQuery, TaskRow
from dondoc.api.v1.changing import changes_of
from dondoc.api.v1.documents import BINARY
from dondoc.api.versions import IF_MATCH, mark, version_of
from dondoc.audit.queries import story
from dondoc.documents import store
from dondoc.documents.keyset import stretch
from dondoc.tasks import actions, queries
from dondoc.tasks.walking import register_stretch

router = Router(tags=["tasks"])


@router.get("", response=Listing[TaskRow])
def list_tasks(request: HttpRequest, query: Query[TaskQuery]) -> Listing[TaskRow]:
    """The tasks that you see, narrowed as on the page."""
    found, following = register_stretch(request.membership, query.filters(), request.today, query.after, query.limit)
    return Listing(items=[TaskRow.row(task, request.today) for task in found], next=following)


@router.get("/counts", response=Counts)
def count_tasks(request: HttpRequest) -> Counts:
    """How many open tasks you see, by state."""
    return Counts(counts=queries.counts_by_state(request.membership, request.today))


@router.post("/confirm", response=Listing[Changed])
def confirm_tasks(request: HttpRequest, body: IdsIn) -> Listing[Changed]:
    """Make proposals tasks, all of them or none."""
    for task_id in dict.fromkeys(body.ids):
        see_task(request.membership, task_id)
    confirmed = actions.confirm(request.user, request.membership, body.ids)
    return Listing(items=[Changed.of(task) for task in confirmed])


@router.get("/{task_id}", response=TaskFull)
def task(request: HttpRequest, task_id: Id, response: HttpResponse) -> TaskFull:
    """One task, with the sentence that it stands on and why you see it."""
    page = task_page(request, task_id)
    mark(response, page.task.version)
    return TaskFull.of(page, request.today)


@router.get("/{task_id}/story", response=Listing[StoryEntry])
def task_story(request: HttpRequest, task_id: Id, query: Query[Slice]) -> Listing[StoryEntry]:
    """All that happened to the task and its parts, oldest first."""
    found, following = stretch(story(see_task(request.membership, task_id)), ("id",), query.after, query.limit)
    return Listing(items=[StoryEntry.of(entry) for entry in found], next=following)


@router.patch("/{task_id}", response=Changed)
def correct_task(
    request: HttpRequest, task_id: Id, body: TaskChanges, response: HttpResponse, if_match: str = IF_MATCH
) -> Changed:
    """Correct fields of a proposal, or of a task that was confirmed with a mistake."""
    see_task(request.membership, task_id)
    task = actions.correct(request.user, request.membership, task_id, changes_of(body), version_of(if_match))
    mark(response, task.version)
    return Changed.of(task)


@router.get("/{task_id}/progress", response=Progress)
def task_progress(request: HttpRequest, task_id: Id) -> Progress:
    """Reports with evidence, returns, extensions, urgings and the periods of a recurring duty."""
    return Progress.of(see_task(request.membership, task_id))


@router.get("/{task_id}/evidence/{evidence_id}", openapi_extra={"responses": BINARY})
def evidence(request: HttpRequest, task_id: Id, evidence_id: Id) -> FileResponse:
    """A file that shows what was done."""
    task = see_task(request.membership, task_id)
    piece = task.evidence_set.select_related("file").filter(pk=evidence_id).exclude(file=None).first()
    if piece is None or not store.path_of(piece.file.sha256).exists():
        raise Http404
    return FileResponse(store.path_of(piece.file.sha256).open("rb"), as_attachment=True, filename=piece.name)
