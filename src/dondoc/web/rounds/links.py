"""The links of all addressees in one Excel file, to be sent out with the letter."""

from __future__ import annotations

import io

from django.http import FileResponse, HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from dondoc.notices.links import open_link
from dondoc.rounds import actions
from dondoc.rounds.models import Link
from dondoc.rounds.tokens import shown
from dondoc.web.rounds.finding import find
from dondoc.writing.blocks import Align, Column, Table
from dondoc.writing.xlsx import Sheet, write_xlsx

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
COLUMNS = (
    Column("TT", 0.5, Align.CENTER),
    Column("Nơi nhận", 3.0),
    Column("Liên kết trả lời (chỉ dành riêng cho nơi nhận này)", 5.0),
    Column("Hiệu lực đến hết ngày", 1.2, Align.CENTER, fits="30/09/2026"),
)


@never_cache
@require_POST
def excel(request: HttpRequest, round_id: int) -> HttpResponse:
    """Make the links that are missing, and give all of them. A POST, for it writes and its answer is secret."""
    asked = find(request, round_id)
    actions.make_links(request.user, request.membership, round_id)
    links = Link.objects.filter(addressee__round=asked, revoked_at=None).select_related("addressee")
    rows = (
        (at, link.addressee.name, open_link(shown(link.nonce, link.digest)), link.expires_on)
        for at, link in enumerate(links.order_by("addressee__order", "addressee"), 1)
    )
    out = io.BytesIO()
    note = "Mỗi liên kết là chìa khóa của một nơi nhận; chỉ gửi riêng từng nơi, không công khai cả danh sách."
    write_xlsx([Sheet("Liên kết", Table(COLUMNS, rows), title=asked.title, subtitle=note)], out)
    out.seek(0)
    return FileResponse(out, as_attachment=True, filename=f"lien-ket-dot-{round_id}.xlsx", content_type=EXCEL)
