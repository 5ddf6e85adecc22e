"""The round that an address names."""

from __future__ import annotations

from django.http import Http404, HttpRequest

from dondoc.rounds.models import Round
from dondoc.rounds.queries import visible_rounds


def find(request: HttpRequest, round_id: int, kind: str = "") -> Round:
    """A round that the member works on. Raises Http404, whether there is none or it is of others."""
    found = visible_rounds(request.membership, kind).filter(pk=round_id).first()
    if found is None:
        raise Http404
    return found
