"""What units have sent in a period, and the section that each passage goes to."""

from __future__ import annotations

from django.db.models import Q

from dondoc.reports.models import Heading, Passage, ReportPart, ReportPeriod
from dondoc.rounds.models import AddresseeState

PART_OF = {
    Heading.DONE: ReportPart.RESULTS,
    Heading.UNDER_WAY: ReportPart.RESULTS,
    Heading.LATE: ReportPart.LATE,
    Heading.DIFFICULTY: ReportPart.DIFFICULTY,
    Heading.NEXT: ReportPart.NEXT,
    Heading.PROPOSAL: ReportPart.PROPOSAL,
}
ORDER = {part: at for at, part in enumerate(ReportPart)}
"""The parts in the order in which they are written."""
_HEADINGS = {heading.value: at for at, heading in enumerate(Heading)}


def part_of(passage: Passage) -> tuple[str, str]:
    """The section that a passage goes to: part and topic."""
    part = PART_OF[Heading(passage.heading)]
    return part.value, passage.topic if part == ReportPart.RESULTS else ""


def sent_passages(period: ReportPeriod, with_previous: Q | None = None) -> list[Passage]:
    """What the units have sent, in the order of the units; done before under way within a topic; ``with_previous`` is
    the condition on passages that takes those of another period in. One query."""
    of = Q(report__period=period) if with_previous is None else with_previous
    rows = Passage.objects.filter(
        of, report__addressee__state=AddresseeState.ANSWERED, is_left_out=False
    ).select_related("report__unit", "report__addressee")
    ordered = rows.order_by("report__addressee__order", "order", "id")
    return sorted(ordered, key=lambda row: _HEADINGS[row.heading])
