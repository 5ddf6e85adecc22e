"""Tables of tasks: a row that states a piece of work is a task, the other columns are its fields."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from dondoc.extraction.directive import Value
from dondoc.extraction.duty import Draft, Row, When
from dondoc.extraction.labels import Role, role_of
from dondoc.extraction.listing import listed
from dondoc.extraction.names import merged
from dondoc.extraction.opening import Reader
from dondoc.extraction.parts import trim
from dondoc.extraction.scope import Scope
from dondoc.extraction.when import Clock, chosen, distinct
from dondoc.language.cues import cue
from dondoc.language.times import Strength
from dondoc.reading.text import Cell, Span, Table

_FIELD_ROLES = {Role.LEAD, Role.DOER, Role.COORDINATE, Role.DIRECT, Role.TIME, Role.PRODUCT}
_NUMBER = re.compile(r"\W*(?:[ivxl]{1,6}|\d{1,3}(?:\.\d{1,3})*|[a-z])\W*$")
_SECTION = re.compile(r"\W*(?:[ivxl]{1,6}|[a-z])\W*$")
_DITTO = cue(
    "table.same",
    re.compile(r"\W*(?:nt|n\.t|nhu tren)\W*|\s*[\"”“]\s*"),
    finds=(
        "[[nt]]",
        "[[Như trên]]",
    ),
    leaves=("Sở Y tế",),
)
"""As above."""
_ASSIGNED = cue(
    "table.assigned",
    re.compile(r"chu tri|phoi hop"),
    finds=(
        "Phòng A [[chủ trì]]",
        "[[phối hợp]] Phòng B",
    ),
    leaves=("Phòng A",),
    anywhere=True,
)


@dataclass(frozen=True, slots=True)
class Columns:
    """Which column holds what; ``rows`` is the number of head rows."""

    roles: dict[Role, tuple[int, ...]]
    rows: int
    width: int

    @property
    def weight(self) -> tuple[int, int]:
        """How many columns are understood, and as how many different things ("Chủ trì", "Phối hợp" below one head)."""
        return sum(map(len, self.roles.values())), len(self.roles)

    def first(self, role: Role) -> int | None:
        places = self.roles.get(role, ())
        return places[0] if places else None


@dataclass(slots=True)
class TableReader:
    """Reads the task tables of one document; remembers the columns for a table that goes on without a head."""

    reader: Reader
    clock: Clock
    last: Columns | None = None
    _grid: tuple[Table, dict[tuple[int, int], Cell]] | None = None

    def read(self, table: Table, scope: Scope, clause: str | None) -> list[Draft]:
        columns = self._columns(table)
        if columns is None:
            return []
        self.last = columns
        drafts: list[Draft] = []
        group = clause
        for row in range(columns.rows, table.rows):
            label = self._group(table, columns, row)
            if label is not None:
                group = ".".join(part for part in (clause, label) if part) or clause
                continue
            drafts.extend(self._row(table, columns, row, scope, group))
        return drafts

    def _at(self, table: Table, row: int, column: int) -> Cell | None:
        """``Table.at`` by way of a grid that is laid out once."""
        if self._grid is None or self._grid[0] is not table:
            cells = {
                (row, column): cell
                for cell in table.cells
                for row in range(cell.row, cell.row + cell.row_span)
                for column in range(cell.column, cell.column + cell.column_span)
            }
            self._grid = (table, cells)
        cell = self._grid[1].get((row, column))
        if cell is not None and row > 0 and _DITTO.fullmatch(self.reader.folded, cell.span.start, cell.span.end):
            return self._at(table, cell.row - 1, column)
        return cell

    def _columns(self, table: Table) -> Columns | None:
        best: Columns | None = None
        for rows in range(1, min(4, table.rows) + 1):
            roles = self._roles(table, rows)
            found = Columns(roles, rows, table.columns)
            if Role.TASK in roles and _FIELD_ROLES & roles.keys():
                if best is None or found.weight > best.weight:
                    best = found
            elif best:
                break
        if best:
            return best
        if self.last and self.last.width == table.columns and table.columns > 2:
            return Columns(self.last.roles, 0, table.columns)
        return None

    def _roles(self, table: Table, rows: int) -> dict[Role, tuple[int, ...]]:
        roles: dict[Role, list[int]] = {}
        for column in range(table.columns):
            for row in range(rows - 1, -1, -1):
                cell = self._at(table, row, column)
                role = role_of(self._folded(cell)) if cell and self._folded(cell) else None
                if role:
                    roles.setdefault(role, []).append(column)
                    break
        return self._one_task({role: tuple(places) for role, places in roles.items()}, table, rows)

    def _one_task(self, roles: dict[Role, tuple[int, ...]], table: Table, rows: int) -> dict[Role, tuple[int, ...]]:
        """Of several columns that could state the work, the one with the most different words."""
        places = roles.get(Role.TASK, ())
        if len(places) > 1:
            weights = {
                c: sum(len(w) for w in {self._folded(self._at(table, r, c)) for r in range(rows, table.rows)})
                for c in places
            }
            roles[Role.TASK] = (max(places, key=lambda c: weights[c]),)
        return roles

    def _folded(self, cell: Cell | None) -> str:
        return " ".join(self.reader.folded[cell.span.start : cell.span.end].split()) if cell else ""

    def _group(self, table: Table, columns: Columns, row: int) -> str | None:
        """The label of a row that only names a group of rows; None for a row of work."""
        task_at = columns.first(Role.TASK)
        cell = self._at(table, row, task_at if task_at is not None else 0)
        words = self._folded(cell)
        wide = cell is not None and cell.column_span >= max(2, table.columns - 1)
        filled = [
            role
            for role in _FIELD_ROLES
            for c in columns.roles.get(role, ())
            if (at := self._at(table, row, c)) and at is not cell and self._folded(at)
        ]
        sequence = columns.first(Role.SEQUENCE)
        number = self._folded(self._at(table, row, sequence)) if sequence is not None else ""
        first = self._folded(self._at(table, row, 0))
        if not words and not first:
            return ""
        if wide or (
            not filled and (_SECTION.fullmatch(number) or (cell and cell.row == row and self._emphasised(cell)))
        ):
            roman = re.match(r"\W*([ivxl]+)\b", number or words)
            return roman.group(1).upper() if roman else ""
        return None

    def _emphasised(self, cell: Cell) -> bool:
        letters = [c for c in self.reader.content[cell.span.start : cell.span.end] if c.isalpha()]
        upper = len(letters) > 3 and sum(c.isupper() for c in letters) > 0.8 * len(letters)
        return upper or (bool(cell.paragraphs) and all(p.bold for p in cell.paragraphs))

    def _row(self, table: Table, columns: Columns, row: int, scope: Scope, group: str | None) -> Iterator[Draft]:
        cell = self._at(table, row, columns.first(Role.TASK) or 0)
        if cell is None or not self._folded(cell) or _NUMBER.fullmatch(self._folded(cell)):
            return
        sequence = columns.first(Role.SEQUENCE)
        number = self._number(self._at(table, row, sequence)) if sequence is not None else ""
        clause = ".".join(part for part in (group, number) if part) or None
        span = trim(self.reader.content, cell.span)
        span = Span(self._past_number(span), span.end)
        opening = self.reader.open(span)
        start = opening.start if opening.verb and opening.lead else span.start
        lead, partners, stated = self._people(table, columns, row)
        draft = Draft(
            span=Span(start, span.end),
            clause=clause,
            lead=lead if stated else opening.lead or scope.lead,
            coordinate=merged(partners, opening.partners),
            direct=self._cells(table, columns, row, Role.DIRECT, "direct.column"),
            deliverable=self._product(table, columns, row),
            funds=self._words(table, columns, row, Role.FUNDS, "funds.column"),
            rule="duty.row",
            named=bool(lead or opening.lead),
            row=stated,
            whole=cell.span,
        )
        draft.whens = self._times(table, columns, row) or chosen(self.clock.within(cell.span)) or list(scope.whens)
        yield draft

    def _past_number(self, span: Span) -> int:
        found = re.match(r"(?:\d{1,2}(?:\.\d{1,2})*[.)]|[a-z]\)|[-+•])\s+", self.reader.folded[span.start : span.end])
        return span.start + found.end() if found else span.start

    def _number(self, cell: Cell | None) -> str:
        return self.reader.content[cell.span.start : cell.span.end].strip(" .)\n") if cell else ""

    def _people(self, table: Table, columns: Columns, row: int) -> tuple[Row, Row, bool]:
        """Lead and partners, and whether the table states the lead at all."""
        lead_role = Role.LEAD if Role.LEAD in columns.roles else Role.DOER
        lead: Row = ()
        partners = self._cells(table, columns, row, Role.COORDINATE, "coordinate.column")
        stated = False
        for column in columns.roles.get(lead_role, ()):
            cell = self._at(table, row, column)
            if cell and self._folded(cell):
                stated = True
                names, more = self.assigned(cell.span, "lead.column")
                lead, partners = merged(lead, names), merged(more, partners)
        if lead_role is Role.LEAD and Role.DOER in columns.roles:
            partners = merged(self._cells(table, columns, row, Role.DOER, "coordinate.doer"), partners)
        return lead, partners, stated

    def assigned(self, span: Span, rule: str) -> tuple[Row, Row]:
        """A field that may say both: "Sở A chủ trì, phối hợp với Sở B"."""
        folded = self.reader.folded[span.start : span.end]
        if re.match(r"\W*theo (?:phan cong|nhiem vu|quy dinh|ke hoach)", folded):
            return (), ()
        if _ASSIGNED.search(folded):
            opening = self.reader.open(Span(span.start, span.end))
            if opening.lead:
                return opening.lead, opening.partners
        return listed(self.reader.content, span, rule), ()

    def _cells(self, table: Table, columns: Columns, row: int, role: Role, rule: str) -> Row:
        rows = []
        for column in columns.roles.get(role, ()):
            cell = self._at(table, row, column)
            if cell and self._folded(cell):
                rows.append(self.assigned(cell.span, rule)[0])
        return merged(*rows)

    def _words(self, table: Table, columns: Columns, row: int, role: Role, rule: str) -> Value[str] | None:
        column = columns.first(role)
        cell = self._at(table, row, column) if column is not None else None
        if cell is None or not re.search(r"\w", self._folded(cell)):
            return None
        span = trim(self.reader.content, cell.span)
        return Value(" ".join(self.reader.content[span.start : span.end].split()), span, rule, 0.95)

    def _product(self, table: Table, columns: Columns, row: int) -> Value[str] | None:
        return self._words(table, columns, row, Role.PRODUCT, "product.column")

    def _times(self, table: Table, columns: Columns, row: int) -> list[When]:
        found: list[When] = []
        for column in columns.roles.get(Role.TIME, ()):
            cell = self._at(table, row, column)
            if cell and self._folded(cell):
                found.extend(self.field_times(cell.span))
        return found

    def field_times(self, span: Span) -> list[When]:
        """The times of a field: several where several strong ones are named, else the field as a whole."""
        inside = [w for w in self.clock.within(span) if w.time.due and w.time.strength is not Strength.WEAK]
        firm = [w for w in inside if w.time.due not in ("on-demand", "continuous")]
        if len({w.time.due for w in firm}) > 1:
            return distinct(firm)
        return self.clock.cell(span) or inside[:1]
