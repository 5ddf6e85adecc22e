"""Numbered items that say for the items beside them who does it and when: "2. Cơ quan chủ trì" over a list of names,
"3. Thời gian thực hiện: quý II/2026"."""

from __future__ import annotations

import re
from collections.abc import Iterable

from dondoc.extraction.clauses import BULLETS, Clause
from dondoc.extraction.duty import Draft
from dondoc.extraction.fields import Fields, apply_fields
from dondoc.extraction.labels import Role, label_of, role_of
from dondoc.extraction.opening import Reader
from dondoc.extraction.parts import trim
from dondoc.extraction.tables import TableReader
from dondoc.language.cues import cue
from dondoc.reading.text import Span

_BOTH = cue(
    "section.who",
    re.compile(r"(?:co quan|don vi) (?:chu tri|thuc hien)(?:,| va) (?:co quan |don vi )?phoi hop\W*$"),
    finds=("[[Cơ quan chủ trì, phối hợp]]", "[[Đơn vị chủ trì và đơn vị phối hợp:]]"),
    leaves=("Cơ quan chủ trì, phối hợp với các xã",),
)
_LABEL = cue(
    "section.label",
    re.compile(
        r"(?:(?:co quan|don vi|bo phan) (?:chu tri|dau moi|phoi hop|thuc hien)|chu tri|phoi hop"
        r"|thoi (?:gian|han)|tien do)(?: thuc hien| hoan thanh)?\s*(?::\s*|\W*$)"
    ),
    finds=("[[Cơ quan chủ trì]]", "[[Thời gian thực hiện: ]]quý II/2026"),
    leaves=("Văn phòng Sở: lập danh sách", "Chủ trì, phối hợp với các xã"),
)
_ROLES = frozenset({Role.LEAD, Role.DOER, Role.COORDINATE, Role.DIRECT, Role.TIME})
LONGEST_LABEL = 60


def section_fields(clause: Clause, reader: Reader, tables: TableReader) -> Fields | None:
    """What a numbered item says of its neighbours; None where it is no such item."""
    if not clause.style or clause.style in BULLETS or clause.table is not None:
        return None
    fields = Fields()
    _collect(clause, fields, reader, tables)
    return (
        fields if fields.roles & _ROLES and (fields.lead or fields.doer or fields.coordinate or fields.whens) else None
    )


def _collect(clause: Clause, fields: Fields, reader: Reader, tables: TableReader) -> None:
    """Adds what the item and those below it say."""
    if _BOTH.match(clause.folded.strip()):
        for child in clause.children:
            _collect(child, fields, reader, tables)
        return
    if not _LABEL.match(clause.folded):
        return
    label = label_of(clause.folded)
    if label is not None and not clause.children:
        span = Span(clause.span.start + label.start, clause.span.end)
        _add(label.role, span, fields, reader, tables)
        return
    if len(clause.words) > LONGEST_LABEL:
        return
    role = role_of(clause.folded)
    if role in _ROLES and role is not Role.TIME:
        for child in clause.children:
            _add(role, child.span, fields, reader, tables)


def _add(role: Role, span: Span, fields: Fields, reader: Reader, tables: TableReader) -> None:
    fields.roles.add(role)
    fields.add(role, trim(reader.content, span), reader, tables)


def govern(drafts: Iterable[Draft], fields: Iterable[Fields]) -> None:
    """Gives the duties beside them what the items say, where a duty does not name its own subject or time."""
    plain = [draft for draft in drafts if not draft.named and not draft.row]
    own = [list(draft.whens) if _timed(draft) else [] for draft in plain]
    for one in fields:
        apply_fields(plain, one)
    for draft, whens in zip(plain, own, strict=True):
        draft.whens = whens or draft.whens


def _timed(draft: Draft) -> bool:
    """Whether a time stands in the words of the duty itself."""
    return any(draft.span.start <= when.span.start < draft.span.end for when in draft.whens)
