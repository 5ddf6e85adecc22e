"""A plan of the invented department with its reports, and what people do until a report stands."""

from __future__ import annotations

from datetime import date, datetime, time

from django.db.models import QuerySet
from django.utils import timezone

from dondoc.documents.models import Document
from dondoc.organisations.queries import membership
from dondoc.reports import actions
from dondoc.reports.actions import FormGiven, ObligationGiven, StageGiven
from dondoc.reports.models import Obligation, ReportPeriod, UnitReport
from dondoc.reports.suggestions import Suggestion, suggestions
from dondoc.rounds.answerers import by_account
from dondoc.sample.timeline import at
from dondoc.tasks import actions as tasks
from dondoc.tasks.models import Task
from tests.documents.papers import registered
from tests.organisation import Office
from tests.remembered import remembered

MONTHLY = date(2026, 11, 12)
"""A day on which the November report is open: the units' part is due on the 19th, the report on the 23rd."""


def moment(day: date, hour: int = 9):
    """The program's clock at an hour of a day."""
    return at(timezone.make_aware(datetime.combine(day, time(hour))))


def duty(office: Office, document: Document, text: str, day: date = date(2026, 10, 6), **fields) -> Task:
    """A confirmed task of a document, as of a day."""
    who = office.people["coordinator"], office.as_("coordinator", day)
    with moment(day):
        task = tasks.add_typed(*who, document.pk, text, **fields)
        tasks.confirm(*who, [task.pk])
    task.refresh_from_db()
    return task


def unit_name(office: Office, key: str) -> str:
    return office.units[key].name


@remembered
def monthly_plan(office: Office) -> Document:
    """A letter like those by which the province asks for a report each month: the telecom room reports before the 24th
    to the standing board through its office; two more duties of rooms beside it."""
    document = registered(office)
    telecom, science = unit_name(office, "telecom"), unit_name(office, "science")
    duty(
        office,
        document,
        "tổng hợp, báo cáo kết quả thực hiện các nhiệm vụ được giao",
        date(2026, 10, 26),
        kind="report",
        lead=telecom,
        due="trước ngày 24 hằng tháng",
        recipient="Thường trực Tỉnh ủy An Phước",
        via="Văn phòng Tỉnh ủy",
    )
    duty(office, document, "nâng cấp hạ tầng mạng tại các điểm phục vụ", lead=telecom, due="10/12/2026")
    duty(office, document, "xây dựng danh mục công nghệ ưu tiên", lead=science, due="10/11/2026")
    return document


def suggested(office: Office, who: str = "coordinator", today: date = MONTHLY) -> list[Suggestion]:
    return suggestions(office.as_(who, today), today)


def given_of(found: Suggestion, **changes) -> ObligationGiven:
    """What the form of a suggestion brings when nobody changes a thing."""
    values = {
        "title": found.title,
        "cadence": found.cadence,
        "unit_id": found.unit.pk if found.unit else 0,
        "stages": [
            StageGiven(s.name, s.on.day, s.on.months, s.on.before, s.collective, s.task_id) for s in found.stages
        ],
        "units": [unit.pk for unit in found.units],
        "recipient": found.recipient,
        "via": found.via,
        "document_id": found.document.pk,
        "only_document": True,
        "cut_off_day": found.cut_off.day,
        "cut_off_months": found.cut_off.months,
    }
    return ObligationGiven(**{**values, **changes})


@remembered
def set_up(office: Office, today: date = MONTHLY, **changes) -> Obligation:
    """The monthly report, set up as it is proposed."""
    monthly_plan(office)
    found = suggested(office, today=today)[0]
    return actions.set_up(
        office.people["coordinator"], office.as_("coordinator", today), given_of(found, **changes), since=today
    )


@remembered
def opened(office: Office, today: date = MONTHLY, **changes) -> ReportPeriod:
    """The November period, opened by the clock."""
    with moment(today):
        set_up(office, today, **changes)
        assert actions.open_due(None, today) == 1
    return ReportPeriod.objects.get()


def part(period: ReportPeriod, office: Office, unit: str) -> UnitReport:
    return period.unit_reports.select_related("addressee").get(unit=office.units[unit])


def send(period: ReportPeriod, office: Office, unit: str, who: str, day: date = MONTHLY, **given) -> UnitReport:
    """A unit's part, sent by one of its people."""
    person = office.people[who]
    answerer = by_account(membership(person, day), part(period, office, unit).addressee_id)
    with moment(day):
        return actions.send(person, answerer, FormGiven(**given))


def force(model: type, **values) -> None:
    """Set fields of all rows past the actions."""
    QuerySet(model).update(**values)
