"""Who answers: a person with an account of the addressee's unit, or whoever holds the addressee's link."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from dondoc.audit.errors import NotAllowed, Refused
from dondoc.organisations.models import Person
from dondoc.organisations.queries import Membership
from dondoc.rounds.models import Addressee, AnswerChannel, Link, RoundState
from dondoc.rounds.policies import answering_units
from dondoc.rounds.queries import link_with


@dataclass(frozen=True, slots=True)
class Answerer:
    """``addressee`` is the one for whom they answer, and no other; ``person`` or ``link`` says by what right."""

    addressee: Addressee
    person: Person | None = None
    link: Link | None = None

    @property
    def channel(self) -> str:
        return AnswerChannel.LINK if self.link is not None else AnswerChannel.WEB

    @property
    def note(self) -> str:
        """What the log says of somebody without an account."""
        return f"Qua liên kết của {self.addressee.name}" if self.link is not None else ""


def by_account(membership: Membership, addressee_id: int) -> Answerer:
    """The right of an account. Raises NotAllowed for another unit's, with the same words where there is none such."""
    rows = Addressee.objects.select_related("round__agency__unit", "round__unit", "unit")
    found = rows.filter(pk=addressee_id, unit__in=answering_units(membership)).first()
    if found is None or found.round.state == RoundState.PREPARING:
        raise NotAllowed("Không có yêu cầu này gửi đến đơn vị của bạn.")
    return Answerer(found, person=membership.person)


def by_link(token: str, today: date) -> Answerer:
    """The right of a link. Raises Refused where it does not work (any more)."""
    link = link_with(token, today)
    if link.addressee.round.state == RoundState.PREPARING:
        raise Refused("Đợt này chưa mở; hãy quay lại sau.")
    return Answerer(link.addressee, link=link)
