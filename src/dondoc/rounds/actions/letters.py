"""Letters of a round go out through the register: the one that asks, and those that chase."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction

from dondoc.audit.errors import Refused
from dondoc.documents.actions.outgoing import Draft, prepare
from dondoc.documents.models import Document
from dondoc.organisations.models import Person
from dondoc.organisations.queries import Membership
from dondoc.rounds.actions.chasing import chase
from dondoc.rounds.actions.rounds import change
from dondoc.rounds.models import ChaseMeans, Round


@dataclass(frozen=True, slots=True)
class LetterGiven:
    """A letter that was written: how it stands in the register, and its files; the first is the Word file itself."""

    draft: Draft
    files: tuple[tuple[str, bytes], ...]


def ask_by_letter(by: Person, membership: Membership, round_id: int, given: LetterGiven) -> Document:
    """Put the letter that asks forward; it waits for its number and is the round's letter from now on.

    Raises NotAllowed; Refused where the round is closed or has its letter already.
    """
    known = Document.objects.filter(rounds=round_id).first()
    if known is not None:
        state = f"số {known.code}" if known.code else "đang chờ cấp số"
        raise Refused(f"Đợt này đã có công văn {state}; hãy mở công văn đó, hoặc rút dự thảo rồi lập lại.")
    with transaction.atomic():
        document = prepare(by, membership, given.draft, given.files, made_here=True)
        change(by, membership, round_id, letter_id=document.pk)
    return document


def chase_by_letter(
    by: Person,
    membership: Membership,
    asked: Round,
    addressee_ids: Iterable[int],
    given: LetterGiven,
    *,
    text: str = "",
) -> Document:
    """Put a chasing letter forward and keep that these addressees were chased by it. Raises NotAllowed, Refused."""
    with transaction.atomic():
        document = prepare(by, membership, given.draft, given.files, made_here=True)
        chase(by, membership, asked.pk, addressee_ids, text=text, means=ChaseMeans.LETTER, letter=document)
    return document
