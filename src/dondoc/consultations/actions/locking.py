"""What the actions of this room begin with."""

from __future__ import annotations

from dondoc.audit.errors import Refused
from dondoc.consultations.models import Consultation
from dondoc.organisations.queries import Membership
from dondoc.rounds.actions.locking import in_state, locked_round
from dondoc.rounds.models import RoundState


def locked(membership: Membership, consultation_id: int, *states: str) -> Consultation:
    """The consultation with its round locked, in one of ``states`` where some are given. Raises Refused, NotAllowed."""
    found = Consultation.objects.filter(pk=consultation_id).first()
    if found is None:
        raise Refused("Không tìm thấy đợt lấy ý kiến này; hãy quay lại danh sách.")
    found.round = locked_round(membership, found.round_id)
    if states:
        in_state(found.round, *(RoundState(state) for state in states))
    return found
