"""The state of an addressee: seen, answered, sent back. The answer itself is kept by the round's kind.

Only the addressee's own row is locked, so that hundreds may answer at once.
"""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from dondoc.audit.errors import Refused, Stale
from dondoc.audit.recording import acted_as, action
from dondoc.documents.policies import agency_of
from dondoc.organisations.models import Person
from dondoc.organisations.queries import Membership
from dondoc.rounds.answerers import Answerer
from dondoc.rounds.models import Addressee, AddresseeState, AnswerChannel, RoundState
from dondoc.rounds.policies import require_answerable, require_run


@action("round.see")
def mark_seen(by: Person | None, answerer: Answerer, *, note: str = "") -> None:
    """The addressee has opened what it is asked; only the first time counts."""
    if answerer.addressee.state != AddresseeState.WAITING or answerer.addressee.round.state != RoundState.OPEN:
        return
    row = _locked(answerer.addressee.pk)
    if row.state == AddresseeState.WAITING:
        row.state, row.seen_at = AddresseeState.SEEN, timezone.now()
        row.save(update_fields=["state", "seen_at"])


def lock_answer(answerer: Answerer, version: int | None = None) -> Addressee:
    """The addressee's row, locked, where it may answer now; a kind's action calls this before it writes the answer.

    Raises Refused where the round takes no answers or the link has ended since, Stale where another answer came since
    ``version``.
    """
    row = _locked(answerer.addressee.pk)
    require_answerable(row.round)
    if answerer.link is not None:
        answerer.link.refresh_from_db(fields=["revoked_at"])
        if answerer.link.revoked_at is not None:
            raise Refused("Liên kết này vừa bị thu hồi; hãy liên hệ cơ quan đã gửi để được cấp liên kết mới.")
    if version is not None and version != row.version:
        raise Stale("Đơn vị vừa có người khác gửi trả lời. Hãy tải lại trang để xem rồi gửi lại.")
    return row


def lock_for_entry(membership: Membership, addressee_id: int) -> Addressee:
    """The addressee's row, locked, for somebody who runs the round and enters an answer that came otherwise. Raises
    NotAllowed, Refused."""
    row = _locked(addressee_id, agency_of(membership).pk)
    require_run(membership, row.round)
    require_answerable(row.round)
    return row


def settle(
    row: Addressee,
    *,
    channel: str,
    by: Person | None = None,
    name: str = "",
    at: datetime | None = None,
    letter_id: int | None = None,
) -> Addressee:
    """Take a locked row as answered. ``name`` is who answered as they wrote it. Runs inside of a kind's action."""
    row.state, row.channel = AddresseeState.ANSWERED, channel
    row.answered_at = at or timezone.now()
    row.answered_by, row.answered_as = by, " ".join(name.split())[:200]
    row.seen_at = row.seen_at or row.answered_at
    row.late = bool(row.round.due_on and timezone.localdate(row.answered_at) > row.round.due_on)
    if letter_id is not None:
        row.letter_id = letter_id
    row.version += 1
    row.save()
    return row


@action("round.answer_by_hand")
def record_by_hand(
    by: Person, membership: Membership, addressee_id: int, channel: str = AnswerChannel.HAND, at: datetime | None = None
) -> Addressee:
    """Note that an answer came otherwise (by post, by telephone). Raises NotAllowed, Refused."""
    if channel not in AnswerChannel.values:
        raise Refused("Hãy chọn hình thức trả lời.", "channel")
    row = lock_for_entry(membership, addressee_id)
    if at is not None and at > timezone.now():
        raise Refused("Ngày trả lời không thể sau hôm nay.", "at")
    return settle(row, channel=channel, by=by, at=at)


@action("round.return_answer")
def return_answer(by: Person, membership: Membership, addressee_id: int, reason: str) -> Addressee:
    """Ask an addressee to complete its answer; it owes one again. Raises NotAllowed, Refused without a reason or
    where there is no answer."""
    row = lock_for_entry(membership, addressee_id)
    reason = reason.strip()
    if not reason:
        raise Refused("Hãy ghi rõ cần bổ sung, sửa gì.", "reason")
    if row.state != AddresseeState.ANSWERED:
        raise Refused("Nơi nhận này chưa trả lời nên chưa thể đề nghị bổ sung.")
    row.state, row.reason = AddresseeState.RETURNED, reason[:2000]
    row.version += 1
    row.save()
    return row


def _locked(addressee_id: int, agency_id: int | None = None) -> Addressee:
    rows = Addressee.objects.select_for_update(of=("self",)).select_related("round__agency__unit", "round__unit")
    if agency_id is not None:
        rows = rows.filter(round__agency=agency_id)
    row = rows.filter(pk=addressee_id).first()
    if row is None:
        raise Refused("Không tìm thấy nơi nhận này; hãy tải lại trang.")
    acted_as(row.round.agency_id)
    return row
