"""The registers to print, in the columns of Decree 30/2020/NĐ-CP, Annex IV: Word, PDF or Excel."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from tempfile import TemporaryFile
from typing import BinaryIO

from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from dondoc.audit.errors import Refused
from dondoc.documents.models import Document, OutgoingNumber
from dondoc.documents.outgoing import issued_between, received_between
from dondoc.documents.policies import VIEW_ALL
from dondoc.organisations.models import Unit
from dondoc.organisations.policies import require
from dondoc.organisations.queries import Membership
from dondoc.tasks.answers import Answer, answers
from dondoc.web.paging import day_of
from dondoc.web.words import document_title, readable
from dondoc.writing.blocks import Row
from dondoc.writing.errors import WritingError
from dondoc.writing.letter import Issuer, Listing
from dondoc.writing.letters.registers import follow_up_register, incoming_register, outgoing_register
from dondoc.writing.pdf import to_pdf
from dondoc.writing.word import docx_bytes, write_docx
from dondoc.writing.xlsx import Sheet, write_xlsx

PIECE = 300
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
Rows = Callable[[Membership, date, date], Iterator[Row]]


def _typed(document: Document) -> str:
    return " ".join(part for part in (document.kind, document.subject) if part)


def _receivers(document: Document) -> str:
    return "; ".join(dict.fromkeys(party.unit.name if party.unit else party.name for party in document.parties.all()))


def outgoing_rows(membership: Membership, since: date, until: date) -> Iterator[Row]:
    """Rows of "Sổ đăng ký văn bản đi", with the numbers that no document has."""
    for found in issued_between(membership, since, until):
        if isinstance(found, OutgoingNumber):
            numbers = f"{found.number:02d}" if found.until == found.number else f"{found.number:02d}–{found.until}"
            state = (
                "Số hủy" if found.voided and found.until == found.number else "Ngoài sổ" if found.voided else "Giữ số"
            )
            yield (numbers, found.on, f"{state} ({found.series}): {found.note}", "", "", "", "", "", "", state)
            continue
        issue = getattr(found, "issue", None)
        yield (
            found.code or found.symbol,
            found.issued_on,
            _typed(found),
            found.signer_name,
            _receivers(found),
            issue.kept_by if issue else "",
            issue.copies if issue else "",
            issue.sent_on if issue else "",
            "",
            "",
        )


def _pieces(membership: Membership, since: date, until: date) -> Iterator[tuple[Document, list[Answer]]]:
    piece: list[Document] = []
    for document in received_between(membership, since, until).iterator(PIECE):
        piece.append(document)
        if len(piece) == PIECE:
            yield from _with_answers(piece)
            piece = []
    yield from _with_answers(piece)


def _with_answers(piece: list[Document]) -> Iterable[tuple[Document, list[Answer]]]:
    found = answers([document.pk for document in piece])
    return [(document, found.get(document.pk, [])) for document in piece]


def _leads(rows: list[Answer]) -> str:
    return "; ".join(dict.fromkeys(row.lead for row in rows if row.lead))


def incoming_rows(membership: Membership, since: date, until: date) -> Iterator[Row]:
    """Rows of "Sổ đăng ký văn bản đến"; who gets a document are the units that lead its tasks."""
    for document, tasks in _pieces(membership, since, until):
        yield (
            document.received_on,
            document.arrival_number,
            document.issuer_name,
            document.code or document.symbol,
            document.issued_on or readable(document.issued_text),
            _typed(document),
            _leads(tasks),
            "",
            "",
            document.urgency,
        )


def follow_up_rows(membership: Membership, since: date, until: date) -> Iterator[Row]:
    """Rows of "Sổ theo dõi giải quyết văn bản đến": each task of a document on a line of its own."""
    for document, tasks in _pieces(membership, since, until):
        named = f"{document_title(document)} của {document.issuer_name or 'cơ quan chưa rõ'}"
        for at, task in enumerate(tasks):
            first = at == 0
            yield (
                document.arrival_number if first else "",
                named if first else "",
                task.lead,
                task.due_on or "",
                task.state,
                task.code,
                "",
            )


@dataclass(frozen=True, slots=True)
class Book:
    """A register that can be printed."""

    title: str
    listing: Callable[[Issuer, str, Iterable[Row]], Listing]
    rows: Rows


BOOKS = {
    "di": Book("Sổ đăng ký văn bản đi", outgoing_register, outgoing_rows),
    "den": Book("Sổ đăng ký văn bản đến", incoming_register, incoming_rows),
    "theo-doi": Book("Sổ theo dõi giải quyết văn bản đến", follow_up_register, follow_up_rows),
}


@require_safe
def registers(request: HttpRequest) -> HttpResponse:
    """Which register, which days, which form; with ``dang`` in the address the file itself."""
    require(request.membership, VIEW_ALL)
    since = day_of(request.GET, "tu") or request.today.replace(month=1, day=1)
    until = day_of(request.GET, "den") or request.today
    name = request.GET.get("so", "di")
    form = request.GET.get("dang", "")
    if form and name in BOOKS:
        return _file(request, name, since, until, form)
    context = {"books": [(key, book.title) for key, book in BOOKS.items()], "so": name, "since": since, "until": until}
    return render(request, "web/outgoing/print.html", context)


def _file(request: HttpRequest, name: str, since: date, until: date, form: str) -> FileResponse:
    book = BOOKS[name]
    unit = request.membership.agency.unit
    parent = Unit.objects.filter(pk=unit.parent_id).values_list("name", flat=True).first() or ""
    period = f"Từ ngày {since:%d/%m/%Y} đến ngày {until:%d/%m/%Y}"
    listing = book.listing(Issuer(unit.name, parent), period, book.rows(request.membership, since, until))
    target = TemporaryFile()  # noqa: SIM115 - the response closes it when it was sent
    kind, ending = _write(listing, form, target)
    target.seek(0)
    filename = f"so-van-ban-{name}-{since:%Y%m%d}-{until:%Y%m%d}.{ending}"
    return FileResponse(target, as_attachment=True, filename=filename, content_type=kind)


def _write(listing: Listing, form: str, target: BinaryIO) -> tuple[str, str]:
    if form == "xlsx":
        write_xlsx([Sheet(listing.title, listing.table, listing.title, listing.subtitle)], target)
        return EXCEL, "xlsx"
    if form == "pdf":
        try:
            target.write(to_pdf(docx_bytes(listing)))
        except WritingError as error:
            raise Refused(str(error)) from None
        return "application/pdf", "pdf"
    write_docx(listing, target)
    return WORD, "docx"
