"""Periods and days of stages in the words of offices."""

from __future__ import annotations

from datetime import date, timedelta

from dondoc.schedule.recurrence import Period
from dondoc.schedule.reporting import DayOf, Slot

_QUARTERS = ("I", "II", "III", "IV")


def slot_label(slot: Slot) -> str:
    """ "Tháng 11 năm 2026", "Quý IV năm 2026", "6 tháng đầu năm 2026"."""
    match slot.period:
        case Period.MONTH:
            return f"Tháng {slot.number} năm {slot.year}"
        case Period.QUARTER:
            return f"Quý {_QUARTERS[slot.number - 1]} năm {slot.year}"
        case Period.FIRST_HALF:
            return f"6 tháng đầu năm {slot.year}"
        case Period.SECOND_HALF:
            return f"6 tháng cuối năm {slot.year}"
        case Period.NINE_MONTHS:
            return f"9 tháng năm {slot.year}"
        case _:
            return f"Năm {slot.year}"


def day_words(on: DayOf, cadence: str, month: date | None = None) -> str:
    """A day of a period as a document would say it: "trước ngày 24 hằng tháng", "trước ngày 05/12 hằng năm"; of a
    report owed once, whose days are told from ``month``, "trước ngày 20/12/2026"."""
    if cadence == "once" and month is not None:
        day = on.nominal(Slot(Period.MONTH, month.year, month.month)) + timedelta(days=1 if on.before else 0)
        return f"{'trước ngày' if on.before else 'ngày'} {day:%d/%m/%Y}"
    some = Slot(Period.YEAR, 2001) if cadence in ("year", "half", "nine_months") else Slot(Period.MONTH, 2001, 1)
    nominal = on.nominal(some) + timedelta(days=1 if on.before else 0)
    word = "trước ngày" if on.before else "ngày"
    if cadence == "year":
        return f"{word} {nominal:%d/%m}{_year(nominal.year - 2001)} hằng năm"
    last = on.day >= 31 and not on.before
    day = "cuối" if last else f"{nominal:%d}"
    months = {-1: "tháng trước tháng cuối kỳ", 0: "tháng cuối kỳ", 1: "tháng liền sau kỳ báo cáo"}
    moved = _moved(on)
    if cadence == "month":
        whose = {0: "hằng tháng", 1: "tháng sau"}.get(moved, "tháng trước")
        return f"{word} {day} {whose}" if not last else f"{word} cuối {whose}"
    return f"{word} {day} {months.get(moved, 'theo kỳ')}"


def _moved(on: DayOf) -> int:
    """In which month the day that the words name lies: "trước ngày 01" is told of the month after."""
    return on.months + (1 if on.before and on.day >= 30 else 0)


def _year(later: int) -> str:
    return " năm sau" if later > 0 else ""
