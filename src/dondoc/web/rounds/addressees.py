"""Whom a round asks: the list, adding and taking off, e-mail addresses, links, answers noted by hand."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from dondoc.documents.paging import page
from dondoc.notices.links import open_link
from dondoc.organisations.policies import may
from dondoc.rounds import actions
from dondoc.rounds.actions.addressees import MOST, Added
from dondoc.rounds.models import AddresseeState, Link, Round, RoundState
from dondoc.rounds.policies import OPEN
from dondoc.rounds.queries import addressees, counts_of
from dondoc.rounds.tokens import shown
from dondoc.web.documents.fields import sent_tokens
from dondoc.web.paging import number_of
from dondoc.web.picking import picked
from dondoc.web.rounds.doors import door_of
from dondoc.web.rounds.finding import find

SIZE = 50
GROUPS = (
    "Cơ quan chuyên môn thuộc UBND tỉnh",
    "Ủy ban nhân dân các xã, phường, đặc khu",
    "Các phòng, đơn vị thuộc Sở",
)
STATES = (
    ("", "Tất cả"),
    ("silent", "Chưa trả lời"),
    (AddresseeState.SEEN, "Đã xem"),
    (AddresseeState.ANSWERED, "Đã trả lời"),
    ("late", "Trả lời muộn"),
    (AddresseeState.RETURNED, "Đề nghị bổ sung"),
)


@require_safe
@never_cache
def register(request: HttpRequest, round_id: int) -> HttpResponse:
    """The addressees with their state, a page at a time."""
    return show(request, find(request, round_id))


def show(request: HttpRequest, asked: Round, added: Added | None = None, status: int = 200) -> HttpResponse:
    """The page; ``added`` says which lines were not clear."""
    state, text = _asked_for(request.GET)
    shown_page = page(addressees(asked, state, text), number_of(request.GET), SIZE, bound=MOST)
    links = Link.objects.filter(addressee__in=[row.pk for row in shown_page.rows], revoked_at=None)
    by_row = {link.addressee_id: link for link in links}
    context: dict[str, Any] = {
        "round": asked,
        "tabs": door_of(asked.kind).tabs,
        "here": "addressees",
        "page": shown_page,
        "rows": [(row, by_row.get(row.pk)) for row in shown_page.rows],
        "counts": counts_of([asked], request.today)[asked.pk],
        "state": state,
        "text": text,
        "states": STATES,
        "groups": GROUPS,
        "added": added,
        "editable": asked.state != RoundState.CLOSED,
        "may_open": may(request.membership, OPEN),
    }
    return render(request, "web/rounds/addressees.html", context, status=status)


def _asked_for(query: QueryDict) -> tuple[str, str]:
    return query.get("trang-thai", ""), query.get("tim", "")


def picked_addressees(request: HttpRequest, asked: Round) -> list[int]:
    """The addressees that were ticked, or all that match the filter. Raises Stale."""
    return picked(request.POST, "addressee", addressees(asked, *_asked_for(request.POST)), "nơi nhận")


@require_POST
def add(request: HttpRequest, round_id: int) -> HttpResponse:
    """Add lines of names and groups, or one unit that was chosen, or an outside body."""
    asked = find(request, round_id)
    added = Added()
    units = [item["unit"] for item in sent_tokens(request.POST.getlist("unit")) if "unit" in item]
    units += [int(value) for value in request.POST.getlist("unit_id") if value.isascii() and value.isdigit()]
    for unit_id in units:
        added.added.extend(
            actions.add_body(request.user, request.membership, round_id, unit_id=unit_id).added,
        )
    if outside := request.POST.get("outside", "").strip():
        email = request.POST.get("email", "")
        done = actions.add_body(request.user, request.membership, round_id, name=outside, email=email)
        added.added.extend(done.added)
        added.known.extend(done.known)
    lines = [line for text in request.POST.getlist("lines") for line in text.splitlines() if line.strip()]
    if lines:
        done = actions.add_groups(request.user, request.membership, round_id, lines)
        added.added.extend(done.added)
        added.known.extend(done.known)
        added.unclear.extend(done.unclear)
    _say(request, added)
    if added.unclear:
        return show(request, asked, added)
    return redirect("rounds:addressees", round_id)


def _say(request: HttpRequest, added: Added) -> None:
    if added.added:
        messages.success(request, f"Đã thêm {len(added.added)} nơi nhận.")
    elif not added.unclear:
        messages.warning(request, "Không có nơi nhận mới: những nơi này đã có trong danh sách.")


@require_POST
def remove(request: HttpRequest, round_id: int) -> HttpResponse:
    """Take the ticked addressees off the list."""
    ids = picked_addressees(request, find(request, round_id))
    gone = actions.remove_addressees(request.user, request.membership, round_id, ids)
    messages.success(request, f"Đã bỏ {gone} nơi nhận.")
    return redirect("rounds:addressees", round_id)


@never_cache
@require_POST
def one(request: HttpRequest, round_id: int, addressee_id: int) -> HttpResponse:
    """One addressee: its e-mail address, a link for it, the end of its link, an answer that came otherwise, an answer
    sent back."""
    asked = find(request, round_id)
    by, mine = request.user, request.membership
    step = request.POST.get("step", "")
    if step == "email":
        actions.set_email(by, mine, round_id, addressee_id, request.POST.get("email", ""))
        messages.success(request, "Đã lưu địa chỉ thư.")
    elif step == "link":
        actions.make_links(by, mine, round_id, [addressee_id])
        return link(request, asked, addressee_id)
    elif step == "show":
        return link(request, asked, addressee_id)
    elif step == "revoke":
        actions.revoke_link(by, mine, round_id, addressee_id)
        messages.success(request, "Đã thu hồi liên kết; ai giữ liên kết cũ không vào được nữa.")
    elif step == "hand":
        actions.record_by_hand(by, mine, addressee_id)
        messages.success(request, "Đã ghi nhận trả lời.")
    elif step == "return":
        actions.return_answer(by, mine, addressee_id, request.POST.get("reason", ""))
        messages.success(request, "Đã đề nghị bổ sung; nơi nhận được báo và phải trả lời lại.")
    return redirect("rounds:addressees", round_id)


def link(request: HttpRequest, asked: Round, addressee_id: int) -> HttpResponse:
    """The working link of an addressee, to be passed on to it."""
    found = Link.objects.filter(addressee=addressee_id, addressee__round=asked, revoked_at=None)
    row = found.select_related("addressee").first()
    token = shown(row.nonce, row.digest) if row is not None else ""
    context = {
        "round": asked,
        "tabs": door_of(asked.kind).tabs,
        "here": "addressees",
        "link": row,
        "address": open_link(token) if token else "",
    }
    return render(request, "web/rounds/link.html", context)
