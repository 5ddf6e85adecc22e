"""A cascade as a chain of days, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from dondoc.reports.labels import day_words
from dondoc.reports.models import Obligation, Stage
from dondoc.schedule.calendar import WorkCalendar
from dondoc.schedule.reporting import DayOf, Slot, lags

LAW = "Nghị định 09/2019/NĐ-CP"


@dataclass(frozen=True, slots=True)
class Link:
    """A station: who, by which working day, and ``lag`` working days after the one before it (None: the first)."""

    name: str
    words: str
    nominal: date
    on: date
    lag: int | None = None

    @property
    def is_moved(self) -> bool:
        """Whether the day that the words name is a day off."""
        return self.nominal != self.on

    @property
    def is_wrong(self) -> bool:
        return self.lag is not None and self.lag <= 0


def chain(obligation: Obligation, stages: Iterable[Stage], slot: Slot, calendar: WorkCalendar) -> list[Link]:
    """The cut-off, then the stages, in one period."""
    ordered = list(stages)
    cut_off = obligation.cut_off
    names = ["Chốt số liệu", *(stage.name for stage in ordered)]
    on: list[DayOf] = [cut_off, *(stage.on for stage in ordered)]
    nominal = [one.nominal(slot) for one in on]
    # Figures are cut off on the day itself, worked or not.
    days = [nominal[0], *(one.working(slot, calendar) for one in on[1:])]
    words = [day_words(one, obligation.cadence, obligation.month) for one in on]
    after = [None, *lags(days, calendar)]
    return [Link(*row) for row in zip(names, words, nominal, days, after, strict=True)]


def next_slot(obligation: Obligation, today: date) -> Slot | None:
    """The first period whose report is not past; None for ad hoc reports."""
    stages = list(obligation.stages.all())
    until = today.replace(year=today.year + 2, day=1)
    since = today.replace(year=today.year - 1, month=1, day=1)
    for slot in obligation.slots(since, until):
        end = stages[-1].on.nominal(slot) if stages else obligation.cut_off.nominal(slot)
        if end >= today:
            return slot
    return None


def faults(links: Sequence[Link]) -> list[str]:
    """What is wrong with a chain, in sentences that say what to do."""
    found = []
    for before, after in pairwise(links):
        if after.lag is None or after.lag > 0:
            continue
        if before is links[0]:
            found.append(
                f"“{after.name}” đến hạn {after.on:%d/%m/%Y}, không sau ngày chốt số liệu {before.on:%d/%m/%Y} ít nhất "
                f"01 ngày làm việc ({LAW}); hãy chốt số liệu sớm hơn hoặc lùi ngày gửi."
            )
        else:
            found.append(
                f"“{after.name}” đến hạn {after.on:%d/%m/%Y}, không sau “{before.name}” ({before.on:%d/%m/%Y}); "
                "cấp trên không còn ngày nào để tổng hợp, hãy giãn thời hạn giữa hai cấp."
            )
    return found
