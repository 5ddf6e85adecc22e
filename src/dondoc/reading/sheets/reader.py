"""Reads .xlsx: each sheet with its name and its cells as a table; what formulas came to when it was last saved."""

from __future__ import annotations

import io
import warnings
import zipfile
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any

from openpyxl import load_workbook

from dondoc.reading import zipped
from dondoc.reading.draft import DraftBlock, DraftCell, DraftParagraph, DraftTable, assemble
from dondoc.reading.errors import ReadingError, Reason
from dondoc.reading.limits import Limits
from dondoc.reading.text import Text

MOST_COLUMNS = 200
WORKBOOK = ("xl/workbook.xml", "xl/workbook.bin")


def read(data: bytes, limits: Limits) -> Text:
    """The text of a workbook. Raises ``ReadingError``: BROKEN, BOMB, ENCRYPTED, MACRO, TOO_LARGE."""
    _guard(data, limits)
    drafts: list[DraftBlock] = []
    told: list[str] = []
    left = limits.characters
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
            for sheet in book.worksheets:
                if sheet.sheet_state != "visible":
                    told.append(f"Trang tính “{sheet.title}” bị ẩn nên không được đọc.")
                    continue
                blocks, size = _blocks(sheet.iter_rows(values_only=True), left)
                left -= size
                if blocks:
                    drafts += [DraftParagraph(sheet.title, bold=True), *blocks]
    except ReadingError:
        raise
    except Exception as error:
        # A damaged workbook makes the library raise whatever it comes upon.
        raise ReadingError(Reason.BROKEN) from error
    if left < 0:
        raise ReadingError(Reason.TOO_LARGE, limit=limits.characters_label)
    return assemble(drafts, (), kind="xlsx", paged=False, warnings=told)


def _guard(data: bytes, limits: Limits) -> None:
    """Unpack every part once: a workbook that bulges, runs a program or declares entities is not given to the
    library."""
    archive = zipped.opened(data, limits)
    if zipped.has_macros(archive):
        raise ReadingError(Reason.MACRO)
    total = 0

    def spend(size: int) -> None:
        nonlocal total
        total += size
        if total > limits.unpacked:
            raise ReadingError(Reason.BOMB)

    for member in archive.infolist():
        part = zipped.unpack(archive, member, limits, spend)
        if b"<!DOCTYPE" in part or b"<!ENTITY" in part:
            raise ReadingError(Reason.BROKEN)
    _check_kind(archive)


def _check_kind(archive: zipfile.ZipFile) -> None:
    if not any(name in archive.namelist() for name in WORKBOOK):
        raise ReadingError(Reason.BROKEN)


def _blocks(rows: Iterable[tuple[Any, ...]], most: int) -> tuple[list[DraftBlock], int]:
    """A sheet without its empty rows: the titles above its table, each alone in its row, and the table; and how many
    characters these hold. Nothing for an empty sheet."""
    titles: list[DraftBlock] = []
    cells: list[DraftCell] = []
    size = columns = count = 0
    for row in rows:
        said = list(_said(row))
        if not said:
            continue
        if not cells and len(said) == 1:
            titles.append(DraftParagraph(said[0][1], bold=not titles))
            size += len(said[0][1])
            continue
        for column, words in said:
            cells.append(DraftCell(count, column, blocks=[DraftParagraph(words)]))
            columns = max(columns, column + 1)
            size += len(words)
        count += 1
        if size > most:
            break
    return [*titles, *([DraftTable(count, columns, cells, head_rows=0)] if cells else [])], size


def _said(row: tuple[Any, ...]) -> Iterator[tuple[int, str]]:
    for column, value in enumerate(row[:MOST_COLUMNS]):
        words = _words(value)
        if words:
            yield column, words


def _words(value: Any) -> str:
    """A value as a Vietnamese official writes it."""
    match value:
        case None:
            return ""
        case bool():
            return "Có" if value else "Không"
        case datetime() if (value.hour, value.minute) != (0, 0):
            return f"{value:%d/%m/%Y %H:%M}"
        case date():
            return f"{value:%d/%m/%Y}"
        case float() if value.is_integer() and abs(value) < 1e15:
            return str(int(value))
        case float():
            return f"{value:g}".replace(".", ",")
    return str(value).strip()
