"""A hundred and ten units at once: all send within minutes, nothing is lost, the draft stands in about two seconds."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from datetime import date

import pytest
from django.db import connection, connections
from django.test.utils import CaptureQueriesContext

from dondoc.organisations.actions import add_unit
from dondoc.organisations.models import Unit, UnitKind
from dondoc.reports import actions
from dondoc.reports.actions import FormGiven
from dondoc.reports.models import Heading, ReportPart, ReportPeriod, UnitReport
from dondoc.rounds.actions import make_links
from dondoc.rounds.answerers import by_link
from dondoc.rounds.models import AddresseeState
from tests import organisation
from tests.organisation import Office
from tests.reports.work import MONTHLY, given_of, moment, monthly_plan, suggested

UNITS = 110
AT_ONCE = 8
DAY = date(2026, 11, 20)
pytestmark = pytest.mark.load


@pytest.fixture
def big(transactional_db: None) -> Iterator[tuple[Office, ReportPeriod]]:
    office = organisation.build()
    with moment(MONTHLY):
        units = [add_unit(None, f"UBND xã Thử {n}", UnitKind.COMMUNE, office.province) for n in range(UNITS)]
        monthly_plan(office)
        found = suggested(office)[0]
        who = office.people["coordinator"], office.as_("coordinator", MONTHLY)
        given = given_of(found, units=[unit.pk for unit in units], measures=(("Số lớp", "lớp"),))
        actions.set_up(*who, given, since=MONTHLY)
        actions.open_due(None, MONTHLY)
        yield office, ReportPeriod.objects.get()


def form(at: int, measure: int) -> FormGiven:
    added = [(heading.value, f"{heading.label} thứ {at} của đơn vị, ý {n}.") for heading in Heading for n in range(2)]
    return FormGiven(added=added, values={measure: at})


def test_all_send_at_once_and_the_draft_stands_in_seconds(big: tuple[Office, ReportPeriod]) -> None:
    office, period = big
    links = make_links(office.people["coordinator"], office.as_("coordinator", MONTHLY), period.asked_id)
    measure = period.obligation.measures.get().pk
    errors: list[BaseException] = []

    def send(at: int, token: str) -> None:
        actions.send(None, by_link(token, MONTHLY), form(at, measure), name="Người gửi")

    def work(mine: list[tuple[int, str]]) -> None:
        try:
            for at, token in mine:
                send(at, token)
        except BaseException as error:  # noqa: BLE001
            errors.append(error)
        finally:
            connections.close_all()

    numbered = [(at, token) for at, (_, token) in enumerate(links, 1)]
    started = time.monotonic()
    if connection.vendor == "sqlite" and connection.is_in_memory_db():
        # SQLite in memory refuses the second writer at once; in a file it waits.
        for at, token in numbered:
            send(at, token)
    else:
        threads = [threading.Thread(target=work, args=(numbered[n::AT_ONCE],)) for n in range(AT_ONCE)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    took = time.monotonic() - started
    assert not errors
    assert took < 600
    assert period.asked.addressees.filter(state=AddresseeState.ANSWERED).count() == UNITS
    reports = UnitReport.objects.filter(period=period)
    assert sum(report.passages.count() == 12 for report in reports) == UNITS

    who = office.people["head_telecom"], office.as_("head_telecom", DAY)
    started = time.monotonic()
    with CaptureQueriesContext(
        connection,
    ) as queries:
        actions.consolidate(*who, period.pk)
    took_draft = time.monotonic() - started
    text = period.sections.get(part=ReportPart.LATE).text
    assert all(f"thứ {at} của đơn vị, ý 1" in text for at in range(1, UNITS + 1))
    asked = [q for q in queries if not q["sql"].startswith(("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT"))]
    print(f"{UNITS} units sent in {took:.1f} s; draft in {took_draft:.2f} s, {len(asked)} queries")  # noqa: T201
    assert len(asked) <= 12
    assert took_draft < 10, "about two seconds on a quiet machine"
    assert Unit.objects.filter(name__startswith="UBND xã Thử").count() == UNITS
