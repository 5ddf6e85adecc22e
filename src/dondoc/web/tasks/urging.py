"""Urging many at once, and the letter that says what each unit has not done."""

from __future__ import annotations

import io

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from dondoc.audit.errors import Refused
from dondoc.documents.actions import Draft, prepare
from dondoc.documents.outgoing import signers
from dondoc.organisations.policies import require
from dondoc.schedule.calendar import WorkCalendar
from dondoc.tasks import actions, desks
from dondoc.tasks.calendars import calendar_of
from dondoc.tasks.models import Part, Task
from dondoc.web.letterhead import WORD, frame_for
from dondoc.web.words import document_title
from dondoc.web.words import state as state_words
from dondoc.writing.letters.urging import Overdue, urging_letter
from dondoc.writing.word import docx_bytes

DAYS_TO_ANSWER = 5


def _chosen(request: HttpRequest) -> list[Task]:
    """The overdue tasks that were ticked. Raises Refused where none was."""
    ids = {int(value) for value in request.POST.getlist("task") if value.isascii() and value.isdigit()}
    tasks = [task for task in desks.overdue(request.membership, request.today) if task.pk in ids]
    if not tasks:
        raise Refused("Hãy chọn ít nhất một nhiệm vụ quá hạn để đôn đốc.")
    return tasks


@require_POST
def urge(request: HttpRequest) -> HttpResponse:
    """Urge the leads of the ticked tasks, or write the letter about them."""
    require(request.membership, "tasks.follow")
    tasks = _chosen(request)
    if request.POST.get("letter"):
        return put_forward(request, tasks) if request.POST["letter"] == "issue" else letter(request, tasks)
    note = request.POST.get("note", "").strip()
    made = actions.urge(request.user, request.membership, [task.pk for task in tasks], text=note)
    messages.success(request, f"Đã đôn đốc {len(made)} nhiệm vụ.")
    back = request.POST.get("ve", "")
    return redirect(back if url_has_allowed_host_and_scheme(back, {request.get_host()}) else "desk:follow")


def letter(request: HttpRequest, tasks: list[Task]) -> FileResponse:
    """Công văn đôn đốc as a Word file to be looked over, numbered and signed."""
    return FileResponse(
        io.BytesIO(_written(request, tasks)), as_attachment=True, filename=_name(request), content_type=WORD
    )


def put_forward(request: HttpRequest, tasks: list[Task]) -> HttpResponse:
    """The letter as a draft that waits for its number, addressed to the units that are late."""
    leads = [next((row for row in task.assignments.all() if row.part == Part.LEAD), None) for task in tasks]
    to = {(row.unit.name if row.unit else row.name): row.unit_id for row in leads if row is not None}
    own = next((grant.unit_id for grant in request.membership.posts), request.membership.agency_unit_id)
    signer = next(iter(signers(request.membership)), None)
    draft = Draft(
        "Công văn",
        "đôn đốc thực hiện nhiệm vụ quá hạn",
        own,
        signer=signer.person_id if signer else None,
        to=tuple(to.items()),
    )
    made = prepare(
        request.user, request.membership, draft, [(_name(request), _written(request, tasks))], made_here=True
    )
    messages.success(request, "Đã trình công văn đôn đốc; hãy xem lại rồi cấp số.")
    return redirect("outgoing:document", made.pk)


def _name(request: HttpRequest) -> str:
    return f"cong-van-don-doc-{request.today:%Y-%m-%d}.docx"


def _written(request: HttpRequest, tasks: list[Task]) -> bytes:
    agency = request.membership.agency
    calendar: WorkCalendar = calendar_of(agency)
    late = [_overdue(task) for task in tasks]
    units = tuple(dict.fromkeys(one.unit for one in late))
    frame = frame_for(request, to=units)
    answer_by = calendar.add_working_days(request.today, DAYS_TO_ANSWER)
    return docx_bytes(urging_letter(frame, late, answer_by=answer_by))


def _overdue(task: Task) -> Overdue:
    lead = next((row for row in task.assignments.all() if row.part == Part.LEAD), None)
    unit = lead.unit.name if lead and lead.unit else lead.name if lead else ""
    place = f"mục {task.clause}, " if task.clause else ""
    source = f"{place}{document_title(task.document)}" if task.document else ""
    percent = f", {task.percent}%" if task.percent else ""
    assert task.due_on is not None
    return Overdue(unit, _sentence(task.text), source, task.due_on, f"{state_words(task.state)[0]}{percent}")


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:]
