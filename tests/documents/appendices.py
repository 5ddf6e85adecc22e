"""Letters with appendices, taken in together."""

from __future__ import annotations

import io
from pathlib import Path

from openpyxl import Workbook

import dondoc.sample
from dondoc.documents.actions import receive_together
from dondoc.documents.isolation import HereReader
from dondoc.documents.models import Document
from dondoc.documents.worker import work
from tests.documents.papers import letter
from tests.organisation import Office
from tests.reading.docx_files import cell, docx, paragraph, row, table

PAGES = Path(dondoc.sample.__file__).parent / "files" / "04-thong-bao-ket-luan.pdf"
ROWS = (
    ("STT", "Nhiệm vụ", "Đơn vị chủ trì", "Đơn vị phối hợp", "Thời hạn hoàn thành", "Sản phẩm"),
    (1, "Xây dựng kho học liệu số dùng chung", "Trung tâm Chuyển đổi số", "Văn phòng Sở", "15/11/2026", "Kho học liệu"),
    (2, "Nâng cấp cổng dữ liệu mở", "Phòng Bưu chính - Viễn thông và Chuyển đổi số", "", "30/11/2026", "Cổng dữ liệu"),
)
DRAFT = """DỰ THẢO
KẾ HOẠCH
Chuyển đổi số năm 2027
I. NHIỆM VỤ
1. Văn phòng Sở chủ trì lắp đặt màn hình tại các phòng họp, hoàn thành trước ngày 01/3/2027.
"""


def workbook(*rows: tuple[object, ...]) -> bytes:
    book, stream = Workbook(), io.BytesIO()
    book.active.title = "Phân công"
    book.active.append(["PHỤ LỤC PHÂN CÔNG NHIỆM VỤ"])
    book.active.append(["(Kèm theo Công văn số 101/UBND-KGVX ngày 05/10/2026)"])
    for values in rows or ROWS:
        book.active.append(values)
    book.save(stream)
    return stream.getvalue()


def plan(*rows: tuple[str, ...]) -> bytes:
    words = (
        paragraph("PHỤ LỤC II"),
        paragraph("PHÂN CÔNG NHIỆM VỤ"),
        table(*(row(*(cell(paragraph(one)) for one in words)) for words in rows)),
    )
    return docx("".join(words))


def taken_in(office: Office, *files: tuple[str, bytes]) -> Document:
    intake = receive_together(office.people["clerk"], office.as_("clerk"), files)
    work(once=True, reader=HereReader())
    intake.refresh_from_db()
    assert intake.document is not None, intake.message
    return intake.document


def said(document: Document) -> list[str]:
    """The tasks of a document, each as the words in its text that it points at."""
    content = Document.objects.get(pk=document.pk).text.content
    return [content[task.start : task.end] for task in document.tasks.order_by("start")]


def with_two_appendices(office: Office) -> Document:
    """A letter with a workbook and a Word file behind it."""
    more = ("STT", "Nhiệm vụ", "Chủ trì", "Thời gian"), ("1", "Rà soát mạng nội bộ", "Văn phòng Sở", "20/12/2026")
    files = ("cong van.txt", letter()), ("Phu luc I.xlsx", workbook()), ("Phu luc II.docx", plan(*more))
    return taken_in(office, *files)
