"""Reads: the calls, what was proposed, and proposals that say much the same."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Count, QuerySet
from rapidfuzz import fuzz

from dondoc.organisations.queries import Membership
from dondoc.proposals.models import Call, ProposalState, ProposedTask
from dondoc.rounds.models import Addressee, RoundKind
from dondoc.rounds.queries import visible_rounds

ALIKE = 80
"""From this score on (rapidfuzz token_set_ratio of folded words, 0 to 100) two proposals may be one task."""
LIVE = (ProposalState.PROPOSED, ProposalState.ACCEPTED, ProposalState.ASKED_BACK)


def calls(membership: Membership) -> QuerySet[Call]:
    """Those that the member works on, newest first."""
    rounds = visible_rounds(membership, RoundKind.PROPOSALS).select_related(None)
    rows = Call.objects.filter(round__in=rounds.values("pk"))
    return rows.select_related("round__unit", "round__agency__unit", "round__letter", "plan").order_by("-round__id")


def proposed(call: Call, state: str = "") -> QuerySet[ProposedTask]:
    """What was proposed, in the order of the plan, with ``taken`` (how many others it took in)."""
    rows = ProposedTask.objects.filter(call=call).select_related("addressee", "lead_unit", "merged_into", "task")
    if state in ProposalState.values:
        rows = rows.filter(state=state)
    return rows.annotate(taken=Count("merged")).order_by("section", "position", "id")


def numbers(call: Call) -> dict[str, int]:
    """State → how many proposals; one query."""
    rows = ProposedTask.objects.filter(call=call).order_by().values_list("state").annotate(number=Count("pk"))
    return dict(rows)


def own(addressee: Addressee) -> list[ProposedTask]:
    """What an addressee proposed, in its order."""
    return list(ProposedTask.objects.filter(addressee=addressee).order_by("order", "id"))


@dataclass(slots=True)
class Likeness:
    """Proposals that may be one task, at least two, of any unit."""

    rows: list[ProposedTask] = field(default_factory=list)


def likenesses(rows: Iterable[ProposedTask]) -> list[Likeness]:
    """Groups of living proposals that say much the same, each in order."""
    groups: list[Likeness] = []
    for row in rows:
        if row.state not in LIVE:
            continue
        for group in groups:
            if _alike(group.rows[0].folded, row.folded):
                group.rows.append(row)
                break
        else:
            groups.append(Likeness([row]))
    return [group for group in groups if len(group.rows) > 1]


def _alike(one: str, other: str) -> bool:
    return fuzz.token_set_ratio(one, other, score_cutoff=ALIKE) > 0 and fuzz.ratio(one, other) >= ALIKE - 25
