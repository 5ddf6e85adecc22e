"""What an addressee of a call sees: rows for its tasks, which a letter of its own may fill."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from dondoc.audit.errors import Refused
from dondoc.consultations.reading import received
from dondoc.proposals import actions
from dondoc.proposals.actions.proposing import OWN
from dondoc.proposals.models import Call
from dondoc.proposals.queries import own
from dondoc.proposals.rows import MOST, Row, rows_of
from dondoc.rounds.answerers import Answerer
from dondoc.rounds.models import Addressee, AddresseeState, AnswerChannel, RoundState
from dondoc.web.paging import id_of
from dondoc.web.proposals import excel

BLANK = 3
COLUMNS = ("text", "lead", "partners", "product", "time_text")


def page(request: HttpRequest, answerer: Answerer) -> HttpResponse:
    """The page of an addressee, with an account or with a link."""
    call = Call.objects.get(round=answerer.addressee.round_id)
    if request.method == "POST":
        return _take(request, answerer, call)
    rows = undecided(answerer.addressee)
    if request.GET.get("tep") == "excel":
        return excel.blank(call, answerer.addressee, rows)
    return _show(request, answerer, call, {"rows": rows})


def undecided(row: Addressee) -> list[Row]:
    """What an addressee has proposed and may still change."""
    return [Row(one.text, one.lead, one.partners, one.product, one.time_text) for one in own(row) if one.state in OWN]


def sent_rows(request: HttpRequest) -> list[Row]:
    """The rows of the form, blank ones too."""
    columns = [request.POST.getlist(name)[:MOST] for name in COLUMNS]
    return [Row(*values) for values in zip(*columns, strict=False)]


def _take(request: HttpRequest, answerer: Answerer, call: Call) -> HttpResponse:
    sent = request.POST
    shown: dict[str, Any] = {"rows": [row for row in sent_rows(request) if not row.blank], "name": sent.get("name", "")}
    try:
        if upload := request.FILES.get("letter"):
            with received(upload.name, upload) as (_, _, read):
                shown["rows"] += rows_of(read.directive)
            return _show(request, answerer, call, {**shown, "read": True})
        if sent.get("step") == "marked":
            return excel.marked(call, answerer.addressee, sent.get("content", ""))
        if sent.get("step") == "excel":
            return _by_excel(request, answerer, call, shown)
        if sent.get("step") == "more":
            return _show(request, answerer, call, {**shown, "blank": BLANK + 3})
        actions.propose(
            answerer.person,
            answerer,
            sent_rows(request),
            name=shown["name"],
            version=id_of(sent, "version"),
            nothing=sent.get("nothing") == "1",
            note=answerer.note,
        )
    except Refused as refusal:
        return _show(request, answerer, call, {**shown, "error": str(refusal)}, status=422)
    return _saved(request, answerer, call, shown)


def _saved(request: HttpRequest, answerer: Answerer, call: Call, shown: dict[str, Any]) -> HttpResponse:
    answerer.addressee.refresh_from_db()
    return _show(request, answerer, call, {**shown, "saved": True})


def _by_excel(request: HttpRequest, answerer: Answerer, call: Call, shown: dict[str, Any]) -> HttpResponse:
    taken = excel.taken(request, call, answerer.addressee)
    if taken.told:
        return _show(request, answerer, call, {"rows": undecided(answerer.addressee), **taken.told}, status=422)
    version, name = id_of(request.POST, "version"), shown["name"]
    who = {"name": name, "version": version, "note": answerer.note, "channel": AnswerChannel.EXCEL}
    actions.propose(answerer.person, answerer, taken.rows, **who)
    return _saved(request, answerer, call, {**shown, "rows": undecided(answerer.addressee)})


def _show(
    request: HttpRequest, answerer: Answerer, call: Call, shown: dict[str, Any], *, status: int = 200
) -> HttpResponse:
    row, asked = answerer.addressee, answerer.addressee.round
    blank = [Row("")] * (shown.get("blank", BLANK) if not shown.get("saved") else 1)
    context = {
        "name": row.answered_as,
        "by_excel": request.POST.get("step") == "excel",
        **shown,
        "base": "web/rounds/public.html" if answerer.link is not None else "web/base.html",
        "answerer": answerer,
        "addressee": row,
        "round": asked,
        "call": call,
        "all_rows": [*shown["rows"], *blank],
        "given": len(shown["rows"]),
        "decided": [one for one in own(row) if one.state not in OWN or one.reason],
        "open": asked.state == RoundState.OPEN,
        "answered": row.state == AddresseeState.ANSWERED,
    }
    return render(request, "web/proposals/answer.html", context, status=status)
