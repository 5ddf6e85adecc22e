"""Head and foot of the letters that an agency writes: who issues, who signs, where."""

from __future__ import annotations

from datetime import date

from dondoc.organisations.membership import valid_posts
from dondoc.organisations.models import Agency, Post, Role, Unit
from dondoc.organisations.queries import subtree_ids
from dondoc.writing.letter import Code, Dispatch, Issuer, Signature
from dondoc.writing.letters.frame import Frame


def issuer_of(agency: Agency) -> Issuer:
    """The agency under its superior body."""
    parent = Unit.objects.filter(pk=agency.unit.parent_id).first()
    return Issuer(agency.unit.name, parent.name if parent else "")


def frame_of(
    agency: Agency, today: date, *, symbol: str = "", to: tuple[str, ...] = (), dispatch: Dispatch | None = None
) -> Frame:
    """The frame of a letter of the agency, drafted today; its number stays open. Two queries."""
    return Frame(
        issuer=issuer_of(agency),
        code=Code(symbol or f"{agency.unit.abbreviation or 'CQ'}-VP"),
        place=str(agency.settings.get("place") or "…………"),
        day=today,
        signature=signature_of(agency, today),
        to=to,
        dispatch=dispatch or Dispatch(),
    )


def signature_of(agency: Agency, today: date) -> Signature:
    """The first of the agency's leaders; who really signs is settled when the letter is looked over."""
    posts = Post.objects.filter(valid_posts(today), role=Role.LEADER, unit__in=subtree_ids([agency.unit_id]))
    first = posts.select_related("person").order_by("pk").first()
    if first is None:
        return Signature(("THỦ TRƯỞNG CƠ QUAN",))
    title = (first.title or "Thủ trưởng cơ quan").removesuffix(" Sở").upper()
    return Signature((title,), first.person.full_name)
