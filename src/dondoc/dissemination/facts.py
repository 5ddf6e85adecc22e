"""What dissemination tells in a report of a stretch of days."""

from __future__ import annotations

from dondoc.dissemination.models import Publication
from dondoc.dissemination.queries import figures
from dondoc.rounds.facts import Fact, Stretch, in_numbers

TOPIC = "Thông tin, tuyên truyền"


def told(stretch: Stretch) -> list[Fact]:
    """How much was published, where, for how many; of one document, what was published for it."""
    rows = Publication.objects.filter(
        agency=stretch.agency_id, published_on__gte=stretch.first, published_on__lte=stretch.last
    )
    if stretch.document_id is not None:
        rows = rows.filter(plan=stretch.document_id)
    found = figures(rows)
    if not found.number:
        return []
    media = "; ".join(f"{label}: {in_numbers(number)}" for label, (number, _) in found.media.items())
    reach = f", khoảng {in_numbers(found.reach)} lượt tiếp cận" if found.reach else ""
    return [Fact("all", TOPIC, f"Đăng, phát {in_numbers(found.number)} tin, bài tuyên truyền ({media}){reach}.")]
