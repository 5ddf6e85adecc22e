"""Leads and times taken away or doubled, a chain of reports without time between, a recipient who gets nothing."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from random import Random

from dondoc.checking.matter import Matter
from dondoc.checking.planting.edits import Edit
from dondoc.checking.planting.plant import Planted, one
from dondoc.checking.rules.cascade import period_of
from dondoc.checking.rules.duties import TaskTable
from dondoc.extraction.directive import Duty, DutyKind
from dondoc.extraction.labels import Role, label_of
from dondoc.language.bodies import body_at
from dondoc.reading.text import Span

_OTHER = {"sở": "Sở Ngoại vụ", "phòng": "Phòng Tổng hợp", "trung tâm": "Phòng Tổng hợp", "ban": "Ban Dân tộc"}


def _without(role: Role, follows: str) -> Callable[[Matter, Random], Iterator[Planted]]:
    """Takes the field lines and the cells of a role away, one at a time."""

    def plant(matter: Matter, chance: Random) -> Iterator[Planted]:
        kind = matter.directive.head.kind
        for clause in matter.clauses if kind is None or kind.value != "Giấy mời" else ():
            label = label_of(clause.folded) if clause.line is not None and clause.style else None
            if label is not None and label.role is role and clause.line is not None:
                yield one(Span(clause.line.span.start, clause.line.span.end), "", follows)
            if clause.table is not None:
                table = TaskTable(clause.table, matter.folded)
                yield from _cells(table, role, follows)

    return plant


def _cells(table: TaskTable, role: Role, follows: str) -> Iterator[Planted]:
    column, task = table.roles.get(role), table.roles.get(Role.TASK)
    if column is None or task is None:
        return
    for cell in table.table.cells:
        work = table.table.at(cell.row, task)
        if cell.column == column and cell.row > 0 and len(cell.span) > 3 and work and work.column_span == 1:
            yield one(cell.span, "", follows)


def two_leads(matter: Matter, chance: Random) -> Iterator[Planted]:
    """Another lead behind the first, under "Chủ trì" or before "chủ trì"."""
    for duty in matter.directive.duties:
        if len(duty.lead) != 1 or duty.lead[0].span is None:
            continue
        lead = duty.lead[0]
        body, end = body_at(lead.value, 0), lead.span.end if lead.span else 0
        other = next((name for kind, name in _OTHER.items() if lead.value.lower().startswith(kind)), None)
        if body is None or body.collective or other is None:
            continue
        if lead.rule == "lead.cue" and re.match(r"\s?chu tri", matter.behind(end, 12)):
            yield one(Span(end, end), f" và {other}", "recipient.missing")
        elif lead.rule in ("lead.field", "lead.column") and "chu tri" in _label(matter, end):
            yield one(Span(end, end), f", {other}", "recipient.missing")


def _label(matter: Matter, at: int) -> str:
    """The words of the label before a place in its line, or the heads of its table."""
    for clause in matter.clauses:
        if clause.table is not None and clause.table.span.start <= at <= clause.table.span.end:
            return " ".join(
                matter.folded[cell.span.start : cell.span.end] for cell in clause.table.cells if not cell.row
            )
    return matter.before(at, 120)


def none_dated(matter: Matter, chance: Random) -> Iterator[Planted]:
    """All times of a letter that asks for a report."""
    kind = matter.directive.head.kind
    spans = {
        (duty.time_text.span.start, duty.time_text.span.end)
        for duty in matter.directive.duties
        if duty.time_text is not None and duty.time_text.span is not None
    }
    reports = [duty for duty in matter.directive.duties if duty.kind is DutyKind.REPORT and duty.recipient]
    fields = any(lead.rule in ("lead.field", "lead.column") for duty in matter.directive.duties for lead in duty.lead)
    if kind and kind.value in ("Công văn", "Thông báo", "Công điện") and spans and reports and not fields:
        yield Planted([Edit(Span(*span), "") for span in spans], frozenset({"truncated.sentence", "duty.no-deadline"}))


def no_lag(matter: Matter, chance: Random) -> Iterator[Planted]:
    """The day of the one who sums up, put on or before the others'."""
    for duty in matter.directive.duties:
        time = duty.time_text
        if duty.kind is not DutyKind.REPORT or time is None or time.span is None:
            continue
        printed = re.search(r"ngày (\d\d)(?= (?:hằng|hàng) | của tháng)", time.span.of(matter.content))
        if printed is None or not _asked(matter, duty):
            continue
        start = time.span.start + printed.start(1)
        for day in chance.sample((10, 12, 15, 18), 2):
            yield one(Span(start, start + 2), f"{day:02}")


def _asked(matter: Matter, upper: Duty) -> bool:
    """Whether others report to its lead in the same period."""
    names = [lead.value for lead in upper.lead]
    for duty in matter.directive.duties:
        through = duty.via or duty.recipient
        if through is not None and through.value in names and duty.due is not None and upper.due is not None:
            one, other = period_of(duty.due.value), period_of(upper.due.value)
            if one is not None and other is not None and one[0] == other[0]:
                return True
    return False


def not_sent(matter: Matter, chance: Random) -> Iterator[Planted]:
    """Another sở in the place of one that is told by name in a letter whose recipients are all told by name."""
    told = " ".join(
        value.value.lower() for value in (*matter.directive.head.addressees, *matter.directive.head.recipients)
    )
    if re.search(r"các sở|sở, ban|các phòng|như điều|thành phần", told) or not matter.directive.head.addressees:
        return
    for duty in matter.directive.duties:
        for lead in duty.lead:
            if lead.span is not None and lead.value.startswith("Sở ") and lead.rule.startswith("lead.subject"):
                yield one(lead.span, chance.choice(("Sở Ngoại vụ", "Sở Tư pháp", "Sở Y tế")))


PLANTERS = {
    "duty.no-lead": _without(Role.LEAD, "duty.no-deadline"),
    "duty.no-deadline": _without(Role.TIME, "duty.no-lead"),
    "duty.two-leads": two_leads,
    "duty.none-dated": none_dated,
    "cascade.no-lag": no_lag,
    "recipient.missing": not_sent,
}
