"""Urging many at once, and the letter that says what each unit has not done."""

from __future__ import annotations

import io

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from dondoc.audit.errors import Refused
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
        return letter(request, tasks)
    note = request.POST.get("note", "").strip()
    made = actions.urge(request.user, request.membership, [task.pk for task in tasks], text=note)
    messages.success(request, f"Đã đôn đốc {len(made)} nhiệm vụ.")
    back = request.POST.get("ve", "")
    return redirect(back if url_has_allowed_host_and_scheme(back, {request.get_host()}) else "desk:follow")


def letter(request: HttpRequest, tasks: list[Task]) -> FileResponse:
    """Công văn đôn đốc as a Word file to be looked over, numbered and signed."""
    agency = request.membership.agency
    calendar: WorkCalendar = calendar_of(agency)
    late = [_overdue(task) for task in tasks]
    units = tuple(dict.fromkeys(one.unit for one in late))
    frame = frame_for(request, to=units)
    answer_by = calendar.add_working_days(request.today, DAYS_TO_ANSWER)
    content = docx_bytes(urging_letter(frame, late, answer_by=answer_by))
    name = f"cong-van-don-doc-{request.today:%Y-%m-%d}.docx"
    return FileResponse(io.BytesIO(content), as_attachment=True, filename=name, content_type=WORD)


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
