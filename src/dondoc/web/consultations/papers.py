"""Files that go out: the letter that asks, the Excel form, the table of opinions in Word and Excel."""

from __future__ import annotations

import io
from collections.abc import Iterator

from django.http import FileResponse, HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_safe

from dondoc.audit.errors import Refused
from dondoc.consultations.models import Answer, Consultation, Opinion, Treatment
from dondoc.consultations.queries import all_opinions, outline, standing
from dondoc.consultations.workbook import write_form
from dondoc.documents import store
from dondoc.documents.templates import letter_bytes
from dondoc.organisations.policies import require
from dondoc.rounds.actions import LetterGiven, ask_by_letter
from dondoc.rounds.models import Addressee, AddresseeState, Silence
from dondoc.rounds.policies import PREPARE
from dondoc.rounds.queries import counts_of
from dondoc.web.consultations.finding import find
from dondoc.web.letterhead import WORD, frame_for
from dondoc.web.outgoing.forwarding import draft_of, to_register
from dondoc.web.rounds.links import EXCEL
from dondoc.writing.letters.opinions import Given, opinion_table, request_for_opinions
from dondoc.writing.word import write_docx
from dondoc.writing.xlsx import Sheet, write_xlsx

GENERAL = "Ý kiến chung"


def sent(content: io.BytesIO, name: str, media_type: str) -> FileResponse:
    """A file to be kept."""
    content.seek(0)
    return FileResponse(content, as_attachment=True, filename=name, content_type=media_type)


@require_http_methods(["GET", "HEAD", "POST"])
def asking(request: HttpRequest, round_id: int) -> HttpResponse:
    """Công văn xin ý kiến: the Word file to be looked at; sent as a form it is put forward with the draft."""
    require(request.membership, PREPARE)
    found = find(request, round_id)
    if found.round.due_on is None:
        raise Refused("Hãy đặt thời hạn trả lời rồi lập công văn.")
    rows = Addressee.objects.filter(round=found.round).order_by("order").values_list("group", "name", "unit")
    to = dict((group, None) if group else (name, unit) for group, name, unit in rows)
    letter = request_for_opinions(
        frame_for(request, to=tuple(to)),
        draft=found.draft_name,
        reason="Thực hiện nhiệm vụ được giao",
        answer_by=found.round.due_on,
        silence_agrees=found.round.silence == Silence.AGREES,
    )
    name, made = f"cong-van-xin-y-kien-{round_id}.docx", letter_bytes(request.membership.agency, letter)
    if request.method != "POST":
        return sent(io.BytesIO(made), name, WORD)
    draft = found.drafts.select_related("file").order_by("number").first()
    files = ((draft.name, store.load(draft.file.sha256)),) if draft else ()
    given = LetterGiven(draft_of(request, letter, to=to.items()), ((name, made), *files))
    return to_register(request, ask_by_letter(request.user, request.membership, round_id, given))


@require_safe
def form(request: HttpRequest, round_id: int) -> HttpResponse:
    """The Excel form, the same for everybody."""
    found = find(request, round_id)
    out = io.BytesIO()
    write_form(f"Góp ý {found.draft_name}", "", outline(found), out)
    return sent(out, f"bieu-gop-y-{round_id}.xlsx", EXCEL)


@require_safe
def table(request: HttpRequest, round_id: int, form: str) -> HttpResponse:
    """Bảng tổng hợp, tiếp thu, giải trình, as Word or Excel."""
    found = find(request, round_id)
    listing = opinion_table(
        frame_for(request).issuer,
        draft=found.draft_name,
        summary=summary(request, found),
        given=given(found),
        agreed=agreed(found),
    )
    out = io.BytesIO()
    name = f"bang-tong-hop-y-kien-{round_id}"
    if form == "word":
        write_docx(listing, out)
        return sent(out, f"{name}.docx", WORD)
    sheet = Sheet("Tổng hợp ý kiến", listing.table, title=listing.title, subtitle=listing.subtitle)
    write_xlsx([sheet], out)
    return sent(out, f"{name}.xlsx", EXCEL)


def summary(request: HttpRequest, found: Consultation) -> str:
    """How many were asked, answered, agreed; the sentence under the title."""
    counts, now = counts_of([found.round], request.today)[found.round_id], standing(found)
    words = (
        f"Đã gửi xin ý kiến {counts.sent} cơ quan, đơn vị; {counts.answered} cơ quan, đơn vị trả lời, trong đó "
        f"{now.agreed} thống nhất hoàn toàn, {now.with_opinions} có ý kiến với tổng số {now.opinions} ý kiến"
    )
    rest = f"; {counts.silent} chưa trả lời" if counts.silent and not counts.consent else ""
    if counts.consent:
        rest = f"; {counts.consent} không trả lời, coi là thống nhất theo {found.round.silence_basis}"
    return f"({words}{rest})"


def given(found: Consultation) -> Iterator[Given]:
    """The opinions in the order of the table, each under its article."""
    pieces, article = {}, GENERAL
    for piece in outline(found):
        if piece.level == 1 or article == GENERAL:
            article = str(piece)
        pieces[piece.pk] = str(piece) if piece.level < 2 else article
    for one in all_opinions(found):
        group = pieces.get(one.provision_id, GENERAL) if one.provision_id else GENERAL
        place = one.place or (one.provision.label if one.provision else "")
        yield Given(group, place, one.addressee.name, one.text, response(one))


def response(one: Opinion) -> str:
    """What became of an opinion, as the table says it."""
    if one.treatment == Treatment.PENDING:
        return ""
    label = Treatment(one.treatment).label
    return f"{label}. {one.response}" if one.response else f"{label}."


def agreed(found: Consultation) -> list[str]:
    """Who agreed and said nothing more."""
    rows = Answer.objects.filter(
        addressee__round=found.round_id, addressee__state=AddresseeState.ANSWERED, agrees=True, addressee__opinions=None
    )
    return list(rows.order_by("addressee__order").values_list("addressee__name", flat=True))
