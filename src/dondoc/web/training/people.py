"""Participants: taken over, ticked, examined, and listed for their certificates."""

from __future__ import annotations

import io
from collections.abc import Iterator

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dondoc.audit.errors import Refused
from dondoc.documents.letterhead import issuer_of
from dondoc.training import actions
from dondoc.training.models import Outcome, Participant, Session
from dondoc.training.queries import find_course, participants
from dondoc.web.letterhead import WORD
from dondoc.web.paging import id_of
from dondoc.web.training.codes import qr_of
from dondoc.writing.blocks import Align, Column, Row, Table
from dondoc.writing.letter import Listing
from dondoc.writing.word import docx_bytes


@require_POST
def take(request: HttpRequest, course_id: int) -> HttpResponse:
    """Take over whom units have named so far."""
    made = actions.take_nominations(request.user, request.membership, course_id)
    spare = sum(one.spare for one in made)
    words = f"Đã tiếp nhận {len(made) - spare} học viên" + (f", {spare} dự bị (quá chỉ tiêu)." if spare else ".")
    messages.success(request, words if made else "Không có người mới trong danh sách các đơn vị gửi.")
    return redirect("training:course", course_id)


@require_POST
def remove(request: HttpRequest, course_id: int) -> HttpResponse:
    """Take somebody off."""
    actions.remove_participant(request.user, request.membership, course_id, id_of(request.POST, "participant") or 0)
    messages.success(request, "Đã bỏ khỏi danh sách.")
    return redirect("training:course", course_id)


@require_POST
def results(request: HttpRequest, course_id: int) -> HttpResponse:
    """Set who passed."""
    sent = {
        int(name.removeprefix("r-")): value
        for name, value in request.POST.items()
        if name.startswith("r-") and name[2:].isdigit()
    }
    changed = actions.set_results(request.user, request.membership, course_id, sent, request.today)
    messages.success(request, f"Đã lưu kết quả của {changed} học viên.")
    return redirect("training:course", course_id)


@require_http_methods(["GET", "HEAD", "POST"])
def session(request: HttpRequest, course_id: int, session_id: int) -> HttpResponse:
    """Who was at a session: the list to tick, and the QR code to be shown in the room."""
    course = find_course(request.membership, course_id)
    found = Session.objects.filter(pk=session_id, course=course).first()
    if found is None:
        raise Refused("Không còn buổi học này; hãy quay lại lớp.")
    if request.method == "POST":
        ids = [int(value) for value in request.POST.getlist("present") if value.isascii() and value.isdigit()]
        number = actions.attend(request.user, request.membership, course_id, session_id, ids)
        messages.success(request, f"Đã lưu điểm danh: {number} người có mặt.")
        return redirect("training:session", course_id, session_id)
    there = dict(found.attendances.values_list("participant", "means"))
    rows = [(one, one.pk in there, there.get(one.pk) == "qr") for one in participants(course)]
    context = {"course": course, "session": found, "rows": rows, "present": len(there), **qr_of(found)}
    return render(request, "web/training/session.html", context)


COLUMNS = (
    Column("TT", 0.5, Align.CENTER),
    Column("Họ và tên", 2.2),
    Column("Chức vụ", 2.0),
    Column("Đơn vị", 2.6),
    Column("Số giấy chứng nhận", 1.3, Align.CENTER),
    Column("Ngày cấp", 1.2, Align.CENTER, fits="30/09/2026"),
    Column("Ký nhận", 1.2),
)


@require_safe
def certificates(request: HttpRequest, course_id: int) -> HttpResponse:
    """The list of certificates as a Word file, to be signed and filed."""
    course = find_course(request.membership, course_id)
    passed = Participant.objects.filter(course=course, result=Outcome.PASSED).order_by("certificate")

    def rows() -> Iterator[Row]:
        for at, one in enumerate(passed, start=1):
            number = f"{one.certificate:03d}/{one.certified_on:%Y}" if one.certified_on else ""
            yield (at, one.full_name, one.post, one.unit_name, number, one.certified_on, "")

    listing = Listing(
        issuer_of(course.agency), f"Danh sách cấp giấy chứng nhận: {course.title}", Table(COLUMNS, rows())
    )
    name = f"giay-chung-nhan-{course_id}.docx"
    return FileResponse(io.BytesIO(docx_bytes(listing)), as_attachment=True, filename=name, content_type=WORD)
