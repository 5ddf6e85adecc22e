"""A person's notices."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from dondoc.documents.paging import page
from dondoc.notices import actions, words
from dondoc.notices.links import answer_path, page_path
from dondoc.notices.models import Notice
from dondoc.notices.queries import notices_of, unread_count
from dondoc.web.paging import SIZE, number_of


@require_safe
def inbox(request: HttpRequest) -> HttpResponse:
    """Notices, newest first; unread ones stand out."""
    only_unread = request.GET.get("chua-doc") == "1"
    shown = page(notices_of(request.membership, unread=only_unread), number_of(request.GET), SIZE)
    context: dict[str, Any] = {
        "page": shown,
        "notices": [(one, words.title(one), words.body(one), words.remark(one)) for one in shown.rows],
        "only_unread": only_unread,
        "newest": shown.rows[0].pk if shown.rows else 0,
        "unread": unread_count(request.membership),
    }
    return render(request, "web/notices/inbox.html", context)


@require_POST
def open_one(request: HttpRequest, notice_id: int) -> HttpResponse:
    """Mark a notice as read and go to what it is about."""
    notice = notices_of(request.membership).filter(pk=notice_id).first()
    if notice is None:
        raise Http404
    actions.mark_read(request.user, request.membership, [notice.pk], timezone.now())
    return redirect(address(notice))


def address(notice: Notice) -> str:
    """The name or address of the page that a notice is about."""
    if notice.addressee_id:
        return answer_path(notice.addressee_id)
    if notice.task_id:
        return f"/nhiem-vu/{notice.task_id}/"
    return page_path(notice.kind) or "difficulties:register"


@require_POST
def read_all(request: HttpRequest) -> HttpResponse:
    """Mark all as read up to the newest that the page was showing."""
    newest = request.POST.get("newest", "")
    until = int(newest) if newest.isascii() and newest.isdigit() else None
    actions.mark_all_read(request.user, request.membership, timezone.now(), until)
    return redirect("notices:inbox")
