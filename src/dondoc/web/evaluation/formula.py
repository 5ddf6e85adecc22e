"""How points are counted: the formulas of the agency, each from its day on."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from dondoc.audit.errors import NotAllowed, Refused
from dondoc.evaluation import actions
from dondoc.evaluation.models import Formula
from dondoc.evaluation.policies import FORMULA, VIEW_OWN
from dondoc.evaluation.queries import rule_at
from dondoc.evaluation.scoring import Rule
from dondoc.organisations.policies import may, require
from dondoc.tasks.models import TaskKind
from dondoc.web.evaluation.board import rule_words
from dondoc.web.paging import day_of

NUMBERS = (
    ("general", "Điểm tiêu chí chung"),
    ("results", "Điểm kết quả"),
    ("review_cut", "Trừ mỗi lần bị trả lại (% điểm chất lượng)"),
    ("delay_cut", "Trừ mỗi lần chậm (% điểm tiến độ)"),
    ("delay_days", "Bao nhiêu ngày tính một lần chậm (0: mỗi sản phẩm một lần)"),
    ("quantity_share", "Tỷ trọng số lượng"),
    ("quality_share", "Tỷ trọng chất lượng"),
    ("timeliness_share", "Tỷ trọng tiến độ"),
)
LEVELS = ("Xuất sắc từ", "Tốt từ", "Hoàn thành từ")


def _number(request: HttpRequest, name: str, label: str) -> float:
    words = request.POST.get(name, "").strip().replace(",", ".")
    with suppress(ValueError):
        if len(words) < 12 and (value := float(words)) == value:
            return value
    raise Refused(f"{label}: hãy nhập một số.", name)


def _sent(request: HttpRequest) -> dict[str, Any]:
    values: dict[str, Any] = {name: _number(request, name, label) for name, label in NUMBERS}
    values["delay_days"] = int(values["delay_days"])
    values["levels"] = [_number(request, f"level{at}", label) for at, label in enumerate(LEVELS)]
    values["coefficients"] = {
        kind.value: _number(request, f"kind-{kind.value}", f"Hệ số {kind.label}") for kind in TaskKind
    }
    return values


def _fields(rule: Rule) -> list[tuple[str, str, float]]:
    fields = [(name, label, getattr(rule, name)) for name, label in NUMBERS]
    fields += [(f"level{at}", label, rule.levels[at]) for at, label in enumerate(LEVELS)]
    return fields + [
        (f"kind-{kind.value}", f"Hệ số quy đổi: {kind.label}", rule.coefficients.get(kind.value, 1))
        for kind in TaskKind
    ]


@require_http_methods(["GET", "HEAD", "POST"])
def formula(request: HttpRequest) -> HttpResponse:
    """The formulas; everybody concerned may read how they are scored."""
    if not may(request.membership, FORMULA):
        require(request.membership, VIEW_OWN)
    agency, error, status = request.membership.agency, "", 200
    if request.method == "POST":
        try:
            _set(request)
            return redirect("evaluation:formula")
        except NotAllowed:
            raise
        except Refused as refusal:
            error, status = str(refusal), 422
    now = rule_at(agency, request.today)
    rows = Formula.objects.filter(agency=agency).select_related("by")
    fields = [
        (name, label, request.POST.get(name) or f"{value:g}".replace(".", ",")) for name, label, value in _fields(now)
    ]
    context = {
        "fields": fields,
        "error": error,
        "rule": rule_words(now),
        "rows": [(row, rule_words(Rule.read(row.values))) for row in rows],
        "may_formula": may(request.membership, FORMULA),
        "sent": request.POST,
    }
    return render(request, "web/evaluation/formula.html", context, status=status)


def _set(request: HttpRequest) -> None:
    require(request.membership, FORMULA)
    day = day_of(request.POST, "valid_from")
    if day is None:
        raise Refused("Hãy nhập ngày áp dụng, ví dụ 01/01/2027.", "valid_from")
    basis = request.POST.get("basis", "")
    actions.set_formula(request.user, request.membership, day, _sent(request), basis=basis)
    messages.success(request, f"Đã lưu cách tính áp dụng từ ngày {day:%d/%m/%Y}.")
