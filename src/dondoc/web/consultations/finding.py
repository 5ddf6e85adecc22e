"""The consultation that an address names, and what all of its pages show."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest

from dondoc.consultations.models import Consultation
from dondoc.consultations.queries import consultations
from dondoc.organisations.policies import may
from dondoc.rounds.models import RoundState
from dondoc.rounds.policies import OPEN

TABS = "web/consultations/tabs.html"


def find(request: HttpRequest, round_id: int) -> Consultation:
    """A consultation that the member works on. Raises Http404."""
    found = consultations(request.membership).filter(round=round_id).first()
    if found is None:
        raise Http404
    return found


def frame(request: HttpRequest, found: Consultation, here: str) -> dict[str, Any]:
    """What the head and the tabs of a page need."""
    return {
        "consultation": found,
        "round": found.round,
        "tabs": TABS,
        "here": here,
        "may_open": may(request.membership, OPEN),
        "preparing": found.round.state == RoundState.PREPARING,
    }
