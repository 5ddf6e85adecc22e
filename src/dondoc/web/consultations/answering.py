"""What an addressee sees of a consultation: the draft in pieces and a place for its words beside each."""

from __future__ import annotations

import io
from typing import Any

from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import render

from dondoc.audit.errors import Refused
from dondoc.consultations import actions
from dondoc.consultations.actions.answering import asked_draft, texts_of
from dondoc.consultations.models import Consultation, Draft, Provision
from dondoc.consultations.queries import own_answer, pieces_of
from dondoc.consultations.workbook import read_form, write_form
from dondoc.rounds.answerers import Answerer
from dondoc.rounds.models import AddresseeState, AnswerChannel, RoundState
from dondoc.web.consultations.letters import form_bytes
from dondoc.web.consultations.pieces import draft_answer
from dondoc.web.paging import id_of
from dondoc.web.rounds.links import EXCEL

Texts = dict[int | None, str]


def page(request: HttpRequest, answerer: Answerer) -> HttpResponse:
    """The page of an addressee, with an account or with a link; ``?tep=`` hands out the draft or the form."""
    consultation = Consultation.objects.get(round=answerer.addressee.round_id)
    draft = asked_draft(consultation)
    if request.method == "POST":
        return _take(request, answerer, consultation, draft)
    if request.GET.get("tep") == "du-thao":
        return draft_answer(draft)
    if request.GET.get("tep") == "bieu":
        return _form(answerer, consultation, draft)
    answer, texts = own_answer(answerer.addressee)
    shown = {"agrees": bool(answer and answer.agrees), "texts": texts, "name": answerer.addressee.answered_as}
    return _show(request, answerer, consultation, draft, shown)


def _take(request: HttpRequest, answerer: Answerer, consultation: Consultation, draft: Draft) -> HttpResponse:
    sent = request.POST
    shown: dict[str, Any] = {
        "agrees": sent.get("agrees") == "1",
        "texts": _texts(request),
        "name": sent.get("name", ""),
    }
    channel = ""
    try:
        if upload := request.FILES.get("form"):
            filled = read_form(form_bytes(upload))
            shown |= {"agrees": filled.agrees, "texts": texts_of(draft, filled)}
            channel = AnswerChannel.EXCEL
        actions.answer(
            answerer.person,
            answerer,
            agrees=shown["agrees"],
            texts=shown["texts"],
            name=shown["name"],
            version=id_of(sent, "version"),
            channel=channel,
            note=answerer.note,
        )
    except Refused as refusal:
        return _show(request, answerer, consultation, draft, {**shown, "error": str(refusal)}, status=422)
    answerer.addressee.refresh_from_db()
    return _show(request, answerer, consultation, draft, {**shown, "saved": True})


def _texts(request: HttpRequest) -> Texts:
    texts: Texts = {None: request.POST.get("general", "")}
    for name, words in request.POST.items():
        number = name.removeprefix("p-")
        if name.startswith("p-") and number.isascii() and number.isdigit():
            texts[int(number)] = words
    return texts


def _form(answerer: Answerer, consultation: Consultation, draft: Draft) -> FileResponse:
    out = io.BytesIO()
    write_form(f"Góp ý {consultation.draft_name}", answerer.addressee.name, pieces_of(draft), out)
    out.seek(0)
    return FileResponse(out, as_attachment=True, filename="bieu-gop-y.xlsx", content_type=EXCEL)


def _show(
    request: HttpRequest,
    answerer: Answerer,
    consultation: Consultation,
    draft: Draft,
    shown: dict[str, Any],
    *,
    status: int = 200,
) -> HttpResponse:
    pieces: list[tuple[Provision, str]] = [(one, shown["texts"].get(one.pk, "")) for one in pieces_of(draft)]
    row, asked = answerer.addressee, answerer.addressee.round
    context = {
        **shown,
        "base": "web/rounds/public.html" if answerer.link is not None else "web/base.html",
        "answerer": answerer,
        "addressee": row,
        "round": asked,
        "consultation": consultation,
        "draft": draft,
        "pieces": pieces,
        "general": shown["texts"].get(None, ""),
        "given": sum(1 for words in shown["texts"].values() if words.strip()),
        "open": asked.state == RoundState.OPEN,
        "answered": row.state == AddresseeState.ANSWERED,
        "over": bool(asked.due_on and asked.due_on < request.today),
    }
    return render(request, "web/consultations/answer.html", context, status=status)
