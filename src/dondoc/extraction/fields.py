"""Field lines below an item: "- Đơn vị chủ trì: …", "- Sản phẩm: …", "- Thời gian hoàn thành: …"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from dondoc.extraction.clauses import BULLETS, Clause
from dondoc.extraction.directive import Value
from dondoc.extraction.duty import Draft, Row, When
from dondoc.extraction.labels import Role, inline_labels, label_of, spans_of
from dondoc.extraction.names import merged
from dondoc.extraction.opening import Reader
from dondoc.extraction.parts import trim
from dondoc.extraction.tables import TableReader
from dondoc.language.cues import cue
from dondoc.reading.text import Span

_TITLE = cue(
    "direct.address",
    re.compile(r"(?:dong chi|d/c|ong|ba)[:.]?\s+"),
    finds=(
        "[[Đồng chí ]]Lê Văn An",
        "[[Ông: ]]Lê Văn An",
    ),
    leaves=("Lê Văn An",),
)
_ROLE_TAIL = cue(
    "direct.role",
    re.compile(
        r"\s*(?:[-–,(]|\s)\s*(?:uy vien|tinh uy vien|thanh uy vien|pho |giam doc|chu tich|truong |bi thu|thu truong"
        r"|bo truong|chanh |quyen )"
    ),
    finds=(
        "Lê Văn An[[ - Phó ]]Giám đốc Sở",
        "Lê Văn An[[, Ủy viên]]",
    ),
    leaves=("Lê Văn An",),
    anywhere=True,
)


def is_field(clause: Clause) -> bool:
    """Whether a clause is a line with a known label."""
    if clause.table is not None or clause.children or clause.style not in ("", "letter", *BULLETS):
        return False
    return label_of(clause.folded) is not None


@dataclass(slots=True)
class Fields:
    """What the field lines of one item say."""

    lead: Row = ()
    doer: Row = ()
    coordinate: Row = ()
    direct: Row = ()
    whens: list[When] = field(default_factory=list)
    deliverable: Value[str] | None = None
    funds: Value[str] | None = None
    roles: set[Role] = field(default_factory=set)

    @property
    def charges(self) -> bool:
        """Whether the lines make the item above them a duty."""
        return bool(self.roles & {Role.LEAD, Role.DOER, Role.COORDINATE, Role.DIRECT, Role.PRODUCT}) or (
            Role.TIME in self.roles and bool(self.whens) and len(self.roles) > 1
        )

    @property
    def known(self) -> bool:
        return bool(self.roles)

    @classmethod
    def of(cls, clauses: Iterable[Clause], reader: Reader, tables: TableReader) -> Fields:
        found = cls()
        for clause in clauses:
            label = label_of(clause.folded)
            if label is not None:
                for role, start, stop in spans_of(label, clause.words, clause.folded):
                    span = trim(reader.content, Span(clause.span.start + start, clause.span.start + stop))
                    found.roles.add(role)
                    found.add(role, span, reader, tables)
        return found

    @classmethod
    def inline(cls, clause: Clause, reader: Reader, tables: TableReader) -> tuple[Fields, int]:
        """The fields inside of a paragraph, and where its own words end; none where it holds no labels."""
        found, labels = cls(), inline_labels(clause.words, clause.folded)
        ends = [*(start for start, _ in labels[1:]), len(clause.folded)]
        for (_, label), stop in zip(labels, ends, strict=False):
            span = Span(clause.span.start + label.start, clause.span.start + stop)
            found.roles.add(label.role)
            found.add(label.role, trim(reader.content, span, " \t\n.;:,/()"), reader, tables)
        return found, labels[0][0] if labels else len(clause.words)

    def add(self, role: Role, span: Span, reader: Reader, tables: TableReader) -> None:
        """Takes in what stands behind a label, or in a line below it."""
        if span.end <= span.start:
            return
        if role in (Role.LEAD, Role.DOER):
            names, partners = tables.assigned(span, "lead.field")
            if role is Role.LEAD:
                self.lead = merged(self.lead, names)
            else:
                self.doer = merged(self.doer, names)
            self.coordinate = merged(self.coordinate, partners)
        elif role is Role.COORDINATE:
            self.coordinate = merged(self.coordinate, tables.assigned(span, "coordinate.field")[0])
        elif role is Role.DIRECT:
            self.direct = (*self.direct, director(span, reader))
        elif role is Role.TIME:
            self.whens.extend(tables.field_times(span))
        elif role is Role.PRODUCT:
            self.deliverable = Value(reader.content[span.start : span.end], span, "product.field", 0.95)
        elif role is Role.FUNDS:
            self.funds = Value(reader.content[span.start : span.end], span, "funds.field", 0.95)


def director(span: Span, reader: Reader) -> Value[str]:
    """A person without title and post ("Đồng chí Lê Văn An - Phó Giám đốc Sở" → "Lê Văn An"), or the office itself."""
    folded = reader.folded[span.start : span.end]
    title = _TITLE.match(folded)
    begin = title.end() if title else 0
    tail = _ROLE_TAIL.search(folded, begin + 4) if title else None
    named = Span(span.start + begin, span.start + (tail.start() if tail else len(folded)))
    named = trim(reader.content, named)
    return Value(reader.content[named.start : named.end], named, "direct.field", 0.92)


def apply_fields(drafts: Iterable[Draft], fields: Fields) -> None:
    """The lines' fields for every duty of the item; partners named in the words themselves stay beside them."""
    lead = fields.lead or fields.doer
    also = fields.doer if fields.lead else ()
    for draft in drafts:
        if lead:
            draft.lead, draft.row = lead, True
        draft.coordinate = merged(also, fields.coordinate, draft.coordinate)
        draft.direct = fields.direct or draft.direct
        draft.deliverable = fields.deliverable or draft.deliverable
        draft.funds = fields.funds or draft.funds
        if fields.whens:
            draft.whens = list(fields.whens)
