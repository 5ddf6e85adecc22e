"""Their list beside ours: which rows differ in what, which fit no task, which of ours they do not have."""

from __future__ import annotations

import csv
import io
from datetime import date
from typing import Any

from dondoc.audit.errors import Refused
from dondoc.audit.recording import action
from dondoc.documents.actions.intake import clean_name
from dondoc.organisations.keys import folded
from dondoc.organisations.models import Person
from dondoc.organisations.policies import require
from dondoc.organisations.queries import Membership
from dondoc.organisations.spreadsheets.workbook import read_rows
from dondoc.outside.actions.mapping import locked
from dondoc.outside.fields import plain
from dondoc.outside.models import Comparison, OutsideSystem
from dondoc.outside.queries import SEND, Told, told

LARGEST = 5_000_000
MOST = 20_000
HEAD_WITHIN = 15
"""The row of titles stands among the first so many."""
NOT_COMPARED = {"report", "difficulty", "text", "id", "evidence"}
"""Fields that a system words in its own way, or that find the row."""


@action("outside.compare")
def compare(by: Person, membership: Membership, system_id: int, name: str, content: bytes) -> Comparison:
    """Compare the list that the system gave (Excel or CSV, with the titles of the mapping) with ours of today.

    A row is found by our number of the task, else by its words. Raises NotAllowed, Refused for a file that cannot be
    read or has none of the titles.
    """
    require(membership, SEND)
    system = locked(membership, system_id)
    if len(content) > LARGEST:
        raise Refused("Tệp lớn quá 5 MB; hãy bỏ hình ảnh hoặc chia thành nhiều tệp.", "file")
    rows = _rows(content)
    at, places = _head(system, rows)
    ours = list(told(system, membership.today))
    found = Comparison(system=system, name=clean_name(name), by=by)
    _match(found, system, ours, rows[at + 1 :], places)
    found.save()
    return found


def _rows(content: bytes) -> list[list[Any]]:
    if content.startswith(b"PK"):
        return read_rows(content)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Refused("Tệp phải là Excel (.xlsx) hoặc CSV mã UTF-8; hãy lưu lại rồi chọn lại.", "file") from None
    kind = csv.excel
    head = text.partition("\n")[0]
    if head.count(";") > head.count(","):
        kind = type("semicolons", (csv.excel,), {"delimiter": ";"})
    try:
        found = [list(row) for row in csv.reader(io.StringIO(text), kind)]
    except csv.Error:
        raise Refused("Không đọc được tệp CSV; hãy lưu lại rồi chọn lại.", "file") from None
    if len(found) > MOST:
        raise Refused(f"Bảng có hơn {MOST} dòng. Hãy chia thành nhiều tệp.", "file")
    return found


def _head(system: OutsideSystem, rows: list[list[Any]]) -> tuple[int, dict[int, int]]:
    """The row of titles, and for each column of ours its place in their list."""
    best: tuple[int, dict[int, int]] = (0, {})
    titles = [folded(column["title"]) for column in system.columns]
    for at, row in enumerate(rows[:HEAD_WITHIN]):
        theirs = [folded(str(cell or "")) for cell in row]
        places = {number: theirs.index(title) for number, title in enumerate(titles) if title in theirs}
        if len(places) > len(best[1]):
            best = (at, places)
    fields = {system.columns[number]["field"] for number in best[1]}
    if not fields & {"id", "text"}:
        raise Refused(
            "Không thấy cột mã nhiệm vụ hoặc nội dung nhiệm vụ như cách đặt cột; hãy kiểm tra dòng tiêu đề.", "file"
        )
    return best


def _match(
    found: Comparison, system: OutsideSystem, ours: list[Told], rows: list[list[Any]], places: dict[int, int]
) -> None:
    by_number = {f"NV-{row.task}": row for row in ours}
    by_words: dict[str, list[Told]] = {}
    for row in ours:
        by_words.setdefault(folded(row.text), []).append(row)
    columns = {system.columns[number]["field"]: place for number, place in places.items()}
    seen: set[int] = set()
    for cells in rows:
        if not any(cell not in (None, "") for cell in cells):
            continue
        number, words = _cell(cells, columns.get("id")), _cell(cells, columns.get("text"))
        same_words = by_words.get(folded(words), []) if words else []
        mine = by_number.get(number) or (same_words[0] if len(same_words) == 1 else None)
        if mine is None:
            found.unknown.append(" · ".join(part for part in (number, words) if part)[:300])
            continue
        seen.add(mine.task)
        differing = _differences(system, mine, cells, places)
        found.differences += differing
        found.same += not differing
    found.missing = [row.task for row in ours if row.task not in seen]


def _differences(system: OutsideSystem, mine: Told, cells: list[Any], places: dict[int, int]) -> list[dict[str, Any]]:
    found = []
    for number, place in places.items():
        column = system.columns[number]
        ours, theirs = plain(mine.cells[number]), _cell(cells, place)
        if column["field"] not in NOT_COMPARED and folded(ours) != folded(theirs):
            found.append(
                {
                    "task": mine.task,
                    "text": mine.text[:200],
                    "column": column["title"],
                    "ours": ours[:300],
                    "theirs": theirs[:300],
                }
            )
    return found


def _cell(cells: list[Any], place: int | None) -> str:
    if place is None or place >= len(cells):
        return ""
    value = cells[place]
    return f"{value:%d/%m/%Y}" if isinstance(value, date) else " ".join(str(value or "").split()).lstrip("'")
