"""Doing a step with a task: the buttons that its page shows, their forms, and what comes of sending one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods

from dondoc.audit.errors import NotAllowed, Refused
from dondoc.organisations.models import Person
from dondoc.organisations.queries import people_of, subtree_ids
from dondoc.tasks.models import Part, Task, TaskState
from dondoc.tasks.states import Need
from dondoc.tasks.steps import Step, allowed
from dondoc.web.paging import id_of
from dondoc.web.tasks.finding import find
from dondoc.web.tasks.forms import DOINGS, given

MAIN = {
    TaskState.ASSIGNED: ("accept", "delegate", "insist"),
    TaskState.SENT_BACK: ("reassign", "insist"),
    TaskState.ACCEPTED: ("report", "submit", "delegate"),
    TaskState.IN_PROGRESS: ("report", "submit"),
    TaskState.RETURNED: ("report", "submit"),
    TaskState.SUBMITTED: ("approve", "return", "withdraw"),
}
ICONS = {
    "accept": "check",
    "approve": "done",
    "report": "edit",
    "submit": "send",
    "return": "undo",
    "send_back": "undo",
    "withdraw": "undo",
    "delegate": "people",
    "forward": "down",
    "ask_extension": "calendar",
    "decide_extension": "calendar",
    "raise_difficulty": "warn",
    "reassign": "units",
    "change_rule": "repeat",
    "end_rule": "calendar",
    "urge": "bell",
    "cancel": "dismiss",
    "reopen": "repeat",
    "follow": "star",
    "unfollow": "star",
    "insist": "flag",
}
QUARTERS = (25, 50, 75, 100)


@dataclass(frozen=True, slots=True)
class Button:
    """A step as a button: ``asks`` where a form has to be filled in first."""

    step: Step
    icon: str
    asks: bool
    main: bool
    address: str

    @property
    def needs(self) -> list[tuple[str, str, bool]]:
        """The fields of its form: name, label and whether it must be filled in."""
        needed = [(need.name.lower(), need.value, True) for need in self.step.needs]
        return needed + [(need.name.lower(), need.value, False) for need in self.step.takes]


def buttons(request: HttpRequest, task: Task) -> list[Button]:
    """What this member may do with a task now, the steps that come next first."""
    first = MAIN.get(TaskState(task.state), ())
    steps = [step for step in allowed(request.membership, task, request.today) if step.name in DOINGS]
    steps.sort(key=lambda step: first.index(step.name) if step.name in first else len(first))
    return [
        Button(
            step,
            ICONS.get(step.name, "next"),
            bool(step.needs or step.takes) or step.danger,
            step.name in first,
            reverse("tasks:step", args=[task.pk, step.name]),
        )
        for step in steps
    ]


def form_context(request: HttpRequest, task: Task, steps: list[Button]) -> dict[str, Any]:
    """What the forms of these steps choose from."""
    names = {need for button in steps for need in (*button.step.needs, *button.step.takes)}
    context: dict[str, Any] = {"quarters": QUARTERS}
    if Need.PEOPLE in names:
        context["colleagues"] = colleagues(request, task)
    if Need.GRANTED in names:
        context["asked"] = task.extension_set.filter(granted=None).select_related("by").first()
    return context


def colleagues(request: HttpRequest, task: Task) -> list[Person]:
    """The people of the leading unit; ``chosen`` are those who do the work already."""
    parts = list(task.assignments.all())
    units = subtree_ids([row.unit_id for row in parts if row.part == Part.LEAD and row.unit_id])
    doing = {row.person_id for row in parts if row.part == Part.PERFORM}
    inside = people_of(request.membership.agency, request.today).filter(posts__unit__in=units).distinct()
    people = list(inside)
    for person in people:
        person.chosen = person.pk in doing
    return people


@require_http_methods(["GET", "HEAD", "POST"])
def step(request: HttpRequest, task_id: int, name: str) -> HttpResponse:
    """The form of a step as a page of its own; sending it does the step."""
    page = find(request, task_id)
    if name not in DOINGS:
        raise Http404
    found = next((one for one in buttons(request, page.task) if one.step.name == name), None)
    error, status = "", 200
    if request.method == "POST":
        try:
            return _do(request, task_id, name, found)
        except NotAllowed:
            raise
        except Refused as refusal:
            error, status = str(refusal), 422
    if found is None:
        raise NotAllowed(error or "Bước này hiện không thực hiện được với nhiệm vụ; hãy tải lại trang nhiệm vụ.")
    context = {
        "task": page.task,
        "button": found,
        "error": error,
        "sent": request.POST,
        "back": _back(request, task_id),
        **form_context(request, page.task, [found]),
    }
    return render(request, "web/tasks/step.html", context, status=status)


def _do(request: HttpRequest, task_id: int, name: str, found: Button | None) -> HttpResponse:
    doing = DOINGS[name]
    asked = (*found.step.needs, *found.step.takes) if found else ()
    parameters = given(request, doing, asked)
    if doing.versioned:
        parameters["version"] = id_of(request.POST, "version")
    doing.act(request.user, request.membership, task_id, **parameters)
    messages.success(request, doing.success)
    return redirect(_back(request, task_id))


def _back(request: HttpRequest, task_id: int) -> str:
    """Where the person came from, where that is a page of ours; else the task."""
    wanted = request.POST.get("ve") or request.GET.get("ve", "")
    own = url_has_allowed_host_and_scheme(wanted, {request.get_host()})
    return wanted if own else reverse("tasks:task", args=[task_id])
