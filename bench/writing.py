"""How fast documents are written: 60 pages of Word and 50,000 rows of Excel against the bare libraries, and memory."""

from __future__ import annotations

import tempfile
import tracemalloc
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from io import BytesIO
from typing import BinaryIO

import docx
import xlsxwriter
from tests.writing.samples import DEPARTMENT, plan

from bench.figures import Figure, side_by_side
from dondoc.writing.blocks import Column, Paragraph, Row, Table
from dondoc.writing.letters.registers import incoming_register
from dondoc.writing.word import docx_bytes, write_docx
from dondoc.writing.xlsx import Sheet, write_xlsx

PARAGRAPHS = 60 * 38
ROWS = 50_000
COLUMNS = tuple(Column(f"Cột {number}") for number in range(1, 11))
SENTENCE = "Các cơ quan, đơn vị triển khai thực hiện nhiệm vụ được giao, bảo đảm tiến độ, chất lượng."


def measure() -> list[Figure]:
    return [*word(), *excel(), *memory()]


def word() -> list[Figure]:
    """Sixty pages of sentences against as many empty paragraphs of python-docx."""
    letter = replace(plan(), blocks=(Paragraph(SENTENCE),) * PARAGRAPHS, appendices=())
    ours, reference = side_by_side(lambda: docx_bytes(letter), empty_paragraphs)
    return [Figure("write: Word, 60 pages / python-docx empty", ours / reference, "ratio", 3.0)]


def empty_paragraphs() -> None:
    document = docx.Document()
    for _ in range(PARAGRAPHS):
        document.add_paragraph()
    document.save(BytesIO())


def excel() -> list[Figure]:
    """Rows of words, days and numbers against as many empty cells of XlsxWriter."""
    ours, reference = side_by_side(lambda: workbook(ROWS, BytesIO()), empty_cells, rounds=3)
    return [Figure("write: Excel, 50,000 rows / XlsxWriter empty", ours / reference, "ratio", 3.0)]


def empty_cells() -> None:
    book = xlsxwriter.Workbook(BytesIO(), {"constant_memory": True})
    sheet, look = book.add_worksheet(), book.add_format({"border": 1})
    for row in range(ROWS):
        for column in range(len(COLUMNS)):
            sheet.write_blank(row, column, None, look)
    book.close()


def rows(count: int) -> Iterator[Row]:
    day = date(2026, 1, 5)
    for at in range(count):
        yield (day, at, "Sở Tài chính", f"{at}/STC-VP", day, SENTENCE, "Văn phòng", day, None, "")


def workbook(count: int, target: BinaryIO) -> None:
    write_xlsx([Sheet("Sổ", Table(COLUMNS, rows(count)), "Sổ đăng ký")], target)


def memory() -> list[Figure]:
    """Ten times the rows must not need more memory: the peak of 20,000 rows over that of 2,000."""
    kinds: dict[str, Callable[[int, BinaryIO], None]] = {
        "Word": lambda count, target: write_docx(incoming_register(DEPARTMENT, "Năm 2026", rows(count)), target),
        "Excel": workbook,
    }
    return [
        Figure(f"write: {name}, memory of 10 x the rows", peak(write, 20_000) / peak(write, 2_000), "ratio", 1.1)
        for name, write in kinds.items()
    ]


def peak(write: Callable[[int, BinaryIO], None], count: int) -> int:
    """The most bytes that Python held at once."""
    with tempfile.TemporaryFile() as target:
        tracemalloc.start()
        write(count, target)
        most = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    return most
