"""What reviewers taught the program: sentences with inline marks, ready to become examples of rules.

A value that a person changed becomes the sentence with the right words marked ("[[words|value]]", see
``language.rules``); a task that was missed marks its sentence; a proposal that was dismissed is a counter-example, the
sentence without a mark. Names of persons are masked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from dondoc.documents.models import Document
from dondoc.language.masking import mask
from dondoc.organisations.models import Person
from dondoc.organisations.policies import require
from dondoc.organisations.queries import Membership
from dondoc.tasks.models import Part, Task, TaskState
from dondoc.tasks.passages import RULE as MARKED

WORDS = ("deliverable", "time_text", "due", "recipient", "via", "condition", "funds")
PARTS = {"lead": Part.LEAD, "coordinate": Part.COORDINATE, "direct": Part.DIRECT}


@dataclass(frozen=True, slots=True)
class Lesson:
    """One correction. ``verdict`` is "corrected", "missed" or "dismissed"; ``rule`` the one that was wrong (empty where
    none found anything); ``read`` what it read; ``example`` the annotated sentence."""

    field: str
    verdict: str
    rule: str
    read: str
    example: str
    document_kind: str


def lessons(membership: Membership, since: date | None = None) -> Iterator[Lesson]:
    """All corrections of the agency's reviewers, of tasks decided on since a day, oldest first.

    Raises NotAllowed for who may not read the work of the whole agency.
    """
    require(membership, "tasks.view_all")
    names = list(Person.objects.values_list("full_name", flat=True))
    for task in _decided(membership, since).iterator(chunk_size=500):
        known = [*names, *filter(None, [task.document.signer_name])]
        for lesson in _of_task(task, task.document):
            yield Lesson(
                lesson.field,
                lesson.verdict,
                lesson.rule,
                mask(lesson.read, known),
                mask(lesson.example, known),
                lesson.document_kind,
            )


def _decided(membership: Membership, since: date | None) -> QuerySet[Task]:
    rows = Task.objects.filter(agency=membership.agency, document__isnull=False, document__text__isnull=False)
    rows = rows.exclude(state=TaskState.PROPOSED).exclude(provenance={})
    if since:
        rows = rows.filter(confirmed_at__date__gte=since)
    return rows.select_related("document__text").prefetch_related("assignments").order_by("pk")


def _of_task(task: Task, document: Document) -> Iterator[Lesson]:
    origin = task.provenance.get("text") or {}
    if task.state == TaskState.DISMISSED:
        if origin.get("rule") != MARKED:
            yield Lesson("task", "dismissed", origin.get("rule", ""), task.text, sentence(task), document.kind)
        return
    if origin.get("rule") == MARKED:
        yield Lesson("task", "missed", "", "", marked(task, task.text, task.kind), document.kind)
    for name in WORDS:
        place = task.provenance.get(name) or {}
        right = getattr(task, name)
        if right != (place.get("read") or ""):
            words = task.time_text if name == "due" else right
            example = marked(task, words, right) if right else sentence(task)
            yield Lesson(name, "corrected", place.get("rule", ""), place.get("read") or "", example, document.kind)
    for name, part in PARTS.items():
        yield from _of_part(task, name, part, document)


def _of_part(task: Task, name: str, part: Part, document: Document) -> Iterator[Lesson]:
    places: list[dict[str, Any]] = task.provenance.get(name) or []
    read = [place["read"] for place in places]
    right = [row.name for row in task.assignments.all() if row.part == part]
    if set(read) == set(right):
        return
    example = sentence(task)
    for missed in right:
        if missed not in read:
            example = mark(example, missed, name)
    rule = places[0]["rule"] if places else ""
    yield Lesson(name, "corrected", rule, "; ".join(read), example, document.kind)


def sentence(task: Task) -> str:
    """The paragraph of the document in which the task stands; its own words where it stands nowhere."""
    if task.start is None or task.end is None:
        return task.text
    content = task.document.text.content
    start = content.rfind("\n", 0, task.start) + 1
    end = content.find("\n", task.end)
    return content[start : end if end >= 0 else len(content)].strip()


def marked(task: Task, words: str, value: str) -> str:
    return mark(sentence(task), words, value)


def mark(text: str, words: str, value: str) -> str:
    """``text`` with the first occurrence of ``words`` marked; unchanged where they do not stand in it."""
    if not words:
        return text
    found = re.search(r"\s+".join(map(re.escape, words.split())), text, flags=re.IGNORECASE)
    return f"{text[: found.start()]}[[{found[0]}|{value}]]{text[found.end() :]}" if found else text
