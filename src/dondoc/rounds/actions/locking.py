"""What the actions of this room begin with: the row, locked, and the member's right to it."""

from __future__ import annotations

from dondoc.audit.errors import Refused, Stale
from dondoc.documents.policies import agency_of
from dondoc.organisations.queries import Membership
from dondoc.rounds.models import Round, RoundState
from dondoc.rounds.policies import require_run

GONE = "Không tìm thấy đợt này; hãy quay lại danh sách."


def locked_round(membership: Membership, round_id: int, version: int | None = None) -> Round:
    """The round, locked. Raises Refused, NotAllowed, Stale where ``version`` is not what it is now."""
    rows = Round.objects.select_for_update(of=("self",)).select_related("agency__unit", "unit")
    found = rows.filter(pk=round_id, agency=agency_of(membership)).first()
    if found is None:
        raise Refused(GONE)
    require_run(membership, found)
    if version is not None and version != found.version:
        raise Stale(changed={"state": found.get_state_display(), "due_on": found.due_on})
    return found


def in_state(asked: Round, *states: str) -> Round:
    """The round, where it is in one of these states. Raises Refused with what it is."""
    if asked.state not in states:
        raise Refused(
            {
                RoundState.PREPARING: "Đợt này chưa mở; hãy mở đợt trước.",
                RoundState.OPEN: "Đợt này đang mở; không sửa được phần này nữa.",
                RoundState.CLOSED: "Đợt này đã kết thúc; hãy mở lại nếu cần làm tiếp.",
            }[RoundState(asked.state)]
        )
    return asked


def put(asked: Round) -> Round:
    """Save a round that was changed, under its next version."""
    asked.version += 1
    asked.save()
    return asked
