"""The clause tree → the duties, with what headings, openers, field lines and closing lines say about them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from dondoc.extraction.blockers import Mode, mode_of
from dondoc.extraction.clauses import BULLETS, Clause
from dondoc.extraction.directive import Candidate
from dondoc.extraction.duty import Draft, When
from dondoc.extraction.fields import Fields, apply_fields, is_field
from dondoc.extraction.heading import HeadingReader
from dondoc.extraction.item import ItemReader
from dondoc.extraction.opening import Opening, Reader
from dondoc.extraction.parts import trim
from dondoc.extraction.scope import Found, Scope
from dondoc.extraction.section_fields import govern, section_fields
from dondoc.extraction.sentence import spread
from dondoc.extraction.tables import TableReader
from dondoc.extraction.when import Clock, chosen, give, governs_item
from dondoc.language.cues import cue
from dondoc.reading.text import Span

LONGEST_TIME = 120
"""Characters of a paragraph that only says when."""
_CONTENT_LIST = cue(
    "list.content",
    re.compile(
        r"(?:gom|bao gom|gom co|nhu sau|sau day|sau|cu the|nhu|ve|noi dung|theo (?:cac )?(?:noi dung|tieu chi)[\w"
        r" ]*)\s*:\W*$"
    ),
    finds=(
        "Hồ sơ [[gồm:]]",
        "Rà soát các nội dung [[sau:]]",
    ),
    leaves=("Sở Y tế:",),
    anywhere=True,
)
_GENERIC = cue(
    "list.duties",
    re.compile(
        r"(?:thuc hien|trien khai|tap trung|lam tot|hoan thanh|chi dao|co y kien|thong nhat|ket luan)[\w"
        r" ,]{0,60}(?:noi dung|nhiem vu|cong viec|giai phap|viec|yeu cau|van de|nhu)[\w ,]{0,40}:\W*$"
    ),
    finds=(
        "[[thực hiện các nhiệm vụ sau:]]",
        "[[tập trung một số nội dung:]]",
    ),
    leaves=("lập hồ sơ gồm:",),
)


@dataclass(slots=True)
class DutyReader:
    """Walks the clause tree of one document."""

    reader: Reader
    clock: Clock
    drafts: list[Draft] = field(default_factory=list)
    lost: list[Candidate] = field(default_factory=list)
    items: ItemReader = field(init=False)
    tables: TableReader = field(init=False)

    def __post_init__(self) -> None:
        self.items = ItemReader(self.reader, self.clock)
        self.tables = TableReader(self.reader, self.clock)

    def begin(self) -> None:
        """Another file: its tables have heads of their own."""
        self.tables.last = None

    def walk(self, root: Clause, mode: Mode = Mode.OPEN) -> None:
        """Reads all clauses below the root of a tree."""
        numbered = False
        for child in root.children:
            numbered = numbered or bool(child.style) or bool(child.children)
            self._clause(child, Scope(mode=mode, intro=child.style == "", closing=numbered and not child.children))

    def _clause(self, clause: Clause, scope: Scope) -> None:
        if clause.table is not None:
            if scope.mode is not Mode.SHUT:
                self.drafts.extend(self.tables.read(clause.table, scope, clause.path))
            return
        fields = [child for child in clause.children if is_field(child)]
        if any(child_field for child_field in fields) and self._work_fields(fields):
            self._with_fields(clause, fields, scope)
        elif self._is_heading(clause):
            self._heading(clause, scope)
        else:
            self._prose(clause, scope)

    def _work_fields(self, fields: list[Clause]) -> bool:
        return Fields.of(fields, self.reader, self.tables).charges

    def _with_fields(self, clause: Clause, fields: list[Clause], scope: Scope) -> None:
        """An item with lines Chủ trì / Phối hợp / Sản phẩm / Thời gian below it."""
        if scope.mode is Mode.SHUT:
            return
        found = self.items.read(
            clause, replace(scope, intro=False, mode=scope.mode if scope.mode is Mode.CUED else Mode.OPEN), opener=False
        )
        drafts = found.drafts
        if not drafts and clause.words.strip():
            span = trim(self.reader.content, clause.span)
            drafts = [
                Draft(
                    span, clause.path, lead=scope.lead, coordinate=scope.partners, rule="duty.titled", whole=clause.span
                )
            ]
        apply_fields(drafts, Fields.of(fields, self.reader, self.tables))
        self.drafts.extend(drafts)
        below = replace(scope, lead=drafts[-1].lead if drafts else scope.lead, intro=False)
        for child in clause.children:
            if child not in fields:
                self._clause(child, below)

    def _is_heading(self, clause: Clause) -> bool:
        if clause.ended or not clause.words:
            return not clause.words
        if any(not is_field(child) for child in clause.children):
            return True
        return clause.line is not None and clause.line.upper

    def _heading(self, clause: Clause, scope: Scope) -> None:
        mode, rule = mode_of(clause.folded.strip(), scope.mode)
        opening = HeadingReader(self.reader).read(trim(self.reader.content, clause.span))
        if rule and not re.match(r"(?:trach nhiem|nhiem vu|phan cong)\b", clause.folded):
            opening = Opening(clause.span.start)
        elif opening.lead and mode is not Mode.CUED:
            mode = Mode.OPEN
        if mode is Mode.SHUT:
            self.lost.append(Candidate("section", clause.span, rule))
        whens = tuple(chosen(self.clock.firm(clause.span))) if mode is Mode.OPEN and not rule else ()
        below = Scope(
            mode,
            opening.lead or scope.lead,
            opening.partners or scope.partners,
            whens or scope.whens,
            charged=bool(opening.lead),
        )
        self._children(clause, below)

    def _prose(self, clause: Clause, scope: Scope) -> None:
        shut, rule = (
            mode_of(clause.folded[:80].strip(), scope.mode)
            if clause.opens or ":" in clause.words[:60]
            else (scope.mode, "")
        )
        if shut is Mode.SHUT:
            self.lost.append(Candidate("section", clause.span, rule))
            if clause.children:
                self._children(clause, replace(scope, mode=Mode.SHUT))
            return
        inline, end = Fields.inline(clause, self.reader, self.tables)
        if inline.known and end > 3:
            self._with_inline(clause, inline, end, scope)
            return
        lists = clause.opens and bool(clause.children) and not scope.intro and self._lists_content(clause)
        found = self.items.read(clause, scope, opener=clause.opens and bool(clause.children) and not lists)
        self._take(clause, found, scope)
        if lists:
            return
        opened = found.opened
        below = Scope(
            scope.mode,
            found.lead,
            found.partners if opened else (),
            tuple(found.whens) or scope.whens,
            charged=opened and (bool(found.lead) or _GENERIC.search(clause.folded) is not None),
        )
        self._children(clause, below)

    def _with_inline(self, clause: Clause, inline: Fields, end: int, scope: Scope) -> None:
        """A paragraph that names its fields behind its words: "… (Chủ trì: Phòng A; thời gian: tháng 5)"."""
        own = trim(self.reader.content, Span(clause.span.start, clause.span.start + end), " \t\n.;:,/(")
        whole = replace(clause, span=own, words=clause.words[:end], folded=clause.folded[:end])
        found = self.items.read(whole, replace(scope, intro=False), opener=False)
        drafts = found.drafts or [Draft(own, clause.path, lead=scope.lead, rule="duty.titled", whole=own)]
        apply_fields(drafts, inline)
        self.drafts.extend(drafts)
        self._children(clause, replace(scope, lead=drafts[-1].lead, intro=False))

    def _lists_content(self, clause: Clause) -> bool:
        """Whether what follows ":" only lists the content of the duty itself."""
        if not _CONTENT_LIST.search(clause.folded) or _GENERIC.search(clause.folded):
            return False
        if not all(child.style in BULLETS or child.style == "letter" for child in clause.children):
            return False
        opening = self.reader.open(self._last_sentence(clause))
        if not opening.verb:
            return False
        verbs = [child for child in clause.children if self._reads_as_duty(child)]
        return 2 * len(verbs) < len(clause.children)

    def _last_sentence(self, clause: Clause) -> Span:
        at = max(clause.words.rfind(". "), 0)
        return Span(clause.span.start + at + (2 if at else 0), clause.span.end)

    def _reads_as_duty(self, clause: Clause) -> bool:
        if clause.table is not None:
            return False
        opening = self.reader.open(clause.span)
        return bool(opening.lead) or (opening.verb and self.reader.main_verb(clause.span.start, clause.span.end))

    def _take(self, clause: Clause, found: Found, scope: Scope) -> None:
        if found.closed and not self.drafts and not found.drafts:
            span = trim(self.reader.content, found.closed)
            found.drafts.append(Draft(span, clause.path, whens=found.closing, rule="duty.closing", whole=found.closed))
        elif found.closing:
            give(self.drafts, found.closing)
            give(found.drafts, found.closing)
        if scope.whens:
            give(found.drafts, list(scope.whens))
        self.drafts.extend(found.drafts)
        self.lost.extend(found.lost)

    def _children(self, clause: Clause, below: Scope) -> None:
        start = before = len(self.drafts)
        said: list[Fields] = []
        for child in clause.children:
            if is_field(child) and child.style in BULLETS and self._lone_field(child):
                continue
            if whens := self._only_time(child):
                spread(self.drafts[before:], whens)
                continue
            if len(self.drafts) > start:
                fields = section_fields(child, self.reader, self.tables)
                if fields is not None:
                    said.append(fields)
                    continue
            before = len(self.drafts)
            self._clause(child, below)
        govern(self.drafts[start:], said)

    def _only_time(self, clause: Clause) -> list[When]:
        """The time of a paragraph that says nothing else ("Hoàn thành trong quý II/2026."): the item's before it."""
        if clause.style or clause.children or clause.table is not None or len(clause.words) > LONGEST_TIME:
            return []
        whens = self.clock.within(clause.span)
        return chosen(whens) if governs_item(clause.folded, whens, clause.span.start) else []

    def _lone_field(self, child: Clause) -> bool:
        return Fields.of([child], self.reader, self.tables).known
