"""What came in: figures for each field, one field against another, the answers behind each figure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from dondoc.audit.errors import Refused
from dondoc.forms.comparing import Changes, compare
from dondoc.forms.definition import Field, Form, Kind
from dondoc.forms.masking import has_personal, mask_values
from dondoc.forms.summing import BY, COUNTED, GROUP, Answered, Cross, Crossing, Record, Summaries, Summary, behind
from dondoc.forms.values import shown, shown_number
from dondoc.rounds.models import Addressee
from dondoc.rounds.queries import counts_of
from dondoc.surveys.models import Survey
from dondoc.surveys.policies import sees_personal
from dondoc.surveys.queries import answer_of, find_survey, handed_in, help_pages, previous_values
from dondoc.web.paging import number_of
from dondoc.web.surveys.answering import file_of
from dondoc.web.surveys.drawing import draw
from dondoc.web.surveys.tiles import tiles_of

RECORDS_SHOWN = 50
CROSS_ROWS = 150
BAR = 200
_BAR = (
    '<svg viewBox="0 0 {} 10" preserveAspectRatio="none" role="img" aria-label="{}">'
    '<rect width="{}" height="10"/></svg>'
)


@dataclass(frozen=True, slots=True)
class Results:
    """The answers of a round as the member may see them."""

    survey: Survey
    form: Form
    personal: bool

    @property
    def answers(self) -> Iterator[Answered]:
        """What was handed in, one after another; a query each time."""
        for key, name, group, values in handed_in(self.survey):
            yield key, name, group, mask_values(self.form, values) if self.masked else values

    @property
    def masked(self) -> bool:
        return not self.personal and has_personal(self.form)


def results_of(request: HttpRequest, round_id: int) -> Results:
    """What was handed in, personal data masked for who may not see them. Raises Refused."""
    survey = find_survey(request.membership, round_id)
    form = survey.version.content
    return Results(survey, form, sees_personal(request.membership, survey.round))


def context_of(request: HttpRequest, found: Results) -> dict[str, Any]:
    return {
        "survey": found.survey,
        "round": found.survey.round,
        "here": "results",
        "form": found.form,
        "masked": found.masked,
        "personal": found.personal and has_personal(found.form),
        "counts": counts_of([found.survey.round], request.today)[found.survey.round_id],
    }


@require_safe
@never_cache
def results(request: HttpRequest, round_id: int) -> HttpResponse:
    """Figures and the cross-table that the address asks for."""
    found = results_of(request, round_id)
    table, down, across, add = _asked(request, found.form)
    figures, crossing = Summaries(found.form), Crossing(found.form, down, across, table=table, add=add)
    needs = _needs_of(found)
    for one in found.answers:
        for taker in (figures, crossing, *needs):
            taker.add(one)
    made = crossing.made
    context = {
        **context_of(request, found),
        "figures": _by_table(found.form, figures.all),
        "cross": _drawn_cross(made, table, down, across),
        "cut": max(0, len(made.rows) - CROSS_ROWS),
        "tables": [("", "Cả phiếu"), *((one.key, one.label) for one in found.form.tables)],
        "chosen": {"table": table, "down": down, "across": across, "add": add},
        "sides": _sides(found.form, table),
        "numbers": [one for one in _columns(found.form, table) if one.kind is Kind.NUMBER],
        "needs": _most_needed(needs[0].made) if needs else [],
        "tiles": tiles_of(found.survey.round, made) if down == BY else [],
        "measure": _measures(made) if across in (BY, GROUP) or len(made.columns) == 1 else None,
    }
    return render(request, "web/surveys/results.html", context)


def _needs_of(found: Results) -> list[Crossing]:
    """Topic by audience in the survey of training needs; of another form nothing."""
    if found.survey.version.form.ready != "training":
        return []
    with suppress(KeyError):
        return [Crossing(found.form, "topic", "audience", table="courses", add="people")]
    return []


def _most_needed(made: Cross) -> list[tuple[str, str, str]]:
    """Topic, audience and number of people, the most wanted first."""
    cells = ((number, row, column) for row in made.rows for column, number in made.cells[row].items() if number)
    return [(row, column, _figure(number)) for number, row, column in sorted(cells, key=lambda cell: -cell[0])]


def _columns(form: Form, table: str) -> tuple[Field, ...]:
    return form.field(table).columns if table else form.singles


def _sides(form: Form, table: str) -> list[tuple[str, str]]:
    fields = [(one.key, one.label) for one in _columns(form, table) if one.kind in COUNTED or _names_a_row(one)]
    return [(BY, "Đơn vị trả lời"), (GROUP, "Nhóm đơn vị"), *fields]


def _names_a_row(one: Field) -> bool:
    return one.kind is Kind.TEXT and not one.is_personal and one.pattern == ""


def _asked(request: HttpRequest, form: Form) -> tuple[str, str, str, str]:
    """What stands in the address, or the first table by unit and first choice."""
    query = request.GET
    table = query.get("bang", form.tables[0].key if form.tables else "")
    if table and table not in {one.key for one in form.tables}:
        table = ""
    sides = [key for key, _ in _sides(form, table)]
    choices = [one.key for one in _columns(form, table) if one.kind is Kind.CHOICE]
    down = query.get("doc", BY)
    across = query.get("ngang", choices[0] if choices else GROUP)
    add = query.get("cong", "")
    numbers = {one.key for one in _columns(form, table) if one.kind is Kind.NUMBER}
    return (
        table,
        down if down in sides else BY,
        across if across in sides else (choices[0] if choices else GROUP),
        add if add in numbers else "",
    )


def _by_table(form: Form, found: list[Summary]) -> list[tuple[str, int, list[tuple[Summary, Any]]]]:
    """Summaries that say something in figures, under the table that they are of."""
    groups: dict[str, list[Summary]] = {}
    for one in found:
        groups.setdefault(one.table, []).append(one)
    return [
        (form.field(table).label if table else "", rows[0].records, [(one, _bars(one)) for one in rows if _tells(one)])
        for table, rows in groups.items()
        if any(map(_tells, rows))
    ]


def _tells(one: Summary) -> bool:
    return one.field.kind in (Kind.NUMBER, *COUNTED)


def _bars(one: Summary) -> list[tuple[str, int, SafeString]]:
    most = max(one.counts.values(), default=0)
    return [(name, number, bar(name, number, most)) for name, number in list(one.counts.items())[:20]]


def bar(name: str, number: float | Decimal, most: float | Decimal) -> SafeString:
    """A horizontal bar as a drawing that says in words what it shows."""
    width = float(number) / float(most) * BAR if most else 0
    return format_html(
        _BAR,
        BAR,
        f"{name}: {shown_number(float(number))}",
        f"{width:g}",
    )


def _measures(made: Cross) -> list[tuple[str, str, SafeString]]:
    """The rows of a table of one column as bars, the largest first."""
    totals = sorted(((made.row_total(row), row) for row in made.rows), key=lambda pair: (-pair[0], pair[1]))
    most = max((total for total, _ in totals), default=Decimal())
    return [(row, shown_number(float(total)), bar(row, total, most)) for total, row in totals[:CROSS_ROWS]]


def _drawn_cross(made: Cross, table: str, down: str, across: str) -> dict[str, Any]:
    rows = [
        (
            row,
            [(column, _figure(made.cells[row].get(column, Decimal()))) for column in made.columns],
            _figure(made.row_total(row)),
        )
        for row in made.rows[:CROSS_ROWS]
    ]
    return {
        "columns": made.columns,
        "rows": rows,
        "totals": [_figure(made.column_total(column)) for column in made.columns],
        "total": _figure(made.total),
    }


def _figure(number: Decimal) -> str:
    return shown_number(float(number))


@require_safe
@never_cache
def records(request: HttpRequest, round_id: int) -> HttpResponse:
    """The records behind a figure: the address says table, and field by field what they say."""
    found = results_of(request, round_id)
    table, down, across, _ = _asked(request, found.form)
    where = {
        key: request.GET[name]
        for name, key in (("gia-tri-doc", down), ("gia-tri-ngang", across))
        if name in request.GET
    }
    total, number, shown_rows = _page(behind(found.form, found.answers, where, table=table), number_of(request.GET))
    columns = [one for one in _columns(found.form, table) if one.kind is not Kind.FILE]
    guides = _guides(found.survey)
    context = {
        **context_of(request, found),
        "columns": columns,
        "rows": [(row, [_told(one, row.values.get(one.key), guides) for one in columns]) for row in shown_rows],
        "where": list(where.values()),
        "total": total,
        "previous": number - 1 if number > 1 else None,
        "following": number + 1 if number * RECORDS_SHOWN < total else None,
    }
    return render(request, "web/surveys/records.html", context)


def _guides(survey: Survey) -> frozenset[str]:
    """What the handbook has a page on, for the form of the teams that help by it."""
    if survey.version.form.ready != "teams":
        return frozenset()
    return frozenset(page.topic for page in help_pages(survey.round.agency_id))


def _told(one: Field, value: Any, guides: frozenset[str]) -> tuple[str, str, bool]:
    """Label, words, and whether the handbook has a page on these words."""
    words = shown(one, value)
    return one.label, words, one.kind is Kind.CHOICE and words in guides


def _page(rows: Iterator[Record], number: int) -> tuple[int, int, list[Record]]:
    """How many there are, the page that is shown (the last where there are fewer), and its rows; no more than these
    are kept."""
    kept: list[Record] = []
    total = 0
    for row in rows:
        if total < number * RECORDS_SHOWN:
            if total % RECORDS_SHOWN == 0:
                kept = []
            kept.append(row)
        total += 1
    return total, max(1, min(number, -(-total // RECORDS_SHOWN))), kept


@require_safe
@never_cache
def answer(request: HttpRequest, round_id: int, addressee_id: int) -> HttpResponse:
    """One answer as it was handed in, with what is new since the last round; ``tep`` gives one of its files."""
    survey = find_survey(request.membership, round_id)
    row = Addressee.objects.select_related("answered_by", "round").filter(pk=addressee_id, round=round_id).first()
    if row is None:
        raise Refused("Không tìm thấy nơi nhận này; hãy quay lại danh sách.")
    form, personal = survey.version.content, sees_personal(request.membership, survey.round)
    found = answer_of(survey, row)
    values: Mapping[str, Any] = found.values if found is not None and found.submitted_at else {}
    before = previous_values(survey, row)
    if key := request.GET.get("tep"):
        one = next((field for field in form.singles if field.key == key), None)
        if one is not None and one.is_personal and not personal:
            raise Refused("Tệp này có dữ liệu cá nhân; bạn không được xem.")
        return file_of(dict(values), form, key)
    if not personal:
        values, before = mask_values(form, dict(values)), mask_values(form, before)
    changes = compare(form, before, values) if before and values else Changes()
    context = {
        "survey": survey,
        "round": survey.round,
        "here": "results",
        "addressee": row,
        "answer": found,
        "parts": draw(form, values, changes=changes) if values else [],
        "changes": changes.number,
        "guides": _guides(survey),
        "masked": not personal and has_personal(form),
    }
    return render(request, "web/surveys/one.html", context)
