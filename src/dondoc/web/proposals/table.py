"""What was proposed: looked over, merged, accepted, put in order, printed, given out as tasks."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from dataclasses import replace

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dondoc.audit.errors import Refused
from dondoc.documents.templates import letter_bytes
from dondoc.proposals import actions
from dondoc.proposals.models import ProposalState, ProposedTask
from dondoc.proposals.queries import likenesses, numbers, proposed
from dondoc.rounds.queries import counts_of
from dondoc.web.documents.editing import version_of
from dondoc.web.letterhead import WORD, frame_for
from dondoc.web.outgoing.forwarding import draft_of, to_register
from dondoc.web.paging import id_of
from dondoc.web.picking import ticked
from dondoc.web.proposals.register import find, frame
from dondoc.writing.letter import Dispatch
from dondoc.writing.letters.plan import Planned, kind_of, plan_appendix, plan_document
from dondoc.writing.word import write_docx

MOST = 1_000
"""Proposals on one page: the plan of a province has some hundreds, and they are merged and ordered side by side."""


@require_safe
def table(request: HttpRequest, round_id: int) -> HttpResponse:
    """All proposals of a call, like ones together above."""
    found = find(request, round_id)
    state = request.GET.get("trang-thai", "")
    rows = list(proposed(found, state)[:MOST])
    by_state = numbers(found)
    context = {
        **frame(request, found, "table"),
        "counts": counts_of([found.round], request.today)[round_id],
        "rows": rows,
        "alike": likenesses(rows) if not state else [],
        "state": state,
        "states": [(value, label, by_state.get(value, 0)) for value, label in ProposalState.choices],
        "total": sum(by_state.values()),
        "accepted": by_state.get(ProposalState.ACCEPTED, 0),
        "to_give": sum(1 for row in rows if row.state == ProposalState.ACCEPTED and row.task_id is None),
        "sections": sorted({row.section for row in rows if row.section}),
    }
    return render(request, "web/proposals/table.html", context)


@require_POST
def decide(request: HttpRequest, round_id: int) -> HttpResponse:
    """Accept, ask back, reject or merge the ticked proposals."""
    found = find(request, round_id)
    by, mine, ids, sent = request.user, request.membership, ticked(request.POST, "proposal"), request.POST
    step, reason = sent.get("step", ""), sent.get("reason", "")
    if step == "accept":
        number = actions.accept(by, mine, found.pk, ids, sent.get("section", ""))
        messages.success(request, f"Đã đưa {number} nhiệm vụ vào kế hoạch.")
    elif step == "reject":
        number = actions.reject(by, mine, found.pk, ids, reason)
        messages.success(request, f"Đã ghi không đưa vào {number} đề xuất.")
    elif step == "ask_back":
        number = actions.ask_back(by, mine, found.pk, ids, reason)
        messages.success(request, f"Đã đề nghị làm rõ {number} đề xuất.")
    elif step == "merge":
        into = actions.merge(by, mine, found.pk, ids, id_of(sent, "into") or 0)
        messages.success(request, f"Đã gộp vào “{into}”.")
    else:
        raise Refused("Hãy chọn việc cần làm với các đề xuất.")
    return redirect("proposals:table", round_id)


@require_POST
def edit(request: HttpRequest, round_id: int, proposal_id: int) -> HttpResponse:
    """Change the words of one proposal, or its place among the accepted."""
    found = find(request, round_id)
    row = found.tasks.filter(pk=proposal_id).first()
    if row is None:
        raise Refused("Không tìm thấy đề xuất này; hãy tải lại trang.")
    sent = request.POST
    if sent.get("step") in ("up", "down"):
        _shift(request, round_id, proposal_id, -1 if sent["step"] == "up" else 1)
        return redirect("proposals:table", round_id)
    names = ("text", "lead", "partners", "product", "time_text", "section")
    fields = {name: sent.get(name, "") for name in names}
    actions.edit(request.user, request.membership, proposal_id, version_of(request), **fields)
    messages.success(request, "Đã lưu.")
    return redirect("proposals:table", round_id)


def _shift(request: HttpRequest, round_id: int, proposal_id: int, by: int) -> None:
    found = find(request, round_id)
    ids = [row.pk for row in proposed(found, ProposalState.ACCEPTED)]
    at = ids.index(proposal_id) if proposal_id in ids else -1
    if at < 0 or not 0 <= at + by < len(ids):
        return
    ids[at], ids[at + by] = ids[at + by], ids[at]
    actions.arrange(request.user, request.membership, found.pk, ids)


@require_POST
def give(request: HttpRequest, round_id: int) -> HttpResponse:
    """Make tasks of all accepted proposals that are none yet."""
    found = find(request, round_id)
    made = actions.make_tasks(request.user, request.membership, found.pk)
    messages.success(request, f"Đã giao {len(made)} nhiệm vụ.")
    return redirect("proposals:table", round_id)


@require_http_methods(["GET", "HEAD", "POST"])
def plan(request: HttpRequest, round_id: int) -> HttpResponse:
    """The plan as a document of its own; sent as a form it is put forward to those who lead its tasks."""
    found = find(request, round_id)
    rows = list(proposed(found, ProposalState.ACCEPTED))
    if not rows:
        raise Refused("Chưa đưa nhiệm vụ nào vào kế hoạch; hãy chọn các đề xuất rồi bấm “Đưa vào kế hoạch”.")
    kind = kind_of(found.plan_name)
    head = replace(frame_for(request, kind=kind), dispatch=Dispatch(("Các cơ quan, đơn vị tại Phụ lục",)))
    letter = plan_document(head, plan=found.plan_name, tasks=list(_planned(rows)))
    name, made = f"ke-hoach-{round_id}.docx", letter_bytes(request.membership.agency, letter)
    if request.method != "POST":
        return FileResponse(io.BytesIO(made), as_attachment=True, filename=name, content_type=WORD)
    leads = dict.fromkeys((row.lead, row.lead_unit_id) for row in rows if row.lead)
    draft = draft_of(request, letter, copy=leads)
    files = ((name, made),)
    document = actions.put_plan_forward(request.user, request.membership, found.pk, draft, files)
    return to_register(request, document)


def _planned(rows: Iterable[ProposedTask]) -> Iterator[Planned]:
    return (Planned(row.text, row.lead, row.partners, row.product, row.time_text, row.section) for row in rows)


@require_safe
def appendix(request: HttpRequest, round_id: int) -> HttpResponse:
    """The plan's appendix in Word."""
    found = find(request, round_id)
    tasks = _planned(proposed(found, ProposalState.ACCEPTED))
    out = io.BytesIO()
    write_docx(plan_appendix(frame_for(request).issuer, plan=found.plan_name, tasks=tasks), out)
    out.seek(0)
    return FileResponse(out, as_attachment=True, filename=f"phu-luc-ke-hoach-{round_id}.docx", content_type=WORD)
