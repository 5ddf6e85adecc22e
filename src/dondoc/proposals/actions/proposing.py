"""Units propose; proposing again replaces what the caller has not decided yet."""

from __future__ import annotations

from collections.abc import Iterable

from dondoc.audit.errors import Refused
from dondoc.audit.recording import action
from dondoc.documents.queries import visible_documents
from dondoc.organisations.models import Person
from dondoc.organisations.queries import Membership
from dondoc.organisations.resolving import Resolver
from dondoc.proposals.models import Call, ProposalState, ProposedTask
from dondoc.proposals.rows import Row, checked
from dondoc.rounds.actions import lock_answer, settle
from dondoc.rounds.actions.answering import lock_for_entry
from dondoc.rounds.answerers import Answerer
from dondoc.rounds.models import Addressee, AnswerChannel
from dondoc.rounds.models import Round as Asked

OWN = (ProposalState.PROPOSED, ProposalState.ASKED_BACK)
"""What the proposing unit may still change."""


@action("proposals.propose")
def propose(
    by: Person | None,
    answerer: Answerer,
    rows: Iterable[Row],
    *,
    name: str = "",
    version: int | None = None,
    nothing: bool = False,
    channel: str = "",
    note: str = "",
) -> Addressee:
    """Take what an addressee proposes; ``nothing`` says in so many words that it proposes no task.

    Raises Refused, naming the row, for a task without product or with a time that cannot be understood, where there is
    no row and not ``nothing``, or where the round takes no answers; Stale.
    """
    row = lock_answer(answerer, version)
    said = _said(row, rows, nothing)
    _replace(Call.objects.get(round=row.round_id), row, said)
    return settle(row, channel=channel or answerer.channel, by=by, name=name)


@action("proposals.enter")
def enter(
    by: Person,
    membership: Membership,
    addressee_id: int,
    rows: Iterable[Row],
    *,
    channel: str = AnswerChannel.LETTER,
    document_id: int | None = None,
) -> Addressee:
    """Enter what a unit proposes by its letter (``document_id`` where it stands in the register) or its Excel form.
    Raises NotAllowed, Refused."""
    row = lock_for_entry(membership, addressee_id)
    if channel not in (AnswerChannel.LETTER, AnswerChannel.EXCEL):
        raise Refused("Hãy chọn hình thức trả lời.", "channel")
    if document_id is not None and not visible_documents(membership).filter(pk=document_id).exists():
        raise Refused("Không tìm thấy văn bản này trong sổ; hãy chọn lại.")
    said = _said(row, rows, nothing=False)
    _replace(Call.objects.get(round=row.round_id), row, said)
    return settle(row, channel=channel, by=by, letter_id=document_id)


def _said(row: Addressee, rows: Iterable[Row], nothing: bool) -> list[Row]:
    asked: Asked = row.round
    issued = asked.opened_at.date().isoformat() if asked.opened_at else ""
    said = checked(rows, issued, lead=row.name)
    decided = ProposedTask.objects.filter(addressee=row).exclude(state__in=OWN).exists()
    if not said and not nothing and not decided:
        raise Refused("Hãy ghi ít nhất một nhiệm vụ, hoặc chọn “Không đề xuất nhiệm vụ”.")
    return [] if nothing else said


def _replace(call: Call, row: Addressee, said: list[Row]) -> None:
    """What stays as it was keeps its row; the rest of what is not decided goes."""
    old = {one.text: one for one in ProposedTask.objects.filter(addressee=row, state__in=OWN)}
    decided = set(ProposedTask.objects.filter(addressee=row).exclude(state__in=OWN).values_list("text", flat=True))
    resolver = Resolver(call.round.agency, row.round.due_on or row.round.made_at.date()) if said else None
    for order, one in enumerate(said, 1):
        if one.text in decided:
            continue
        kept = old.pop(one.text, None) or ProposedTask(call=call, addressee=row)
        kept.order, kept.text, kept.lead, kept.partners = order, one.text, one.lead, one.partners
        kept.product, kept.time_text, kept.due = one.product, one.time_text, one.due
        kept.lead_unit = row.unit if one.lead == row.name else resolver.resolve(one.lead).unit if resolver else None
        kept.state, kept.reason = ProposalState.PROPOSED, ""
        kept.version += 1
        kept.save()
    for gone in old.values():
        gone.delete()
