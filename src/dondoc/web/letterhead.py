"""The letters that pages write in the name of the member's agency."""

from __future__ import annotations

from django.http import HttpRequest

from dondoc.documents.letterhead import frame_of
from dondoc.documents.sequences import symbol_of
from dondoc.organisations.models import Unit
from dondoc.writing.letters.frame import Frame

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def frame_for(request: HttpRequest, to: tuple[str, ...] = (), kind: str = "Công văn") -> Frame:
    """The frame of a letter of the member's agency, drafted today in the member's unit; its number stays open."""
    agency = request.membership.agency
    own = Unit.objects.filter(pk__in=[grant.unit_id for grant in request.membership.posts[:1]]).first()
    return frame_of(agency, request.today, symbol=symbol_of(agency, kind, own), to=to)
