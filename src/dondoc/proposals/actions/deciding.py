"""What the caller makes of proposals: accepted, asked back, rejected with a reason, merged, put in order."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.utils import timezone

from dondoc.audit.errors import Refused, Stale
from dondoc.audit.recording import action
from dondoc.organisations.models import Person
from dondoc.organisations.queries import Membership
from dondoc.organisations.resolving import Resolver
from dondoc.proposals.actions.calling import locked_call
from dondoc.proposals.models import Call, ProposalState, ProposedTask
from dondoc.proposals.rows import LIMITS, Row, checked
from dondoc.rounds import actions as rounds
from dondoc.rounds.models import AddresseeState, RoundState

LONGEST_REASON = 2000


@action("proposals.accept")
def accept(by: Person, membership: Membership, call_id: int, ids: Iterable[int], section: str = "") -> int:
    """Take proposals into the plan, at the end of ``section``. Raises NotAllowed, Refused."""
    call = locked_call(membership, call_id)
    rows = _chosen(call, ids)
    section = " ".join(section.split())[:200]
    last = max(call.tasks.values_list("position", flat=True), default=0)
    for at, row in enumerate(rows, 1):
        row.section = section or row.section
        row.position = last + at
        _decide(by, row, ProposalState.ACCEPTED)
    return len(rows)


@action("proposals.reject")
def reject(by: Person, membership: Membership, call_id: int, ids: Iterable[int], reason: str) -> int:
    """Leave proposals out of the plan. Raises NotAllowed, Refused without a reason."""
    rows = _chosen(locked_call(membership, call_id), ids)
    words = _reason(reason, "Hãy ghi lý do không đưa vào kế hoạch.")
    for row in rows:
        _decide(by, row, ProposalState.REJECTED, words)
    return len(rows)


@action("proposals.ask_back")
def ask_back(by: Person, membership: Membership, call_id: int, ids: Iterable[int], reason: str) -> int:
    """Ask the units that proposed to make something clear; they owe an answer again. Raises NotAllowed, Refused."""
    call = locked_call(membership, call_id, RoundState.OPEN)
    rows = _chosen(call, ids)
    words = _reason(reason, "Hãy ghi rõ cần làm rõ, bổ sung gì.")
    for row in rows:
        _decide(by, row, ProposalState.ASKED_BACK, words)
    for addressee in {row.addressee_id: row.addressee for row in rows}.values():
        if addressee.state == AddresseeState.ANSWERED:
            rounds.return_answer(by, membership, addressee.pk, words)
    return len(rows)


@action("proposals.merge")
def merge(by: Person, membership: Membership, call_id: int, ids: Iterable[int], into_id: int) -> ProposedTask:
    """Make proposals one: ``into_id`` stays; the units that lead the others become its partners.

    Raises NotAllowed, Refused where it is not among them or fewer than two are.
    """
    call = locked_call(membership, call_id)
    rows = _chosen(call, ids)
    into = next((row for row in rows if row.pk == into_id), None)
    if into is None or len(rows) < 2:
        raise Refused("Hãy chọn ít nhất hai đề xuất và chọn đề xuất giữ lại.")
    partners = [name.strip() for name in into.partners.split(",") if name.strip()]
    for row in rows:
        if row is into:
            continue
        names = [row.lead, *row.partners.split(",")]
        partners += [name.strip() for name in names if name.strip() not in ("", into.lead, *partners)]
        row.merged_into = into
        row.merged.update(merged_into=into)
        _decide(by, row, ProposalState.MERGED)
    into.partners = ", ".join(dict.fromkeys(partners))[: LIMITS["partners"]]
    into.version += 1
    into.save()
    return into


@action("proposals.edit")
def edit(
    by: Person, membership: Membership, proposal_id: int, version: int | None = None, **fields: Any
) -> ProposedTask:
    """Change the words of a proposal (text, lead, partners, product, time_text, section). Raises NotAllowed, Refused,
    Stale."""
    found = ProposedTask.objects.filter(pk=proposal_id).first()
    if found is None:
        raise Refused("Không tìm thấy đề xuất này; hãy tải lại trang.")
    call = locked_call(membership, found.call_id)
    row = call.tasks.select_for_update(of=("self",)).select_related("addressee__round").get(pk=proposal_id)
    if version is not None and version != row.version:
        raise Stale(changed={"text": row.text})
    section = fields.pop("section", None)
    values = {name: fields.get(name, getattr(row, name)) for name in LIMITS}
    opened = call.round.opened_at or call.round.made_at
    good = checked([Row(**values)], opened.date().isoformat(), lead=row.addressee.name)
    if not good:
        raise Refused("Hãy ghi nội dung nhiệm vụ.", "text")
    for name in (*LIMITS, "due"):
        setattr(row, name, getattr(good[0], name))
    row.lead_unit = Resolver(call.round.agency, membership.today).resolve(row.lead).unit
    if section is not None:
        row.section = " ".join(section.split())[:200]
    row.version += 1
    row.save()
    return row


@action("proposals.arrange")
def arrange(by: Person, membership: Membership, call_id: int, ids: Sequence[int]) -> None:
    """Put the accepted proposals into this order. Raises NotAllowed, Refused where one is not among them."""
    call = locked_call(membership, call_id)
    rows = {row.pk: row for row in call.tasks.filter(state=ProposalState.ACCEPTED).select_related("addressee__round")}
    if set(ids) - set(rows):
        raise Refused("Chỉ sắp xếp được các nhiệm vụ đã đưa vào kế hoạch; hãy tải lại trang.")
    for position, pk in enumerate(ids, 1):
        if rows[pk].position != position:
            rows[pk].position = position
            rows[pk].save()


def _chosen(call: Call, ids: Iterable[int]) -> list[ProposedTask]:
    wanted = set(ids)
    found = call.tasks.filter(pk__in=wanted).select_related("addressee__round").order_by("position", "id")
    rows = list(found.select_for_update(of=("self",)))
    if not rows or len(rows) != len(wanted):
        raise Refused("Hãy chọn ít nhất một đề xuất của đợt này; nếu vừa có thay đổi, hãy tải lại trang.")
    if any(row.state == ProposalState.MERGED for row in rows):
        raise Refused("Có đề xuất đã gộp vào đề xuất khác; hãy bỏ chọn.")
    if any(row.task_id for row in rows):
        raise Refused("Có đề xuất đã thành nhiệm vụ được giao; hãy sửa ở trang của nhiệm vụ đó.")
    return rows


def _decide(by: Person, row: ProposedTask, state: ProposalState, reason: str = "") -> None:
    row.state, row.reason, row.decided_by, row.decided_at = state, reason, by, timezone.now()
    row.version += 1
    row.save()


def _reason(words: str, sentence: str) -> str:
    words = words.strip()
    if not words:
        raise Refused(sentence, "reason")
    return words[:LONGEST_REASON]
