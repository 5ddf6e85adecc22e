"""What comes in without a person: taken once, however often the place it came from is looked through."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Sequence
from typing import Any

from django.db import IntegrityError

from dondoc.audit.errors import Refused
from dondoc.audit.recording import action
from dondoc.documents.actions.intake import Source, take_in
from dondoc.documents.models import Arrival, Direction, Intake, Same
from dondoc.organisations.models import Agency, Person

KEYS_AT_ONCE = 500


def origin_key(*parts: object) -> str:
    """A digest of exactly where something came from."""
    words = "\0".join(map(str, parts))
    return hashlib.sha256(words.encode("utf-8", "surrogateescape")).hexdigest()


def known_keys(agency: Agency, keys: Collection[str]) -> set[str]:
    """Those of the keys that were taken in already."""
    rows = Intake.objects.filter(agency=agency, origin_key__in=list(keys))
    return set(rows.values_list("origin_key", flat=True))


def arrive(
    by: Person | None,
    agency: Agency,
    files: Sequence[tuple[str, Source]],
    *,
    arrival: Arrival,
    origin: str,
    key: str,
    direction: Direction | str = Direction.INCOMING,
    same: Same = Same.ASK,
) -> Intake | None:
    """Take in files (name, bytes) that are one document or parcel; None where this very place was taken in before.

    Whoever calls has seen to who may. Raises Refused where several files were to be one document and one of them is
    empty or too large.
    """
    draft = Intake(agency=agency, direction=direction, arrival=arrival, sent_by=by, same=same)
    draft.origin, draft.origin_key = origin[-500:], key
    try:
        return take_in(by, draft, files, whole=len(files) > 1)
    except IntegrityError:
        if known_keys(agency, [key]):
            return None  # another process was faster
        raise


@action("intake.receive")
def arrive_all(
    by: Person | None, agency: Agency, lots: Sequence[tuple[str, str, Sequence[tuple[str, Source]]]], **how: Any
) -> list[Intake | None]:
    """``arrive`` for many (origin, key, files) in one transaction: where others write too, waiting for one's turn costs
    more than the writing. The bytes are to be staged before, or that turn lasts as long as the disk takes."""
    return [arrive(by, agency, files, origin=origin, key=key, **how) for origin, key, files in lots]


def the_agency(words: str = "") -> Agency:
    """The agency whose unit has this name or abbreviation; without words the only one there is. Raises Refused."""
    rows = list(_agencies(words))
    if len(rows) == 1:
        return rows[0]
    if words:
        raise Refused(f"Không có cơ quan nào tên là “{words}”; hãy ghi đúng tên hoặc tên viết tắt của cơ quan.")
    raise Refused(
        "Hệ thống có nhiều cơ quan; hãy ghi rõ tên hoặc tên viết tắt của cơ quan nhận."
        if rows
        else "Hệ thống chưa có cơ quan nào; hãy lập cơ quan trước."
    )


def _agencies(words: str) -> Iterable[Agency]:
    rows = Agency.objects.select_related("unit").order_by("pk")
    if not words:
        return rows[:2]
    wanted = words.strip().casefold()
    return [row for row in rows if wanted in (row.unit.name.casefold(), row.unit.abbreviation.casefold())]
