"""A unit's letter of proposals, entered by who runs the call."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from dondoc.audit.errors import Refused
from dondoc.consultations.reading import received
from dondoc.proposals import actions
from dondoc.proposals.rows import Row, rows_of
from dondoc.rounds.models import Addressee
from dondoc.web.paging import id_of
from dondoc.web.proposals.answering import sent_rows
from dondoc.web.proposals.register import find, frame


@require_http_methods(["GET", "HEAD", "POST"])
def enter(request: HttpRequest, round_id: int) -> HttpResponse:
    """Choose the unit and its letter; the tasks that were read stand in the form to be looked over and saved."""
    found = find(request, round_id)
    whose = id_of(request.POST, "addressee")
    context: dict[str, Any] = {**frame(request, found, "letters"), "whose": whose, "rows": []}
    if request.method == "POST":
        try:
            if upload := request.FILES.get("letter"):
                with received(upload.name, upload) as (_, _, read):
                    context["rows"] = rows_of(read.directive)
                context["read"] = len(context["rows"])
            else:
                context["rows"] = [row for row in sent_rows(request) if not row.blank]
                if whose is None:
                    raise Refused("Hãy chọn cơ quan đề xuất.")
                row = actions.enter(request.user, request.membership, whose, context["rows"])
                messages.success(request, f"Đã nhập đề xuất của {row.name}.")
                return redirect("proposals:table", round_id)
        except Refused as refusal:
            context["error"] = str(refusal)
    context["addressees"] = Addressee.objects.filter(round=found.round).order_by("order")
    context["all_rows"] = [*context["rows"], Row(""), Row("")] if request.method == "POST" else []
    return render(request, "web/proposals/letters.html", context, status=422 if "error" in context else 200)
