from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from dondoc.writing.calendar import Due, feed

DUE = Due("nhiem-vu-7@so.example", "Báo cáo tháng 11", date(2026, 11, 24), datetime(2026, 11, 1, 8, tzinfo=UTC))


def event(due: Due):
    return Calendar.from_ical(feed("Việc của tôi", [due])).walk("VEVENT")[0]


def test_a_day_due_is_an_all_day_event_that_keeps_the_day_free() -> None:
    found = event(replace(DUE, sequence=2, description="Gửi Văn phòng", url="https://don.example/7"))
    assert found["UID"] == DUE.uid
    assert found["DTSTART"].dt == date(2026, 11, 24)
    assert found["DTEND"].dt == date(2026, 11, 25)
    assert found["SEQUENCE"] == 2
    assert found["TRANSP"] == "TRANSPARENT"
    assert found["DESCRIPTION"] == "Gửi Văn phòng"


def test_lines_are_folded_and_end_as_the_rule_says() -> None:
    data = feed("Lịch", [replace(DUE, title="Nhiệm vụ " * 40)])
    lines = data.split(b"\r\n")
    assert b"\n" not in b"".join(lines)
    assert max(map(len, lines)) <= 75


def test_the_alarm_rings_at_nine_the_day_before_unless_done() -> None:
    alarms = event(replace(DUE, alarm=True)).walk("VALARM")
    assert [alarm["TRIGGER"].dt for alarm in alarms] == [timedelta(hours=-15)]
    assert not event(replace(DUE, alarm=True, done=True)).walk("VALARM")


def test_done_and_cancelled_are_shown() -> None:
    assert event(replace(DUE, done=True))["SUMMARY"].startswith("✓ ")
    assert event(replace(DUE, cancelled=True))["STATUS"] == "CANCELLED"


def test_an_unchanged_feed_has_unchanged_bytes_whatever_the_order() -> None:
    other = replace(DUE, uid="a", changed_at=datetime(2026, 11, 1, 15, tzinfo=timezone(timedelta(hours=7))))
    assert feed("Lịch", [DUE, other]) == feed("Lịch", [other, DUE])
    assert other.changed_at == DUE.changed_at


@given(st.text(), st.text())
def test_any_text_can_be_a_title(title: str, description: str) -> None:
    event(replace(DUE, title=title, description=description))


def test_the_feed_keeps_the_rules_that_google_and_outlook_insist_on() -> None:
    """RFC 5545: one PRODID and VERSION, times in UTC, days as DATE, no other UID twice, no zone that is not defined."""
    dues = [replace(DUE, uid=f"task-{n}@dondoc", alarm=n % 2 == 0, url="https://so.example/7") for n in range(5)]
    data = feed("Việc của tôi; gấp, \n khẩn", dues)
    calendar = Calendar.from_ical(data)
    assert not calendar.errors
    assert (calendar["VERSION"], str(calendar["METHOD"])) == ("2.0", "PUBLISH")
    events = calendar.walk("VEVENT")
    assert len({str(event["UID"]) for event in events}) == len(events) == 5
    assert all(not event.errors for event in events)
    lines = data.decode().replace("\r\n ", "").split("\r\n")
    assert lines[0] == "BEGIN:VCALENDAR"
    assert lines[-2:] == ["END:VCALENDAR", ""]
    stamps = [line for line in lines if line.startswith(("DTSTAMP", "LAST-MODIFIED"))]
    assert len(stamps) == 10
    assert all(line.endswith("Z") for line in stamps)
    assert [line for line in lines if line.startswith("DTSTART")] == ["DTSTART;VALUE=DATE:20261124"] * 5
    assert "TZID" not in data.decode()
    for line in lines[:-1]:
        assert ":" in line, line
    for alarm in calendar.walk("VALARM"):
        assert {"ACTION", "TRIGGER", "DESCRIPTION"} <= alarm.keys()
