"""The steps of a task: what may be done now, and each of them as one POST.

Whether a step may be done is known to ``tasks.states`` alone; here a body becomes the parameters of an action.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from ninja import Body, File, Form, Router
from ninja.files import UploadedFile

from dondoc.api.finding import see_task
from dondoc.api.schemas.common import Id, Listing
from dondoc.api.schemas.steps import (
    AskExtensionIn,
    DecideExtensionIn,
    DelegateIn,
    EndIn,
    Forwarded,
    ForwardIn,
    NoteIn,
    ReasonIn,
    ReassignIn,
    ReportIn,
    RuleIn,
    StepRow,
    SubmitIn,
    Urged,
    UrgeManyIn,
)
from dondoc.api.schemas.tasks import Changed
from dondoc.api.versions import IF_MATCH, mark, version_of
from dondoc.audit.errors import Refused
from dondoc.tasks import actions
from dondoc.tasks.actions.evidence import Given
from dondoc.tasks.models import Task
from dondoc.tasks.steps import allowed

router = Router(tags=["steps"])
Act = Callable[..., Any]
FILES = File([], description="Files that show what was done")
NO_BODY = Body(None)


@router.get("/{task_id}/steps", response=Listing[StepRow])
def steps(request: HttpRequest, task_id: Id, response: HttpResponse) -> Listing[StepRow]:
    """What you may do with this now, and what you must give for it. The ETag is the task's."""
    task = see_task(request.membership, task_id)
    mark(response, task.version)
    base = reverse("api-v1:steps", args=[task_id])
    found = allowed(request.membership, task, request.today)
    return Listing(items=[StepRow.of(step, f"{base}/{step.name}") for step in found])


def done(request: HttpRequest, response: HttpResponse, task_id: int, step: str, act: Act, **given: Any) -> Changed:
    """Do a step and tell the task as it is then. ``given`` holds parameters of the action."""
    see_task(request.membership, task_id)
    run(step, act, request.user, request.membership, task_id, **given)
    task = Task.objects.only("id", "version", "state").get(pk=task_id)
    mark(response, task.version)
    return Changed.of(task)


def run(step: str, act: Act, *args: Any, **given: Any) -> Any:
    """Call an action; a refusal names the field as the body does."""
    try:
        return act(*args, **given)
    except Refused as refusal:
        refusal.field = FIELDS.get((step, refusal.field)) or FIELDS.get(("", refusal.field), refusal.field)
        raise


FIELDS = {
    ("", "until"): "day",
    ("", "due_on"): "day",
    ("", "answer"): "note",
    ("", "evidence"): "files",
    ("", "task"): "ids",
    ("report", "text"): "note",
    ("submit", "text"): "note",
    ("approve", "text"): "note",
    ("urge", "text"): "note",
    ("delegate", "text"): "note",
    ("raise_difficulty", "text"): "note",
    ("change_rule", "due"): "rule",
    ("end_rule", "due"): "day",
    ("", "since"): "day",
    ("", "last"): "day",
}
"""The names of fields by step and parameter of the action; for any step where it is empty."""


@router.post("/{task_id}/steps/confirm", response=Changed)
def confirm(request: HttpRequest, task_id: Id, response: HttpResponse) -> Changed:
    """Make a proposal a task."""
    return done(request, response, task_id, "confirm", lambda by, mine, pk: actions.confirm(by, mine, [pk]))


@router.post("/{task_id}/steps/dismiss", response=Changed)
def dismiss(request: HttpRequest, task_id: Id, response: HttpResponse) -> Changed:
    """Say that a proposal is no task."""
    return done(request, response, task_id, "dismiss", actions.dismiss)


@router.post("/{task_id}/steps/restore", response=Changed)
def restore(request: HttpRequest, task_id: Id, response: HttpResponse) -> Changed:
    """Make a dismissed proposal a proposal again."""
    return done(request, response, task_id, "restore", actions.restore)


@router.post("/{task_id}/steps/accept", response=Changed)
def accept(request: HttpRequest, task_id: Id, response: HttpResponse, if_match: str = IF_MATCH) -> Changed:
    """Take a task on (tiếp nhận)."""
    return done(request, response, task_id, "accept", actions.accept, version=version_of(if_match))


@router.post("/{task_id}/steps/send_back", response=Changed)
def send_back(
    request: HttpRequest, task_id: Id, body: ReasonIn, response: HttpResponse, if_match: str = IF_MATCH
) -> Changed:
    """Hand an assignment back because it is another unit's work."""
    given = {"reason": body.reason, "version": version_of(if_match)}
    return done(request, response, task_id, "send_back", actions.send_back, **given)


@router.post("/{task_id}/steps/insist", response=Changed)
def insist(
    request: HttpRequest, task_id: Id, body: ReasonIn, response: HttpResponse, if_match: str = IF_MATCH
) -> Changed:
    """Leave the task with the unit that sent it back."""
    given = {"reason": body.reason, "version": version_of(if_match)}
    return done(request, response, task_id, "insist", actions.insist, **given)


@router.post("/{task_id}/steps/delegate", response=Changed)
def delegate(
    request: HttpRequest, task_id: Id, body: DelegateIn, response: HttpResponse, if_match: str = IF_MATCH
) -> Changed:
    """Pass the work to officers of the unit, which stays responsible."""
    given = {"person_ids": body.people, "text": body.note, "version": version_of(if_match)}
    return done(request, response, task_id, "delegate", actions.delegate, **given)


@router.post("/{task_id}/steps/forward", response=Forwarded)
def forward(
    request: HttpRequest, task_id: Id, body: ForwardIn, response: HttpResponse, if_match: str = IF_MATCH
) -> Forwarded:
    """Make a child task for a unit, due not after this one."""
    made: list[Task] = []

    def act(*args: Any, **given: Any) -> None:
        made.append(actions.forward(*args, **given))

    given = {"unit_id": body.unit, "text": body.text, "due_on": body.day, "version": version_of(if_match)}
    task = done(request, response, task_id, "forward", act, **given)
    return Forwarded(task=task, child=Changed.of(made[0]))


@router.post("/{task_id}/steps/report", response=Changed)
def report(
    request: HttpRequest,
    task_id: Id,
    response: HttpResponse,
    *,
    body: Form[ReportIn],
    files: list[UploadedFile] = FILES,
    if_match: str = IF_MATCH,
) -> Changed:
    """Tell how far the work is: words, a percentage, evidence; at least one of them. A form (multipart/form-data)."""
    given = {
        "text": body.note,
        "percent": body.percent,
        "evidence": given_of(files, body.links),
        "version": version_of(if_match),
    }
    return done(request, response, task_id, "report", actions.report, **given)


@router.post("/{task_id}/steps/submit", response=Changed)
def submit(
    request: HttpRequest,
    task_id: Id,
    response: HttpResponse,
    *,
    body: Form[SubmitIn],
    files: list[UploadedFile] = FILES,
    if_match: str = IF_MATCH,
) -> Changed:
    """Hand the result in; today is the day that counts. A form (multipart/form-data)."""
    given = {"text": body.note, "evidence": given_of(files, body.links), "version": version_of(if_match)}
    return done(request, response, task_id, "submit", actions.submit, **given)


def given_of(files: list[UploadedFile], links: list[str]) -> list[Given]:
    """Files and links as the actions take them."""
    given = [Given(name=file.name or "", source=file) for file in files]
    return given + [Given(link=link) for link in links if link.strip()]


@router.post("/{task_id}/steps/withdraw", response=Changed)
def withdraw(request: HttpRequest, task_id: Id, response: HttpResponse, if_match: str = IF_MATCH) -> Changed:
    """Take a submitted result back before anybody has decided on it."""
    return done(request, response, task_id, "withdraw", actions.withdraw, version=version_of(if_match))


@router.post("/{task_id}/steps/approve", response=Changed)
def approve(
    request: HttpRequest,
    task_id: Id,
    response: HttpResponse,
    body: NoteIn | None = NO_BODY,
    if_match: str = IF_MATCH,
) -> Changed:
    """Accept the result (nghiệm thu)."""
    given = {"text": body.note if body else "", "version": version_of(if_match)}
    return done(request, response, task_id, "approve", actions.approve, **given)


@router.post("/{task_id}/steps/return", response=Changed)
def return_result(
    request: HttpRequest, task_id: Id, body: ReasonIn, response: HttpResponse, if_match: str = IF_MATCH
) -> Changed:
    """Return a result: it counts as not done."""
    given = {"reason": body.reason, "version": version_of(if_match)}
    return done(request, response, task_id, "return", actions.return_result, **given)


@router.post("/{task_id}/steps/ask_extension", response=Changed)
def ask_extension(
    request: HttpRequest, task_id: Id, body: AskExtensionIn, response: HttpResponse, if_match: str = IF_MATCH
) -> Changed:
    """Ask for a later last day."""
    given = {"until": body.day, "reason": body.reason, "version": version_of(if_match)}
    return done(request, response, task_id, "ask_extension", actions.ask_extension, **given)


@router.post("/{task_id}/steps/decide_extension", response=Changed)
def decide_extension(
    request: HttpRequest, task_id: Id, body: DecideExtensionIn, response: HttpResponse, if_match: str = IF_MATCH
) -> Changed:
    """Grant or refuse more time."""
    given = {"granted": body.granted, "until": body.day, "answer": body.note, "version": version_of(if_match)}
    return done(request, response, task_id, "decide_extension", actions.decide_extension, **given)


@router.post("/{task_id}/steps/reassign", response=Changed)
def reassign(
    request: HttpRequest, task_id: Id, body: ReassignIn, response: HttpResponse, if_match: str = IF_MATCH
) -> Changed:
    """Move responsibility to another unit for good."""
    given = {"unit_id": body.unit, "reason": body.reason, "version": version_of(if_match)}
    return done(request, response, task_id, "reassign", actions.reassign, **given)


@router.post("/{task_id}/steps/change_rule", response=Changed)
def change_rule(
    request: HttpRequest, task_id: Id, body: RuleIn, response: HttpResponse, if_match: str = IF_MATCH
) -> Changed:
    """From a day on a recurring duty falls otherwise; what came before stays."""
    given = {"due": body.rule, "since": body.day, "version": version_of(if_match)}
    return done(request, response, task_id, "change_rule", actions.change_rule, **given)


@router.post("/{task_id}/steps/end_rule", response=Changed)
def end_rule(
    request: HttpRequest, task_id: Id, body: EndIn, response: HttpResponse, if_match: str = IF_MATCH
) -> Changed:
    """A recurring duty ends with a day."""
    given = {"last": body.day, "version": version_of(if_match)}
    return done(request, response, task_id, "end_rule", actions.end_rule, **given)


@router.post("/{task_id}/steps/urge", response=Changed)
def urge(request: HttpRequest, task_id: Id, response: HttpResponse, body: NoteIn | None = NO_BODY) -> Changed:
    """Urge the lead on (đôn đốc)."""
    words = body.note if body else ""
    return done(request, response, task_id, "urge", lambda by, mine, pk: actions.urge(by, mine, [pk], words))


@router.post("/{task_id}/steps/cancel", response=Changed)
def cancel(
    request: HttpRequest, task_id: Id, body: ReasonIn, response: HttpResponse, if_match: str = IF_MATCH
) -> Changed:
    """Call a task off, with everything that was passed on from it."""
    given = {"reason": body.reason, "version": version_of(if_match)}
    return done(request, response, task_id, "cancel", actions.cancel, **given)


@router.post("/{task_id}/steps/reopen", response=Changed)
def reopen(
    request: HttpRequest, task_id: Id, body: ReasonIn, response: HttpResponse, if_match: str = IF_MATCH
) -> Changed:
    """Open a task again that was closed by mistake."""
    given = {"reason": body.reason, "version": version_of(if_match)}
    return done(request, response, task_id, "reopen", actions.reopen, **given)


@router.post("/{task_id}/steps/follow", response=Changed)
def follow(request: HttpRequest, task_id: Id, response: HttpResponse) -> Changed:
    """Watch a task that you see."""
    return done(request, response, task_id, "follow", actions.follow)


@router.post("/{task_id}/steps/unfollow", response=Changed)
def unfollow(request: HttpRequest, task_id: Id, response: HttpResponse) -> Changed:
    """Stop watching."""
    return done(request, response, task_id, "unfollow", actions.unfollow)


@router.post("/urge", response=Urged)
def urge_many(request: HttpRequest, body: UrgeManyIn) -> Urged:
    """Urge the leads of many tasks on, all or none; which the answer names."""
    for task_id in dict.fromkeys(body.ids):
        see_task(request.membership, task_id)
    run("urge", actions.urge, request.user, request.membership, body.ids, body.note)
    return Urged(urged=sorted(set(body.ids)))
