"""A unit's form of a report, filled in with LibreOffice, comes back through the page."""

from __future__ import annotations

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import load_workbook

from dondoc import libreoffice
from dondoc.reports.models import Heading, ReportPeriod
from tests.office import typed
from tests.organisation import Office
from tests.reports.work import part
from tests.web.conftest import SignIn
from tests.web.test_reports import in_november, period  # noqa: F401

pytestmark = [
    pytest.mark.load,
    pytest.mark.skipif(libreoffice.program() is None, reason="LibreOffice is not installed"),
]


def test_the_form_comes_back_from_libreoffice(signed_in: SignIn, period: ReportPeriod, office: Office) -> None:  # noqa: F811
    report, client = part(period, office, "telecom"), signed_in("officer")
    address = reverse("rounds:answer", args=[report.addressee_id])
    book = client.get(f"{address}?dang=excel").content
    front, table = load_workbook(BytesIO(book)).sheetnames[:2]
    sheet = load_workbook(BytesIO(book))[table]
    first = next(row[0].row for row in sheet.iter_rows() if row[0].value == "Mã (giữ nguyên)") + 1
    number = next(row[0].row for row in load_workbook(BytesIO(book))[front].iter_rows() if _is_measure(row[0].value))
    new = first + report.passages.count()
    cells = {
        (table, f"C{first}"): "Đã nâng cấp 03 điểm, gõ trong LibreOffice.",
        (table, f"B{new}"): "Mục lạ",
        (table, f"C{new}"): "Việc thêm",
        (front, f"B{number}"): "ba lớp",
    }

    def sent(content: bytes) -> str:
        file = SimpleUploadedFile("phieu.xlsx", content)
        return client.post(address, {"step": "excel", "file": file}, follow=True).content.decode()

    page = sent(typed(book, cells))
    assert f"{table}!B{new}" in page and f"{front}!B{number}" in page, "every wrong cell by its place"
    passage = report.passages.first()
    passage.refresh_from_db()
    assert "LibreOffice" not in passage.text, "nothing is half taken in"
    right = {(table, f"B{new}"): Heading.NEXT.label, (front, f"B{number}"): 3}
    assert "Đã nhập từ tệp Excel" in sent(typed(book, cells | right))
    passage.refresh_from_db()
    assert passage.text == "Đã nâng cấp 03 điểm, gõ trong LibreOffice."
    assert report.passages.filter(heading=Heading.NEXT, text="Việc thêm").exists()
    assert report.values.get().value == 3


def _is_measure(words: object) -> bool:
    return isinstance(words, str) and words.startswith("Số lớp tập huấn")
