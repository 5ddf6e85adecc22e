"""The door without account: whoever holds an addressee's link answers for it, and sees nothing else."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from dondoc.api import limits
from dondoc.audit.errors import Refused
from dondoc.rounds.actions import mark_seen, use_link
from dondoc.rounds.answerers import by_link
from dondoc.web.rounds.doors import answer_page


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def open_link(request: HttpRequest, token: str) -> HttpResponse:
    """What the link's addressee is asked. Guessing is slowed down by address, whether it hits or not; a refusal says
    the same whatever was wrong."""
    address = f"address:{request.META.get('REMOTE_ADDR', '')}"
    try:
        limits.count(f"link:{address}", limits.limit_of("link"))
        answerer = by_link(token, request.today)
    except limits.TooMany:
        words = "Có quá nhiều lượt mở liên kết từ mạng của bạn. Hãy đợi một phút rồi thử lại."
        return _refused(request, words, 429)
    except Refused as refusal:
        try:
            limits.count(f"failure:link:{address}", limits.limit_of("failure"))
        except limits.TooMany:
            return _refused(request, "Có quá nhiều lượt thử. Hãy đợi một phút rồi thử lại.", 429)
        return _refused(request, str(refusal), 404)
    assert answerer.link is not None
    use_link(answerer.link, timezone.now())
    if request.method == "GET":
        mark_seen(None, answerer, note=answerer.note)
    response = answer_page(request, answerer)
    # The address is a key: no other site may learn it, no search engine keep it. Without any referrer browsers would
    # send forms as if from nowhere ("Origin: null"), and they would be refused.
    response["Referrer-Policy"] = "same-origin"
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response


def _refused(request: HttpRequest, words: str, status: int) -> HttpResponse:
    response = render(request, "web/rounds/refused.html", {"sentence": words}, status=status)
    response["Referrer-Policy"] = "same-origin"
    return response
