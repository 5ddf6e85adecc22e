"""A task as the review page shows it: fields with their words, whom a collective means, what is unsure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse

from dondoc.documents.layout import file_at
from dondoc.documents.rendering import Mark
from dondoc.organisations.models import Unit
from dondoc.organisations.resolving.results import UnitHit
from dondoc.reading.text import Enclosure
from dondoc.tasks.fanning import Meaning
from dondoc.tasks.models import Assignment, Part, Task, TaskKind, TaskState
from dondoc.web import words
from dondoc.web.documents.fields import SURE, Editing, Field, Token, unsure, was_read

LABELS = {
    "text": "Nội dung nhiệm vụ",
    "kind": "Loại",
    "clause": "Mục",
    "lead": "Chủ trì",
    "coordinate": "Phối hợp",
    "direct": "Chỉ đạo",
    "time_text": "Thời hạn như văn bản ghi",
    "due": "Hạn hoàn thành",
    "deliverable": "Sản phẩm",
    "condition": "Điều kiện",
    "recipient": "Nơi nhận kết quả",
    "via": "Gửi qua",
    "funds": "Kinh phí",
}
PARTS = {"lead": Part.LEAD, "coordinate": Part.COORDINATE, "direct": Part.DIRECT}
MAIN = ("text", "lead", "coordinate", "due", "time_text", "deliverable", "direct", "kind", "clause")
RARE = ("condition", "recipient", "via", "funds")
WIDE = {"text", "lead", "coordinate", "deliverable", "direct"}
CANDIDATES = 4
MARKS = {"time_text": "time", "due": "time", "text": "task"}


@dataclass(frozen=True, slots=True)
class Fan:
    """The units that a collective name stands for today, and those that were taken out of it; or, of an unclear name,
    the units that it may mean."""

    assignment: Assignment
    units: list[Unit] = field(default_factory=list)
    excluded: list[Unit] = field(default_factory=list)
    candidates: list[UnitHit] = field(default_factory=list)
    note: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    """One task on the review page."""

    task: Task
    number: int
    editing: Editing
    leads: list[Assignment]
    fans: list[Fan]
    doubts: list[str]
    file: str = ""
    """The appendix that its words stand in; empty where that is the main file."""

    @property
    def dismissed(self) -> bool:
        return self.task.state == TaskState.DISMISSED

    @property
    def proposed(self) -> bool:
        return self.task.state == TaskState.PROPOSED


def cards(
    tasks: Iterable[Task], means: dict[int, Meaning], allowed: bool, enclosed: Sequence[Enclosure] = ()
) -> list[Card]:
    """Cards of tasks whose assignments are prefetched; ``means`` tells what collective and unclear names stand for,
    ``enclosed`` are the appendices that they may stand in."""
    return [card(task, number, means, allowed, enclosed) for number, task in enumerate(tasks, start=1)]


def card(task: Task, number: int, means: dict[int, Meaning], allowed: bool, enclosed: Sequence[Enclosure] = ()) -> Card:
    """The card of one task."""
    rows = sorted(task.assignments.all(), key=lambda row: (row.order, row.pk))
    editable = allowed and task.state == TaskState.PROPOSED
    filled = [name for name in RARE if getattr(task, name)]
    editing = Editing(
        reverse("documents:correct_task", args=[task.pk]),
        f"version-task-{task.pk}",
        task.version,
        editable,
        tuple(task_field(task, name, rows) for name in (*MAIN, *filled)),
        tuple(task_field(task, name, rows) for name in RARE if name not in filled),
    )
    fans = [fan(row, means[row.pk]) for row in rows if row.part == Part.LEAD and row.pk in means]
    leads = [row for row in rows if row.part == Part.LEAD]
    file = file_at(enclosed, task.start)
    return Card(task, number, editing, leads, fans, doubts(task, leads, editing), file)


def doubts(task: Task, leads: list[Assignment], editing: Editing) -> list[str]:
    """What a person should look at first, in a few words each."""
    if task.state != TaskState.PROPOSED:
        return []
    found = []
    if not leads:
        found.append("Chưa rõ chủ trì")
    elif any(unsettled(row) for row in leads):
        found.append("Cần chọn chủ trì")
    elif len(leads) > 1 and not task.collective:
        found.append("Nhiều chủ trì")
    elif any(place and place.get("confidence", 1.0) < SURE for place in task.provenance.get("lead") or ()):
        found.append("Xem lại chủ trì")
    if task.time_text and not task.due:
        found.append("Chưa hiểu thời hạn")
    if task.confidence < SURE:
        found.append("Có thể không phải nhiệm vụ")
    doubtful = [one.name for one in editing.fields if one.unsure and one.name not in PARTS]
    if "due" in doubtful or "time_text" in doubtful:
        found.append("Xem lại thời hạn")
    found += [f"Xem lại {LABELS[name].lower()}" for name in doubtful if name not in ("due", "time_text", "text")]
    return found


def unsettled(row: Assignment) -> bool:
    """Whether nobody knows yet whom the name means."""
    return row.unit_id is None and row.person_id is None and not row.collective


def fan(row: Assignment, meaning: Meaning) -> Fan:
    """Whom a collective or unclear name means today."""
    out = [unit for unit in meaning.units if unit.pk in meaning.excluded]
    candidates = meaning.candidates[:CANDIDATES] if unsettled(row) else []
    return Fan(row, meaning.left, out, candidates, meaning.note)


def task_field(task: Task, name: str, rows: list[Assignment]) -> Field:
    """One field of a task."""
    lights = f"task:{task.pk}:{MARKS.get(name, name)}" if name != "text" else f"task:{task.pk}"
    base: dict[str, Any] = {"id": f"task-{task.pk}-{name}", "name": name, "label": LABELS[name], "lights": lights}
    if name in PARTS:
        tokens = tuple(token(row) for row in rows if row.part == PARTS[name])
        missing = name == "lead" and task.state == TaskState.PROPOSED and not tokens
        doubtful = missing or any(one.unsure for one in tokens)
        note = "Cần chọn đơn vị chủ trì trước khi xác nhận" if missing else ""
        return Field(
            **base,
            kind="units",
            tokens=tokens,
            multiple=True,
            people=name == "direct",
            wide=True,
            unsure=doubtful,
            note=note,
            tone="warn" if note else "",
        )
    if name == "kind":
        return Field(**base, kind="choice", value=task.kind, choices=tuple(TaskKind.choices))
    value = due_value(task) if name == "due" else str(getattr(task, name) or "")
    provenance = task.provenance
    stored = str(getattr(task, name) or "")
    return Field(
        **base,
        kind="area" if name in ("text", "deliverable") else "text",
        value=value,
        wide=name in WIDE,
        unsure=unsure(provenance, name, stored),
        hint="15/12/2026, hằng tháng, thường xuyên" if name == "due" else "",
        note=due_note(task) if name == "due" else "",
        read=was_read(provenance, name, stored) if name != "due" else "",
    )


def due_value(task: Task) -> str:
    """The due as a person types it: a day as 15/12/2026, else in words."""
    iso = task.due
    if len(iso) == 10 and iso[4] == iso[7] == "-":
        return "/".join(reversed(iso.split("-")))
    return words.due_words(iso, task.time_text) if iso else ""


def due_note(task: Task) -> str:
    """The last day that is still in time, where the field does not say it itself."""
    if task.due_on is None:
        return ""
    day = f"{task.due_on:%d/%m/%Y}"
    return "" if day == due_value(task) else f"Ngày cuối còn trong hạn: {day}"


def token(row: Assignment) -> Token:
    """A part as a token of a combobox."""
    hint = ""
    if row.collective:
        hint = "nhiều đơn vị"
    elif row.person_id:
        hint = "cá nhân"
    elif row.unit and row.unit.name != row.name:
        hint = row.unit.name
    unit = None if row.collective else row.unit_id
    return Token(row.name, unit, row.person_id, unsettled(row), hint, tuple(row.excluded or ()))


def marks(tasks: Iterable[Task]) -> tuple[list[Mark], dict[str, str]]:
    """The words that tasks point at, and the kind of each mark."""
    found: list[Mark] = []
    kinds: dict[str, str] = {}

    def add(name: str, kind: str, start: int | None, end: int | None) -> None:
        if start is not None and end is not None and end > start:
            found.append(Mark(name, start, end))
            kinds[name] = kind

    for task in tasks:
        out = task.state == TaskState.DISMISSED
        add(f"task:{task.pk}", "dismissed" if out else "task", task.start, task.end)
        if out:
            continue
        for row in task.assignments.all():
            add(f"task:{task.pk}:{row.part}", row.part, row.start, row.end)
        for name, place in task.provenance.items():
            if name == "text" or not isinstance(place, dict):
                continue
            kind = MARKS.get(name, name)
            look = kind if kind in ("time", "deliverable") else "other"
            add(f"task:{task.pk}:{kind}", look, place.get("start"), place.get("end"))
    return found, kinds
