"""Small things that templates need: icons, days in words, chips of states, addresses with a changed parameter."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache, lru_cache
from typing import Any

from django import template
from django.templatetags.static import static
from django.urls import get_script_prefix, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from dondoc.evaluation.models import Appeal
from dondoc.forms.values import shown_number
from dondoc.reports.consolidated import Numbers
from dondoc.reports.facts import TakenFact
from dondoc.reports.labels import day_words
from dondoc.reports.models import Measure, ReportPeriod
from dondoc.schedule.reporting import DayOf
from dondoc.web import words
from dondoc.writing.words import number_text

register = template.Library()


@register.simple_tag
@cache
def icon(name: str, extra: str = "") -> SafeString:
    """A decorative icon of the sprite; words always stand beside it or in ``aria-label``."""
    return format_html(
        '<svg class="icon {}" aria-hidden="true" focusable="false"><use href="{}#{}"></use></svg>',
        extra,
        static("web/icons.svg"),
        name,
    )


@register.simple_tag
@lru_cache(1024)
def chip(label: str, tone: str = "", icon_name: str = "") -> SafeString:
    """A state as a word with a shape; ``tone`` is good, warn, bad, info, accent or empty."""
    mark = icon(icon_name) if icon_name else ""
    return format_html('<span class="chip {}">{}{}</span>', f"chip-{tone}" if tone else "", mark, label)


@register.simple_tag
def state_chip(state: str) -> SafeString:
    """The chip of a state of a task, a document or a file on its way in."""
    return chip(*words.state(state))


@register.simple_tag
def signature_chip(state: str) -> SafeString:
    """The chip of what the signatures of a file or document came to."""
    return chip(*words.signature(state))


@register.simple_tag(takes_context=True)
def due_chip(context: dict[str, Any], task: Any) -> SafeString:
    """How much time a task has left, in words: "Quá hạn 3 ngày", "Hôm nay", "Còn 5 ngày"."""
    return chip(*words.due(task, context["today"]))


@cache
def _around(prefix: str, name: str, rest: tuple[str, ...]) -> tuple[str, str]:
    # Lists ask for the same address with other numbers hundreds of times; resolving each costs more than the row.
    before, _, after = reverse(name, args=(_NUMBER, *rest)).partition(str(_NUMBER))
    return before, after


_NUMBER = 987654321


@register.simple_tag
def task_url(task_id: int, step: str = "") -> str:
    """The address of a task, or of a step in it."""
    name, rest = ("tasks:step", (step,)) if step else ("tasks:task", ())
    before, after = _around(get_script_prefix(), name, rest)
    return f"{before}{task_id}{after}"


@register.simple_tag
def document_url(document_id: int) -> str:
    """The address of a document."""
    before, after = _around(get_script_prefix(), "documents:review", ())
    return f"{before}{document_id}{after}"


@register.filter
def day(value: date | None) -> str:
    """A day as offices write it: 05/12/2026; nothing for None."""
    return value.strftime("%d/%m/%Y") if value else ""


@register.simple_tag
def round_state(asked: Any) -> SafeString:
    """The chip of the state of a round."""
    return chip(*words.round_state(asked.state))


@register.simple_tag
def treatment_chip(opinion: Any) -> SafeString:
    """The chip of what became of an opinion."""
    return chip(*words.treatment(opinion.treatment))


@register.simple_tag
def proposal_chip(row: Any) -> SafeString:
    """The chip of what was decided about a proposed task."""
    return chip(*words.proposal(row.state))


@register.simple_tag
def round_chip(row: Any, asked: Any, today: date) -> SafeString:
    """The chip of an addressee: what it has done, and how late it is where it owes an answer."""
    return chip(*words.addressee(row, asked, today))


@register.filter
def day_before(value: date | None) -> str:
    """The day before one, as offices write it: the last day of what ends on a day that is not counted any more."""
    return day(value - timedelta(days=1)) if value else ""


@register.filter
def plain_number(value: Any) -> str:
    """A number as Vietnamese is written: 1.250 and 12,5; nothing for what is none."""
    return shown_number(float(value)) if value not in (None, "") else ""


@register.filter
def points(value: float | None) -> str:
    """Points or a percentage: at most two decimals, with a comma; nothing for None."""
    return "" if value is None else f"{value:.2f}".rstrip("0").rstrip(".").replace(".", ",")


@register.filter
def percent(value: float | None) -> str:
    """A percentage with its sign; nothing for None."""
    return "" if value is None else f"{points(value)}%"


@register.simple_tag
def level_chip(level: str) -> SafeString:
    """The level of an evaluation as a word with a shape."""
    return chip(*words.level(level))


@register.simple_tag
def appeal_chip(row: Appeal) -> SafeString:
    """How an appeal stands."""
    looks = {"open": ("warn", "clock"), "granted": ("good", "done"), "kept": ("", "flag")}
    return chip(row.get_state_display(), *looks.get(row.state, ("", "")))


@register.filter
def unlocalized(value: float) -> str:
    """A number for a drawing or a form: with a point and all its digits, whatever the language."""
    return str(value) if isinstance(value, int) else format(value, "g")


@register.simple_tag
def stage_words(on: DayOf, cadence: str, month: date | None = None) -> str:
    """The day of a stage as a document says it: "trước ngày 24 hằng tháng"."""
    return day_words(on, cadence, month)


@register.simple_tag
def fact_url(fact: TakenFact, period: ReportPeriod) -> str:
    """Where the list behind a figure of other work is."""
    days = f"?tu={period.first:%d/%m/%Y}&den={period.last:%d/%m/%Y}"
    match fact.kind:
        case "training":
            return reverse("training:report") + days
        case "dissemination":
            return reverse("dissemination:register") + days
        case "surveys":
            return reverse("surveys:results", args=[fact.key])
        case _:
            return reverse("consultations:overview", args=[fact.key])


@register.simple_tag
def cell_label(cell: str) -> str:
    """The name of one of the four cells of a report."""
    return words.CELLS.get(cell, "")


@register.simple_tag
def measure_total(told: Numbers, measure: Measure) -> str:
    """The sum of a measure over the units."""
    return number_text(told.total(measure.pk))


@register.simple_tag
def measure_change(told: Numbers, measure: Measure) -> str:
    """By how much it differs from the period before: "+3", "−2", "không đổi"; nothing where there is none."""
    change = told.change(measure)
    if change is None:
        return ""
    return f"{'+' if change > 0 else '−'}{number_text(abs(change))}" if change else "không đổi"


@register.filter
def title(document: Any) -> str:
    """A document as officials name it; nothing for None."""
    return words.document_title(document) if document else ""


@register.simple_tag(takes_context=True)
def address(context: dict[str, Any], **changes: Any) -> str:
    """The address of this page with some parameters changed (None or empty takes one away); the list starts at its
    first page again. An underscore in a name stands for a hyphen: ``trang_thai`` is the parameter "trang-thai"."""
    query = context["request"].GET.copy()
    query.pop("trang", None)
    for key, value in changes.items():
        name = key.replace("_", "-")
        if value in (None, ""):
            query.pop(name, None)
        else:
            query[name] = value
    return "?" + query.urlencode()


@register.simple_tag(takes_context=True)
def without(context: dict[str, Any], name: str) -> str:
    """The address of this page without one parameter."""
    query = context["request"].GET.copy()
    query.pop("trang", None)
    query.pop(name, None)
    return "?" + query.urlencode()
