"""What surveys tell in a report of a stretch of days."""

from __future__ import annotations

from dondoc.forms.definition import Kind
from dondoc.forms.summing import Summary, summarise
from dondoc.forms.values import shown_number
from dondoc.rounds.facts import Fact, Stretch, in_numbers
from dondoc.rounds.models import RoundState
from dondoc.rounds.queries import Counts, counts_of
from dondoc.surveys.models import Survey
from dondoc.surveys.queries import handed_in

TOPIC = "Tổng hợp, rà soát"
MOST_SUMS = 6
MOST = 20
"""Rounds that one report tells of."""


def told(stretch: Stretch) -> list[Fact]:
    """The rounds that were due in the stretch: who answered, and the sums of the numbers asked; of one document, the
    rounds that it asks for. One query a round beside two."""
    rows = Survey.objects.filter(
        round__agency=stretch.agency_id, round__due_on__gte=stretch.first, round__due_on__lte=stretch.last
    ).exclude(round__state=RoundState.PREPARING)
    if stretch.document_id is not None:
        rows = rows.filter(round__letter=stretch.document_id)
    found = list(rows.select_related("round", "version").order_by("round__due_on", "id")[:MOST])
    counts = counts_of([one.round for one in found], stretch.last)
    return [_fact(one, counts[one.round_id]) for one in found]


def _fact(survey: Survey, counts: Counts) -> Fact:
    title = survey.round.title.strip().rstrip(".")
    words = f"{title}: {in_numbers(counts.answered)}/{in_numbers(counts.sent)} cơ quan, đơn vị đã gửi"
    sums = _sums(summarise(survey.version.content, handed_in(survey)))
    return Fact(str(survey.round_id), TOPIC, f"{words}{sums}.", of=survey.round_id)


def _sums(found: list[Summary]) -> str:
    """The sums of the first numbers of the form."""
    numbers = [one for one in found if one.field.kind is Kind.NUMBER and one.total is not None][:MOST_SUMS]
    told = (f"{one.field.label.strip().lower()}: {shown_number(float(one.total or 0))}" for one in numbers)
    return "".join(f"; {words}" for words in told)
