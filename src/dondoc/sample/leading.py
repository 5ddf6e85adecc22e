"""What the sample's leaders and office do beside the tasks: documents that go out, months that are evaluated and
closed, the list for the system of the resolution."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, timedelta
from functools import partial

from django.utils import timezone

from dondoc.audit.errors import Refused
from dondoc.documents.actions import Draft, issue, mark_sent, prepare, reserve_number
from dondoc.documents.letterhead import frame_of
from dondoc.documents.sequences import symbol_of
from dondoc.evaluation import actions as evaluation
from dondoc.evaluation.sheets import sheet_of_unit
from dondoc.evaluation.spans import Span
from dondoc.organisations.models import Person, Unit
from dondoc.organisations.queries import membership
from dondoc.outside import actions as outside
from dondoc.sample.timeline import Timeline, working
from dondoc.tasks.actions import correct
from dondoc.tasks.models import Phase, Task, TaskKind
from dondoc.writing.blocks import Paragraph
from dondoc.writing.word import docx_bytes

MANY = 1000
OFFICE, CLERK, LEADER, OFFICER, ADMINISTRATOR = "tonghop", "vanthu", "giamdoc", "chuyenvien", "quantri"
LETTERS = (
    (34, "Công văn", "cử công chức tham gia tổ giúp việc về chuyển đổi số", "Sở Nội vụ"),
    (21, "Thông báo", "lịch làm việc của Lãnh đạo Sở với các xã về dịch vụ công trực tuyến", "Văn phòng Sở"),
    (12, "Công văn", "cung cấp số liệu hạ tầng số quý III", "Sở Tài chính"),
)
"""Days ago, type, subject, addressee of documents that went out."""
WAITING = ("Công văn", "đề nghị góp ý danh mục dữ liệu dùng chung", "Sở Y tế")
SYSTEM = "Hệ thống theo dõi Nghị quyết 57"
WORDS = {"not_started": "Chưa triển khai", "in_progress": "Đang triển khai", "overdue": "Chậm tiến độ"}
FUNDS = (
    "Ngân sách tỉnh: 450 triệu đồng",
    "Chi thường xuyên năm 2026",
    "Ngân sách tỉnh 1,2 tỷ đồng; nguồn xã hội hóa 300 triệu đồng",
    "Chi thường xuyên năm 2026, dự kiến 85 triệu đồng",
)
APPEAL = "Tôi đã báo cáo đủ hai kỳ giao ban; một kỳ báo cáo bằng lời, biên bản họp có ghi."
ANSWER = "Đã đối chiếu biên bản họp; điều chỉnh điểm tiêu chí chung."
CAUSE = "Cơ quan phối hợp gửi số liệu sau thời hạn; đã có văn bản đôn đốc."


class Leading:
    """Plans it on the timeline."""

    def __init__(self, timeline: Timeline, people: dict[str, Person]) -> None:
        self.timeline, self.people = timeline, people

    def plan(self) -> None:
        today = timezone.localdate(self.timeline.now)
        for days, kind, subject, to in LETTERS:
            day = today - timedelta(days=days)
            self.timeline.add(working(day, 10), partial(self.send, kind, subject, to))
        self.timeline.add(working(today - timedelta(days=10), 9), self.report_outside)
        self.timeline.add(working(today - timedelta(days=8), 10), self.name_funds)
        self.timeline.add(min(self.timeline.now, working(today - timedelta(days=2), 15)), self.draft)
        month = Span.of("month", today).before()
        for span in (month.before(), month):
            self.timeline.add(working(span.last + timedelta(days=4), 16), partial(self.settle, span))

    def draft(self, day: date, kind: str = WAITING[0], subject: str = WAITING[1], to: str = WAITING[2]) -> int:
        """An officer puts a draft forward."""
        by = self.people[OFFICER]
        mine = membership(by, day)
        assert mine.agency is not None
        unit = Unit.objects.get(pk=mine.posts[0].unit_id)
        addressee = Unit.objects.filter(name=to).first()
        symbol = symbol_of(mine.agency, kind, unit)
        frame = frame_of(mine.agency, day, symbol=symbol, to=(to,) if kind == "Công văn" else ())
        words = f"Sở Khoa học và Công nghệ trân trọng gửi {to} nội dung về việc {subject}."
        letter = frame.letter(subject, (Paragraph(words), Paragraph("Đề nghị quan tâm, phối hợp.")), kind=kind)
        signer = self.people[LEADER].pk
        row = Draft(kind, subject, unit.pk, signer=signer, to=((to, addressee.pk if addressee else None),))
        return prepare(by, mine, row, [("du-thao.docx", docx_bytes(letter))], made_here=True).pk

    def send(self, kind: str, subject: str, to: str, day: date) -> None:
        """A document goes out on the day; the clerk keeps a number of the same sequence for later."""
        clerk = self.people[CLERK]
        made = self.draft(day, kind, subject, to)
        with suppress(Refused):
            issue(clerk, membership(clerk, day), made)
            mark_sent(clerk, membership(clerk, day), made)
            if kind == "Thông báo":
                reserve_number(clerk, membership(clerk, day), kind, note="Kết luận giao ban, chờ Giám đốc Sở ký")

    def settle(self, span: Span, day: date) -> None:
        """The month that is over: one objective cause, a head's mark, then it is closed."""
        office, leader = self.people[OFFICE], self.people[LEADER]
        mine = membership(leader, day)
        assert mine.agency is not None
        lines = sheet_of_unit(mine.agency, mine.agency.unit, span, day).page(size=MANY).lines
        late = next((line for line in lines if line.delays), None)
        if late is not None:
            product = late.product
            evaluation.excuse(leader, mine, product.task, "delay", CAUSE, occurrence_id=product.occurrence)
        officer = self.people[OFFICER]
        evaluation.mark_general(leader, mine, span, 28, person_id=officer.pk, note="Cần chủ động hơn khi báo cáo.")
        asked = evaluation.appeal(officer, membership(officer, day), span, "general", APPEAL)
        evaluation.answer_appeal(leader, mine, asked.pk, granted=True, answer=ANSWER, points=29)
        evaluation.close_span(office, membership(office, day), span)

    def report_outside(self, day: date) -> None:
        """The administrator sets the system up, the office sends the first list."""
        administrator, office = self.people[ADMINISTRATOR], self.people[OFFICE]
        system = outside.add_system(administrator, membership(administrator, day), SYSTEM)
        columns = [(column["title"], column["field"]) for column in system.columns]
        outside.map_system(administrator, membership(administrator, day), system.pk, columns, system.words | WORDS)
        outside.deliver(office, membership(office, day), system.pk)

    def name_funds(self, day: date) -> None:
        """The office writes down what the plans say on funds."""
        office = self.people[OFFICE]
        mine = membership(office, day)
        rows = Task.objects.filter(agency=mine.agency, phase=Phase.OPEN, fanned_out=False, kind=TaskKind.TASK)
        for task, words in zip(rows.order_by("-id"), FUNDS, strict=False):
            correct(office, mine, task.pk, {"funds": words})
