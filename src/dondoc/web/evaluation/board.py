"""The board of a span: units and people by rank, with the rule beside it; closing it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from dondoc.audit.errors import NotAllowed
from dondoc.documents.paging import Page, bounded_count
from dondoc.evaluation import actions
from dondoc.evaluation.appeals import to_answer
from dondoc.evaluation.policies import CLOSE, FORMULA, VIEW_ALL, headed
from dondoc.evaluation.queries import Board, board
from dondoc.evaluation.scoring import Rule
from dondoc.organisations.policies import may
from dondoc.web.evaluation.spans import chosen
from dondoc.web.paging import SIZE, number_of

MOST_APPEALS = 100
"""Open appeals that are counted."""


def seen_board(request: HttpRequest) -> Board:
    """The board of the span that the address asks for. Raises NotAllowed for those who only see their own score."""
    if not (may(request.membership, VIEW_ALL) or headed(request.membership)):
        raise NotAllowed("Trang này dành cho lãnh đạo; hãy mở “Đánh giá của tôi”.")
    return board(request.membership, chosen(request).span, request.today)


def rule_words(rule: Rule) -> list[str]:
    """The formula in sentences."""
    delay = f"mỗi {rule.delay_days} ngày chậm (tính cả phần lẻ)" if rule.delay_days else "mỗi sản phẩm chậm"
    shares = (rule.quantity_share, rule.quality_share, rule.timeliness_share)
    even = len(set(shares)) == 1
    mean = "trung bình cộng" if even else f"trung bình theo tỷ trọng {shares[0]:g} : {shares[1]:g} : {shares[2]:g}"
    return [
        f"Tổng 100 điểm gồm {rule.general:g} điểm tiêu chí chung và {rule.results:g} điểm kết quả.",
        f"Điểm kết quả = {rule.results:g} × {mean} của tỷ lệ số lượng, chất lượng, tiến độ. Mỗi tỷ lệ là số sản phẩm "
        "quy đổi đạt được chia cho số sản phẩm quy đổi được giao.",
        "Sản phẩm thuộc kỳ có ngày hết hạn; nhiệm vụ không đặt hạn thuộc kỳ hoàn thành. Nhiệm vụ thường xuyên và việc "
        "chưa đến hạn không tính.",
        f"Mỗi lần kết quả bị trả lại trừ {rule.review_cut:g}% điểm chất lượng; {delay} trừ {rule.delay_cut:g}% "
        "điểm tiến độ; có nguyên nhân khách quan được xác nhận thì không trừ.",
        f"Từ {rule.levels[0]:g} điểm: xuất sắc; từ {rule.levels[1]:g}: tốt; từ {rule.levels[2]:g}: hoàn thành; còn "
        "lại: không hoàn thành. Điểm bằng nhau thì cùng hạng.",
    ]


@require_safe
def standing(request: HttpRequest) -> HttpResponse:
    """The page."""
    found = seen_board(request)
    number = min(number_of(request.GET), max(1, -(-len(found.people) // SIZE)))
    people = found.people[(number - 1) * SIZE : number * SIZE]
    context: dict[str, Any] = {
        "chosen": chosen(request),
        "board": found,
        "people": Page(people, number, SIZE, len(found.people), more=False),
        "rule": rule_words(found.rule),
        "whole_unit": request.membership.agency.unit,
        "sees_all": may(request.membership, VIEW_ALL),
        "may_close": may(request.membership, CLOSE) and found.closed is None and found.span.last < request.today,
        "appeals": bounded_count(to_answer(request.membership), MOST_APPEALS),
        "may_formula": may(request.membership, FORMULA),
    }
    return render(request, "web/evaluation/board.html", context)


@require_POST
def close(request: HttpRequest) -> HttpResponse:
    """Settle the span."""
    span = chosen(request)
    actions.close_span(request.user, request.membership, span.span)
    messages.success(request, f"Đã chốt kỳ {span.span.name}; kết quả được giữ nguyên từ bây giờ.")
    return redirect(reverse("evaluation:board") + span.here)
