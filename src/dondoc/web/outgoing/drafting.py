"""Putting a draft forward, and the page of a document that goes out."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dondoc.audit.errors import NotAllowed, Refused
from dondoc.audit.queries import story
from dondoc.documents import actions
from dondoc.documents.actions import Draft
from dondoc.documents.actions.reading import best_file
from dondoc.documents.models import Document, DocumentText, Party
from dondoc.documents.outgoing import next_number, outgoing_document, signers
from dondoc.documents.policies import ISSUE, PREPARE, REGISTER
from dondoc.documents.queries import intakes
from dondoc.documents.sequences import OUTGOING_KINDS
from dondoc.organisations.policies import may, require
from dondoc.tasks import actions as task_actions
from dondoc.tasks.models import Fulfilment, Task
from dondoc.tasks.queries import counts_by_document
from dondoc.tasks.states import TRANSITIONS
from dondoc.tasks.visibility import visible_tasks
from dondoc.tasks.work import my_work
from dondoc.trust.policies import may_sign
from dondoc.trust.queries import file_signatures
from dondoc.web.documents.fields import Token, sent_tokens
from dondoc.web.interchange.shown import exchanged
from dondoc.web.paging import day_of, id_of
from dondoc.web.stories import told
from dondoc.web.tasks.register import units_of_choice

STORY_SHOWN = 60
OWN_TASKS = 40
CAPACITIES = ("", "KT.", "TM.", "TL.", "TUQ.", "Q.")
URGENCIES = ("", "Khẩn", "Thượng khẩn", "Hỏa tốc")


def found(request: HttpRequest, document_id: int) -> Document:
    """A document that goes out, as the member sees it. Raises Http404."""
    document = outgoing_document(request.membership, document_id)
    if document is None:
        raise Http404
    return document


def own_tasks(request: HttpRequest, also: int | None = None) -> list[Task]:
    """Tasks whose result this person may hand in now, those due first; ``also`` one of them that the address names."""
    work = my_work(request.membership, request.today)
    ready = [task for task in (*work.overdue, *work.week, *work.later) if task.state in TRANSITIONS["submit"].sources]
    ready = ready[:OWN_TASKS]
    if also is not None and also not in {task.pk for task in ready}:
        ready = [*visible_tasks(request.membership).filter(pk=also), *ready]
    return ready


@require_http_methods(["GET", "HEAD", "POST"])
def prepare(request: HttpRequest) -> HttpResponse:
    """The form of a draft; ``?viec=`` names a task that it fulfils."""
    require(request.membership, PREPARE)
    error, status = "", 200
    if request.method == "POST":
        try:
            document = _prepare(request)
            messages.success(request, "Đã trình văn bản; văn thư sẽ cấp số.")
            return redirect("outgoing:document", document.pk)
        except NotAllowed:
            raise
        except Refused as refusal:
            error, status = str(refusal), 422
    also = id_of(request.GET, "viec")
    chosen = {also} if also else set()
    context: dict[str, Any] = {
        "error": error,
        "sent": request.POST,
        "kinds": OUTGOING_KINDS,
        "units": units_of_choice(request),
        "own_unit": next(iter(request.membership.posts)).unit_id,
        "signers": signers(request.membership),
        "capacities": CAPACITIES,
        "urgencies": URGENCIES,
        "tasks": own_tasks(request, also),
        "chosen": {int(one) for one in request.POST.getlist("task") if one.isdigit()} or chosen,
        **{role: _tokens(request, role) for role in ("to", "copy")},
    }
    return render(request, "web/outgoing/prepare.html", context, status=status)


def _tokens(request: HttpRequest, role: str) -> list[Token]:
    try:
        return [Token(item["name"], unit=item.get("unit")) for item in sent_tokens(request.POST.getlist(role))]
    except Refused:
        return []


def _named(request: HttpRequest, role: str) -> tuple[tuple[str, int | None], ...]:
    return tuple((item["name"], item.get("unit")) for item in sent_tokens(request.POST.getlist(role)))


def _prepare(request: HttpRequest) -> Document:
    sent = request.POST
    copies = sent.get("copies", "1").strip() or "1"
    draft = Draft(
        kind=sent.get("kind", ""),
        subject=sent.get("subject", ""),
        unit=id_of(sent, "unit") or 0,
        signer=id_of(sent, "signer"),
        signer_capacity=sent.get("capacity", "") if sent.get("capacity", "") in CAPACITIES else "",
        to=_named(request, "to"),
        copy=_named(request, "copy"),
        symbol=sent.get("symbol", ""),
        urgency=sent.get("urgency", "") if sent.get("urgency", "") in URGENCIES else "",
        copies=int(copies) if copies.isascii() and copies.isdigit() and len(copies) < 6 else 0,
        kept_by=sent.get("kept_by", ""),
    )
    files = [(file.name, file) for file in request.FILES.getlist("files")]
    if not files:
        raise Refused("Hãy kèm tệp dự thảo (.docx hoặc .pdf).", "files")
    document = actions.prepare(request.user, request.membership, draft, files)
    fulfil(request, document.pk, sent.getlist("task"))
    return document


def fulfil(request: HttpRequest, document_id: int, ticked: Iterable[str]) -> int:
    """Tie the ticked tasks to the document; returns how many."""
    wanted = [int(one) for one in ticked if one.isascii() and one.isdigit() and len(one) < 16]
    if not wanted:
        return 0
    return len(task_actions.fulfil(request.user, request.membership, document_id, wanted))


@require_safe
def document(request: HttpRequest, document_id: int) -> HttpResponse:
    """The page: what goes out, who still has to do what."""
    document = found(request, document_id)
    issuing = may(request.membership, ISSUE)
    mine = document.issue.prepared_by_id == request.user.pk
    fulfilled = Fulfilment.objects.filter(document=document).select_related("task", "by")
    tied = {row.task_id for row in fulfilled}
    parties = list(document.parties.all())
    signed = file_signatures(document_id)
    context: dict[str, Any] = {
        "document": document,
        "issue": document.issue,
        "to": [party for party in parties if party.role == Party.Role.TO],
        "copy": [party for party in parties if party.role == Party.Role.COPY],
        "waiting": document.issue.issued_at is None,
        "may_issue": issuing,
        "may_add": issuing or mine,
        "may_sign": may_sign(request.user, request.membership, document),
        "may_fulfil": may(request.membership, PREPARE),
        "tasks": [task for task in own_tasks(request) if task.pk not in tied],
        "fulfilled": fulfilled,
        "story": told(story(document).reverse()[:STORY_SHOWN]),
        "signed_files": signed,
        "signed_ids": [one.attachment_id for one in signed],
        **exchanged(request, document_id),
    }
    context |= _reading(request, document)
    if issuing and context["waiting"]:
        context["next"] = next_number(request.membership, document.kind, request.today)
    return render(request, "web/outgoing/document.html", context)


def _reading(request: HttpRequest, document: Document) -> dict[str, Any]:
    """What stands on the page about the tasks that an issued document gives out: whether it was read for them, is
    being read, or may be."""
    if document.issued_on is None:
        return {}
    counts = counts_by_document([document.pk]).get(document.pk, {"tasks": 0, "proposed": 0})
    read = DocumentText.objects.filter(document=document).exists()
    intake = None if read else intakes(request.membership).filter(document=document).first()
    may_read = not read and may(request.membership, REGISTER) and best_file(document) is not None
    return {"read": read, "given": counts, "intake": intake, "may_read": may_read}


@require_POST
def read(request: HttpRequest, document_id: int) -> HttpResponse:
    """Have an issued document read for the tasks that it gives out."""
    found(request, document_id)
    actions.read_issued(request.user, request.membership, document_id)
    messages.success(request, "Đang đọc văn bản; nhiệm vụ đọc được sẽ chờ xác nhận.")
    return redirect("outgoing:document", document_id)


@require_POST
def add_tasks(request: HttpRequest, document_id: int) -> HttpResponse:
    """Say which of one's tasks the document fulfils."""
    found(request, document_id)
    count = fulfil(request, document_id, request.POST.getlist("task"))
    if not count:
        raise Refused("Hãy chọn ít nhất một nhiệm vụ.")
    messages.success(request, f"Đã gắn văn bản với {count} nhiệm vụ.")
    return redirect("outgoing:document", document_id)


@require_POST
def add_files(request: HttpRequest, document_id: int) -> HttpResponse:
    """Add the signed copy or another file."""
    found(request, document_id)
    files = [(file.name, file) for file in request.FILES.getlist("files")]
    actions.add_file(request.user, request.membership, document_id, files)
    messages.success(request, f"Đã thêm {len(files)} tệp.")
    return redirect("outgoing:document", document_id)


@require_POST
def withdraw(request: HttpRequest, document_id: int) -> HttpResponse:
    """Take a draft back."""
    found(request, document_id)
    actions.withdraw_draft(request.user, request.membership, document_id)
    messages.success(request, "Đã rút dự thảo.")
    return redirect("documents:outgoing")


@require_POST
def mark_sent(request: HttpRequest, document_id: int) -> HttpResponse:
    """Put the day on record on which it was sent."""
    found(request, document_id)
    actions.mark_sent(request.user, request.membership, document_id, day_of(request.POST, "day"))
    messages.success(request, "Đã ghi ngày chuyển.")
    return redirect("outgoing:document", document_id)
