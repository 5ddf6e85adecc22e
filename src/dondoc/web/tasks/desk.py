"""Pages to work at: my own work, my room's, what I follow, what waits for my decision."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from dondoc.audit.errors import NotAllowed
from dondoc.organisations.models import Role, Unit
from dondoc.organisations.policies import require
from dondoc.tasks import desks
from dondoc.tasks.models import NEVER, Part, Task, TaskState
from dondoc.tasks.work import exceptions, my_work
from dondoc.web.paging import id_of
from dondoc.web.tasks.register import set_parts
from dondoc.web.tasks.steps import QUARTERS

GROUPS = (
    ("overdue", "Quá hạn", "overdue"),
    ("week", "Trong 7 ngày tới", "clock"),
    ("later", "Sau 7 ngày", "calendar"),
    ("none", "Không đặt hạn", "info"),
)


def prepared(tasks: list[Task]) -> list[Task]:
    """Tasks with ``leads``, ``partners`` and ``performers`` set for a template."""
    for task in tasks:
        set_parts(task)
        task.performers = [row for row in task.assignments.all() if row.part == Part.PERFORM]
    return tasks


def grouped(request: HttpRequest, tasks: list[Task]) -> list[tuple[str, str, list[Task]]]:
    """Tasks by how near their day is: title, icon, tasks; empty groups are left out."""
    by_day = desks.days(tasks, request.today)
    return [(title, icon, by_day[name]) for name, title, icon in GROUPS if by_day[name]]


@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """ "Việc của tôi": what I have to do by how near its day is, what came back, what waits for others."""
    work = my_work(request.membership, request.today)
    later = [task for task in work.later if task.sort_on != NEVER]
    lots = (
        ("Mới, chờ tiếp nhận", "inbox", work.new, "new"),
        ("Quá hạn", "overdue", work.overdue, "mine"),
        ("Trong 7 ngày tới", "clock", work.week, "mine"),
        ("Sau 7 ngày", "calendar", later, "mine"),
        ("Không đặt hạn", "info", [task for task in work.later if task.sort_on == NEVER], "mine"),
        ("Chờ người khác", "send", work.waiting, ""),
    )
    context = {
        "lots": [(title, icon, prepared(tasks), quick) for title, icon, tasks, quick in lots if tasks],
        "total": sum(len(tasks) for _, _, tasks, _ in lots),
        "more": work.more,
        "quarters": QUARTERS,
        "back": reverse("desk:mine"),
    }
    return render(request, "web/tasks/mine.html", context)


@require_safe
def room(request: HttpRequest) -> HttpResponse:
    """The room's work: what is new, what nobody does yet, what is late, who has how much."""
    if not desks.headed_units(request.membership):
        raise NotAllowed("Trang này dành cho lãnh đạo phòng, đơn vị.")
    tasks = prepared(desks.of_room(request.membership))
    new = [task for task in tasks if task.state == TaskState.ASSIGNED]
    working = [task for task in tasks if task.state not in (TaskState.ASSIGNED, TaskState.SUBMITTED)]
    context: dict[str, Any] = {
        "new": new,
        "unassigned": [task for task in working if not task.performers],
        "groups": grouped(request, [task for task in working if task.performers]),
        "waiting": [task for task in tasks if task.state == TaskState.SUBMITTED],
        "loads": desks.loads(request.membership, request.today),
        "total": len(tasks),
        "back": reverse("desk:room"),
    }
    return render(request, "web/tasks/room.html", context)


@require_safe
def follow(request: HttpRequest) -> HttpResponse:
    """The follower's desk: results to accept, work that came back, who is late and gets urged. For one unit just
    what is late."""
    require(request.membership, "tasks.follow")
    unit_id = id_of(request.GET, "don-vi")
    context: dict[str, Any] = {
        "unit": Unit.objects.filter(pk=unit_id).first() if unit_id else None,
        "overdue": prepared(desks.overdue(request.membership, request.today, unit_id)),
        "back": request.get_full_path(),
    }
    if not unit_id:
        context["submitted"] = prepared(desks.in_state(request.membership, TaskState.SUBMITTED))
        context["sent_back"] = prepared(desks.in_state(request.membership, TaskState.SENT_BACK))
        context["extensions"] = desks.extensions_asked(request.membership)
    return render(request, "web/tasks/follow.html", context)


@require_safe
def behind(request: HttpRequest) -> HttpResponse:
    """The units that are late, as a part of the follower's and the leader's page."""
    require(request.membership, "tasks.follow")
    late = desks.behind(request.membership, request.today)
    return render(request, "web/tasks/behind.html", {"behind": late, "unit_id": id_of(request.GET, "don-vi")})


@require_safe
def lead(request: HttpRequest) -> HttpResponse:
    """The leader's page, by exception: what is red, who is behind, what waits for a decision."""
    if not request.membership.roles & {Role.LEADER, Role.COORDINATOR}:
        raise NotAllowed("Trang này dành cho lãnh đạo cơ quan và văn phòng.")
    found = exceptions(request.membership, request.today)
    context: dict[str, Any] = {
        "found": found,
        "late": prepared(list(found.overdue.rows)),
        "submitted": prepared(list(found.submitted.rows)),
        "sent_back": prepared(list(found.sent_back.rows)),
        "extensions": found.extensions.rows,
        "difficulties": found.difficulties.rows,
        "back": reverse("desk:lead"),
    }
    return render(request, "web/tasks/lead.html", context)
