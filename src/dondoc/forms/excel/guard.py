"""A workbook from outside before anything opens it: broken, encrypted, bulging and macro-carrying files are refused."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

FILE_LIMIT = 10 * 1024 * 1024
UNPACKED_LIMIT = 100 * 1024 * 1024
PARTS_LIMIT = 2000

NOT_EXCEL = "Tệp không phải là bảng tính Excel (.xlsx). Hãy mở bằng Excel và lưu lại dưới dạng .xlsx."
BROKEN = "Tệp Excel bị hỏng, không đọc được. Hãy mở bằng Excel, lưu lại rồi thử lại."
LOCKED = "Tệp có mật khẩu hoặc là Excel cũ (.xls). Hãy bỏ mật khẩu và lưu lại dưới dạng .xlsx."
MACROS = "Tệp có chứa macro nên không được nhận. Hãy mở bằng Excel và lưu lại dưới dạng .xlsx (không macro)."
_OLE = b"\xd0\xcf\x11\xe0"
_FORMULAS = (b"<f>", b"<f ", b"<f/")
_OVERLAP = 16


class WorkbookError(Exception):
    """A workbook that cannot be taken. ``str()`` is the Vietnamese sentence that says what to do."""


@dataclass(frozen=True, slots=True)
class Contents:
    """What was seen while the parts were unpacked."""

    formulas: bool = False


def guard(content: bytes) -> Contents:
    """Look at a workbook of at most ``FILE_LIMIT`` bytes, and unpack every part once, in pieces: what a header says
    about sizes is not believed. Raises WorkbookError."""
    if not content:
        raise WorkbookError("Tệp trống.")
    if len(content) > FILE_LIMIT:
        raise WorkbookError(f"Tệp lớn hơn {FILE_LIMIT // 1024 // 1024} MB.")
    if content.startswith(_OLE):
        raise WorkbookError(LOCKED)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return _parts(archive)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError, ValueError) as error:
        raise WorkbookError(NOT_EXCEL) from error


def _parts(archive: zipfile.ZipFile) -> Contents:
    names = archive.namelist()
    if len(names) > PARTS_LIMIT or "[Content_Types].xml" not in names:
        raise WorkbookError(NOT_EXCEL)
    if any(name.casefold().endswith("vbaproject.bin") for name in names):
        raise WorkbookError(MACROS)
    total, formulas = 0, False
    for info in archive.infolist():
        tail = b""
        for piece in _pieces(archive, info):
            total += len(piece)
            if total > UNPACKED_LIMIT:
                raise WorkbookError("Tệp bung ra quá lớn. Hãy chép danh sách sang một tệp Excel mới.")
            seen = tail + piece
            if b"<!DOCTYPE" in seen or b"<!ENTITY" in seen:
                raise WorkbookError(BROKEN)
            formulas = formulas or any(mark in seen for mark in _FORMULAS)
            tail = piece[-_OVERLAP:]
    return Contents(formulas)


def _pieces(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> Iterator[bytes]:
    with archive.open(info) as part:
        while piece := part.read(1 << 16):
            yield piece
