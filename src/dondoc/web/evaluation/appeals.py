"""Appeals: asked on one's own page, answered by who may change the points, listed for them."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from dondoc.audit.errors import NotAllowed, Refused
from dondoc.documents.paging import page
from dondoc.evaluation import actions
from dondoc.evaluation.appeals import to_answer
from dondoc.evaluation.models import Appeal
from dondoc.evaluation.policies import answers_any
from dondoc.evaluation.spans import Span
from dondoc.web.evaluation.spans import KINDS, chosen
from dondoc.web.paging import SIZE, id_of, number_of

WORDS = {kind: word for word, kind in KINDS.items()}


@require_safe
def register(request: HttpRequest) -> HttpResponse:
    """The open appeals that the member answers, of all spans."""
    if not answers_any(request.membership):
        raise NotAllowed("Trang này dành cho lãnh đạo; đề nghị của bạn nằm ở trang “Đánh giá của tôi”.")
    found = page(to_answer(request.membership), number_of(request.GET), SIZE)
    rows = [(row, Span(row.kind, row.first), address_of(row)) for row in found.rows]
    return render(request, "web/evaluation/appeals.html", {"page": found, "rows": rows})


def address_of(row: Appeal) -> str:
    """The page of the person with this appeal."""
    span = f"?ky={WORDS[row.kind]}&ngay={row.first:%d/%m/%Y}"
    return reverse("evaluation:person", args=[row.person_id]) + span + f"#de-nghi-{row.pk}"


@require_POST
def ask(request: HttpRequest) -> HttpResponse:
    """Ask that a point of one's own be looked at again."""
    sent, span = request.POST, chosen(request)
    product: dict[str, Any] = {"task_id": id_of(sent, "task"), "occurrence_id": id_of(sent, "occurrence")}
    of, text = sent.get("of", ""), sent.get("text", "")
    actions.appeal(request.user, request.membership, span.span, of, text, **product)
    messages.success(request, "Đã gửi đề nghị xem lại; câu trả lời sẽ hiện ở trang này.")
    return redirect(reverse("evaluation:mine") + span.here)


@require_POST
def withdraw(request: HttpRequest, appeal_id: int) -> HttpResponse:
    """Take one's own back."""
    actions.withdraw_appeal(request.user, request.membership, appeal_id)
    messages.success(request, "Đã rút đề nghị xem lại.")
    return redirect(reverse("evaluation:mine") + chosen(request).here)


@require_POST
def answer(request: HttpRequest, appeal_id: int) -> HttpResponse:
    """Grant or refuse one, in words."""
    sent = request.POST
    granted = sent.get("step") == "grant"
    points = points_of(sent.get("points", "")) if granted and sent.get("points", "").strip() else None
    row = actions.answer_appeal(
        request.user, request.membership, appeal_id, granted, sent.get("answer", ""), points=points
    )
    messages.success(request, "Đã điều chỉnh điểm và trả lời đề nghị." if granted else "Đã trả lời, giữ nguyên điểm.")
    return redirect(address_of(row))


def points_of(words: str) -> float:
    """Points as typed. Raises Refused."""
    try:
        return float(words.strip().replace(",", "."))
    except ValueError:
        raise Refused("Hãy nhập điểm tiêu chí chung bằng số, ví dụ 27,5.", "points") from None
