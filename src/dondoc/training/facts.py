"""What training tells in a report of a stretch of days."""

from __future__ import annotations

from dondoc.rounds.facts import Fact, Stretch, in_numbers
from dondoc.training.models import Course
from dondoc.training.queries import audiences

TOPIC = "Tập huấn, bồi dưỡng"


def told(stretch: Stretch) -> list[Fact]:
    """Courses with a lesson in the stretch, all together and by audience; nothing in the report on one document."""
    if stretch.document_id is not None:
        return []
    rows = audiences(Course.objects.filter(agency=stretch.agency_id), stretch.first, stretch.last)
    if not rows:
        return []
    courses, came, passed = (sum(getattr(row, name) for row in rows) for name in ("courses", "came", "passed"))
    result = f", {in_numbers(passed)} người đạt yêu cầu" if passed else ""
    whole = f"Tổ chức {in_numbers(courses)} lớp tập huấn, bồi dưỡng, {in_numbers(came)} người tham dự{result}."
    parts = [
        Fact(
            f"audience:{row.audience}",
            TOPIC,
            f"Đối tượng {row.audience[:1].lower()}{row.audience[1:]}: {in_numbers(row.courses)} lớp, "
            f"{in_numbers(row.came)} người tham dự.",
        )
        for row in rows
    ]
    return [Fact("all", TOPIC, whole), *(parts if len(parts) > 1 else ())]
