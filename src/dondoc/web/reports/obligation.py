"""One report that is owed: its chain, its days, its periods; setting it up and changing it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dondoc.audit.errors import Refused
from dondoc.documents.models import Document
from dondoc.documents.paging import page
from dondoc.documents.queries import visible_documents
from dondoc.organisations.policies import may, require
from dondoc.organisations.queries import unit_tree
from dondoc.reports import actions
from dondoc.reports.actions import Days
from dondoc.reports.chain import next_slot
from dondoc.reports.labels import day_words, slot_label
from dondoc.reports.models import Cadence, Obligation
from dondoc.reports.policies import MANAGE, works_on
from dondoc.reports.queries import cascade
from dondoc.reports.suggestions import CUT_AHEAD, UNITS_AHEAD, Station, Suggestion, earlier, own_units, suggestions
from dondoc.rounds.facts import tellings
from dondoc.schedule.recurrence import Period
from dondoc.schedule.reporting import SEND_BY, DayOf, Slot
from dondoc.web.documents.editing import version_of
from dondoc.web.paging import day_of, id_of, number_of
from dondoc.web.reports.finding import find_obligation
from dondoc.web.reports.parsing import given_of, number

SIZE = 24
BLANK_STAGES = 2
_MONTH = "tháng cuối kỳ"
MONTHS = [
    *((-back, f"{back} tháng trước {_MONTH}") for back in (3, 2, 1)),
    (0, _MONTH),
    *((after, f"{after} tháng sau {_MONTH}") for after in (1, 2, 3)),
]


@require_safe
def obligation(request: HttpRequest, obligation_id: int) -> HttpResponse:
    """The page."""
    found = find_obligation(request, obligation_id)
    slot = next_slot(found, request.today)
    context: dict[str, Any] = {
        "obligation": found,
        "cascade": cascade(found, request.today, "Một lần" if found.is_once else slot_label(slot) if slot else ""),
        "slot": slot,
        "may_manage": may_manage(request, found),
        "stages": [(stage, day_words(stage.on, found.cadence, found.month)) for stage in found.stages.all()],
        "cut_off": day_words(found.cut_off, found.cadence, found.month),
        "owing": list(found.owing.select_related("unit")),
        "measures": list(found.measures.filter(is_asked=True)),
        "facts": [telling.label for telling in tellings() if telling.name in found.facts],
        "page": page(found.report_periods.select_related("asked", "document"), number_of(request.GET), SIZE),
    }
    known = found.report_periods
    if slot is not None and not found.is_once:
        known = known.filter(kind=slot.period.value, year=slot.year, number=slot.number)
    context["is_open"] = slot is not None and known.exists()
    return render(request, "web/reports/obligation.html", context)


def may_manage(request: HttpRequest, found: Obligation) -> bool:
    """Whether the member sets this report up."""
    return may(request.membership, MANAGE) and works_on(request.membership, found)


@dataclass(frozen=True, slots=True)
class StageRow:
    """A stage in the form; ``day`` is the one that the words name."""

    name: str = ""
    day: int | str = ""
    months: int = 0
    before: bool = True
    task: int | str = ""

    @classmethod
    def of(cls, name: str, on: DayOf, task_id: int | None) -> StageRow:
        if not on.before:
            return cls(name, on.day, on.months, False, task_id or "")
        return (
            cls(name, 1, on.months + 1, True, task_id or "")
            if on.day >= 30
            else cls(name, on.day + 1, on.months, True, task_id or "")
        )


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    """Set a report up, from what the tasks of a document say (``van-ban`` and ``ky``) or from nothing."""
    require(request.membership, MANAGE)
    context: dict[str, Any] = {"title": "Lập chế độ báo cáo"}
    status = 200
    if request.method == "POST":
        try:
            made = actions.set_up(request.user, request.membership, given_of(request.POST))
            messages.success(request, "Đã lập chế độ báo cáo; kỳ báo cáo tự mở khi đến ngày.")
            return redirect("reports:obligation", made.pk)
        except Refused as refusal:
            context |= {"error": refusal.sentence, **_sent(request)}
            status = 422
    else:
        found = _suggested(request)
        context |= _from_suggestion(found) if found else _blank(request)
    return render(request, "web/reports/obligation_form.html", context | _choices(request), status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, obligation_id: int) -> HttpResponse:
    """Change a report that is owed."""
    found = find_obligation(request, obligation_id)
    require(request.membership, MANAGE)
    context: dict[str, Any] = {"title": "Sửa chế độ báo cáo", "obligation": found}
    status = 200
    if request.method == "POST":
        try:
            given = given_of(request.POST)
            actions.change(request.user, request.membership, obligation_id, given, version_of(request))
            messages.success(request, "Đã lưu; các kỳ đang mở giữ nguyên ngày và đơn vị.")
            return redirect("reports:obligation", obligation_id)
        except Refused as refusal:
            context |= {"error": refusal.sentence, **_sent(request)}
            status = 422
    else:
        context |= _from_row(found)
    return render(request, "web/reports/obligation_form.html", context | _choices(request), status=status)


def _choices(request: HttpRequest) -> dict[str, Any]:
    agency = request.membership.agency
    units = unit_tree(agency, request.today)
    return {"cadences": Cadence.choices, "units": units, "months": MONTHS, "tellings": tellings()}


def _suggested(request: HttpRequest) -> Suggestion | None:
    key = request.GET.get("tu", "")
    return (
        next((one for one in suggestions(request.membership, request.today) if one.key == key), None) if key else None
    )


def _from_suggestion(found: Suggestion) -> dict[str, Any]:
    return {
        "values": {
            "title": found.title,
            "cadence": found.cadence,
            "unit": found.unit.pk if found.unit else None,
            "recipient": found.recipient,
            "via": found.via,
            "only_document": True,
            "cut_off_day": found.cut_off.day,
            "cut_off_months": found.cut_off.months,
            "month": month_words(found.month),
            "first_on": found.first_on and f"{found.first_on:%d/%m/%Y}",
            "opens_before": 7,
        },
        "document": found.document,
        "rows": [StageRow.of(one.name, one.on, one.task_id) for one in found.stages] + [StageRow()] * BLANK_STAGES,
        "owing": {unit.pk for unit in found.units},
        "others": found.units,
        "measures": "",
    }


def _blank(request: HttpRequest) -> dict[str, Any]:
    """The regime of Decree 09/2019/NĐ-CP to begin from."""
    units = own_units(request.membership, request.today)
    stages = (
        Station("Các phòng, đơn vị gửi báo cáo", earlier(SEND_BY, UNITS_AHEAD)),
        Station("Gửi báo cáo", SEND_BY),
    )
    mine = sorted(request.membership.unit_ids)
    return {
        "values": {
            "title": "",
            "cadence": Cadence.MONTH,
            "unit": mine[0] if mine else None,
            "cut_off_day": earlier(stages[0].on, CUT_AHEAD).day - 2,
            "cut_off_months": 0,
            "opens_before": 7,
        },
        "document": _document(request, id_of(request.GET, "van-ban")),
        "rows": [StageRow.of(one.name, one.on, None) for one in stages] + [StageRow()] * BLANK_STAGES,
        "owing": {unit.pk for unit in units},
        "others": [],
        "measures": "",
    }


def _document(request: HttpRequest, document_id: int | None) -> Document | None:
    return visible_documents(request.membership).filter(pk=document_id).first() if document_id else None


def _from_row(found: Obligation) -> dict[str, Any]:
    owing = [row.unit for row in found.owing.select_related("unit")]
    names = ("title", "cadence", "recipient", "via", "only_document", "cut_off_day", "cut_off_months", "opens_before")
    return {
        "values": {name: getattr(found, name) for name in names}
        | {
            "unit": found.unit_id,
            "month": month_words(found.month),
            "first_on": found.first_on and f"{found.first_on:%d/%m/%Y}",
        },
        "facts": found.facts,
        "document": found.document,
        "rows": [StageRow.of(s.name, s.on, s.task_id) for s in found.stages.all()] + [StageRow()] * BLANK_STAGES,
        "owing": {unit.pk for unit in owing},
        "others": owing,
        "measures": "\n".join(
            f"{one.name} | {one.unit_of}" if one.unit_of else one.name for one in found.measures.filter(is_asked=True)
        ),
    }


def _sent(request: HttpRequest) -> dict[str, Any]:
    """The form as it was sent, to be set right."""
    post = request.POST
    rows = zip(
        post.getlist("stage_name"),
        post.getlist("stage_day"),
        post.getlist("stage_months"),
        post.getlist("stage_word"),
        post.getlist("stage_task"),
        strict=False,
    )
    return {
        "values": post.dict() | {"unit": id_of(post, "unit")},
        "document": _document(request, id_of(post, "document")),
        "rows": [StageRow(name, day, _months(months), word == "truoc", task) for name, day, months, word, task in rows],
        "owing": {int(value) for value in post.getlist("units") if value.isascii() and value.isdigit()},
        "others": [],
        "measures": post.get("measures", ""),
        "facts": post.getlist("facts"),
    }


def month_words(month: date | None) -> str:
    """ "12/2026"; nothing where there is none."""
    return f"{month:%m/%Y}" if month else ""


def _months(words: str) -> int:
    return int(words) if words.lstrip("-").isdigit() and len(words) < 4 else 0


@require_POST
def end(request: HttpRequest, obligation_id: int) -> HttpResponse:
    """Nothing is owed any more."""
    find_obligation(request, obligation_id)
    actions.end(request.user, request.membership, obligation_id, version_of(request))
    messages.success(request, "Đã kết thúc chế độ báo cáo; không mở kỳ mới nữa.")
    return redirect("reports:obligation", obligation_id)


@require_POST
def open_period(request: HttpRequest, obligation_id: int) -> HttpResponse:
    """Open the coming period now, or one with days of its own."""
    found = find_obligation(request, obligation_id)
    who = request.user, request.membership
    if request.POST.get("kind"):
        made = actions.open_now(*who, obligation_id, _slot(request))
    else:
        made = actions.open_ad_hoc(*who, obligation_id, request.POST.get("label", ""), _days(request))
    messages.success(request, f"Đã mở kỳ {made.label} của “{found.title}”, gửi đến {made.unit_reports.count()} đơn vị.")
    return redirect("reports:period", made.pk)


def _slot(request: HttpRequest) -> Slot:
    kind, year = request.POST.get("kind", ""), number(request.POST.get("year", ""), "Năm", 2000, 2100)
    if kind not in {period.value for period in Period}:
        raise Http404
    return Slot(Period(kind), year, number(request.POST.get("number", "1"), "Số kỳ", 1, 12))


def _days(request: HttpRequest) -> Days:
    days: list[date] = []
    for name in ("first", "last", "units_by", "send_by"):
        day = day_of(request.POST, name)
        if day is None:
            raise Refused("Hãy ghi đủ các ngày theo dạng ngày/tháng/năm, ví dụ 25/11/2026.", name)
        days.append(day)
    return Days(*days)
