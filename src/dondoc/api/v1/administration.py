"""What an administrator sets: reminders, and other systems that are told."""

from __future__ import annotations

from django.http import HttpRequest
from ninja import Router, Status

from dondoc.api.schemas.common import Id, Listing
from dondoc.api.schemas.notices import HookIn, HookMade, HookRow, PlanIn, PlanRow
from dondoc.notices import actions, queries
from dondoc.notices.plans import Urgency, plans_of
from dondoc.organisations.models import Agency
from dondoc.organisations.policies import require

router = Router(tags=["administration"])


def _plans(agency: Agency) -> Listing[PlanRow]:
    return Listing(items=[PlanRow.of(urgency, plan) for urgency, plan in plans_of(agency).items()])


@router.get("/reminders", response=Listing[PlanRow])
def reminders(request: HttpRequest) -> Listing[PlanRow]:
    """When your agency reminds, by how urgent a task is."""
    require(request.membership, "organisation.view")
    return _plans(request.membership.agency)


@router.put("/reminders/{urgency}", response=Listing[PlanRow])
def set_reminders(request: HttpRequest, urgency: Urgency, body: PlanIn) -> Listing[PlanRow]:
    """Set when your agency reminds of tasks of one degree of urgency."""
    given = {"on_day": body.on_day, "every": body.every, "urgency": urgency}
    return _plans(actions.set_reminders(request.user, request.membership, body.before, **given))


@router.get("/webhooks", response=Listing[HookRow])
def webhooks(request: HttpRequest) -> Listing[HookRow]:
    """Other systems that are told of your agency's reminders and events."""
    return Listing(items=[HookRow.of(hook) for hook in queries.webhooks(request.membership)])


@router.post("/webhooks", response={201: HookMade})
def add_webhook(request: HttpRequest, body: HookIn) -> Status[HookMade]:
    """Tell another system; each message is signed with the secret that is shown here and never again."""
    hook = actions.add_webhook(request.user, request.membership, body.url)
    return Status(201, HookMade(**HookRow.of(hook).model_dump(), secret=hook.secret))


@router.delete("/webhooks/{webhook_id}", response={204: None})
def remove_webhook(request: HttpRequest, webhook_id: Id) -> Status[None]:
    """Stop telling another system."""
    actions.remove_webhook(request.user, request.membership, webhook_id)
    return Status(204, None)
