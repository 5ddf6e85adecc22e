"""The score of one person or unit with every point explained; excuses and general points by who may."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from dondoc.audit.errors import NotAllowed
from dondoc.evaluation import actions
from dondoc.evaluation.appeals import appeals_of
from dondoc.evaluation.models import Appeal, AppealState, Excuse
from dondoc.evaluation.policies import EXCUSE, VIEW_ALL, VIEW_OWN, headed, may_answer, sees_person, sees_unit
from dondoc.evaluation.scoring import Line, Rule, Score
from dondoc.evaluation.sheets import sheet_of_person, sheet_of_unit
from dondoc.evaluation.spans import Span
from dondoc.organisations.models import Person, Unit
from dondoc.organisations.policies import may, require
from dondoc.organisations.queries import people_of, subtree_ids
from dondoc.web.evaluation.appeals import points_of
from dondoc.web.evaluation.board import rule_words
from dondoc.web.evaluation.spans import chosen
from dondoc.web.paging import id_of, number_of


@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """ "Đánh giá của tôi"."""
    require(request.membership, VIEW_OWN)
    return _page(request, person=request.user)


def seen_person(request: HttpRequest, person_id: int) -> Person:
    """A person whose score the member sees. Raises Http404."""
    person = people_of(request.membership.agency, request.today).filter(pk=person_id).first()
    if person is None or not sees_person(
        request.membership, person_id, frozenset(post.unit_id for post in person.today_posts)
    ):
        raise Http404
    return person


def seen_unit(request: HttpRequest, unit_id: int) -> Unit:
    """A unit whose score the member sees. Raises Http404."""
    unit = Unit.objects.filter(pk=unit_id, pk__in=subtree_ids([request.membership.agency_unit_id])).first()
    if unit is None or not sees_unit(request.membership, unit_id):
        raise Http404
    return unit


@require_safe
def person(request: HttpRequest, person_id: int) -> HttpResponse:
    """The score of somebody, for those who see it."""
    require(request.membership, VIEW_OWN)
    return _page(request, person=seen_person(request, person_id))


@require_safe
def unit(request: HttpRequest, unit_id: int) -> HttpResponse:
    """The score of a unit."""
    require(request.membership, VIEW_OWN)
    return _page(request, unit=seen_unit(request, unit_id))


def steps_of(score: Score, rule: Rule) -> list[tuple[str, str, str]]:
    """How the total comes about, in three columns: what, how, points."""
    sums = {name: getattr(score.sums, name) for name in ("assigned", *_SHARES)}
    steps = []
    if score.results is not None:
        for name, label in _SHARES.items():
            value = getattr(score, name)
            steps.append((label, f"{_number(sums[name])} / {_number(sums['assigned'])} sản phẩm", f"{_number(value)}%"))
        steps.append(("Kết quả thực hiện nhiệm vụ", f"{rule.results:g} × trung bình ba tỷ lệ", _number(score.results)))
    general = f"tối đa {rule.general:g}" + (f"; {score.general_note}" if score.general_note else "")
    steps.append(("Tiêu chí chung", general, _number(score.general)))
    if score.total is not None:
        steps.append(("Tổng điểm", score.level, _number(score.total)))
    return steps


_SHARES = {"quantity": "Số lượng", "quality": "Chất lượng", "timeliness": "Tiến độ"}


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:.2f}".rstrip("0").rstrip(".").replace(".", ",")


def _page(request: HttpRequest, *, person: Person | None = None, unit: Unit | None = None) -> HttpResponse:
    span, agency = chosen(request), request.membership.agency
    sheet = (
        sheet_of_person(agency, person, span.span, request.today)
        if person is not None
        else sheet_of_unit(agency, unit, span.span, request.today)
    )
    score, rule, closed = sheet.score, sheet.rule, sheet.closed
    lines = sheet.page(number_of(request.GET))
    own = person is not None and person.pk == request.user.pk
    excuses = may(request.membership, EXCUSE) and closed is None
    context: dict[str, Any] = {
        "chosen": span,
        "score": score,
        "lines": lines,
        "closed": closed,
        "rule": rule_words(rule),
        "steps": steps_of(score, rule),
        "person": person,
        "unit": unit,
        "own": own,
        "most": rule.general,
        "may_excuse": excuses,
        "may_mark": closed is None and not own and (may(request.membership, VIEW_ALL) or _heads(request, person)),
        "excused": _excused(lines.lines) if excuses else [],
        "appeals": _appeals(request, person, span.span) if person is not None else [],
        "may_appeal": own and closed is None,
        "sees_board": may(request.membership, VIEW_ALL) or bool(headed(request.membership)),
    }
    return render(request, "web/evaluation/score.html", context)


def _appeals(request: HttpRequest, person: Person, span: Span) -> list[tuple[Appeal, bool]]:
    """What somebody appealed, each with whether the member answers it now."""
    # Nobody answers their own, and of oneself the posts are not always loaded.
    own = person.pk == request.user.pk
    units = frozenset() if own else frozenset(post.unit_id for post in person.today_posts)
    found = appeals_of(request.membership.agency, person, span)
    mine = request.membership
    return [(row, row.state == AppealState.OPEN and may_answer(mine, row.of, person.pk, units)) for row in found]


def _heads(request: HttpRequest, person: Person | None) -> bool:
    return person is not None and bool({post.unit_id for post in person.today_posts} & headed(request.membership))


def _excused(lines: list[Line]) -> list[Excuse]:
    tasks = {line.product.task for line in lines if line.product.delay_excused or line.product.review_excused}
    return list(Excuse.objects.filter(task__in=tasks).select_related("task", "occurrence", "by")) if tasks else []


def _back(request: HttpRequest) -> HttpResponse:
    person_id, unit_id = id_of(request.POST, "person"), id_of(request.POST, "unit")
    here = chosen(request).here
    if person_id:
        return redirect(reverse("evaluation:person", args=[person_id]) + here)
    if unit_id:
        return redirect(reverse("evaluation:unit", args=[unit_id]) + here)
    return redirect(reverse("evaluation:board") + here)


@require_POST
def excuse(request: HttpRequest) -> HttpResponse:
    """Confirm an objective cause of one product."""
    sent = request.POST
    actions.excuse(
        request.user,
        request.membership,
        id_of(sent, "task") or 0,
        sent.get("of", ""),
        sent.get("reason", ""),
        occurrence_id=id_of(sent, "occurrence"),
    )
    messages.success(request, "Đã xác nhận nguyên nhân khách quan; điểm được tính lại.")
    return _back(request)


@require_POST
def withdraw(request: HttpRequest, excuse_id: int) -> HttpResponse:
    """Take one back."""
    actions.withdraw_excuse(request.user, request.membership, excuse_id)
    messages.success(request, "Đã bỏ xác nhận nguyên nhân khách quan.")
    return _back(request)


@require_POST
def mark(request: HttpRequest) -> HttpResponse:
    """Give points for the general criteria."""
    if not (may(request.membership, VIEW_ALL) or headed(request.membership)):
        raise NotAllowed("Chỉ lãnh đạo được chấm điểm tiêu chí chung.")
    points = points_of(request.POST.get("points", ""))
    unit_id, person_id = id_of(request.POST, "unit"), id_of(request.POST, "person")
    note, span = request.POST.get("note", ""), chosen(request).span
    actions.mark_general(
        request.user, request.membership, span, points, unit_id=unit_id, person_id=person_id, note=note
    )
    messages.success(request, "Đã lưu điểm tiêu chí chung.")
    return _back(request)
