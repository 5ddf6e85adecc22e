"""Urging on (đôn đốc): a word to the leads of one or many tasks, or a letter to each unit, which is kept."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import transaction

from dondoc.audit.recording import action
from dondoc.documents.actions import Draft, prepare
from dondoc.documents.models import Document
from dondoc.documents.sequences import DISPATCH
from dondoc.organisations.models import Person
from dondoc.organisations.queries import Membership
from dondoc.tasks.actions.moving import begin
from dondoc.tasks.models import Urging

SUBJECT = "đôn đốc thực hiện nhiệm vụ quá hạn"


@dataclass(frozen=True, slots=True)
class UrgingLetter:
    """A letter that was written: to whom (names, with the unit where it is known), about which tasks, the Word file."""

    to: tuple[tuple[str, int | None], ...]
    task_ids: tuple[int, ...]
    name: str
    content: bytes


@action("task.urge")
def urge(
    by: Person, membership: Membership, task_ids: Iterable[int], text: str = "", *, letter: Document | None = None
) -> list[Urging]:
    """Urge the leads of one or many tasks on; each gets an entry in its story. Raises NotAllowed, Refused."""
    made = []
    for task_id in sorted(set(task_ids)):
        task, _ = begin(membership, task_id, "urge")
        urging = Urging(task=task, by=by, note=text.strip(), letter=letter)
        urging.save()
        made.append(urging)
    return made


def urge_by_letters(
    by: Person,
    membership: Membership,
    letters: Sequence[UrgingLetter],
    *,
    unit_id: int,
    signer_id: int | None = None,
    text: str = "",
) -> list[Document]:
    """Urge by letters: each is put forward as an outgoing document, which waits for its number, and stands in the story
    of its tasks. All of them or none. ``unit_id`` is the unit that drafts. Raises NotAllowed, Refused.
    """
    made = []
    with transaction.atomic():
        for one in letters:
            draft = Draft(DISPATCH, SUBJECT, unit_id, signer_id, to=one.to)
            document = prepare(by, membership, draft, [(one.name, one.content)], made_here=True)
            urge(by, membership, one.task_ids, text, letter=document)
            made.append(document)
    return made
