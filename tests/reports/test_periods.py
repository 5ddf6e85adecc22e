"""What is owed is proposed from confirmed duties, opens by itself, and comes filled."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from dondoc.audit.errors import NotAllowed, Refused
from dondoc.organisations.models import Unit
from dondoc.reports import actions
from dondoc.reports.models import Heading, Obligation, ReportPeriod
from dondoc.reports.queries import cascade, obligations, owed_by, periods
from dondoc.rounds.actions import return_answer
from dondoc.rounds.models import Addressee, Round, RoundState
from dondoc.tasks import actions as tasks
from dondoc.tasks.models import Task
from tests.organisation import Office
from tests.reports.work import MONTHLY, force, given_of, moment, monthly_plan, opened, part, send, set_up, suggested


def test_the_monthly_report_is_proposed_with_its_chain(office: Office) -> None:
    monthly_plan(office)
    [found] = suggested(office)
    assert (found.cadence, found.unit, found.recipient) == (
        "month",
        office.units["telecom"],
        "Thường trực Tỉnh ủy An Phước",
    )
    assert [(stage.on.day, stage.collective) for stage in found.stages] == [(19, True), (23, False)]
    assert found.via == "Văn phòng Tỉnh ủy"
    assert office.units["science"] in found.units


def test_a_period_opens_once_with_the_days_of_the_regime(office: Office) -> None:
    period = opened(office)
    assert (period.label, period.first, period.last) == ("Tháng 11 năm 2026", date(2026, 10, 15), date(2026, 11, 14))
    assert (period.units_by, period.send_by) == (date(2026, 11, 19), date(2026, 11, 23))
    assert period.occurrence is not None
    assert period.occurrence.nominal == date(2026, 11, 23)
    with moment(MONTHLY):
        assert actions.open_due(None, MONTHLY) == 0
    assert period.asked.state == RoundState.OPEN
    assert Addressee.objects.filter(round=period.asked).count() == period.unit_reports.count() == 5
    with moment(MONTHLY + timedelta(days=31)):
        assert actions.open_due(None, MONTHLY + timedelta(days=31)) == 1


def test_forms_come_filled_from_the_units_work(office: Office) -> None:
    monthly_plan(office)
    head = office.people["head_telecom"]
    own = Task.objects.get(text__startswith="nâng cấp hạ tầng")
    day = date(2026, 11, 3)
    with moment(day):
        tasks.report(head, office.as_("head_telecom", day), own.pk, "Đã khảo sát 12 điểm", percent=40)
        tasks.raise_difficulty(head, office.as_("head_telecom", day), own.pk, "Thiếu cáp quang", proposal="Bố trí vốn")
    with moment(MONTHLY):
        found = suggested(office)[0]
        actions.set_up(office.people["coordinator"], office.as_("coordinator", MONTHLY), given_of(found), since=MONTHLY)
        actions.open_due(None, MONTHLY)
    period = ReportPeriod.objects.get()
    told = {row.heading: row.text for row in part(period, office, "telecom").passages.filter(task=own)}
    assert told[Heading.UNDER_WAY].endswith(": Đã khảo sát 12 điểm (đạt 40%).")
    assert told[Heading.DIFFICULTY].startswith("Thiếu cáp quang")
    assert told[Heading.PROPOSAL] == "Bố trí vốn."
    late = part(period, office, "science").passages.get(heading=Heading.LATE)
    assert "(hạn 10/11/2026)" in late.text
    assert not part(period, office, "telecom").passages.filter(text__startswith="Tổng hợp, báo cáo kết quả").exists()


def test_filling_again_updates_what_nobody_edited_and_leaves_the_rest(office: Office) -> None:
    period = opened(office)
    head, day = office.people["head_telecom"], date(2026, 11, 13)
    own = Task.objects.get(text__startswith="nâng cấp hạ tầng")
    report = part(period, office, "telecom")
    kept = report.passages.get(heading=Heading.NEXT)
    send(period, office, "telecom", "head_telecom", texts={kept.pk: "Phòng tự viết."})
    with moment(day):
        tasks.report(head, office.as_("head_telecom", day), own.pk, "Đã xong 3 điểm", percent=60)
        actions.fill_all(None, day)
    assert not report.passages.filter(text__contains="3 điểm").exists(), "what was sent is not changed behind its back"
    return_answer(office.people["coordinator"], office.as_("coordinator", day), report.addressee_id, "Cập nhật số liệu")
    with moment(day):
        assert actions.fill_all(None, day) >= 1
    assert report.passages.get(task=own, heading=Heading.UNDER_WAY).text.endswith("Đã xong 3 điểm (đạt 60%).")
    kept.refresh_from_db()
    assert kept.text == "Phòng tự viết."


def test_a_chain_without_time_between_its_stages_is_flagged(office: Office) -> None:
    row = set_up(office)
    assert cascade(row, MONTHLY).faults == []
    given = given_of_row(row, last_day=19)
    changed = actions.change(office.people["coordinator"], office.as_("coordinator"), row.pk, given)
    [fault] = cascade(Obligation.objects.get(pk=changed.pk), MONTHLY).faults
    assert "hãy giãn thời hạn" in fault


def test_what_nobody_is_left_to_send_opens_nothing_and_leaves_nothing(office: Office) -> None:
    set_up(office)
    force(Unit, valid_until=MONTHLY)
    with moment(MONTHLY):
        assert actions.open_due(None, MONTHLY) == 0
    assert not Round.objects.exists()


def given_of_row(row: Obligation, last_day: int) -> actions.ObligationGiven:
    stages = [
        actions.StageGiven(s.name, s.day if s.collective else last_day, s.months, s.before, s.collective, s.task_id)
        for s in row.stages.all()
    ]
    return actions.ObligationGiven(
        title=row.title,
        cadence=row.cadence,
        unit_id=row.unit_id,
        stages=stages,
        units=[owing.unit_id for owing in row.owing.all()],
        document_id=row.document_id,
        only_document=True,
    )


def test_who_sees_and_who_may(office: Office) -> None:
    period = opened(office)
    assert list(periods(office.as_("coordinator"))) == [period]
    assert list(periods(office.as_("head_science"))) == [period], "a unit that owes sees its report"
    assert owed_by(office.as_("head_science")).get().unit == office.units["science"]
    assert not obligations(office.as_("outsider")).exists()
    with pytest.raises(NotAllowed):
        actions.consolidate(office.people["head_science"], office.as_("head_science"), period.pk)
    with pytest.raises(NotAllowed):
        actions.end(office.people["officer"], office.as_("officer"), period.obligation_id)
    with pytest.raises(Refused, match="Chưa có đơn vị nào gửi"):
        actions.consolidate(office.people["head_telecom"], office.as_("head_telecom"), period.pk)
