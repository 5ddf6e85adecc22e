"""Phiếu giao việc: the tasks of a document that one unit leads, on a sheet that its head or the leader signs."""

from __future__ import annotations

import io
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from dondoc.audit.errors import Refused
from dondoc.documents.models import Document
from dondoc.documents.templates import letter_bytes
from dondoc.organisations.policies import require
from dondoc.tasks.models import Part, Phase, Task
from dondoc.tasks.register import with_parts
from dondoc.tasks.visibility import visible_tasks
from dondoc.web.letterhead import WORD, frame_for
from dondoc.web.outgoing.forwarding import put_forward, to_register
from dondoc.web.paging import id_of
from dondoc.web.words import document_title
from dondoc.writing.letters.slip import KIND, Given, assignment_slip

GIVE = "tasks.confirm"
MOST = 300
LONGEST_NOTE = 1000
Named = tuple[str, int | None]


@require_http_methods(["GET", "HEAD", "POST"])
def slips(request: HttpRequest) -> HttpResponse:
    """The open tasks of a document (``van-ban``), or one of them (``viec``), by who leads them; sent as a form, the
    ticked tasks of one lead on a slip: as a file, or put forward for its number."""
    require(request.membership, GIVE)
    if request.method == "POST":
        return _written(request)
    rows = list(with_parts(_chosen(request).order_by("order", "pk"))[:MOST])
    if not rows:
        raise Http404
    by_lead: dict[Named, list[Task]] = {}
    for task in rows:
        by_lead.setdefault(lead_of(task), []).append(task)
    groups = [
        (name or "Chưa rõ đơn vị chủ trì", [(task, due_of(task)) for task in tasks])
        for (name, _), tasks in by_lead.items()
    ]
    context: dict[str, Any] = {"groups": groups, "document": rows[0].document, "longest": LONGEST_NOTE}
    return render(request, "web/tasks/slips.html", context)


def _chosen(request: HttpRequest) -> QuerySet[Task]:
    rows = visible_tasks(request.membership, (Phase.OPEN,)).filter(collective=False)
    if (task_id := id_of(request.GET, "viec")) is not None:
        return rows.filter(pk=task_id)
    document_id = id_of(request.GET, "van-ban")
    if document_id is None:
        raise Http404
    return rows.filter(document=document_id)


def lead_of(task: Task) -> Named:
    """Who leads a task: the name, and the unit where it is known."""
    row = next((one for one in task.assignments.all() if one.part == Part.LEAD), None)
    if row is None:
        return "", None
    if row.person is not None:
        return row.person.full_name, row.unit_id
    return (row.unit.name if row.unit else row.name), row.unit_id


def _written(request: HttpRequest) -> HttpResponse:
    sent = request.POST
    ids = [int(one) for one in sent.getlist("task")[:MOST] if one.isascii() and one.isdigit() and len(one) < 16]
    rows = visible_tasks(request.membership, (Phase.OPEN,)).filter(pk__in=ids, collective=False)
    tasks = list(with_parts(rows.order_by("order", "pk")))
    if not tasks:
        raise Refused("Hãy chọn ít nhất một nhiệm vụ để lập phiếu.")
    leads = list(dict.fromkeys(lead_of(task) for task in tasks))
    if len(leads) > 1:
        raise Refused("Mỗi phiếu giao việc cho một đơn vị, cá nhân; hãy chọn nhiệm vụ của cùng một đơn vị.")
    note = " ".join(sent.get("note", "").split())
    if len(note) > LONGEST_NOTE:
        raise Refused(f"Ý kiến chỉ đạo tối đa {LONGEST_NOTE} ký tự; hãy rút gọn.", "note")
    name, unit = leads[0]
    letter = assignment_slip(
        frame_for(request, kind=KIND),
        to=name or "…………",
        source=sources(tasks),
        work=[given_of(task) for task in tasks],
        note=note,
    )
    filename = f"phieu-giao-viec-{tasks[0].pk}.docx"
    if sent.get("way") == "register":
        return to_register(request, put_forward(request, letter, filename, to=[(name, unit)] if name else []))
    made = io.BytesIO(letter_bytes(request.membership.agency, letter))
    return FileResponse(made, as_attachment=True, filename=filename, content_type=WORD)


def sources(tasks: list[Task]) -> str:
    """The documents that tasks come from, as a slip names them. One query."""
    documents = Document.objects.in_bulk({task.document_id for task in tasks if task.document_id})
    named = dict.fromkeys(_source(documents.get(task.document_id)) for task in tasks)
    return "; ".join(named)


def _source(document: Document | None) -> str:
    if document is None:
        return "ý kiến chỉ đạo của lãnh đạo"
    issuer = f" của {document.issuer_name}" if document.issuer_name else ""
    subject = document.subject[:1].lower() + document.subject[1:]
    about = subject if subject.startswith("về ") or not subject else f"về {subject}"
    return f"{document_title(document)}{issuer} {about}".strip()


def given_of(task: Task) -> Given:
    """A task as a line of a slip."""
    partners = [row for row in task.assignments.all() if row.part == Part.COORDINATE]
    names = ", ".join(row.unit.name if row.unit else row.name for row in partners)
    text = task.text[:1].upper() + task.text[1:]
    return Given(text, task.deliverable, names, due_of(task))


def due_of(task: Task) -> date | str:
    """The day by which a task is due, or the words where there is no single day."""
    words = task.time_text or ("Thường xuyên" if task.continuous else "")
    return task.due_on or words[:1].upper() + words[1:]
