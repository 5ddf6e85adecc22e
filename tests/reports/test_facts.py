"""A report takes in the figures of other work: with each consolidation the newest, and nothing that somebody wrote is
lost."""

from __future__ import annotations

from datetime import date

from dondoc.dissemination import actions as dissemination
from dondoc.reports import actions
from dondoc.reports.consolidated import desks
from dondoc.reports.models import Heading, ReportPeriod
from dondoc.reports.paper import content
from dondoc.rounds.models import Round
from dondoc.surveys import actions as surveys
from tests.organisation import Office
from tests.reports.work import MONTHLY, force, moment, opened, send
from tests.surveys.surveys import answer, holder, signatures

DAY = date(2026, 11, 13)
TOPIC = "Thông tin, tuyên truyền"


def published(office: Office, title: str, reach: int) -> None:
    who = office.people["officer"], office.as_("officer", DAY)
    with moment(DAY):
        dissemination.enter(*who, title=title, medium="zalo", published_on=DAY, reach=reach)


def consolidated(office: Office, period: ReportPeriod) -> None:
    actions.consolidate(office.people["head_telecom"], office.as_("head_telecom", DAY), period.pk)


def test_figures_are_taken_in_brought_up_to_date_and_left_where_somebody_wrote(office: Office) -> None:
    with moment(DAY):
        survey = signatures(office)
        surveys.submit(None, holder(office, survey), answer())
    force(Round, due_on=DAY)
    period = opened(office, only_document=False, facts=("dissemination", "surveys", "of another program"))
    assert period.obligation.facts == ["dissemination", "surveys"]
    send(period, office, "telecom", "head_telecom", MONTHLY, added=[(Heading.DONE, "Đã xong.")])
    published(office, "Cảnh báo lừa đảo", 1200)
    consolidated(office, period)
    section = period.sections.get(topic=TOPIC)
    assert section.text == "Đăng, phát 01 tin, bài tuyên truyền (Zalo: 01), khoảng 1.200 lượt tiếp cận."
    assert "Nhu cầu chữ ký số năm 2027: 01/06 cơ quan" in period.sections.get(topic="Tổng hợp, rà soát").text
    published(office, "Nộp hồ sơ trực tuyến", 300)
    consolidated(office, period)
    section.refresh_from_db()
    assert section.text == "Đăng, phát 02 tin, bài tuyên truyền (Zalo: 02), khoảng 1.500 lượt tiếp cận."
    [fact] = next(desk for desk in desks(period) if desk.section.topic == TOPIC).facts
    assert (fact.kind, fact.stands) == ("dissemination", True)
    assert section.text in [line for topic in content(period, DAY).topics for line in topic.texts]
    head = office.people["head_telecom"], office.as_("head_telecom", DAY)
    actions.edit_section(*head, section.pk, "Đã đăng nhiều tin, bài.", version=section.version)
    published(office, "Bài thứ ba", 5)
    consolidated(office, period)
    section.refresh_from_db()
    assert section.text == "Đã đăng nhiều tin, bài."
    assert not next(desk for desk in desks(period) if desk.section.topic == TOPIC).facts[0].stands
