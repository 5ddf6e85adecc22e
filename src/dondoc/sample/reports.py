"""The sample's monthly report: set up by the office, opened by the clock, sent by the rooms, consolidated, issued."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import partial

from django.utils import timezone

from dondoc.audit.errors import Refused
from dondoc.documents.actions.outgoing import issue
from dondoc.organisations.models import Person, Role, Unit
from dondoc.organisations.queries import membership
from dondoc.reports import actions
from dondoc.reports.actions import FormGiven, ObligationGiven, StageGiven
from dondoc.reports.models import Heading, Obligation, PeriodState, ReportPart, ReportPeriod
from dondoc.rounds.answerers import by_account
from dondoc.sample.timeline import Timeline, working

OFFICE, CLERK = "tonghop", "vanthu"
TITLE = "Báo cáo kết quả thực hiện nhiệm vụ UBND tỉnh giao"
SET_UP = date(2026, 10, 5)
MEASURES = (("Số lớp tập huấn, bồi dưỡng đã tổ chức", "lớp"), ("Số lượt người được tập huấn", "lượt"))
DIFFICULTIES = (
    "Một số xã chưa bố trí được công chức chuyên trách công nghệ thông tin.",
    "Đường truyền tại hai trụ sở mới sáp nhập chưa ổn định.",
)
PROPOSALS = ("Đề nghị bổ sung kinh phí mua sắm thiết bị cho các xã mới thành lập.",)
OPENS, SENDS, DRAFTED, ISSUED = 10, 17, 20, 22
"""Days of a month on which the period opens, rooms send, the office drafts, the clerk issues."""


class Reports:
    """Plans the reports of two months on the timeline."""

    def __init__(self, timeline: Timeline, people: dict[str, Person]) -> None:
        self.timeline, self.people = timeline, people

    def plan(self) -> None:
        """October comes to its end; of November one room has not sent yet."""
        self.timeline.add(working(SET_UP, 10), self.set_up)
        for month, is_last in ((10, False), (11, True)):
            self.timeline.add(_on(month, OPENS, 1), self.open)
            self.timeline.add(_on(month, 15, 1), self.open)
            self.timeline.add(working(date(2026, month, SENDS), 15), partial(self.send, all_but=1 if is_last else 0))
            self.timeline.add(working(date(2026, month, DRAFTED), 9), self.consolidate)
            if not is_last:
                self.timeline.add(working(date(2026, month, DRAFTED), 16), self.hand_over)
                self.timeline.add(working(date(2026, month, ISSUED), 9), self.issue)

    def set_up(self, day: date) -> None:
        """The regime of Decree 09/2019/NĐ-CP with the rooms' own day."""
        by = self.people[OFFICE]
        mine = membership(by, day)
        assert mine.agency is not None
        units = Unit.objects.filter(parent=mine.agency.unit_id).exclude(kind="leaders").exclude(valid_until__lte=day)
        stages = [
            StageGiven("Các phòng, đơn vị gửi Văn phòng Sở", 18, before=True, collective=True),
            StageGiven("Văn phòng Sở trình Lãnh đạo Sở", 21, before=True),
            StageGiven("Gửi UBND tỉnh", 24, before=True),
        ]
        office = mine.posts[0].unit_id
        given = ObligationGiven(
            title=TITLE,
            cadence="month",
            unit_id=office,
            stages=stages,
            units=list(units.values_list("pk", flat=True)),
            recipient="Ủy ban nhân dân tỉnh An Phước",
            via="Văn phòng UBND tỉnh",
            measures=MEASURES,
            facts=("training", "dissemination", "surveys"),
        )
        actions.set_up(by, mine, given)

    def open(self, day: date) -> None:
        """What the scheduler does at night."""
        actions.open_due(None, day)
        actions.fill_all(None, day)

    def send(self, day: date, all_but: int) -> None:
        """The heads of the rooms add a word of their own and send."""
        period = self._running()
        if period is None:
            return
        reports = list(period.unit_reports.select_related("unit", "addressee"))
        measures = list(period.obligation.measures.all())
        for at, report in enumerate(reports[: len(reports) - all_but]):
            head = self._head(report.unit_id)
            if head is None:
                continue
            added = [(Heading.DONE.value, f"Tổ chức {at + 1:02d} lớp tập huấn kỹ năng số cho cán bộ cơ sở.")]
            added += [(Heading.DIFFICULTY.value, DIFFICULTIES[at])] if at < len(DIFFICULTIES) else []
            added += [(Heading.PROPOSAL.value, PROPOSALS[0])] if at == 1 else []
            values = {measures[0].pk: Decimal(at + 1), measures[1].pk: Decimal(30 * (at + 1))}
            given = FormGiven(added=added, values=values)
            with suppress(Refused):
                actions.send(head, by_account(membership(head, day), report.addressee_id), given)

    def consolidate(self, day: date) -> None:
        """The office makes the draft and goes over the part about difficulties."""
        period, by = self._running(), self.people[OFFICE]
        if period is None:
            return
        mine = membership(by, day)
        with suppress(Refused):
            actions.consolidate(by, mine, period.pk)
            section = period.sections.filter(part=ReportPart.PROPOSAL).first()
            if section is not None and section.text:
                text = section.text.replace("Đề nghị bổ sung", "Đề nghị UBND tỉnh xem xét, bổ sung")
                actions.edit_section(by, mine, section.pk, text, version=section.version)

    def hand_over(self, day: date) -> None:
        """To the registry."""
        period, by = self._running(), self.people[OFFICE]
        if period is not None:
            with suppress(Refused):
                actions.hand_over(by, membership(by, day), period.pk)

    def issue(self, day: date) -> None:
        """The clerk gives it its number."""
        period = ReportPeriod.objects.filter(state=PeriodState.HANDED_OVER).first()
        if period is not None and period.document_id is not None:
            clerk = self.people[CLERK]
            issue(clerk, membership(clerk, day), period.document_id)

    def _running(self) -> ReportPeriod | None:
        row = Obligation.objects.filter(title=TITLE).first()
        open_states = (PeriodState.COLLECTING, PeriodState.DRAFTING)
        return row.report_periods.filter(state__in=open_states).order_by("last").first() if row else None

    def _head(self, unit_id: int | None) -> Person | None:
        heads = (p for p in self.people.values() if p.posts.filter(unit=unit_id, role=Role.UNIT_HEAD).exists())
        office = (p for p in self.people.values() if p.posts.filter(unit=unit_id, role=Role.COORDINATOR).exists())
        return next(heads, None) or next(office, None)


def _on(month: int, day: int, hour: int) -> datetime:
    """An hour of a day, worked or not."""
    return timezone.make_aware(datetime.combine(date(2026, month, day), time(hour)) + timedelta(minutes=5))
