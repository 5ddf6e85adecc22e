"""The agency's reminder steps."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from dondoc.audit.errors import Refused
from dondoc.audit.recording import action
from dondoc.documents.policies import agency_of
from dondoc.notices.plans import DEFAULTS, FARTHEST, KEY, Urgency, plans_of, stored
from dondoc.notices.steps import Plan
from dondoc.organisations.models import Agency, Person
from dondoc.organisations.policies import require
from dondoc.organisations.queries import Membership

MOST_STEPS = 10


@action("notices.set_reminders")
def set_reminders(
    by: Person,
    membership: Membership,
    before: Sequence[int],
    *,
    on_day: bool,
    every: int,
    urgency: Urgency = Urgency.NORMAL,
) -> Agency:
    """Set the days before the day due, whether on it, and every how many days after it (0: not at all).

    Raises NotAllowed, Refused for a number of days that is not from 1 to 60, or more than ten steps.
    """
    require(membership, "settings.edit")
    if len(set(before)) > MOST_STEPS:
        raise Refused(f"Chỉ đặt được tối đa {MOST_STEPS} mốc nhắc trước hạn.", "before")
    for days in before:
        if not 1 <= days <= FARTHEST:
            raise Refused(f"Số ngày nhắc trước hạn phải từ 1 đến {FARTHEST}.", "before")
    if not 0 <= every <= FARTHEST:
        raise Refused(f"Chu kỳ nhắc quá hạn phải từ 0 (không nhắc) đến {FARTHEST} ngày.", "every")
    agency = Agency.objects.select_for_update(of=("self",)).select_related("unit").get(pk=agency_of(membership).pk)
    plans = plans_of(agency) | {urgency: Plan(tuple(sorted(set(before), reverse=True)), on_day, every)}
    agency.settings = {**agency.settings, KEY: _own(plans)}
    agency.save()
    return agency


def _own(plans: Mapping[Urgency, Plan]) -> dict[str, Any]:
    """Only what differs from the defaults is kept, so that a better default reaches those who changed nothing."""
    return {one.value: stored(plan) for one, plan in plans.items() if plan != DEFAULTS[one]}
