"""Who sees which task: one SQL predicate, and the same reasons in words for one task.

A member sees a task in which their units (with all below) or they themselves have a part, that they confirmed, or all
tasks of the agency where their role sees all. Proposals are seen by those who may confirm them, on the review page.
"""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q, QuerySet

from dondoc.organisations.policies import may
from dondoc.organisations.queries import Membership, subtree_ids
from dondoc.tasks.models import Assignment, Evidence, Part, Phase, Task

VIEW_ALL = "tasks.view_all"


REAL = (Phase.OPEN, Phase.CLOSED)
"""The phases of what somebody has confirmed."""


def real_tasks(phases: tuple[Phase, ...] = REAL) -> QuerySet[Task]:
    """Tasks that somebody confirmed, open or closed."""
    # One phase as an equality keeps the order of the index; a list of phases would cost a sort.
    return Task.objects.filter(phase=phases[0]) if len(phases) == 1 else Task.objects.filter(phase__in=phases)


def visible_tasks(membership: Membership, phases: tuple[Phase, ...] = REAL) -> QuerySet[Task]:
    """The confirmed tasks that a member sees."""
    if membership.agency is None:
        return Task.objects.none()
    rows = real_tasks(phases).filter(agency=membership.agency)
    return rows if may(membership, VIEW_ALL) else rows.filter(seen_by(membership))


def parts_of(membership: Membership) -> QuerySet[Assignment]:
    """The parts that a member has: in person, or through the units whose work they see."""
    mine = Q(person=membership.person)
    if membership.unit_ids:
        mine |= Q(unit__in=subtree_ids(membership.unit_ids))
    return Assignment.objects.filter(mine)


def seen_by(membership: Membership) -> Q:
    """The condition on tasks, whatever their state."""
    return Q(confirmed_by=membership.person) | Exists(parts_of(membership).filter(task=OuterRef("pk")))


MANY = 1_000
"""Parts beyond which the documents of a member's tasks are found by looking at each document."""


def documents_through_tasks(membership: Membership) -> Q:
    """The condition on documents: those with a task that the member sees, and those that are evidence of one. One
    bounded query chooses how to ask.

    Who has few parts gathers their documents; who has many meets a document of theirs soon, whichever way they walk.
    """
    parts = parts_of(membership).filter(agency=membership.agency, phase__in=REAL)
    shown = Evidence.objects.filter(document=OuterRef("pk"))
    evidence = Exists(shown.filter(Exists(parts.filter(task=OuterRef("task")))))
    if parts.order_by().values("pk")[: MANY + 1].count() <= MANY:
        return Q(pk__in=parts.values("task__document")) | evidence
    # A range of one document instead of an equality: with that PostgreSQL would gather the tasks of all documents for
    # the few that a page shows.
    tasks = Task.objects.filter(document__gte=OuterRef("pk"), document__lte=OuterRef("pk"), phase__in=REAL)
    return Q(Exists(tasks.filter(Exists(parts.filter(task=OuterRef("pk")))))) | evidence


def documents_of_tasks(membership: Membership) -> list[QuerySet]:
    """The ids of the documents that ``documents_through_tasks`` adds."""
    parts = parts_of(membership).filter(phase__in=REAL)
    evidence = Evidence.objects.filter(document__isnull=False, task__in=parts.values("task"))
    return [parts.filter(task__document__isnull=False).values("task__document"), evidence.values("document")]


def ways_to_see(membership: Membership) -> list[QuerySet] | None:
    """Ids of tasks, each list quick to take the first of, that together hold all that a member sees; None for those
    who see all."""
    if may(membership, VIEW_ALL):
        return None
    parts = parts_of(membership).filter(phase__in=REAL)
    return [parts.values("task"), real_tasks().filter(confirmed_by=membership.person).values("pk")]


def is_visible(membership: Membership, task: Task) -> bool:
    """Whether a member sees one task."""
    return visible_tasks(membership).filter(pk=task.pk).exists()


def why_visible(membership: Membership, task: Task) -> list[str]:
    """Why a member sees a task, in Vietnamese, the nearest reason first; empty where they do not see it."""
    if membership.agency is None or task.agency_id != membership.agency.pk or task.phase == Phase.PROPOSAL:
        return []
    reasons = [_of_person(part) for part in task.assignments.filter(person=membership.person)]
    reasons += _of_units(membership, task)
    if task.confirmed_by_id == membership.person.pk:
        reasons.append("Bạn đã xác nhận nhiệm vụ này.")
    if may(membership, VIEW_ALL):
        reasons.append("Vai trò của bạn được xem mọi nhiệm vụ của cơ quan.")
    return list(dict.fromkeys(reasons))


_PARTS = {
    Part.LEAD: "chủ trì",
    Part.COORDINATE: "phối hợp",
    Part.DIRECT: "chỉ đạo",
    Part.FOLLOW: "theo dõi",
    Part.PERFORM: "thực hiện",
}


def _of_person(part: Assignment) -> str:
    return f"Bạn được giao {_PARTS[Part(part.part)]}."


def _of_units(membership: Membership, task: Task) -> list[str]:
    if not membership.unit_ids:
        return []
    parts = task.assignments.filter(unit__in=subtree_ids(membership.unit_ids)).select_related("unit")
    stands = {grant.unit_id: grant.holder for grant in membership.posts if grant.holder is not None}
    reasons = []
    for part in parts:
        assert part.unit is not None
        words = f"{part.unit.name} {_PARTS[Part(part.part)]}"
        if part.unit_id in membership.unit_ids:
            holder = stands.get(part.unit_id)
            reasons.append(f"{words}; bạn đang thay {holder.full_name}." if holder else f"Đơn vị của bạn: {words}.")
        else:
            reasons.append(f"Đơn vị cấp dưới của bạn: {words}.")
    return reasons
