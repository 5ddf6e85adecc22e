"""What a careful official does with a document that was read: corrects, adds what was missed, drops what is nobody's
work here, hands what is laid on the whole agency to a room, and confirms."""

from __future__ import annotations

import difflib
import re
from typing import Any

from dondoc.audit.errors import Refused
from dondoc.documents.actions import correct_document
from dondoc.documents.models import Document
from dondoc.organisations.keys import folded
from dondoc.organisations.models import Person
from dondoc.organisations.queries import Membership, subtree_ids
from dondoc.organisations.resolving import Resolver
from dondoc.sample.data import room_rows
from dondoc.tasks import actions
from dondoc.tasks.models import Part, Task, TaskState

ALIKE = 0.75
DEFAULT_ROOM = "Phòng Chuyển đổi số"
PARTS = {"lead": Part.LEAD, "coordinate": Part.COORDINATE, "direct": Part.DIRECT}
HEAD = {"kind": "kind", "code": "code", "issuer_name": "issuer", "subject": "subject"}
WORDS = ("kind", "deliverable", "time_text", "due")


class Reviewer:
    """One official with the result that they would have written down by hand."""

    def __init__(self, person: Person, membership: Membership, expected: dict[str, Any]) -> None:
        self.person, self.membership, self.expected = person, membership, expected
        assert membership.agency is not None
        self.agency = membership.agency
        self.resolver = Resolver(self.agency, membership.today)
        self.own = set(subtree_ids([self.agency.unit_id]).values_list("descendant", flat=True))

    def look_over(self, document: Document) -> None:
        """Bring head and proposals to the expected ones, then confirm the tasks that concern the agency."""
        if changes := head_differences(document, self.expected["document"]):
            correct_document(self.person, self.membership, document.pk, changes)
        left = list(document.tasks.filter(state=TaskState.PROPOSED).prefetch_related("assignments"))
        for duty in self.expected["tasks"]:
            task = nearest(duty, left)
            if task is not None:
                left.remove(task)
            self.settle(duty, task, document)
        for task in left:
            actions.dismiss(self.person, self.membership, task.pk)
        actions.confirm_all(self.person, self.membership, document.pk)

    def settle(self, duty: dict[str, Any], task: Task | None, document: Document) -> None:
        """One expected duty: corrected, or added where it was missed, or dismissed where it is for others."""
        if not self.concerns_us(duty):
            if task is not None:
                actions.dismiss(self.person, self.membership, task.pk)
            return
        wanted = {**{name: duty[name] or "" for name in WORDS}, **{name: duty[name] for name in PARTS}}
        wanted["lead"] = [self.room_for(duty, name) for name in duty["lead"]][:1]
        if task is None:
            task = self.add(duty, document)
        if task is not None and (changes := differences(task, wanted)):
            actions.correct(self.person, self.membership, task.pk, changes)

    def add(self, duty: dict[str, Any], document: Document) -> Task | None:
        """Mark the words of a missed duty; None where they do not stand in the document in one piece."""
        words = r"\s+".join(map(re.escape, duty["text"].split()))
        found = re.search(words, document.text.content)
        if found is None:
            return None
        try:
            return actions.add(self.person, self.membership, document.pk, found.start(), found.end())
        except Refused:
            return None

    def concerns_us(self, duty: dict[str, Any]) -> bool:
        """Whether a unit of the agency leads or takes part; of what is laid on a collective, where it is in it."""
        names = [*duty["lead"], *duty["coordinate"]]
        return any(unit.pk in self.own for name in names for unit in self.resolver.resolve(name).units)

    def room_for(self, duty: dict[str, Any], name: str) -> str:
        """The room that gets what is laid on the agency as a whole; any other lead stays as it is printed."""
        units = self.resolver.resolve(name).units
        if self.agency.unit_id not in {unit.pk for unit in units}:
            return name
        text = duty["text"].casefold()
        fitting = (room for words, room in room_rows() if any(word.casefold() in text for word in words))
        return next(fitting, DEFAULT_ROOM)


def head_differences(document: Document, expected: dict[str, Any]) -> dict[str, Any]:
    """The fields of a head that have to be corrected; a signer's title and capacity stay as they were read."""
    wanted = {name: expected[key] or "" for name, key in HEAD.items()}
    wanted["signer_name"] = expected["signer"]["name"]
    return {name: value for name, value in wanted.items() if folded(value) != folded(getattr(document, name))}


def nearest(duty: dict[str, Any], tasks: list[Task]) -> Task | None:
    """The proposal with nearly the same words; of several the one with the same time."""

    def likeness(task: Task) -> float:
        same = difflib.SequenceMatcher(None, duty["text"].split(), task.text.split(), autojunk=False).ratio()
        return same + 0.02 * (task.due == (duty["due"] or ""))

    best = max(tasks, key=likeness, default=None)
    return best if best is not None and likeness(best) >= ALIKE else None


def differences(task: Task, wanted: dict[str, Any]) -> dict[str, Any]:
    """The fields that have to be corrected, as ``tasks.actions.correct`` takes them."""
    parts = list(task.assignments.all())
    now: dict[str, Any] = {name: getattr(task, name) for name in WORDS}
    now |= {name: [row.name for row in parts if row.part == part] for name, part in PARTS.items()}
    return {name: value for name, value in wanted.items() if value != now[name]}
