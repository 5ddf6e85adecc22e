"""Rows that were ticked on a page, or all that match its filter, whose number was said before."""

from __future__ import annotations

from django.db.models import QuerySet
from django.http import QueryDict

from dondoc.audit.errors import Stale
from dondoc.web.paging import id_of

WHOLE = "whole"
"""Sent beside the ticked rows where all that match are meant; its value is their number as the page said it."""


def ticked(sent: QueryDict, name: str) -> list[int]:
    """The ids that were ticked under a name; whatever is no id is as if it was not there."""
    return [int(value) for value in sent.getlist(name) if value.isascii() and value.isdigit()]


def picked(sent: QueryDict, name: str, matching: QuerySet, what: str) -> list[int]:
    """The ids that were ticked, or those of all of ``matching`` (the rows of the list, narrowed as it was) where the
    whole list was ticked; ``what`` names its rows. One query at most.

    Raises Stale where no longer as many match as the page said: nobody decides over rows they were not told of.
    """
    said = id_of(sent, WHOLE)
    if said is None:
        return ticked(sent, name)
    ids = list(matching.values_list("pk", flat=True))
    if len(ids) != said:
        raise Stale(
            f"Danh sách vừa thay đổi: nay có {len(ids)} {what} khớp bộ lọc, không phải {said}. Hãy xem lại danh sách "
            "rồi chọn lại."
        )
    return ids
