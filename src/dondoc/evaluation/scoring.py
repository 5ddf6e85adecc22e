"""The score of one unit or person, point by point: plain values in, plain values out, and every step in words.

In the manner of Decree 335/2025/NĐ-CP: of 100 points 30 are for the general criteria and 70 for results. Results are
the mean of quantity, quality and timeliness, each the share of converted products (product × coefficient) that was
done. A result that was returned takes a part off its quality, a delay a part off its timeliness; an objective cause
that the competent person has confirmed takes nothing off.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

LEVELS = (
    "Hoàn thành xuất sắc nhiệm vụ",
    "Hoàn thành tốt nhiệm vụ",
    "Hoàn thành nhiệm vụ",
    "Không hoàn thành nhiệm vụ",
)


@dataclass(frozen=True, slots=True)
class Rule:
    """The numbers of the formula. Points are of 100, cuts and shares in percent, levels the least points of each."""

    general: float = 30
    results: float = 70
    delay_cut: float = 25
    review_cut: float = 25
    delay_days: int = 0
    """0: late counts as one delay however long; else each started so many days late is one."""
    quantity_share: float = 1
    quality_share: float = 1
    timeliness_share: float = 1
    levels: tuple[float, float, float] = (90, 70, 50)
    coefficients: Mapping[str, float] = field(default_factory=dict)
    """By kind of task ("report": 0.5); 1 where a kind is not named."""

    @classmethod
    def read(cls, values: Mapping[str, Any]) -> Rule:
        """From what was stored; what is missing is the Decree's."""
        known = {name: values[name] for name in cls.__dataclass_fields__ if name in values}
        if "levels" in known:
            known["levels"] = tuple(known["levels"])
        return cls(**known)

    def stored(self) -> dict[str, Any]:
        return asdict(self) | {"levels": list(self.levels), "coefficients": dict(self.coefficients)}


@dataclass(frozen=True, slots=True)
class Product:
    """A task, or a period of a recurring one (``occurrence``), that was to be done in the span. ``done_on`` is the day
    on which the accepted result was handed in, ``returns`` how often a result was returned."""

    task: int
    occurrence: int | None
    label: str
    kind: str
    due_on: date | None
    done_on: date | None
    returns: int = 0
    delay_excused: str = ""
    review_excused: str = ""

    @property
    def key(self) -> tuple[int, int | None]:
        return self.task, self.occurrence


@dataclass(frozen=True, slots=True)
class Line:
    """What one product adds: converted products assigned and, of those, for quantity, quality and timeliness."""

    product: Product
    assigned: float
    quantity: float
    quality: float
    timeliness: float
    delays: int
    words: str


@dataclass(frozen=True, slots=True)
class Sums:
    """What products add together: how many are due, how many of them are done, how many wait for their day, and the
    converted products."""

    products: int = 0
    done: int = 0
    waiting: int = 0
    assigned: float = 0
    quantity: float = 0
    quality: float = 0
    timeliness: float = 0

    def plus(self, other: Sums) -> Sums:
        return Sums(*(getattr(self, name) + getattr(other, name) for name in Sums.__dataclass_fields__))


@dataclass(frozen=True, slots=True)
class Score:
    """All of it. Percentages are None where nothing was to be done."""

    sums: Sums
    quantity: float | None
    quality: float | None
    timeliness: float | None
    results: float | None
    general: float
    general_note: str
    total: float | None
    level: str


def delays_in(late: int, rule: Rule) -> int:
    """How many delays so many days of being late are."""
    if late <= 0:
        return 0
    return 1 if rule.delay_days <= 0 else -(-late // rule.delay_days)


def late_days(product: Product) -> int:
    """How many days a product came late: none in time, without a day, or not done (it then has no points to lose)."""
    if product.due_on is None or product.done_on is None:
        return 0
    return max(0, (product.done_on - product.due_on).days)


def is_waiting(product: Product, today: date) -> bool:
    """Whether a product is not done and not due yet: it is not counted."""
    return product.done_on is None and (product.due_on is None or product.due_on >= today)


def worth(kind: str, done: bool, delays: int, returns: int, rule: Rule) -> Sums:
    """What one product that is due adds; ``delays`` and ``returns`` are those without an objective cause."""
    assigned = float(rule.coefficients.get(kind, 1))
    if not done:
        return Sums(products=1, assigned=assigned)
    quality = assigned * max(0.0, 1 - returns * rule.review_cut / 100)
    timeliness = assigned * max(0.0, 1 - delays * rule.delay_cut / 100)
    return Sums(1, 1, 0, assigned, assigned, quality, timeliness)


def together(found: Iterable[tuple[Sums, int]]) -> Sums:
    """What products add together, each sort with how many there are of it."""
    products = done = waiting = 0
    assigned = quantity = quality = timeliness = 0.0
    for one, number in found:
        products += one.products * number
        done += one.done * number
        waiting += one.waiting * number
        assigned += one.assigned * number
        quantity += one.quantity * number
        quality += one.quality * number
        timeliness += one.timeliness * number
    return Sums(products, done, waiting, assigned, quantity, quality, timeliness)


def line_of(product: Product, rule: Rule, today: date) -> Line:
    """What one product adds, and why in words."""
    delays = delays_in(late_days(product), rule)
    found = worth(
        product.kind,
        product.done_on is not None,
        0 if product.delay_excused else delays,
        0 if product.review_excused else product.returns,
        rule,
    )
    if product.done_on is None:
        days = f", đến {today:%d/%m/%Y} quá {(today - product.due_on).days} ngày" if product.due_on else ""
        words = f"Chưa hoàn thành{days}: không có điểm"
    else:
        words = _words(product, rule, delays)
    return Line(product, found.assigned, found.quantity, found.quality, found.timeliness, delays, words)


def _words(product: Product, rule: Rule, delays: int) -> str:
    said = [_timely(product, rule, delays)]
    if product.returns:
        cut = f"bị trả lại {product.returns} lần"
        said.append(
            f"{cut}, nguyên nhân khách quan ({product.review_excused}): không trừ"
            if product.review_excused
            else f"{cut}: trừ {min(100, product.returns * rule.review_cut):g}% điểm chất lượng"
        )
    return "; ".join(said)


def _timely(product: Product, rule: Rule, delays: int) -> str:
    assert product.done_on is not None
    done = f"Hoàn thành {product.done_on:%d/%m/%Y}"
    if product.due_on is None:
        return f"{done}, không đặt hạn"
    if not delays:
        return f"{done}, đúng hạn"
    late = f"{done}, trễ {(product.done_on - product.due_on).days} ngày"
    if product.delay_excused:
        return f"{late}, nguyên nhân khách quan ({product.delay_excused}): không trừ"
    return f"{late}: trừ {min(100, delays * rule.delay_cut):g}% điểm tiến độ"


def summed(products: Iterable[Product], rule: Rule, today: date) -> Sums:
    """What products add together, looked at one by one."""
    found = Sums()
    for product in products:
        if is_waiting(product, today):
            found = found.plus(Sums(waiting=1))
        else:
            line = line_of(product, rule, today)
            done = int(product.done_on is not None)
            found = found.plus(Sums(1, done, 0, line.assigned, line.quantity, line.quality, line.timeliness))
    return found


def score(sums: Sums, rule: Rule, general: float | None = None, general_note: str = "") -> Score:
    """The score of what was to be done. ``general`` None: not marked, all general points stand."""
    shares = [share(sums, name) for name in ("quantity", "quality", "timeliness")]
    results = points_for_results(shares, rule)
    given = rule.general if general is None else general
    total = None if results is None else round(results + given, 2)
    return Score(
        sums,
        *shares,
        results=results,
        general=given,
        general_note=general_note,
        total=total,
        level=level_of(total, rule),
    )


def share(sums: Sums, name: str) -> float | None:
    """The percentage of converted products that counts; None where none was assigned."""
    return round(100 * getattr(sums, name) / sums.assigned, 2) if sums.assigned else None


def points_for_results(shares: Sequence[float | None], rule: Rule) -> float | None:
    """The points of 70: the mean of quantity, quality and timeliness by their shares."""
    weights = (rule.quantity_share, rule.quality_share, rule.timeliness_share)
    if any(value is None for value in shares) or not sum(weights):
        return None
    mean = sum(weight * (value or 0) for weight, value in zip(weights, shares, strict=True)) / sum(weights)
    return round(rule.results * mean / 100, 2)


def level_of(total: float | None, rule: Rule) -> str:
    """The level of a total; "" where there is none."""
    if total is None:
        return ""
    return next((LEVELS[at] for at, least in enumerate(rule.levels) if total >= least), LEVELS[-1])


def kept(found: Score) -> dict[str, Any]:
    """A score as it is kept when its span is closed."""
    return asdict(found)


def reread(values: Mapping[str, Any]) -> Score:
    """A score that was kept."""
    known = {name: values[name] for name in Score.__dataclass_fields__ if name != "sums"}
    return Score(Sums(**values["sums"]), **known)


def kept_line(line: Line) -> dict[str, Any]:
    """A line as it is kept."""
    values = asdict(line)
    for name in _DAYS:
        day = values["product"][name]
        values["product"][name] = day.isoformat() if day else None
    return values


def reread_line(values: Mapping[str, Any]) -> Line:
    """A line that was kept."""
    product = dict(values["product"])
    product |= {name: date.fromisoformat(product[name]) if product[name] else None for name in _DAYS}
    return Line(**{**values, "product": Product(**product)})


_DAYS = ("due_on", "done_on")


def ranked(totals: Sequence[float | None]) -> list[int | None]:
    """The rank of each: equal totals share one, those without a total have none."""
    counted = sorted((total for total in totals if total is not None), reverse=True)
    first: dict[float, int] = {}
    for rank, total in enumerate(counted, 1):
        first.setdefault(total, rank)
    return [None if total is None else first[total] for total in totals]
