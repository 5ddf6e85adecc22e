"""The pages of a document as they look, each mark a box on its picture."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.http import FileResponse, Http404, HttpRequest
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from dondoc.documents import facsimile
from dondoc.documents.facsimile import Leaves, Sheet
from dondoc.documents.queries import DocumentPage
from dondoc.documents.rendering import Mark, render_text
from dondoc.reading.places import Box
from dondoc.web.documents.finding import find
from dondoc.web.documents.paper import file_name, paper

DAY = 24 * 3600
NOT_DRAWN = "Không vẽ được trang của tệp này; hãy xem bản chữ hoặc mở tệp gốc."


def as_pages(request: HttpRequest, page: DocumentPage) -> bool:
    """Whether the document is to be shown as pictures: as the reader chose, else where a machine recognised it."""
    if not facsimile.has_pages(page.text) or not page.attachments:
        return False
    chosen = request.GET.get("kieu")
    return chosen == "anh" if chosen else page.attachments[0].file_id in _recognised(page)


def _recognised(page: DocumentPage) -> set[int]:
    """The ids of the files of which pages had to be recognised."""
    return facsimile.recognised_files(one.file for one in page.attachments)


def sheets(page: DocumentPage, marks: Sequence[Mark], kinds: dict[str, str]) -> SafeString:
    """The pages, of a file without any its words; ``kinds`` maps a mark's id to the kind that its look follows."""
    assert page.text is not None
    found = facsimile.leaves(page.text, page.attachments, marks)
    return format_html_join("", "{}{}", ((file_name(one.name), _file(page, one, marks, kinds)) for one in found))


def _file(page: DocumentPage, leaves: Leaves, marks: Sequence[Mark], kinds: dict[str, str]) -> SafeString:
    if leaves.sheets is None:
        return format_html('<div class="sheet-words">{}</div>', paper(render_text(leaves.text, marks), kinds))
    if not leaves.sheets:
        return format_html('<p class="faint">{}</p>', NOT_DRAWN)
    drawn = ((_sheet(page.document.pk, leaves.attachment.pk, sheet, kinds),) for sheet in leaves.sheets)
    return format_html_join("", "{}", drawn)


def _sheet(document_id: int, attachment_id: int, sheet: Sheet, kinds: dict[str, str]) -> SafeString:
    height = round(facsimile.WIDTH / sheet.ratio)
    boxes = format_html_join(
        "",
        '<rect class="m m-{}" data-m="{}" x="{}" y="{}" width="{}" height="{}" rx="3"/>',
        ((kinds.get(name, "other"), name, *_place(box, height)) for name, box in sheet.marks),
    )
    return format_html(
        '<figure class="sheet{}"><div class="sheet-page">'
        '<img src="{}" width="{}" height="{}" loading="lazy" alt="Ảnh trang {}">'
        '<svg viewBox="0 0 {} {}" preserveAspectRatio="none" aria-hidden="true">{}</svg></div>'
        "<figcaption>{}</figcaption></figure>",
        " sheet-doubtful" if sheet.doubtful else "",
        reverse("documents:page", args=[document_id, attachment_id, sheet.number + 1]),
        facsimile.WIDTH,
        height,
        sheet.number + 1,
        facsimile.WIDTH,
        height,
        boxes,
        _caption(sheet),
    )


def _place(box: Box, height: int) -> tuple[int, ...]:
    """Left, top, width and height of a box on the picture, in pixels."""
    shares = (box.left, box.top, box.right - box.left, box.bottom - box.top)
    return tuple(round(share * size) for share, size in zip(shares, (facsimile.WIDTH, height) * 2, strict=True))


def _caption(sheet: Sheet) -> str:
    name = f"Trang {sheet.number + 1}"
    if sheet.confidence is None:
        return name
    sure = f"{name} · chữ do máy nhận dạng, độ chắc {sheet.confidence:.0f} %"
    return f"{sure}: hãy đối chiếu kỹ" if sheet.doubtful else sure


@require_safe
def picture(request: HttpRequest, document_id: int, attachment_id: int, number: int) -> FileResponse:
    """The picture of a page of one of its files, counted from 1."""
    page = find(request, document_id)
    attachment = next((one for one in page.attachments if one.pk == attachment_id), None)
    if attachment is None or page.text is None or not facsimile.is_drawn(page.text, attachment.file) or number < 1:
        raise Http404
    place = facsimile.picture(attachment.file, number - 1)
    if place is None:
        raise Http404
    answer = FileResponse(place.open("rb"), content_type="image/webp")
    answer["Cache-Control"] = f"private, max-age={DAY}"
    return answer


@require_safe
def searchable(request: HttpRequest, document_id: int, attachment_id: int) -> FileResponse:
    """The copy of a scan that can be searched."""
    page = find(request, document_id)
    attachment = next((one for one in page.attachments if one.pk == attachment_id), None)
    place = facsimile.searchable(attachment.file, str(page.document)) if attachment else None
    if attachment is None or place is None:
        raise Http404
    return FileResponse(place.open("rb"), as_attachment=True, filename=f"{Path(attachment.name).stem} (tìm được).pdf")


def switch(request: HttpRequest, page: DocumentPage) -> dict[str, Any] | None:
    """The choice between words and pictures, None where a document has no pages."""
    if not facsimile.has_pages(page.text) or not page.attachments:
        return None
    return {"pictures": as_pages(request, page), "recognised": _recognised(page)}
