"""Rounds that send a form out: the list, beginning one, and how far it is."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dondoc.audit.errors import Refused
from dondoc.audit.queries import story
from dondoc.documents.paging import page
from dondoc.organisations.policies import may, require
from dondoc.rounds.actions import change
from dondoc.rounds.models import RoundState
from dondoc.rounds.policies import OPEN, PREPARE
from dondoc.rounds.queries import counts_of
from dondoc.surveys import actions
from dondoc.surveys.models import Survey
from dondoc.surveys.queries import find_survey, visible_forms, visible_surveys
from dondoc.web.documents.editing import version_of
from dondoc.web.paging import SIZE, day_of, id_of, number_of
from dondoc.web.stories import told

STORY_SHOWN = 40
FORMS_SHOWN = 200


@require_safe
def register(request: HttpRequest) -> HttpResponse:
    """The rounds on which the member works, each with how many have answered."""
    require(request.membership, PREPARE)
    shown = page(visible_surveys(request.membership), number_of(request.GET), SIZE)
    counts = counts_of([row.round for row in shown.rows], request.today)
    rows = [(row, counts[row.round_id]) for row in shown.rows]
    return render(request, "web/surveys/register.html", {"page": shown, "rows": rows})


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Begin a round: which form, until when, what to say."""
    require(request.membership, PREPARE)
    error, status = "", 200
    if request.method == "POST":
        try:
            survey = _prepare(request)
            messages.success(request, "Đã lập đợt. Hãy chọn nơi nhận rồi mở đợt.")
            return redirect("rounds:addressees", survey.round_id)
        except Refused as refusal:
            error, status = str(refusal), 422
    forms = visible_forms(request.membership).filter(archived=False, last__isnull=False)[:FORMS_SHOWN]
    chosen = id_of(request.POST if request.method == "POST" else request.GET, "bieu-mau")
    earlier = visible_surveys(request.membership).filter(version__form=chosen)[:20] if chosen else []
    context = {"forms": forms, "chosen": chosen, "earlier": earlier, "sent": request.POST, "error": error}
    return render(request, "web/surveys/new.html", context, status=status)


def _prepare(request: HttpRequest) -> Survey:
    post = request.POST
    form_id, due_on = id_of(post, "bieu-mau"), day_of(post, "day")
    if form_id is None:
        raise Refused("Hãy chọn biểu mẫu.")
    if due_on is None:
        raise Refused("Hãy ghi hạn trả lời theo dạng ngày/tháng/năm, ví dụ 15/12/2026.")
    return actions.prepare_survey(
        request.user,
        request.membership,
        form_id,
        post.get("title", ""),
        previous_id=id_of(post, "previous"),
        due_on=due_on,
        note=post.get("note", ""),
        contact=post.get("contact", ""),
    )


@require_safe
def home(request: HttpRequest, round_id: int) -> HttpResponse:
    """How far the round is, and its story."""
    survey = find_survey(request.membership, round_id)
    context: dict[str, Any] = {
        "survey": survey,
        "round": survey.round,
        "here": "home",
        "counts": counts_of([survey.round], request.today)[round_id],
        "may_open": may(request.membership, OPEN),
        "editable": survey.round.state != RoundState.CLOSED,
        "story": told(story(survey.round).reverse()[:STORY_SHOWN]),
    }
    return render(request, "web/surveys/home.html", context)


@require_POST
def edit(request: HttpRequest, round_id: int) -> HttpResponse:
    """Set the name, the note, the contact, and before opening the day due."""
    survey = find_survey(request.membership, round_id)
    post = request.POST
    fields: dict[str, Any] = {name: post.get(name, "") for name in ("title", "note", "contact")}
    if survey.round.state == RoundState.PREPARING:
        fields["due_on"] = day_of(post, "day")
    change(request.user, request.membership, round_id, version_of(request), **fields)
    messages.success(request, "Đã lưu.")
    return redirect("surveys:home", round_id)
