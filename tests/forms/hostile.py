"""Workbooks that were made to do harm or were taken apart: each turns a good one into a bad one."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

from openpyxl import Workbook, load_workbook

BOMB = 3 * 1024 * 1024
"""Bytes that the bomb unpacks to; tests lower the limit to less."""


def changed(content: bytes, change: Callable[[Workbook], None]) -> bytes:
    """A workbook after a change."""
    book = load_workbook(io.BytesIO(content))
    change(book)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def with_parts(content: bytes, **parts: bytes) -> bytes:
    """A workbook with more parts in its package."""
    out = io.BytesIO(content)
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(f"xl/{name}", part)
    return out.getvalue()


def _another_sheet(content: bytes, sheet: str) -> bytes:
    return changed(content, lambda book: setattr(book[sheet], "title", "Sheet1"))


def _merged_heads(content: bytes, sheet: str) -> bytes:
    return changed(content, lambda book: book[sheet].merge_cells("A1:D8"))


def _a_million_rows(content: bytes, sheet: str) -> bytes:
    return changed(content, lambda book: book[sheet].cell(1_048_576, 1, "x"))


def _formulas(content: bytes, sheet: str) -> bytes:
    return changed(content, lambda book: book[sheet].cell(4, 1, '=HYPERLINK("http://a.example","x")'))


HOSTILE: dict[str, Callable[[bytes, str], bytes]] = {
    "empty": lambda content, sheet: b"",
    "text": lambda content, sheet: b"TT;Ten\n1;x",
    "old or locked": lambda content, sheet: b"\xd0\xcf\x11\xe0" + b"0" * 600,
    "cut off": lambda content, sheet: content[: len(content) // 2],
    "macros": lambda content, sheet: with_parts(content, **{"vbaProject.bin": b"x"}),
    "entities": lambda content, sheet: with_parts(content, **{"a.xml": b'<!DOCTYPE a [<!ENTITY b "c">]><a/>'}),
    "a bomb": lambda content, sheet: with_parts(content, **{"bomb.xml": b"0" * (BOMB)}),
    "another sheet": _another_sheet,
    "merged heads": _merged_heads,
    "a million rows": _a_million_rows,
    "formulas without a result": _formulas,
}
"""Kind of harm → (a good workbook, the sheet to be filled in) → the bad one."""
