"""What is tried, on what, and what counts as a failure."""

from __future__ import annotations

import resource
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from tools.fuzz.workbook import workbook

from dondoc.audit.errors import Refused
from dondoc.extraction import extract
from dondoc.extraction.contract import contract
from dondoc.forms.excel.guard import WorkbookError
from dondoc.forms.excel.reading import read_stamp
from dondoc.organisations.spreadsheets.workbook import read_rows
from dondoc.reading import ReadingError, read

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = (ROOT / "src" / "dondoc" / "sample" / "files", ROOT / "tests" / "extraction" / "corpus")
KEPT = ROOT / "var" / "fuzz"
SUFFIXES = frozenset((".docx", ".pdf", ".txt"))
SECONDS = 10.0
MEGABYTES = 500
WORKBOOK = b"xl/work"


class Seed(NamedTuple):
    name: str
    data: bytes


def seeds() -> list[Seed]:
    """The sample documents, those written for measuring, and a workbook; always in the same order."""
    paths = sorted(path for folder in FOLDERS for path in folder.rglob("*") if path.suffix in SUFFIXES)
    return [*(Seed(path.name, path.read_bytes()) for path in paths), Seed("bang.xlsx", workbook())]


def attempt(data: bytes, name: str) -> None:
    """Read a file with every reader it may be for, and extract from it. Raises whatever goes wrong beside the refusal
    that the reader promises; ``TimeoutError`` and ``MemoryError`` beyond the limits of processor time and memory."""
    began = time.process_time()
    if WORKBOOK in data:
        _rows(data)
    _document(data, name)
    if time.process_time() - began > SECONDS:
        raise TimeoutError(f"{name}: more than {SECONDS} s")
    if resource.getrusage(resource.RUSAGE_SELF).ru_maxrss > MEGABYTES * 1024:
        raise MemoryError(f"{name}: more than {MEGABYTES} MB")


def _rows(data: bytes) -> None:
    for reader, refusal in ((read_rows, Refused), (read_stamp, WorkbookError)):
        try:
            reader(data)
        except refusal as refused:
            assert str(refused)


def _document(data: bytes, name: str) -> None:
    try:
        text = read(data, name)
    except ReadingError:
        return
    size = len(text.content)
    for paragraph in text.paragraphs():
        assert 0 <= paragraph.span.start <= paragraph.span.end <= size, paragraph
    found = contract(extract(text), name)
    for start, end in _spans(found["tasks"]):
        assert 0 <= start <= end <= size, (start, end)


def _spans(tasks: Iterable[dict[str, dict[str, tuple[int, int]]]]) -> Iterator[tuple[int, int]]:
    for task in tasks:
        yield task["spans"]["text"]
