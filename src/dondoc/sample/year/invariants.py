"""What must hold on every day, whatever people did. Each check reads the database and yields a sentence for each
breach; none writes."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, F, OuterRef, Q

from dondoc.organisations.membership import Membership, membership, valid_posts
from dondoc.organisations.models import Agency, Person, Post, Role
from dondoc.sample.year.ledger import Ledger, Row
from dondoc.tasks.models import OPEN_STATES, Assignment, Extension, Occurrence, Part, Phase, Task, TaskState
from dondoc.tasks.statistics import four_cells
from dondoc.tasks.visibility import visible_tasks

SEES_ALL = {Role.LEADER, Role.COORDINATOR}
CELLS = ("done_on_time", "done_late", "open_in_time", "open_overdue")


@dataclass
class Scene:
    """What the checks look at: an agency on a day, and the log followed so far. ``overseer`` sees all of its tasks,
    ``witnesses`` are those whose sight is compared with the reference."""

    agency: Agency
    today: date
    ledger: Ledger
    overseer: Person
    witnesses: list[Person]


def breaches(scene: Scene) -> list[str]:
    """All sentences of all checks."""
    scene.ledger.follow()
    return [sentence for check in CHECKS for sentence in check(scene)]


def log_explains_everything(scene: Scene) -> Iterator[str]:
    """Every change has its row in the log: replayed, the log gives each row as it stands."""
    yield from scene.ledger.taken_breaks()
    yield from scene.ledger.differences()


def done_days_fit_states(scene: Scene) -> Iterator[str]:
    """A task is done or open, never both: the day of being done is there exactly when it is done."""
    for task in Task.objects.filter(
        Q(state=TaskState.DONE, done_on=None) | ~Q(state=TaskState.DONE), agency=scene.agency
    ):
        if task.state == TaskState.DONE:
            yield f"Nhiệm vụ {task.pk} đã hoàn thành nhưng không có ngày hoàn thành."
        elif task.done_on is not None:
            yield f"Nhiệm vụ {task.pk} ở trạng thái “{task.get_state_display()}” mà có ngày hoàn thành."


def derived_columns_fit(scene: Scene) -> Iterator[str]:
    """The index columns of tasks and parts say what state and day say."""
    wrong = ~Q(phase=Phase.OPEN) & Q(state__in=OPEN_STATES)
    wrong |= Q(due_on__isnull=False) & ~Q(sort_on=F("due_on"))
    for pk in Task.objects.filter(wrong, agency=scene.agency).values_list("pk", flat=True):
        yield f"Nhiệm vụ {pk} có cột phục vụ tìm kiếm không khớp trạng thái hoặc thời hạn."
    parts = Assignment.objects.filter(agency=scene.agency)
    for pk in parts.exclude(phase=F("task__phase"), sort_on=F("task__sort_on")).values_list("task", flat=True):
        yield f"Nhiệm vụ {pk} có phần việc không khớp với nhiệm vụ."


def children_are_not_after_parents(scene: Scene) -> Iterator[str]:
    """What was passed on is due no later than what it was passed on from."""
    children = Task.objects.filter(agency=scene.agency, phase=Phase.OPEN, parent__phase=Phase.OPEN, fanned_out=False)
    late = Q(due_on__gt=F("parent__due_on")) | Q(due_on=None, parent__due_on__isnull=False)
    for child in children.filter(late).select_related("parent"):
        yield f"Nhiệm vụ {child.pk} có hạn {child.due_on}, sau nhiệm vụ cấp trên ({child.parent.due_on})."


def collectives_follow_children(scene: Scene) -> Iterator[str]:
    """A collective task is open exactly while one of its children is."""
    is_open = Task.objects.filter(parent=OuterRef("pk"), fanned_out=True, phase=Phase.OPEN)
    rows = Task.objects.filter(agency=scene.agency, collective=True, phase__in=(Phase.OPEN, Phase.CLOSED))
    for pk, phase, some in rows.annotate(some=Exists(is_open)).values_list("pk", "phase", "some"):
        if (phase == Phase.OPEN) != some:
            yield f"Nhiệm vụ chung {pk} không theo các nhiệm vụ của từng đơn vị."


def one_unit_leads(scene: Scene) -> Iterator[str]:
    """Exactly one unit leads each task (Conclusion 226-KL/TW); what stands for several is followed by its children."""
    leads = Count("assignments", filter=Q(assignments__part=Part.LEAD, assignments__unit__isnull=False))
    rows = Task.objects.filter(agency=scene.agency, phase__in=(Phase.OPEN, Phase.CLOSED), collective=False)
    for pk, count in rows.annotate(leads=leads).exclude(leads=1).values_list("pk", "leads"):
        yield f"Nhiệm vụ {pk} có {count} đơn vị chủ trì."


def ended_units_get_nothing(scene: Scene) -> Iterator[str]:
    """A unit that has ended leads no task that was given after its end, and no open one where it has one follower."""
    ended = Assignment.objects.filter(part=Part.LEAD, unit__valid_until__lte=scene.today, agency=scene.agency)
    given = ended.filter(task__confirmed_at__date__gt=F("unit__valid_until"), task__parent=None)
    for part in given.select_related("task", "unit"):
        yield f"{part.unit} đã kết thúc hoạt động mà vẫn được giao nhiệm vụ {part.task_id}."
    followed = ended.filter(phase=Phase.OPEN).annotate(followers=Count("unit__successions"))
    for part in followed.filter(followers=1).select_related("unit"):
        yield f"Nhiệm vụ {part.task_id} còn mở ở {part.unit}, đơn vị đã có một đơn vị kế thừa."


def work_stays_with_those_who_are_there(scene: Scene) -> Iterator[str]:
    """Whoever has been given open work has a post in the leading unit or below it."""
    above = _above(scene)
    places: dict[int, list[int]] = defaultdict(list)
    for person_id, unit_id in Post.objects.filter(valid_posts(scene.today)).values_list("person", "unit"):
        places[person_id].append(unit_id)
    leads = dict(Assignment.objects.filter(part=Part.LEAD, phase=Phase.OPEN).values_list("task", "unit"))
    given = Assignment.objects.filter(part=Part.PERFORM, phase=Phase.OPEN, person__isnull=False)
    for task_id, person_id in given.values_list("task", "person"):
        if not any(_is_below(unit, frozenset({leads[task_id]}), above) for unit in places[person_id]):
            yield f"Nhiệm vụ {task_id} còn giao cho người {person_id}, người không còn ở đơn vị chủ trì."


def nothing_is_asked_of_closed_tasks(scene: Scene) -> Iterator[str]:
    """A request for more time waits for a decision only while its task is open."""
    waiting = Extension.objects.filter(granted=None, agency=scene.agency)
    for pk in waiting.exclude(task__phase=Phase.OPEN).values_list("task", flat=True):
        yield f"Nhiệm vụ {pk} đã đóng mà còn đề nghị gia hạn chờ quyết định."


def occurrences_are_single(scene: Scene) -> Iterator[str]:
    """A recurring duty has each period once, and stands at its earliest open one."""
    doubles = Occurrence.objects.values("task", "nominal").annotate(count=Count("pk")).filter(count__gt=1)
    for row in doubles:
        yield f"Nhiệm vụ {row['task']} có kỳ {row['nominal']} hai lần."
    first: dict[int, date] = {}
    rows = Occurrence.objects.filter(done_on=None, skipped=False).order_by("-nominal")
    for task_id, due_on in rows.values_list("task", "due_on"):
        first[task_id] = due_on
    for pk, due_on in Task.objects.filter(pk__in=first, phase=Phase.OPEN).values_list("pk", "due_on"):
        if due_on != first[pk]:
            yield f"Nhiệm vụ định kỳ {pk} có hạn {due_on}, kỳ đang chạy đến hạn {first[pk]}."


def cells_are_the_log(scene: Scene) -> Iterator[str]:
    """The four cells of each unit add up, and are those that the log gives when it is counted by hand."""
    expected = cells_by_log(scene)
    total, *rows = four_cells(membership(scene.overseer, scene.today), scene.today)
    found = {row.unit.pk: tuple(getattr(row, name) for name in CELLS) for row in rows if row.unit}
    for unit in sorted(expected.keys() | found.keys()):
        if found.get(unit) != expected.get(unit):
            yield f"Thống kê của đơn vị {unit} là {found.get(unit)}, đếm theo nhật ký là {expected.get(unit)}."
    if total.total != sum(map(sum, expected.values())):
        yield f"Bốn ô cộng lại là {total.total}, số nhiệm vụ được đếm là {sum(map(sum, expected.values()))}."


def cells_by_log(scene: Scene) -> dict[int, tuple[int, ...]]:
    """The four cells of each leading unit, counted one by one from the replayed log."""
    rows = scene.ledger.rows
    leads = _leads(rows["tasks.assignment"])
    counts: dict[int, Counter[str]] = defaultdict(Counter)
    counted = {pk: task for pk, task in rows["tasks.task"].items() if _counts(task, scene) and pk in leads}
    for pk, task in counted.items():
        if not (task.get("due") or "").startswith("FREQ=") and not task.get("continuous"):
            counts[leads[pk]][_cell(task, scene.today.isoformat())] += 1
    for pk, periods in _periods(rows["tasks.occurrence"]).items():
        if str(pk) in counted or (str(pk) in leads and _counts(rows["tasks.task"][str(pk)], scene)):
            for period in _owed(periods, scene.today.isoformat()):
                counts[leads[str(pk)]][_cell(period, scene.today.isoformat())] += 1
    return {unit: tuple(cells[name] for name in CELLS) for unit, cells in counts.items()}


def _counts(task: Row, scene: Scene) -> bool:
    out = (TaskState.PROPOSED, TaskState.DISMISSED, TaskState.CANCELLED)
    return task["agency_id"] == scene.agency.pk and task["state"] not in out and not task.get("collective")


def _leads(parts: dict[str, Row]) -> dict[str, int]:
    return {str(p["task_id"]): p["unit_id"] for p in parts.values() if p["part"] == Part.LEAD and p.get("unit_id")}


def _periods(rows: dict[str, Row]) -> dict[int, list[Row]]:
    found: dict[int, list[Row]] = defaultdict(list)
    for row in rows.values():
        if not row.get("skipped"):
            found[row["task_id"]].append(row)
    return found


def _owed(periods: list[Row], today: str) -> Iterator[Row]:
    """Done or due periods, and the one that is running."""
    ahead = [row["due_on"] for row in periods if not row.get("done_on") and row["due_on"] >= today]
    for row in periods:
        if row.get("done_on") or row["due_on"] <= today or row["due_on"] == min(ahead):
            yield row


def _cell(row: Row, today: str) -> str:
    due, done = row.get("due_on"), row.get("done_on")
    if done:
        return "done_late" if due and done > due else "done_on_time"
    return "open_overdue" if due and due < today else "open_in_time"


def sight_is_the_reference(scene: Scene) -> Iterator[str]:
    """What a witness sees by the query is what a walk over parts and units gives."""
    tasks = list(Task.objects.filter(agency=scene.agency, phase__in=(Phase.OPEN, Phase.CLOSED)))
    parts: dict[int, list[tuple[int | None, int | None]]] = defaultdict(list)
    for task_id, unit_id, person_id in Assignment.objects.values_list("task", "unit", "person"):
        parts[task_id].append((unit_id, person_id))
    above = _above(scene)
    for witness in scene.witnesses:
        member = membership(witness, scene.today)
        expected = {task.pk for task in tasks if _sees(member, task, parts[task.pk], above)}
        found = set(visible_tasks(member).values_list("pk", flat=True))
        if found != expected:
            yield f"{witness} thấy {sorted(found - expected)[:5]} thừa, {sorted(expected - found)[:5]} thiếu."


def _above(scene: Scene) -> dict[int, int | None]:
    rows = scene.ledger.rows["organisations.unit"]
    return {int(pk): row.get("parent_id") for pk, row in rows.items()}


def _sees(
    member: Membership, task: Task, parts: list[tuple[int | None, int | None]], above: dict[int, int | None]
) -> bool:
    if member.agency is None:
        return False
    if member.roles & SEES_ALL or task.confirmed_by_id == member.person.pk:
        return True
    return any(person == member.person.pk or _is_below(unit, member.unit_ids, above) for unit, person in parts)


def _is_below(unit: int | None, units: frozenset[int], above: dict[int, int | None]) -> bool:
    while unit is not None:
        if unit in units:
            return True
        unit = above[unit]
    return False


CHECKS = (
    log_explains_everything,
    done_days_fit_states,
    derived_columns_fit,
    children_are_not_after_parents,
    collectives_follow_children,
    one_unit_leads,
    ended_units_get_nothing,
    work_stays_with_those_who_are_there,
    nothing_is_asked_of_closed_tasks,
    occurrences_are_single,
    cells_are_the_log,
    sight_is_the_reference,
)
