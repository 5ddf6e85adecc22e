"""What consultations tell in a report of a stretch of days."""

from __future__ import annotations

from django.db.models import Count

from dondoc.consultations.models import Consultation, Opinion
from dondoc.rounds.facts import Fact, Stretch, in_numbers
from dondoc.rounds.models import RoundState
from dondoc.rounds.queries import Counts, counts_of

TOPIC = "Lấy ý kiến, góp ý dự thảo"
MOST = 20


def told(stretch: Stretch) -> list[Fact]:
    """The drafts whose opinions were due in the stretch; of one document, those that it asks about. Three queries."""
    rows = Consultation.objects.filter(
        round__agency=stretch.agency_id, round__due_on__gte=stretch.first, round__due_on__lte=stretch.last
    ).exclude(round__state=RoundState.PREPARING)
    if stretch.document_id is not None:
        rows = rows.filter(round__letter=stretch.document_id)
    found = list(rows.select_related("round").order_by("round__due_on", "id")[:MOST])
    counts = counts_of([row.round for row in found], stretch.last)
    said = dict(
        Opinion.objects.filter(consultation__in=found).order_by().values_list("consultation").annotate(Count("pk"))
    )
    return [
        Fact(str(row.round_id), TOPIC, _words(row, counts[row.round_id], said.get(row.pk, 0)), of=row.round_id)
        for row in found
    ]


def _words(row: Consultation, counts: Counts, said: int) -> str:
    return (
        f"Lấy ý kiến {row.draft_name} của {in_numbers(counts.sent)} cơ quan, đơn vị; {in_numbers(counts.answered)} nơi "
        f"trả lời, {in_numbers(said)} ý kiến góp ý."
    )
