"""A directive that we wrote for the tests, what is to be read out of it, and a shortcut through intake.

The directive is put together by hand here, so that these tests are about documents and not about extraction.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from dondoc.documents.actions import receive
from dondoc.documents.isolation import HereReader, Outcome, Read, Unreadable
from dondoc.documents.models import Document, Intake
from dondoc.documents.worker import work
from dondoc.extraction.directive import Citation, Directive, Duty, DutyKind, Head, Signer, Value
from dondoc.reading import ReadingError, Span, read
from tests.organisation import Office
from tests.remembered import remembered

LETTER = """ỦY BAN NHÂN DÂN                     CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
TỈNH AN PHƯỚC                       Độc lập - Tự do - Hạnh phúc

Số: {number}/UBND-KGVX              An Phước, ngày 05 tháng 10 năm 2026
V/v {subject}

Kính gửi: Sở Khoa học và Công nghệ

Thực hiện Kế hoạch số 12/KH-UBND ngày 15/01/2026 của UBND tỉnh, Chủ tịch UBND tỉnh yêu cầu:

1. Giao Phòng Bưu chính - Viễn thông và Chuyển đổi số chủ trì, phối hợp với Văn phòng Sở rà soát danh mục
phần mềm dùng chung, báo cáo Giám đốc Sở trước ngày 20/11/2026.

2. Các phòng, đơn vị thuộc Sở cập nhật số liệu hạ tầng số, gửi Văn phòng Sở chậm nhất ngày 30/11/2026.

3. Trung tâm Chuyển đổi số tổ chức tập huấn kỹ năng số cho cán bộ cấp xã trong quý IV năm 2026.

Nơi nhận:                           KT. CHỦ TỊCH
- Như trên;                         PHÓ CHỦ TỊCH
- Lưu: VT, KGVX.

                                    Đặng Thị Thu Hà
"""


def letter(number: int = 101, subject: str = "rà soát hạ tầng số năm 2026") -> bytes:
    """A công văn of UBND tỉnh An Phước with three numbered duties."""
    return LETTER.format(number=number, subject=subject).encode()


def directive_of(content: str) -> Directive:
    """What a careful official reads out of the letter: spans, rules and all."""

    def said(words: str, value: str = "", confidence: float = 0.9) -> Value[str]:
        start = content.index(words)
        return Value(value or words, Span(start, start + len(words)), "test-rule", confidence)

    number = content.split("Số: ")[1].split("/", maxsplit=1)[0]
    subject = re.split(r"[\n\t]", content.split("V/v ")[1])[0].strip()
    head = Head(
        kind=Value("Công văn", None, "test-rule", 0.8),
        code=said(f"{number}/UBND-KGVX"),
        symbol=said("UBND-KGVX"),
        issued_on=said("ngày 05 tháng 10 năm 2026", "2026-10-05"),
        issuer=Value("UBND tỉnh An Phước", None, "test-rule", 0.9),
        subject=said(subject),
        addressees=(said("Sở Khoa học và Công nghệ"),),
        signer=Value(Signer("Đặng Thị Thu Hà", "Phó Chủ tịch", "KT."), None, "test-rule", 0.9),
    )
    return Directive(head, (Citation(said("12/KH-UBND"), "2026-01-15"),), duties_of(said))


def duties_of(said) -> tuple[Duty, ...]:
    return (
        Duty(
            said("rà soát danh mục"),
            clause="1",
            lead=(said("Phòng Bưu chính - Viễn thông và Chuyển đổi số"),),
            coordinate=(said("Văn phòng Sở"),),
            direct=(Value("Đồng chí Lê Quang Vinh - Giám đốc Sở"),),
            time_text=said("trước ngày 20/11/2026"),
            due=said("trước ngày 20/11/2026", "2026-11-19"),
            confidence=0.9,
        ),
        Duty(
            said("cập nhật số liệu hạ tầng số"),
            DutyKind.REPORT,
            clause="2",
            lead=(said("Các phòng, đơn vị thuộc Sở"),),
            time_text=said("chậm nhất ngày 30/11/2026"),
            due=said("chậm nhất ngày 30/11/2026", "2026-11-30"),
        ),
        Duty(
            said("tổ chức tập huấn kỹ năng số"),
            clause="3",
            lead=(said("Trung tâm Chuyển đổi số"),),
            time_text=said("trong quý IV năm 2026"),
            due=said("trong quý IV năm 2026", "2026-10-01/2026-12-31"),
            confidence=0.6,
        ),
    )


class PaperReader:
    """Reads as a worker does, and extracts by hand."""

    def read(self, path: Path, name: str) -> Outcome:
        try:
            text = read(path.read_bytes(), name)
        except ReadingError as error:
            return Unreadable(error.reason, str(error))
        return Read(text, directive_of(text.content))

    def call(self, function: str, *arguments: Any) -> Any:
        return HereReader().call(function, *arguments)

    def close(self) -> None:
        pass


def send(office: Office, data: bytes, name: str = "cong-van.txt", who: str = "clerk") -> Intake:
    """Hand a file in as the clerk."""
    return receive(office.people[who], office.as_(who), name, data)


def read_all() -> int:
    """Let a worker read everything that waits, in this process."""
    return work(once=True, reader=PaperReader())


@remembered
def registered(office: Office, data: bytes | None = None, name: str = "cong-van.txt") -> Document:
    """Hand a file in and have it read; the document that came of it."""
    intake = send(office, data or letter(), name)
    read_all()
    intake.refresh_from_db()
    assert intake.document is not None, intake.message
    return intake.document
