"""Pages to work at: my own work, my room's, what I follow, what waits for my decision."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from dondoc.audit.errors import NotAllowed
from dondoc.documents.paging import BOUND, bounded_count
from dondoc.organisations.models import Role, Unit
from dondoc.organisations.policies import require
from dondoc.tasks import desks
from dondoc.tasks.leaving import orphan_parts
from dondoc.tasks.models import NEVER, Part, Task, TaskState
from dondoc.tasks.register import Bare, loaded
from dondoc.tasks.work import exceptions, my_bare_work
from dondoc.web.paging import id_of
from dondoc.web.tasks.register import set_parts
from dondoc.web.tasks.steps import QUARTERS

GROUPS = (
    ("overdue", "qua-han", "Quá hạn", "overdue"),
    ("week", "trong-7-ngay", "Trong 7 ngày tới", "clock"),
    ("later", "sau-7-ngay", "Sau 7 ngày", "calendar"),
    ("none", "khong-dat-han", "Không đặt hạn", "info"),
)
SHOWN = 10
"""Tasks of one list on a desk; the rest is one tap away (``?nhom=``)."""


@dataclass(frozen=True, slots=True)
class Lot:
    """A list on a desk: ``name`` is what the address calls it, ``quick`` which steps stand beside its tasks."""

    name: str
    title: str
    icon: str
    tasks: list[Task]
    quick: str
    total: int

    @property
    def cut(self) -> bool:
        return self.total > len(self.tasks)


def lots(request: HttpRequest, found: Iterable[tuple[str, str, str, list[Bare], str]]) -> list[Lot]:
    """The lists that hold something, each with its first tasks loaded; one list whole where the address asks for it."""
    asked = request.GET.get("nhom", "")
    wanted = [one for one in found if one[3]]
    wanted = [one for one in wanted if one[0] == asked] or wanted
    cut = [tasks if name == asked else tasks[:SHOWN] for name, _, _, tasks, _ in wanted]
    by_id = {task.pk: task for task in prepared(loaded([task.pk for tasks in cut for task in tasks]))}
    return [
        Lot(name, title, icon, [by_id[task.pk] for task in shown if task.pk in by_id], quick, len(tasks))
        for (name, title, icon, tasks, quick), shown in zip(wanted, cut, strict=True)
    ]


def prepared(tasks: list[Task]) -> list[Task]:
    """Tasks with ``leads``, ``partners`` and ``performers`` set for a template."""
    for task in tasks:
        set_parts(task)
        task.performers = [row for row in task.assignments.all() if row.part == Part.PERFORM]
    return tasks


@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """ "Việc của tôi": what I have to do by how near its day is, what came back, what waits for others."""
    work = my_bare_work(request.membership, request.today)
    found = (
        ("moi", "Mới, chờ tiếp nhận", "inbox", work.new, "new"),
        ("qua-han", "Quá hạn", "overdue", work.overdue, "mine"),
        ("trong-7-ngay", "Trong 7 ngày tới", "clock", work.week, "mine"),
        ("sau-7-ngay", "Sau 7 ngày", "calendar", [task for task in work.later if task.sort_on != NEVER], "mine"),
        ("khong-dat-han", "Không đặt hạn", "info", [task for task in work.later if task.sort_on == NEVER], "mine"),
        ("cho-nguoi-khac", "Chờ người khác", "send", work.waiting, ""),
    )
    shown = lots(request, found)
    context = {
        "lots": shown,
        "one": _only(request, shown),
        "total": sum(len(tasks) for _, _, _, tasks, _ in found),
        "more": work.more,
        "quarters": QUARTERS,
        "back": request.get_full_path(),
    }
    return render(request, "web/tasks/mine.html", context)


def _only(request: HttpRequest, shown: list[Lot]) -> bool:
    """Whether the page shows one list, as its address asks."""
    return bool(request.GET.get("nhom")) and len(shown) == 1 and shown[0].name == request.GET["nhom"]


@require_safe
def room(request: HttpRequest) -> HttpResponse:
    """The room's work: what is new, what nobody does yet, what is late, who has how much."""
    if not desks.headed_units(request.membership):
        raise NotAllowed("Trang này dành cho lãnh đạo phòng, đơn vị.")
    tasks = desks.of_room(request.membership)
    new = [task for task in tasks if task.state == TaskState.ASSIGNED]
    working = [task for task in tasks if task.state not in (TaskState.ASSIGNED, TaskState.SUBMITTED)]
    unassigned = [task for task in working if not task.performed]
    waiting = [task for task in tasks if task.state == TaskState.SUBMITTED]
    by_day = desks.days((task for task in working if task.performed), request.today)
    found = [
        ("moi", "Mới, chờ tiếp nhận", "inbox", new, "new"),
        ("chua-giao", "Chưa giao người thực hiện", "people", unassigned, "delegate"),
        *((name, f"Đang làm: {title.lower()}", icon, by_day[key], "") for key, name, title, icon in GROUPS),
        ("cho-nghiem-thu", "Đã báo cáo, chờ nghiệm thu", "send", waiting, ""),
    ]
    shown = lots(request, found)
    context: dict[str, Any] = {
        "lots": shown,
        "one": _only(request, shown),
        "nothing_new": not new,
        "loads": desks.room_loads(request.membership, request.today),
        "total": len(tasks),
        "full": len(tasks) == desks.MOST,
        "back": request.get_full_path(),
    }
    return render(request, "web/tasks/room.html", context)


@require_safe
def follow(request: HttpRequest) -> HttpResponse:
    """The follower's desk: results to accept, work that came back, who is late and gets urged. For one unit just
    what is late. Of each list the first; the rest is one tap away (``?nhom=``)."""
    require(request.membership, "tasks.follow")
    unit_id = id_of(request.GET, "don-vi")
    member, one = request.membership, request.GET.get("nhom", "")
    lists = {"qua-han": desks.overdue(member, request.today, unit_id)}
    if not unit_id:
        lists["cho-nghiem-thu"] = desks.in_state(member, TaskState.SUBMITTED)
        lists["tra-lai"] = desks.in_state(member, TaskState.SENT_BACK)
    cut = {name: ids if unit_id or name == one else ids[:SHOWN] for name, ids in lists.items()}
    tasks = {task.pk: task for task in prepared(loaded([pk for ids in cut.values() for pk in ids]))}
    context: dict[str, Any] = {
        "unit": Unit.objects.filter(pk=unit_id).first() if unit_id else None,
        "lots": {
            name.replace("-", "_"): Lot(name, "", "", [tasks[pk] for pk in cut[name] if pk in tasks], "", len(ids))
            for name, ids in lists.items()
        },
        "most": desks.MOST,
        "extensions": () if unit_id else desks.extensions_asked(member),
        "back": request.get_full_path(),
    }
    return render(request, "web/tasks/follow.html", context)


@require_safe
def behind(request: HttpRequest) -> HttpResponse:
    """The units that are late, as a part of the follower's and the leader's page."""
    require(request.membership, "tasks.follow")
    late = desks.behind(request.membership, request.today)
    orphans = bounded_count(orphan_parts(request.membership, request.today))
    context = {
        "behind": late,
        "orphans": min(orphans, BOUND),
        "more": orphans > BOUND,
        "unit_id": id_of(request.GET, "don-vi"),
    }
    return render(request, "web/tasks/behind.html", context)


@require_safe
def lead(request: HttpRequest) -> HttpResponse:
    """The leader's page, by exception: what is red, who is behind, what waits for a decision."""
    if not request.membership.roles & {Role.LEADER, Role.COORDINATOR}:
        raise NotAllowed("Trang này dành cho lãnh đạo cơ quan và văn phòng.")
    found = exceptions(request.membership, request.today, SHOWN)
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
