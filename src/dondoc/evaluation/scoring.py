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
class Score:
    """All of it. Percentages are None where nothing was to be done; ``waiting`` are products that are not due yet."""

    lines: tuple[Line, ...]
    waiting: tuple[Product, ...]
    quantity: float | None
    quality: float | None
    timeliness: float | None
    results: float | None
    general: float
    general_note: str
    total: float | None
    level: str

    @property
    def done(self) -> int:
        return sum(line.product.done_on is not None for line in self.lines)


def delays_of(product: Product, rule: Rule) -> int:
    """How many delays a product has: none in time, without a day, or not done (it then has no points to lose)."""
    if product.due_on is None or product.done_on is None or product.done_on <= product.due_on:
        return 0
    late = (product.done_on - product.due_on).days
    return 1 if rule.delay_days <= 0 else -(-late // rule.delay_days)


def line_of(product: Product, rule: Rule, today: date) -> Line:
    """What one product adds, and why in words."""
    assigned = float(rule.coefficients.get(product.kind, 1))
    if product.done_on is None:
        days = f", đến {today:%d/%m/%Y} quá {(today - product.due_on).days} ngày" if product.due_on else ""
        return Line(product, assigned, 0, 0, 0, 0, f"Chưa hoàn thành{days}: không có điểm")
    delays = delays_of(product, rule)
    late = 0 if product.delay_excused else delays
    returned = 0 if product.review_excused else product.returns
    quality = assigned * max(0.0, 1 - returned * rule.review_cut / 100)
    timeliness = assigned * max(0.0, 1 - late * rule.delay_cut / 100)
    words = _words(product, rule, delays)
    return Line(product, assigned, assigned, quality, timeliness, delays, words)


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


def score(
    products: Iterable[Product], rule: Rule, today: date, general: float | None = None, general_note: str = ""
) -> Score:
    """The score of what was to be done. ``general`` None: not marked, all general points stand."""
    lines, waiting = [], []
    for product in products:
        due_later = product.done_on is None and (product.due_on is None or product.due_on >= today)
        if due_later:
            waiting.append(product)
        else:
            lines.append(line_of(product, rule, today))
    shares = [share(lines, name) for name in ("quantity", "quality", "timeliness")]
    results = points_for_results(shares, rule)
    given = rule.general if general is None else general
    total = None if results is None else round(results + given, 2)
    return Score(
        tuple(lines),
        tuple(waiting),
        *shares,
        results=results,
        general=given,
        general_note=general_note,
        total=total,
        level=level_of(total, rule),
    )


def share(lines: Sequence[Line], name: str) -> float | None:
    """The percentage of converted products that counts; None where none was assigned."""
    assigned = sum(line.assigned for line in lines)
    return round(100 * sum(getattr(line, name) for line in lines) / assigned, 2) if assigned else None


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
    values = asdict(found)
    for product in [line["product"] for line in values["lines"]] + list(values["waiting"]):
        for name in ("due_on", "done_on"):
            product[name] = product[name].isoformat() if product[name] else None
    return values


def reread(values: Mapping[str, Any]) -> Score:
    """A score that was kept."""
    lines = tuple(Line(**{**line, "product": _product(line["product"])}) for line in values["lines"])
    waiting = tuple(_product(one) for one in values["waiting"])
    return Score(**{**values, "lines": lines, "waiting": waiting})


def _product(values: Mapping[str, Any]) -> Product:
    days = {name: date.fromisoformat(values[name]) if values[name] else None for name in ("due_on", "done_on")}
    return Product(**{**values, **days})


def ranked(totals: Sequence[float | None]) -> list[int | None]:
    """The rank of each: equal totals share one, those without a total have none."""
    return [None if total is None else 1 + sum(t is not None and t > total for t in totals) for total in totals]
