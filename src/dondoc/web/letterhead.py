"""The letters that pages write in the name of the member's agency."""

from __future__ import annotations

from django.http import HttpRequest

from dondoc.documents.letterhead import frame_of
from dondoc.writing.letters.frame import Frame

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def frame_for(request: HttpRequest, to: tuple[str, ...] = ()) -> Frame:
    """The frame of a letter of the member's agency, drafted today; its number stays open."""
    return frame_of(request.membership.agency, request.today, to=to)
