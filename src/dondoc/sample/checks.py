"""What the linter has to say in the sample: a draft with faults that waits for its number, and a finding set aside."""

from __future__ import annotations

from datetime import date, timedelta

from django.utils import timezone

from dondoc.documents.actions import Draft, prepare, set_aside
from dondoc.documents.checks import findings
from dondoc.documents.letterhead import frame_of
from dondoc.documents.models import Document
from dondoc.documents.sequences import symbol_of
from dondoc.organisations.models import Person, Unit
from dondoc.organisations.queries import membership
from dondoc.sample.timeline import Timeline, working
from dondoc.writing.blocks import Paragraph
from dondoc.writing.word import docx_bytes

OFFICER, OFFICE, LEADER = "chuyenvien", "tonghop", "giamdoc"
SUBJECT = "rà soát thiết bị họp trực tuyến"
TO = "Các phòng, đơn vị thuộc Sở"
ITEMS = (
    "1. Các phòng, đơn vị thuộc Sở rà soát thiết bị họp trực tuyến, gửi Văn phòng Sở trước ngày 31/11/{year}.",
    "2. Giao Văn phòng Sở và Phòng Kế hoạch - Tài chính chủ trì lập dự toán sửa chữa trước ngày 10/12/{year}.",
    "3. Phòng Chuyển đổi số phối hợp với UBND cấp huyện kiểm tra đường truyền tại các điểm cầu.",
)
"""A day that there is not, two leads, a level that ended."""
PLAN, REASON = "47/KH-SKHCN", "Lễ trao giải cuộc thi đã ấn định vào Chủ nhật, giữ nguyên ngày."


class Checking:
    """Plans it on the timeline."""

    def __init__(self, timeline: Timeline, people: dict[str, Person]) -> None:
        self.timeline, self.people = timeline, people

    def plan(self) -> None:
        today = timezone.localdate(self.timeline.now)
        self.timeline.add(min(self.timeline.now, working(today - timedelta(days=1), 9)), self.draft)
        self.timeline.add(min(self.timeline.now, working(today - timedelta(days=1), 10)), self.let_stand)

    def draft(self, day: date) -> None:
        """An officer puts a letter forward that wants another look."""
        by = self.people[OFFICER]
        mine = membership(by, day)
        assert mine.agency is not None
        unit = Unit.objects.get(pk=mine.posts[0].unit_id)
        frame = frame_of(mine.agency, day, symbol=symbol_of(mine.agency, "Công văn", unit), to=(TO,))
        opening = Paragraph("Để chuẩn bị các cuộc họp cuối năm, Giám đốc Sở có ý kiến như sau:")
        items = tuple(Paragraph(item.format(year=day.year)) for item in ITEMS)
        letter = frame.letter(SUBJECT, (opening, *items), kind="Công văn")
        row = Draft("Công văn", SUBJECT, unit.pk, signer=self.people[LEADER].pk, to=((TO, None),))
        prepare(by, mine, row, [("du-thao.docx", docx_bytes(letter))], made_here=True)

    def let_stand(self, day: date) -> None:
        """The office has asked about a deadline on a Sunday."""
        by = self.people[OFFICE]
        mine = membership(by, day)
        plan = Document.objects.filter(code=PLAN).first()
        for finding in (findings(mine, plan) or ()) if plan else ():
            if finding.rule == "time.day-off":
                set_aside(by, mine, plan.pk, finding.key, REASON)
