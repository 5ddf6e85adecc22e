"""Head and foot of the letters that the agency writes: who issues, who signs, where."""

from __future__ import annotations

from django.http import HttpRequest

from dondoc.organisations.membership import valid_posts
from dondoc.organisations.models import Post, Role, Unit
from dondoc.organisations.queries import subtree_ids
from dondoc.writing.letter import Code, Dispatch, Issuer, Signature
from dondoc.writing.letters.frame import Frame

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def issuer_of(request: HttpRequest) -> Issuer:
    """The member's agency under its superior body."""
    unit = request.membership.agency.unit
    parent = Unit.objects.filter(pk=unit.parent_id).first()
    return Issuer(unit.name, parent.name if parent else "")


def frame_for(request: HttpRequest, to: tuple[str, ...] = ()) -> Frame:
    """The frame of a letter of the member's agency, drafted today; its number stays open."""
    agency = request.membership.agency
    return Frame(
        issuer=issuer_of(request),
        code=Code(f"{agency.unit.abbreviation or 'CQ'}-VP"),
        place=str(agency.settings.get("place") or "…………"),
        day=request.today,
        signature=_signature(request),
        to=to,
        dispatch=Dispatch(),
    )


def _signature(request: HttpRequest) -> Signature:
    """The first of the agency's leaders; who really signs is settled when the letter is looked over."""
    posts = Post.objects.filter(
        valid_posts(request.today),
        role=Role.LEADER,
        unit__in=subtree_ids([request.membership.agency_unit_id]),
    )
    first = posts.select_related("person").order_by("pk").first()
    if first is None:
        return Signature(("THỦ TRƯỞNG CƠ QUAN",))
    title = (first.title or "Thủ trưởng cơ quan").removesuffix(" Sở").upper()
    return Signature((title,), first.person.full_name)
