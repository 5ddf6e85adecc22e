"""Finding by words. Folded text and containment for now; one place, so that full text can take over."""

from __future__ import annotations

from django.db.models import Q

from dondoc.documents.keys import searchable


def matching(text: str, *fields: str) -> Q:
    """A condition that every word of ``text`` stands, in whatever order, in one of the folded ``fields``."""
    condition = Q()
    for word in searchable(text).split()[:12]:
        either = Q()
        for name in fields:
            either |= Q(**{f"{name}__contains": word})
        condition &= either
    return condition
