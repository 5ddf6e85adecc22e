"""Steps of who runs a round: open it, put it off, close it, open it again, chase."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from dondoc.audit.errors import Refused
from dondoc.documents.models import Document
from dondoc.documents.templates import letter_bytes
from dondoc.rounds import actions
from dondoc.rounds.models import Round
from dondoc.rounds.queries import silent
from dondoc.tasks.calendars import calendar_of
from dondoc.web.documents.editing import version_of
from dondoc.web.letterhead import frame_for
from dondoc.web.outgoing.forwarding import draft_of, to_register
from dondoc.web.paging import day_of
from dondoc.web.rounds.addressees import picked_addressees
from dondoc.web.rounds.doors import home_of
from dondoc.web.rounds.finding import find
from dondoc.web.words import document_title
from dondoc.writing.letters.chasing import chasing_letter

DAYS_TO_ANSWER = 3


@require_POST
def begin(request: HttpRequest, round_id: int) -> HttpResponse:
    """Open the round."""
    find(request, round_id)
    asked = actions.open_round(request.user, request.membership, round_id, version_of(request))
    number = asked.addressees.count()
    messages.success(request, f"Đã mở đợt, gửi đến {number} nơi nhận; hạn trả lời hết ngày {asked.due_on:%d/%m/%Y}.")
    return redirect(home_of(asked))


@require_POST
def put_off(request: HttpRequest, round_id: int) -> HttpResponse:
    """Give everybody more time."""
    find(request, round_id)
    day = day_of(request.POST, "day")
    if day is None:
        raise Refused("Hãy ghi ngày theo dạng ngày/tháng/năm, ví dụ 15/12/2026.", "day")
    asked = actions.put_off(request.user, request.membership, round_id, day, version_of(request))
    messages.success(request, f"Đã gia hạn đến hết ngày {asked.due_on:%d/%m/%Y}.")
    return redirect(home_of(asked))


@require_POST
def close(request: HttpRequest, round_id: int) -> HttpResponse:
    """Take no more answers."""
    find(request, round_id)
    asked = actions.close_round(request.user, request.membership, round_id, version_of(request))
    messages.success(request, "Đã kết thúc đợt; từ nay không nhận thêm trả lời.")
    return redirect(home_of(asked))


@require_POST
def reopen(request: HttpRequest, round_id: int) -> HttpResponse:
    """Take answers again."""
    find(request, round_id)
    asked = actions.reopen_round(request.user, request.membership, round_id, version_of(request))
    messages.success(request, "Đã mở lại đợt.")
    return redirect(home_of(asked))


@require_POST
def chase(request: HttpRequest, round_id: int) -> HttpResponse:
    """Chase the ticked addressees (none ticked: all) that owe an answer, by notice or by a letter to be signed."""
    asked = find(request, round_id)
    ids = picked_addressees(request, asked)
    if request.POST.get("letter"):
        document = _by_letter(request, asked, ids)
        return to_register(request, document)
    made = actions.chase(request.user, request.membership, round_id, ids or None, text=request.POST.get("note", ""))
    messages.success(request, f"Đã đôn đốc {len(made)} nơi nhận chưa trả lời.")
    return redirect("rounds:addressees", asked.pk)


def _by_letter(request: HttpRequest, asked: Round, ids: list[int]) -> Document:
    """Công văn đôn đốc trả lời to those of the ticked (none ticked: all) that owe an answer, put forward."""
    rows = [row for row in silent(asked) if not ids or row.pk in ids]
    if not rows:
        raise Refused("Các nơi nhận đã chọn đều đã trả lời; không còn nơi nào cần đôn đốc.")
    if asked.due_on is None:
        raise Refused("Đợt chưa có thời hạn trả lời; hãy đặt thời hạn rồi đôn đốc.")
    letter = chasing_letter(
        frame_for(request),
        names=[row.name for row in rows],
        about=asked.title,
        source=document_title(asked.letter) if asked.letter and asked.letter.code else "",
        due_on=asked.due_on,
        answer_by=calendar_of(asked.agency).add_working_days(request.today, DAYS_TO_ANSWER),
    )
    draft = draft_of(request, letter, to=[(row.name, row.unit_id) for row in rows])
    name = f"cong-van-don-doc-tra-loi-{request.today:%Y-%m-%d}.docx"
    given = actions.LetterGiven(draft, ((name, letter_bytes(asked.agency, letter)),))
    note = request.POST.get("note", "")
    return actions.chase_by_letter(request.user, request.membership, asked, [row.pk for row in rows], given, text=note)
