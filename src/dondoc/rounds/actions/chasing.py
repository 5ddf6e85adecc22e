"""Chasing who has not answered: by a person, or by the clock at the round's steps. The rows are what notices hears."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from dondoc.audit.errors import Refused
from dondoc.audit.recording import acted_as, action
from dondoc.documents.models import Document
from dondoc.organisations.models import Person
from dondoc.organisations.queries import Membership
from dondoc.rounds.actions.locking import in_state, locked_round
from dondoc.rounds.models import SILENT, Addressee, Chase, ChaseMeans, Round, RoundState


@action("round.chase")
def chase(
    by: Person,
    membership: Membership,
    round_id: int,
    addressee_ids: Iterable[int] | None = None,
    *,
    text: str = "",
    means: str = ChaseMeans.NOTICE,
    letter: Document | None = None,
) -> list[Chase]:
    """Remind these addressees (None: all) that still owe an answer; who has answered is left alone. ``letter`` is the
    outgoing document that does so.

    Raises NotAllowed, Refused where the round is not open or nobody is left to remind.
    """
    asked = in_state(locked_round(membership, round_id), RoundState.OPEN)
    if means not in ChaseMeans.values:
        raise Refused("Hãy chọn hình thức đôn đốc.")
    rows = Addressee.objects.filter(round=asked, state__in=SILENT)
    if addressee_ids is not None:
        rows = rows.filter(pk__in=list(addressee_ids))
    chosen = list(rows.select_related("round"))
    if not chosen:
        raise Refused("Các nơi nhận đã chọn đều đã trả lời; không còn nơi nào cần đôn đốc.")
    return _write(chosen, by=by, means=means, note=text.strip()[:2000], letter=letter)


@action("round.chase")
def chase_step(by: None, round_id: int, number: int, today: date) -> list[Chase]:
    """Remind all who owe an answer at a step of the round (``number`` days before the day due, negative after it), and
    keep that the days up to ``today`` are done. A step that was done is not done again."""
    asked = Round.objects.select_for_update(of=("self",)).select_related("agency").get(pk=round_id)
    acted_as(asked.agency_id)
    if asked.state != RoundState.OPEN or asked.due_on is None:
        return []
    step = f"{asked.due_on.isoformat()}:{number}"
    rows = Addressee.objects.filter(round=asked, state__in=SILENT).exclude(chases__step=step)
    asked.chased_on = today
    asked.save(update_fields=["chased_on"])
    return _write(list(rows), step=step)


def _write(rows: list[Addressee], **values: object) -> list[Chase]:
    return Chase.objects.bulk_create([Chase(addressee=row, **values) for row in rows], batch_size=500)
