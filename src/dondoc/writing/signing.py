"""The usual signature blocks (Decree 30/2020, Annex I, II.7.b)."""

from __future__ import annotations

from dondoc.writing.letter import Signature


def head(title: str, name: str = "") -> Signature:
    """The head signs: ``GIÁM ĐỐC``."""
    return Signature((title.upper(),), name)


def acting_head(title: str, name: str = "") -> Signature:
    """Somebody who was given the head's powers signs: ``Q. GIÁM ĐỐC``."""
    return Signature((f"Q. {title.upper()}",), name)


def for_head(title: str, own_title: str, name: str = "") -> Signature:
    """A deputy signs in the head's place: ``KT. GIÁM ĐỐC`` / ``PHÓ GIÁM ĐỐC``."""
    return Signature((f"KT. {title.upper()}", own_title.upper()), name)


def for_collective(body: str, own_title: str, name: str = "", *, in_place_of: str = "") -> Signature:
    """In the name of a collective body: ``TM. ỦY BAN NHÂN DÂN`` / [``KT. CHỦ TỊCH`` /] ``PHÓ CHỦ TỊCH``."""
    middle = (f"KT. {in_place_of.upper()}",) if in_place_of else ()
    return Signature((f"TM. {body.upper()}", *middle, own_title.upper()), name)


def by_order(title: str, own_title: str, name: str = "", *, in_place_of: str = "") -> Signature:
    """By order of the head: ``TL. GIÁM ĐỐC`` / [``KT. CHÁNH VĂN PHÒNG`` /] ``PHÓ CHÁNH VĂN PHÒNG``."""
    middle = (f"KT. {in_place_of.upper()}",) if in_place_of else ()
    return Signature((f"TL. {title.upper()}", *middle, own_title.upper()), name)


def by_authorisation(title: str, own_title: str, name: str = "") -> Signature:
    """By written authorisation: ``TUQ. GIÁM ĐỐC`` / ``TRƯỞNG PHÒNG``."""
    return Signature((f"TUQ. {title.upper()}", own_title.upper()), name)
