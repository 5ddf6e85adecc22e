"""What was published: the list with its figures, entering, correcting, checking a link, Excel."""

from __future__ import annotations

from collections.abc import Iterator
from tempfile import TemporaryFile
from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dondoc.audit.errors import NotAllowed, Refused
from dondoc.dissemination import actions
from dondoc.dissemination.models import Medium, Publication
from dondoc.dissemination.policies import may_change
from dondoc.dissemination.queries import Filters, figures, visible_publications
from dondoc.documents.paging import page
from dondoc.forms.definition import Field, Kind
from dondoc.forms.patterns import Wrong
from dondoc.forms.values import accept
from dondoc.organisations.actions import change_settings
from dondoc.organisations.policies import require
from dondoc.organisations.queries import unit_tree
from dondoc.rounds.policies import PREPARE
from dondoc.web.paging import SIZE, day_of, id_of, number_of
from dondoc.web.rounds.workbooks import EXCEL
from dondoc.web.surveys.results import bar
from dondoc.web.words import document_title
from dondoc.writing.blocks import Align, Column, Row, Table
from dondoc.writing.xlsx import Sheet, write_xlsx


def filters_of(request: HttpRequest) -> Filters:
    query = request.GET
    return Filters(
        day_of(query, "tu"),
        day_of(query, "den"),
        query.get("kenh", ""),
        id_of(query, "don-vi"),
        id_of(query, "ke-hoach"),
    )


@require_safe
def register(request: HttpRequest) -> HttpResponse:
    """The list, newest first, with figures of all that the filters find."""
    require(request.membership, PREPARE)
    filters = filters_of(request)
    rows = visible_publications(request.membership, filters)
    found = figures(rows)
    most = max((number for number, _ in found.media.values()), default=0)
    shown = page(rows, number_of(request.GET), SIZE)
    context = {
        "page": shown,
        "rows": [(row, may_change(request.membership, row)) for row in shown.rows],
        "figures": found,
        "bars": [(name, number, people, bar(name, number, most)) for name, (number, people) in found.media.items()],
        "filters": filters,
        "media": Medium.choices,
        "units": unit_tree(request.membership.agency, request.today),
        "checks": actions.allows_checks(request.membership.agency),
    }
    return render(request, "web/dissemination/register.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def enter(request: HttpRequest) -> HttpResponse:
    """Enter something that was published."""
    require(request.membership, PREPARE)
    return _form(request, None)


@require_http_methods(["GET", "HEAD", "POST"])
def correct(request: HttpRequest, publication_id: int) -> HttpResponse:
    """Correct an entry."""
    row = visible_publications(request.membership).filter(pk=publication_id).first()
    if row is None or not may_change(request.membership, row):
        raise NotAllowed("Chỉ người nhập, lãnh đạo đơn vị và văn phòng được sửa mục này.")
    return _form(request, row)


def _form(request: HttpRequest, row: Publication | None) -> HttpResponse:
    error, status = "", 200
    if request.method == "POST":
        try:
            sent = _fields(request)
            if row is None:
                actions.enter(request.user, request.membership, **sent)
            else:
                actions.correct(request.user, request.membership, row.pk, **sent)
            messages.success(request, "Đã lưu tin, bài.")
            return redirect("dissemination:register")
        except Refused as refusal:
            error, status = str(refusal), 422
    context = {"row": row, "sent": request.POST, "error": error, "media": Medium.choices}
    return render(request, "web/dissemination/form.html", context, status=status)


def _fields(request: HttpRequest) -> dict[str, Any]:
    post = request.POST
    try:
        reach = accept(Field("r", "Lượt", Kind.NUMBER, whole=True, least=0), post.get("reach", ""))
    except Wrong:
        raise Refused("Lượt tiếp cận phải là số nguyên không âm, ví dụ 1200.") from None
    fields: dict[str, Any] = {name: post.get(name, "") for name in ("title", "medium", "link", "note")}
    return {**fields, "reach": reach, "published_on": day_of(post, "published_on"), "plan_code": post.get("plan", "")}


@require_POST
def remove(request: HttpRequest, publication_id: int) -> HttpResponse:
    """Take a wrong entry out."""
    actions.remove(request.user, request.membership, publication_id)
    messages.success(request, "Đã bỏ khỏi danh sách.")
    return redirect("dissemination:register")


@require_POST
def check(request: HttpRequest, publication_id: int) -> HttpResponse:
    """Ask whether the link answers."""
    found = actions.ask(request.membership, publication_id)
    if found.works:
        messages.success(request, "Liên kết mở được.")
    else:
        messages.error(request, f"Liên kết không mở được. {found.sentence}")
    return redirect("dissemination:register")


@require_POST
def allow(request: HttpRequest) -> HttpResponse:
    """An administrator allows, or forbids, that links are called."""
    require(request.membership, "settings.edit")
    allowed = request.POST.get("allowed") == "1"
    change_settings(request.user, request.membership.agency, {actions.SETTING: True if allowed else None})
    messages.success(request, "Đã cho phép kiểm tra liên kết." if allowed else "Đã tắt kiểm tra liên kết.")
    return redirect("settings:agency")


COLUMNS = (
    Column("TT", 0.5, Align.CENTER),
    Column("Ngày đăng", 1.2, Align.CENTER, fits="30/09/2026"),
    Column("Tin, bài", 4.0),
    Column("Kênh", 1.8),
    Column("Đơn vị", 2.0),
    Column("Theo văn bản", 2.4),
    Column("Lượt tiếp cận", 1.0, Align.RIGHT),
    Column("Liên kết", 3.0),
)


@require_safe
def excel(request: HttpRequest) -> HttpResponse:
    """All that the filters find."""
    require(request.membership, PREPARE)
    rows = visible_publications(request.membership, filters_of(request))
    target = TemporaryFile()  # noqa: SIM115 - the response closes it when it was sent
    title = f"Công tác tuyên truyền – {request.membership.agency.unit.name}"
    write_xlsx([Sheet("Tuyên truyền", Table(COLUMNS, _rows(rows)), title)], target)
    target.seek(0)
    name = f"tuyen-truyen-{request.today:%Y-%m-%d}.xlsx"
    return FileResponse(target, as_attachment=True, filename=name, content_type=EXCEL)


def _rows(rows: Any) -> Iterator[Row]:
    for at, row in enumerate(rows.iterator(chunk_size=500), start=1):
        plan = document_title(row.plan) if row.plan else ""
        yield (at, row.published_on, row.title, row.get_medium_display(), row.unit.name, plan, row.reach, row.link)
