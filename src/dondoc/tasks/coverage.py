"""Coverage: which items of a parent plan are carried out, and which no task of ours carries out yet.

An item is what was read out of the plan. It is carried out where it became a task of ours itself, or where a person
said that a task of another document carries it out. Tasks of documents below the plan are proposed by their words.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from rapidfuzz import fuzz, process

from dondoc.documents.chain import carrying_out
from dondoc.documents.keys import searchable
from dondoc.organisations.policies import may
from dondoc.organisations.queries import Membership
from dondoc.tasks.models import Coverage, Phase, Task, TaskState
from dondoc.tasks.policies import CONFIRM
from dondoc.tasks.queries import document_tasks, proposals
from dondoc.tasks.visibility import visible_tasks

LIKELY = 72
"""From this score on (rapidfuzz token_set_ratio of folded words, 0 to 100) a task is proposed for an item."""
PROPOSED = 3
LOOKED_AT = 500
"""Tasks below a plan, the newest, among which likely ones are sought."""


@dataclass(slots=True)
class Item:
    """An item of a plan. ``direct``: it became a task of ours itself; ``links``: what a person said carries it out;
    ``likely``: tasks that may."""

    item: Task
    direct: bool
    links: list[Coverage] = field(default_factory=list)
    likely: list[Task] = field(default_factory=list)

    @property
    def open(self) -> bool:
        return not self.direct and not self.links


@dataclass(frozen=True, slots=True)
class Covered:
    """The items of a plan in its order. ``choices`` are the tasks that may carry one out."""

    items: list[Item]
    choices: list[Task]

    @property
    def missing(self) -> int:
        """How many items no task of ours carries out yet."""
        return sum(one.open for one in self.items)

    @property
    def linked(self) -> int:
        return sum(bool(one.links) and not one.direct for one in self.items)

    @property
    def direct(self) -> int:
        return sum(one.direct for one in self.items)


def coverage(membership: Membership, document_id: int) -> Covered:
    """What of a plan is carried out, as far as the member sees it; empty for those who may not confirm its tasks. At
    most five queries besides those of the predicates."""
    if not may(membership, CONFIRM):
        return Covered([], [])
    found = [
        row for row in proposals(membership, document_id).prefetch_related(None) if row.state != TaskState.DISMISSED
    ]
    found += document_tasks(membership, document_id).prefetch_related(None).exclude(state=TaskState.CANCELLED)
    items = {
        row.pk: Item(row, row.phase != Phase.PROPOSAL) for row in sorted(found, key=lambda row: (row.order, row.pk))
    }
    mine = visible_tasks(membership)
    links = Coverage.objects.filter(item__in=list(items), task__in=mine.values("pk"))
    for link in links.select_related("task__document", "by").order_by("id"):
        items[link.item_id].links.append(link)
    missing = [one for one in items.values() if one.open]
    choices = tasks_below(membership, document_id) if missing else []
    propose(missing, choices)
    return Covered(list(items.values()), choices)


def tasks_below(membership: Membership, document_id: int) -> list[Task]:
    """The newest tasks that the member sees of the documents that carry a document out."""
    below = carrying_out(membership, document_id).values("pk")
    rows = visible_tasks(membership).filter(document__in=below, fanned_out=False).exclude(state=TaskState.CANCELLED)
    return list(rows.select_related("document").order_by("-id")[:LOOKED_AT])


def propose(items: Iterable[Item], choices: list[Task]) -> None:
    """Set ``likely`` of each item: the tasks whose words are most like its own."""
    words = [searchable(row.text, row.deliverable) for row in choices]
    for one in items:
        own = searchable(one.item.text, one.item.deliverable)
        best = process.extract(own, words, scorer=fuzz.token_set_ratio, limit=PROPOSED, score_cutoff=LIKELY)
        one.likely = [choices[place] for _, _, place in best]
