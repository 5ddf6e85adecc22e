"""Letters, e-mails and Excel forms that came back: read into rows, looked over, entered."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dondoc.audit.errors import Refused
from dondoc.consultations import actions
from dondoc.consultations.actions import ConfirmedRow
from dondoc.consultations.models import AnswerLetter, Consultation, LetterState
from dondoc.consultations.proposing import propose
from dondoc.consultations.queries import outline
from dondoc.consultations.workbook import read_form
from dondoc.documents.actions.intake import LIMITS
from dondoc.rounds.models import SILENT, Addressee, RoundState
from dondoc.web.consultations.finding import find, frame
from dondoc.web.rounds.finding import document_coded

MOST_ROWS = 500


@require_safe
def register(request: HttpRequest, round_id: int) -> HttpResponse:
    """What came and waits, and the forms to take in more."""
    found = find(request, round_id)
    letters = found.letters.exclude(state=LetterState.DISCARDED).defer("content", "layout")
    context = {
        **frame(request, found, "letters"),
        "letters": letters.select_related("addressee").order_by("state", "id").reverse(),
        "addressees": Addressee.objects.filter(round=found.round).order_by("order"),
        "open": found.round.state == RoundState.OPEN,
    }
    return render(request, "web/consultations/letters.html", context)


@require_POST
def receive(request: HttpRequest, round_id: int) -> HttpResponse:
    """Take in files, a pasted e-mail, or a document of the register; what cannot be read says why, the others stay."""
    found = find(request, round_id)
    by, mine = request.user, request.membership
    came: list[AnswerLetter] = []
    for upload in request.FILES.getlist("file"):
        try:
            came.append(actions.receive_letter(by, mine, found.pk, (upload.name, upload)))
        except Refused as refusal:
            messages.error(request, str(refusal))
    if words := request.POST.get("words", "").strip():
        came.append(actions.receive_text(by, mine, found.pk, words, request.POST.get("sender", "")))
    if code := request.POST.get("code", "").strip():
        came.append(actions.receive_document(by, mine, found.pk, document_coded(request, code).pk))
    if len(came) == 1:
        return redirect("consultations:letter", round_id, came[0].pk)
    if came:
        messages.success(request, f"Đã đọc {len(came)} công văn; hãy xem từng công văn rồi xác nhận.")
    return redirect("consultations:letters", round_id)


@require_POST
def excel(request: HttpRequest, round_id: int) -> HttpResponse:
    """Enter the Excel form that an addressee sent back."""
    find(request, round_id)
    upload, whose = request.FILES.get("form"), request.POST.get("addressee", "")
    if upload is None or not (whose.isascii() and whose.isdigit()):
        raise Refused("Hãy chọn cơ quan góp ý và tệp Excel của cơ quan đó.")
    filled = read_form(form_bytes(upload))
    row = actions.answer_by_excel(request.user, request.membership, int(whose), filled)
    messages.success(request, f"Đã nhập góp ý của {row.name}.")
    return redirect("consultations:letters", round_id)


def form_bytes(upload: object) -> bytes:
    """The bytes of an uploaded form. Raises Refused past the limit on one file."""
    if upload.size > LIMITS.size:  # type: ignore[attr-defined]
        raise Refused(f"Tệp lớn hơn {LIMITS.size_label}; hãy dùng đúng biểu đã tải về.")
    return upload.read()  # type: ignore[attr-defined]


@require_http_methods(["GET", "HEAD", "POST"])
def letter(request: HttpRequest, round_id: int, letter_id: int) -> HttpResponse:
    """A letter beside the rows that were read from it; a person corrects and confirms them."""
    found = find(request, round_id)
    one = found.letters.select_related("addressee").filter(pk=letter_id).first()
    if one is None:
        raise Http404
    if request.method == "POST":
        return _confirm(request, found, one)
    pieces = outline(found)
    context = {
        **frame(request, found, "letters"),
        "letter": one,
        "proposed": propose(one, pieces),
        "pieces": [piece for piece in pieces if piece.level],
        "addressees": Addressee.objects.filter(round=found.round).order_by("order"),
        "silent": SILENT,
        "blank": range(2),
    }
    return render(request, "web/consultations/letter.html", context)


def _confirm(request: HttpRequest, found: Consultation, one: AnswerLetter) -> HttpResponse:
    sent = request.POST
    if sent.get("step") == "discard":
        actions.discard_letter(request.user, request.membership, one.pk)
        messages.success(request, "Đã bỏ.")
        return redirect("consultations:letters", found.round_id)
    whose = sent.get("addressee", "")
    if not (whose.isascii() and whose.isdigit()):
        raise Refused("Hãy chọn cơ quan đã gửi công văn này.")
    row = actions.confirm_letter(
        request.user,
        request.membership,
        one.pk,
        int(whose),
        agrees=sent.get("agrees") == "1",
        rows=[row for number in range(MOST_ROWS) if (row := _row(request, number)) is not None],
    )
    messages.success(request, f"Đã nhập góp ý của {row.name}.")
    after = found.letters.filter(state=LetterState.READ).first()
    if after is not None:
        return redirect("consultations:letter", found.round_id, after.pk)
    return redirect("consultations:letters", found.round_id)


def _row(request: HttpRequest, number: int) -> ConfirmedRow | None:
    """One row of the form; None where it is not there or was unticked."""
    sent = request.POST
    if sent.get(f"keep-{number}") != "1":
        return None

    def whole(name: str) -> int | None:
        value = sent.get(f"{name}-{number}", "")
        return int(value) if value.isascii() and value.isdigit() else None

    place = sent.get(f"place-{number}", "")
    return ConfirmedRow(
        sent.get(f"text-{number}", ""), whole("piece"), place, whole("start"), whole("end"), whole("page")
    )
