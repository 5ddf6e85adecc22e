"""The documents whose pictures are kept, and how a picture is made: Word → PDF by LibreOffice → small grey pages.

``python -m tests.writing.golden`` takes the pictures again; look at them before they are committed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from ctypes import c_int, create_string_buffer
from dataclasses import dataclass, replace
from datetime import date
from io import BytesIO
from pathlib import Path

import numpy as np
import pypdfium2
from PIL import Image
from pypdfium2 import raw

from dondoc.writing.letter import Appendix, Letter, Listing
from dondoc.writing.letters.chasing import chasing_letter
from dondoc.writing.letters.opinions import request_for_opinions
from dondoc.writing.letters.plan import Planned, plan_document
from dondoc.writing.letters.registers import outgoing_register
from dondoc.writing.letters.report import Count, Topic, consolidated_report, four_cells
from dondoc.writing.letters.slip import Given, assignment_slip
from dondoc.writing.pdf import to_pdf
from dondoc.writing.word import docx_bytes
from tests.writing.samples import DEPARTMENT, UNITS, frame, urging

FOLDER = Path(__file__).with_name("golden")
MM = 25.4 / 72
"""Millimetres a point."""
DPI = 40
"""Enough to see every line as a grey stroke, too little for the letters of one font to differ from another's."""

COUNTS = [Count(f"Ủy ban nhân dân xã Mẫu {at:02d}", at % 7, at % 3, at % 5, at % 2) for at in range(1, 61)]


def report() -> Letter:
    """A report of some pages, with a table in the text and two appendices across the page."""
    table = four_cells(COUNTS)
    return consolidated_report(
        frame(symbol="BC-SKHCN", to=("Ủy ban nhân dân tỉnh Bình Lâm",)),
        subject="Kết quả thực hiện nhiệm vụ được giao tháng 9 năm 2026",
        opening="Sở Khoa học và Công nghệ báo cáo kết quả thực hiện tháng 9 năm 2026 như sau:",
        counts=[replace(one, unit=unit) for one, unit in zip(COUNTS, UNITS, strict=False)],
        topics=[
            Topic(
                "Hạ tầng số",
                tuple(
                    f"Đã lắp đặt thiết bị tại điểm phục vụ số {at}, bàn giao cho đơn vị sử dụng (HTS)."
                    for at in range(1, 19)
                ),
            ),
            Topic("Dữ liệu", ("Rà soát, chuẩn hóa danh mục dữ liệu dùng chung của ngành (QLCN; VP).",)),
        ],
        late=["Cập nhật danh mục thiết bị dùng chung: chờ kết quả kiểm kê (hạn 25/9/2026, đạt 80%)."],
        difficulties=["Đường truyền tại hai trụ sở mới chưa ổn định."],
        next_steps=["Hoàn thành kiểm kê thiết bị (hạn 20/10/2026)."],
        proposals=["Bố trí kinh phí duy trì đường truyền dự phòng."],
        appendices=(
            Appendix("Kết quả thực hiện nhiệm vụ theo đơn vị", (table,), landscape=True),
            Appendix("Đơn vị còn nhiệm vụ quá hạn", (four_cells(COUNTS[:5]),), landscape=True),
        ),
    )


def plan() -> Letter:
    tasks = [
        Planned(
            f"Xây dựng hệ thống thử nghiệm số {at}",
            UNITS[at % 3],
            "Văn phòng Sở",
            "Hệ thống vận hành",
            "Quý II năm 2027",
            f"{'I. Hạ tầng' if at < 9 else 'II. Dữ liệu'}",
        )
        for at in range(1, 26)
    ]
    return plan_document(
        frame(symbol="KH-SKHCN", to=()), plan="Kế hoạch phát triển hạ tầng dùng chung năm 2027", tasks=tasks
    )


def slip() -> Letter:
    work = [
        Given(f"Khảo sát hiện trạng điểm phục vụ số {at}", "Báo cáo khảo sát", "Văn phòng Sở", date(2026, 10, 20 + at))
        for at in range(1, 6)
    ]
    return assignment_slip(
        frame(symbol="PGV-SKHCN", to=()),
        to="Phòng Hạ tầng số",
        source="Kế hoạch số 12/KH-UBND",
        work=work,
        note="Làm ngay.",
    )


def opinions() -> Letter:
    return request_for_opinions(
        frame(),
        draft="dự thảo Quy chế quản lý thiết bị dùng chung",
        reason="Thực hiện nhiệm vụ được giao",
        answer_by=date(2026, 10, 20),
    )


def chasing() -> Letter:
    names = [f"Ủy ban nhân dân xã Mẫu {at:02d}" for at in range(1, 12)]
    return chasing_letter(
        frame(),
        names=names,
        about="Nhu cầu thiết bị năm 2027",
        source="Công văn số 05/SKHCN-VP",
        due_on=date(2026, 10, 1),
        answer_by=date(2026, 10, 8),
    )


def register() -> Listing:
    rows = [
        (
            f"{at:02d}/SKHCN-VP",
            date(2026, 9, 1 + at % 28),
            "Công văn về việc cung cấp số liệu",
            "Lê Minh Thảo",
            "Các phòng",
            "VT, VP",
            3,
            date(2026, 9, 28),
            "",
            "",
        )
        for at in range(1, 31)
    ]
    return outgoing_register(DEPARTMENT, "Từ ngày 01/9/2026 đến ngày 30/9/2026", rows)


DOCUMENTS: dict[str, Callable[[], Letter | Listing]] = {
    "bao-cao": report,
    "don-doc": urging,
    "don-doc-tra-loi": chasing,
    "ke-hoach": plan,
    "phieu-giao-viec": slip,
    "so-van-ban-di": register,
    "xin-y-kien": opinions,
}


def printed(name: str) -> bytes:
    """The document as PDF. Raises WritingError where LibreOffice fails."""
    return to_pdf(docx_bytes(DOCUMENTS[name]()))


def pictures(pdf: bytes) -> Iterator[Image.Image]:
    """The pages as small grey pictures."""
    document = pypdfium2.PdfDocument(pdf)
    for page in document:
        yield page.render(scale=DPI / 72, grayscale=True).to_pil().convert("L")


@dataclass(frozen=True, slots=True)
class Word:
    """A word on paper: its box in mm from the left upper corner, its size in points, its font."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    size: float
    font: str


@dataclass(frozen=True, slots=True)
class Page:
    """A page: width and height in mm, and its words."""

    width: float
    height: float
    words: list[Word]


def read_pages(pdf: bytes) -> list[Page]:
    """The pages of a PDF with their words."""
    found = []
    for page in pypdfium2.PdfDocument(pdf):
        width, height = page.get_size()
        found.append(Page(width * MM, height * MM, list(_words(page.get_textpage(), height))))
    return found


def _words(text: pypdfium2.PdfTextPage, height: float) -> Iterator[Word]:
    letters: list[int] = []
    for at in range(text.count_chars() + 1):
        if at < text.count_chars() and not text.get_text_range(at, 1).isspace():
            letters.append(at)
        elif letters:
            boxes = [text.get_charbox(one) for one in letters]
            name = create_string_buffer(120)
            raw.FPDFText_GetFontInfo(text, letters[0], name, 120, c_int())
            yield Word(
                "".join(text.get_text_range(one, 1) for one in letters),
                min(box[0] for box in boxes) * MM,
                (height - max(box[3] for box in boxes)) * MM,
                max(box[2] for box in boxes) * MM,
                (height - min(box[1] for box in boxes)) * MM,
                raw.FPDFText_GetFontSize(text, letters[0]),
                name.value.decode("utf-8", "replace"),
            )
            letters = []


def strip(pdf: bytes) -> Image.Image:
    """All pages side by side, each at the top, on white."""
    pages = list(pictures(pdf))
    whole = Image.new("L", (sum(page.width for page in pages), max(page.height for page in pages)), 255)
    at = 0
    for page in pages:
        whole.paste(page, (at, 0))
        at += page.width
    return whole


def unlike(one: Image.Image, other: Image.Image, block: int = 8) -> float:
    """The share of squares in which the ink differs by more than a third of black, 0 to 1; pictures of other sizes are
    wholly unlike."""
    if one.size != other.size:
        return 1.0
    inks = [_ink(picture, block) for picture in (one, other)]
    marked = (inks[0] > 0.02) | (inks[1] > 0.02)
    return float((np.abs(inks[0] - inks[1])[marked] > 0.15).mean()) if marked.any() else 0.0


def _ink(picture: Image.Image, block: int) -> np.ndarray:
    """How black each square is, 0 to 1."""
    grey = 1 - np.asarray(picture, dtype=float) / 255
    high, wide = (size // block for size in grey.shape)
    return grey[: high * block, : wide * block].reshape(high, block, wide, block).mean(axis=(1, 3))


def main() -> None:
    FOLDER.mkdir(exist_ok=True)
    for name in DOCUMENTS:
        out = BytesIO()
        strip(printed(name)).quantize(8).save(out, "PNG", optimize=True)
        (FOLDER / f"{name}.png").write_bytes(out.getvalue())


if __name__ == "__main__":
    main()
