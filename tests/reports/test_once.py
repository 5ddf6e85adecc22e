"""Closing reports: proposed from the document that asks for them, opened once, ended when they are out."""

from __future__ import annotations

from datetime import date

import pytest

from dondoc.audit.errors import Refused
from dondoc.documents.actions.outgoing import issue
from dondoc.documents.models import Document
from dondoc.reports import actions
from dondoc.reports.models import Cadence, Heading, Obligation, ObligationState, ReportPeriod
from dondoc.reports.queries import cascade
from dondoc.tasks.models import Evidence, TaskState
from tests.documents.papers import registered
from tests.organisation import Office
from tests.reports.work import MONTHLY, duty, given_of, moment, monthly_plan, part, send, suggested, unit_name

OPENS = date(2026, 12, 7)
DAY = date(2026, 12, 16)


def closing(office: Office, document: Document, text: str = "báo cáo tổng kết kết quả thực hiện", **fields):
    """A duty to report at the end, before 20 December."""
    values = {"kind": "report", "lead": unit_name(office, "telecom"), "due": "trước ngày 20/12/2026", **fields}
    return duty(office, document, text, date(2026, 10, 26), **values)


def test_a_closing_report_is_proposed_beside_the_monthly_one(office: Office) -> None:
    task = closing(office, monthly_plan(office), recipient="Thường trực Tỉnh ủy An Phước", via="Văn phòng Tỉnh ủy")
    monthly, found = suggested(office)
    assert (monthly.cadence, found.cadence) == (Cadence.MONTH, Cadence.ONCE)
    assert found.title.startswith("Báo cáo tổng kết thực hiện ")
    assert (found.recipient, found.via, found.month) == (task.recipient, task.via, date(2026, 12, 1))
    assert [(stage.on.day, stage.collective) for stage in found.stages] == [(15, True), (19, False)]


def test_what_all_units_report_once_makes_a_chain_and_what_one_writes_stays_a_task(office: Office) -> None:
    document = registered(office)
    duty(
        office,
        document,
        "báo cáo kết quả rà soát",
        date(2026, 10, 26),
        kind="report",
        lead="các phòng, đơn vị thuộc Sở",
        due="trước ngày 05/12/2026",
    )
    closing(office, document, "tổng hợp, báo cáo kết quả rà soát", due="trước ngày 10/12/2026")
    closing(office, document, "báo cáo tình hình sử dụng máy chủ", due="trước ngày 11/12/2026")
    [found] = suggested(office)
    assert [(stage.on.day, stage.collective) for stage in found.stages] == [(4, True), (9, False)]


@pytest.fixture
def once(office: Office) -> Obligation:
    """The closing report, set up as it is proposed."""
    closing(office, monthly_plan(office))
    found = suggested(office)[-1]
    who = office.people["coordinator"], office.as_("coordinator", MONTHLY)
    given = given_of(found, month=found.month, first_on=date(2026, 1, 5))
    return actions.set_up(*who, given, since=MONTHLY)


def test_it_opens_once_fulfils_its_duty_and_is_owed_no_more(office: Office, once: Obligation) -> None:
    [link] = cascade(once, MONTHLY).links[-1:]
    assert (link.words, link.on) == ("trước ngày 20/12/2026", date(2026, 12, 18)), "the 19th is a Saturday"
    with moment(OPENS):
        assert [actions.open_due(None, OPENS), actions.open_due(None, OPENS)] == [1, 0]
    period = ReportPeriod.objects.get()
    assert (period.first, period.last, period.label) == (
        date(2026, 1, 5),
        date(2026, 12, 10),
        "Đến ngày 10/12/2026",
    )
    send(period, office, "telecom", "head_telecom", DAY, added=[(Heading.DONE, "Đã hoàn thành.")])
    head = office.people["head_telecom"], office.as_("head_telecom", DAY)
    with moment(DAY):
        actions.consolidate(*head, period.pk)
        handed = actions.hand_over(*head, period.pk)
        issue(office.people["clerk"], office.as_("clerk", DAY), handed.document_id)
    once.refresh_from_db()
    task = once.stages.last().task
    assert once.state == ObligationState.ENDED
    assert task.state in (TaskState.SUBMITTED, TaskState.DONE)
    assert Evidence.objects.filter(task=task, document=handed.document_id).exists()
    assert part(period, office, "telecom").passages.exists()


def test_its_days_must_make_sense(office: Office, once: Obligation) -> None:
    found = suggested(office)[-1]
    who = office.people["coordinator"], office.as_("coordinator", MONTHLY)
    for more, words in (
        ({"month": None}, "tháng/năm"),
        ({"first_on": None}, "ngày bắt đầu"),
        ({"first_on": date(2027, 1, 1)}, "trước ngày chốt"),
    ):
        given = given_of(found, **{"cadence": "once", "month": date(2026, 12, 1), "first_on": date(2026, 1, 1), **more})
        with pytest.raises(Refused, match=words):
            actions.set_up(*who, given)
