"""What an import would do: which rows are new, which exist, where each belongs, and which cells are wrong."""

from __future__ import annotations

from dataclasses import dataclass, field

from dondoc.organisations.keys import written
from dondoc.organisations.models import Agency, Unit, UnitName
from dondoc.organisations.spreadsheets.unit_rows import CellError, UnitRow, UnitSheet, read_sheet


@dataclass(slots=True)
class UnitImport:
    """The outcome of an import, or of its rehearsal. With ``errors`` nothing was taken.

    ``waves`` are the rows to add, each with its parent: an existing unit, or a row of an earlier wave.
    """

    errors: list[CellError] = field(default_factory=list)
    waves: list[list[tuple[UnitRow, Unit | UnitRow]]] = field(default_factory=list)
    existing: list[tuple[UnitRow, Unit]] = field(default_factory=list)
    added: list[Unit] = field(default_factory=list)

    @property
    def new(self) -> list[UnitRow]:
        """The rows that are added, parents before children."""
        return [row for wave in self.waves for row, _ in wave]


def plan_units(agency: Agency, content: bytes) -> UnitImport:
    """Read and check a unit list against what exists, and write nothing. A row without a parent belongs to the agency.

    Raises Refused where the file cannot be read at all; what is wrong in cells is in ``errors``.
    """
    sheet = read_sheet(content)
    return _Planner(agency, sheet).plan()


class _Planner:
    def __init__(self, agency: Agency, sheet: UnitSheet) -> None:
        self.top = agency.unit
        self.sheet = sheet
        self.result = UnitImport(errors=list(sheet.errors))
        self.by_name: dict[str, list[Unit]] = {}
        self.by_code: dict[str, Unit] = {}
        self.children: dict[tuple[int | None, str], Unit] = {}
        for unit in Unit.objects.filter(valid_until__isnull=True):
            self.children[unit.parent_id, written(unit.name)] = unit
            if unit.code:
                self.by_code[unit.code] = unit
        names = UnitName.objects.filter(unit__valid_until__isnull=True, valid_until__isnull=True).select_related("unit")
        for name in names:
            self.by_name.setdefault(written(name.text), []).append(name.unit)
        self.rows_by_key = self._rows_by_key()

    def _rows_by_key(self) -> dict[str, list[UnitRow]]:
        rows: dict[str, list[UnitRow]] = {}
        seen: dict[tuple[str, str], UnitRow] = {}
        for row in self.sheet.rows:
            for field_name, key in (
                ("code", row.code.casefold()),
                ("name", f"{written(row.parent)}/{written(row.name)}"),
            ):
                if not key:
                    continue
                first = seen.setdefault((field_name, key), row)
                if first is not row:
                    what = "mã" if field_name == "code" else "tên đơn vị"
                    self._error(row, field_name, f"{what} đã có ở ô {first.cells[field_name]}.")
            for key in {written(row.name), written(row.code)} - {""}:
                rows.setdefault(key, []).append(row)
        return rows

    def _error(self, row: UnitRow, field_name: str, sentence: str) -> None:
        self.result.errors.append(CellError(row.cells[field_name], sentence))

    def plan(self) -> UnitImport:
        parents: dict[int, Unit | UnitRow] = {}
        for row in self.sheet.rows:
            known = self._known(row)
            if known is not None:
                self.result.existing.append((row, known))
                continue
            parent = self._parent(row)
            if parent is not None:
                parents[id(row)] = parent
        self._order(parents)
        self.result.errors = sorted(dict.fromkeys(self.result.errors), key=_place)
        return self.result

    def _known(self, row: UnitRow) -> Unit | None:
        if row.code and row.code in self.by_code:
            unit = self.by_code[row.code]
            if written(unit.name) != written(row.name):
                self._error(row, "code", f"mã đã dùng cho {unit.name}.")
            return unit
        if not row.parent and written(row.name) == written(self.top.name):
            return self.top
        parent = self.top if not row.parent else self._existing_parent(row.parent)
        return self.children.get((parent.pk, written(row.name))) if parent is not None else None

    def _existing_parent(self, name: str) -> Unit | None:
        found = {unit.pk: unit for unit in self.by_name.get(written(name), [])}
        return self.by_code.get(name) or (next(iter(found.values())) if len(found) == 1 else None)

    def _parent(self, row: UnitRow) -> Unit | UnitRow | None:
        if not row.parent:
            return self.top
        if row.parent in self.by_code:
            return self.by_code[row.parent]
        in_sheet = self.rows_by_key.get(written(row.parent), [])
        if in_sheet == [row]:
            self._error(row, "parent", "đơn vị không thể trực thuộc chính mình.")
            return None
        if len(in_sheet) == 1:
            return self._known(in_sheet[0]) or in_sheet[0]
        unit = None if in_sheet else self._existing_parent(row.parent)
        if unit is None:
            several = in_sheet or self.by_name.get(written(row.parent))
            what = "có nhiều đơn vị tên" if several else "không tìm thấy đơn vị"
            self._error(row, "parent", f"{what} “{row.parent}”" + ("; hãy ghi mã của đơn vị." if several else "."))
        return unit

    def _order(self, parents: dict[int, Unit | UnitRow]) -> None:
        """Parents before children; rows that go round in a circle are errors."""
        waiting = [row for row in self.sheet.rows if id(row) in parents]
        placed: set[int] = set()
        while waiting:
            ready = [r for r in waiting if isinstance(parents[id(r)], Unit) or id(parents[id(r)]) in placed]
            if not ready:
                break
            self.result.waves.append([(row, parents[id(row)]) for row in ready])
            placed |= {id(row) for row in ready}
            waiting = [row for row in waiting if id(row) not in placed]
        for row in waiting:
            if id(parents[id(row)]) in {id(other) for other in waiting}:
                self._error(row, "parent", "các đơn vị cấp trên đi vòng tròn.")


def _place(error: CellError) -> tuple[int, str]:
    """Errors in reading order: by row, then by column."""
    return int("".join(filter(str.isdigit, error.cell))), error.cell
