"""Two people at one thing: an ETag is its version, If-Match says which version somebody has seen."""

from __future__ import annotations

import re

from django.http import HttpResponse
from ninja import Header

from dondoc.audit.errors import Refused

_ETAG = re.compile(r'(?:W/)?"(\d{1,9})"')
IF_MATCH = Header(
    "",
    alias="If-Match",
    max_length=40,
    description="The ETag that you have seen; where somebody has saved since, the answer is 412 and nothing changes",
)


def version_of(if_match: str) -> int | None:
    """The version that an If-Match names; None for "*" and no header. Raises Refused for anything else."""
    words = if_match.strip()
    if words in ("", "*"):
        return None
    found = _ETAG.fullmatch(words)
    if found is None:
        raise Refused('Tiêu đề If-Match phải là ETag của mục đã xem, ví dụ "3".', "If-Match")
    return int(found[1])


def mark(response: HttpResponse, version: int) -> None:
    """Tell the version of what is answered."""
    response["ETag"] = f'"{version}"'
