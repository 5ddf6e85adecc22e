"""Load the sample: units, people, documents; some looked over and under way, others waiting for the user."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial

from django.utils import timezone

from dondoc.audit.errors import Refused
from dondoc.documents import worker
from dondoc.documents.actions import receive
from dondoc.documents.isolation import HereReader
from dondoc.documents.models import Document
from dondoc.organisations.models import Agency, Person, Unit
from dondoc.organisations.queries import membership
from dondoc.sample import arriving, citing, consulting, exchanging, organisation, surveys
from dondoc.sample.checks import Checking
from dondoc.sample.data import PaperRow, paper_rows
from dondoc.sample.follow_up import FollowUp
from dondoc.sample.leading import Leading
from dondoc.sample.reports import Reports
from dondoc.sample.review import Reviewer
from dondoc.sample.timeline import Timeline, at, working

Progress = Callable[[str], None]
CLERK = "vanthu"
PLANNED = date(2026, 11, 19)
"""When the agency's own plan for the next year was issued."""


def is_empty() -> bool:
    """Whether nothing was entered in this database yet."""
    return not (Unit.objects.exists() or Agency.objects.exists() or Person.objects.exists())


def load(now: datetime, progress: Progress = lambda step: None) -> Agency:
    """Load the sample into an empty database, with the past that it has at ``now``. Ten to twenty seconds.

    Raises Refused where there are data already, so that nobody's work is mixed with invented documents.
    """
    if not is_empty():
        raise Refused("Cơ sở dữ liệu đã có dữ liệu; cơ quan mẫu chỉ được nạp vào cơ sở dữ liệu trống.")
    rows = paper_rows()
    progress("Lập cơ quan mẫu: Sở Khoa học và Công nghệ tỉnh An Phước (hư cấu)")
    with at(min(now, working(rows[0].issued_on - timedelta(days=30), 8))):
        agency, people = organisation.create()
    progress(f"Nhận và đọc {len(rows)} văn bản mẫu, xác nhận và thực hiện nhiệm vụ của các văn bản đã xem")
    timeline = Timeline(now)
    office = Office(people, timeline, FollowUp(timeline, people))
    for row in rows:
        timeline.add(min(now, working(row.issued_on + timedelta(days=row.days), 8, 15)), partial(office.receive, row))
    Reports(timeline, people).plan()
    Leading(timeline, people).plan()
    Checking(timeline, people).plan()
    timeline.add(min(now, working(PLANNED, 10)), lambda day: citing.play(people, day))
    asked = min(now, working(timezone.localdate(now) - timedelta(days=9), 9))
    timeline.add(asked, lambda day: surveys.fill(people, day, timezone.localdate(now)))
    drafted = min(now, working(timezone.localdate(now) - timedelta(days=4), 10))
    timeline.add(drafted, lambda day: consulting.play(people, day))
    timeline.add(min(now, working(timezone.localdate(now), 8)), lambda day: exchanging.play(people, day))
    timeline.add(min(now, working(timezone.localdate(now), 8)), arriving.play)
    timeline.play()
    return agency


@dataclass
class Office:
    """What the sample's people do with a document."""

    people: dict[str, Person]
    timeline: Timeline
    follow_up: FollowUp

    def receive(self, row: PaperRow, day: date) -> None:
        """The clerk takes it in, the program reads it; whoever looks it over does so in the afternoon."""
        clerk = self.people[CLERK]
        receive(clerk, membership(clerk, day), row.file, row.content(), row.direction)
        worker.work(once=True, reader=HereReader())
        if row.reviewer:
            self.timeline.add(min(self.timeline.now, working(day, 14)), partial(self.look_over, row))

    def look_over(self, row: PaperRow, day: date) -> None:
        """The reviewer corrects and confirms; from then on the tasks live. A document that was not read stays."""
        document = Document.objects.filter(attachments__name=row.file).first()
        if document is not None:
            person = self.people[row.reviewer]
            Reviewer(person, membership(person, day), row.expected()).look_over(document)
            self.follow_up.plan(document, day)
