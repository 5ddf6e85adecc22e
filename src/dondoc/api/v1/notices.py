"""What I was told, where I hear it, and the calendar address."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from ninja import Query, Router, Status

from dondoc.api import limits
from dondoc.api.schemas.common import Listing
from dondoc.api.schemas.notices import DigestIn, FeedMade, NoticeQuery, NoticeRow, ReadIn, Told, Unread
from dondoc.audit.errors import Refused
from dondoc.documents.keyset import stretch
from dondoc.notices import actions, queries
from dondoc.notices.feed import calendar

router = Router(tags=["notices"])
feeds = Router(tags=["notices"])
ICALENDAR = {200: {"content": {"text/calendar": {"schema": {"type": "string"}}}}}


@router.get("/notices", response=Listing[NoticeRow])
def list_notices(request: HttpRequest, query: Query[NoticeQuery]) -> Listing[NoticeRow]:
    """What you were told, newest first."""
    rows = queries.notices_of(request.membership, query.unread)
    found, following = stretch(rows, ("-id",), query.after, query.limit)
    return Listing(items=[NoticeRow.of(row) for row in found], next=following)


@router.get("/notices/unread", response=Unread)
def unread(request: HttpRequest) -> Unread:
    """How many you have not read."""
    return Unread(unread=queries.unread_count(request.membership))


@router.post("/notices/read", response=Unread)
def read(request: HttpRequest, body: ReadIn) -> Unread:
    """Mark your notices as read; others' are left alone."""
    now = timezone.now()
    if body.ids:
        actions.mark_read(request.user, request.membership, body.ids, now)
    elif body.until is not None:
        actions.mark_all_read(request.user, request.membership, now, body.until)
    else:
        raise Refused("Hãy gửi các thông báo đã đọc (ids) hoặc thông báo mới nhất đã xem (until).", "ids")
    return Unread(unread=queries.unread_count(request.membership))


def _told(request: HttpRequest) -> Told:
    feed = queries.has_feed(request.user) is not None
    return Told(digest=queries.wants_digest(request.user), feed=feed)


@router.get("/me/notices", response=Told)
def where(request: HttpRequest) -> Told:
    """Where you hear what is due."""
    return _told(request)


@router.put("/me/notices", response=Told)
def choose_digest(request: HttpRequest, body: DigestIn) -> Told:
    """Get the daily e-mail or not."""
    actions.choose_digest(request.user, request.membership, body.digest)
    return _told(request)


@router.post("/me/feed", response={201: FeedMade})
def make_feed(request: HttpRequest) -> Status[FeedMade]:
    """A new calendar address; the old one ends. Who knows the address sees your days due and nothing else."""
    secret = actions.make_feed(request.user, request.membership, timezone.now())
    address = settings.SITE_URL.rstrip("/") + reverse("api-v1:feed", args=[secret])
    return Status(201, FeedMade(secret=secret, address=address))


@router.delete("/me/feed", response={204: None})
def end_feed(request: HttpRequest) -> Status[None]:
    """End the calendar address."""
    actions.end_feed(request.user, request.membership)
    return Status(204, None)


@feeds.get("/{secret}.ics", auth=None, openapi_extra={"responses": ICALENDAR})
def feed(request: HttpRequest, secret: str) -> HttpResponse:
    """Days due as a calendar (RFC 5545) for Google Calendar, Outlook and others; the address itself is the key."""
    limits.count(f"feed:{request.META.get('REMOTE_ADDR', '')}", limits.limit_of("address"))
    found = calendar(secret, timezone.now())
    if found is None:
        raise Http404
    etag = f'"{found.etag}"'
    if request.headers.get("If-None-Match") == etag:
        return HttpResponse(status=304, headers={"ETag": etag})
    return HttpResponse(found.body, content_type="text/calendar; charset=utf-8", headers={"ETag": etag})
