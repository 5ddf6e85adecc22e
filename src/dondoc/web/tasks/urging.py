"""Urging many at once, and the letter that says what each unit has not done."""

from __future__ import annotations

import io
import zipfile

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.text import slugify
from django.views.decorators.http import require_POST, require_safe

from dondoc.audit.errors import Refused
from dondoc.documents import store
from dondoc.documents.models import Document
from dondoc.documents.outgoing import signers
from dondoc.documents.templates import letter_bytes
from dondoc.language.folding import fold
from dondoc.organisations.policies import require
from dondoc.schedule.calendar import WorkCalendar
from dondoc.tasks import actions, desks
from dondoc.tasks.calendars import calendar_of
from dondoc.tasks.models import Part, Task
from dondoc.tasks.register import loaded
from dondoc.web.letterhead import frame_for
from dondoc.web.paging import day_of
from dondoc.web.words import document_title
from dondoc.web.words import state as state_words
from dondoc.writing.letters.urging import Overdue, urging_letter

DAYS_TO_ANSWER = 5


def _chosen(request: HttpRequest) -> list[Task]:
    """The overdue tasks that were ticked. Raises Refused where none was."""
    ids = {int(value) for value in request.POST.getlist("task")[: desks.MOST] if value.isascii() and value.isdigit()}
    tasks = loaded(desks.overdue_of(request.membership, request.today, ids))
    if not tasks:
        raise Refused("Hãy chọn ít nhất một nhiệm vụ quá hạn để đôn đốc.")
    return tasks


@require_POST
def urge(request: HttpRequest) -> HttpResponse:
    """Urge the leads of the ticked tasks by a word, or by a letter to each of their units or to all together."""
    require(request.membership, "tasks.follow")
    tasks = _chosen(request)
    note = request.POST.get("note", "").strip()
    if request.POST.get("letter"):
        made = _letters(request, tasks, note, each=request.POST["letter"] == "each")
        messages.success(request, f"Đã lập {len(made)} công văn đôn đốc, chờ văn thư cấp số.")
        return redirect("desk:urged")
    urgings = actions.urge(request.user, request.membership, [task.pk for task in tasks], text=note)
    messages.success(request, f"Đã đôn đốc {len(urgings)} nhiệm vụ.")
    back = request.POST.get("ve", "")
    return redirect(back if url_has_allowed_host_and_scheme(back, {request.get_host()}) else "desk:follow")


@require_safe
def urged(request: HttpRequest) -> HttpResponse:
    """What was urged, by whom, whom by which letter."""
    require(request.membership, "tasks.follow")
    return render(request, "web/tasks/urged.html", {"urged": desks.urged(request.membership)})


@require_safe
def letters(request: HttpRequest) -> HttpResponse:
    """The urging letters of a day in one file."""
    require(request.membership, "tasks.follow")
    day = day_of(request.GET, "ngay")
    found = [one.letter for one in desks.urged(request.membership) if one.letter is not None and day in (None, one.day)]
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for document in found:
            attachment = document.attachments.all()[0]
            archive.writestr(f"{document.pk}-{attachment.name}", store.load(attachment.file.sha256))
    content.seek(0)
    return FileResponse(content, as_attachment=True, filename="cong-van-don-doc.zip", content_type="application/zip")


Named = tuple[str, int | None]


def _letters(request: HttpRequest, tasks: list[Task], note: str, *, each: bool) -> list[Document]:
    """Write the letters and put them forward; the drafting unit is that of the member's post."""
    lots: dict[Named | None, list[Task]] = {}
    for task in tasks:
        lots.setdefault(_lead(task) if each else None, []).append(task)
    signer = next(iter(signers(request.membership)), None)
    written = [_letter(request, lot) for lot in lots.values()]
    own = request.membership.posts[0].unit_id
    signs = signer.person_id if signer else None
    return actions.urge_by_letters(request.user, request.membership, written, unit_id=own, signer_id=signs, text=note)


def _letter(request: HttpRequest, tasks: list[Task]) -> actions.UrgingLetter:
    """Công văn đôn đốc as a Word file to be looked over, numbered and signed."""
    calendar: WorkCalendar = calendar_of(request.membership.agency)
    to = tuple(dict.fromkeys(_lead(task) for task in tasks))
    frame = frame_for(request, to=tuple(name for name, _ in to))
    answer_by = calendar.add_working_days(request.today, DAYS_TO_ANSWER)
    content = letter_bytes(
        request.membership.agency,
        urging_letter(frame, [_overdue(task) for task in tasks], answer_by=answer_by),
    )
    whom = slugify(fold(to[0][0]))[:60] if len(to) == 1 else f"{len(to)}-don-vi"
    name = f"cong-van-don-doc-{whom}-{request.today:%Y-%m-%d}.docx"
    return actions.UrgingLetter(to, tuple(task.pk for task in tasks), name, content)


def _lead(task: Task) -> Named:
    lead = next((row for row in task.assignments.all() if row.part == Part.LEAD), None)
    if lead is None:
        return "", None
    return (lead.unit.name, lead.unit_id) if lead.unit else (lead.name, None)


def _overdue(task: Task) -> Overdue:
    unit, _ = _lead(task)
    place = f"mục {task.clause}, " if task.clause else ""
    source = f"{place}{document_title(task.document)}" if task.document else ""
    percent = f", {task.percent}%" if task.percent else ""
    assert task.due_on is not None
    return Overdue(unit, _sentence(task.text), source, task.due_on, f"{state_words(task.state)[0]}{percent}")


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:]
