"""The checker finds nothing in what we write, and each fault that is planted there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from io import BytesIO
from zipfile import ZipFile

import docx
import pytest
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.shared import Mm, Pt, RGBColor
from hypothesis import given, settings
from hypothesis import strategies as st

from dondoc.writing.check import Finding, check_layout, layout
from dondoc.writing.errors import Fault, WritingError
from dondoc.writing.letter import Letter, Regime, Urgency
from dondoc.writing.letters.opinions import request_for_opinions
from dondoc.writing.letters.report import Count, Topic, consolidated_report
from dondoc.writing.letters.slip import Given, assignment_slip
from dondoc.writing.word import docx_bytes
from tests.writing.faults import (
    Plant,
    about_on_top,
    addressee_on_top,
    appendix_goes_on,
    dashes,
    full_rule,
    letters,
    lower_signature,
    moved_place,
    page,
    page_number,
    shape,
    starting,
    style,
    underlined_motto,
    without,
    without_receivers,
    without_rule,
    without_to,
    wording,
)
from tests.writing.samples import UNITS, frame, plan, urging

LONG = Topic("Hạ tầng", tuple(f"Đã lắp đặt thiết bị tại điểm số {at}, bảo đảm vận hành ổn định." for at in range(60)))


def report() -> Letter:
    return consolidated_report(
        frame(None, symbol="BC-SKHCN", to=("Ủy ban nhân dân tỉnh",)),
        subject="Kết quả thực hiện nhiệm vụ tháng 10 năm 2026",
        opening="Thực hiện chế độ báo cáo định kỳ, Sở Khoa học và Công nghệ báo cáo như sau:",
        counts=[Count(unit, 3, 1, 2, 1) for unit in UNITS],
        topics=[LONG],
    )


def slip() -> Letter:
    return assignment_slip(
        frame(), to=UNITS[0], source="Kế hoạch số 12/KH-UBND", work=[Given("Lập danh mục")], note="Gấp"
    )


def request() -> Letter:
    day = frame().day
    return request_for_opinions(
        frame(), draft="dự thảo Quy chế", reason="Thực hiện nhiệm vụ được giao", answer_by=day, silence_agrees=True
    )


@pytest.mark.parametrize("letter", [plan(), urging(3), urging(30), report(), slip(), request()])
def test_nothing_is_found_in_what_we_write(letter: Letter) -> None:
    assert check_layout(docx_bytes(letter)) == []


@pytest.mark.parametrize(
    "letter",
    [
        replace(urging(3), urgency=Urgency.VERY_URGENT, circulation="Xem xong trả lại"),
        replace(plan(), contact="Địa chỉ: số 1 đường Lớn"),
        replace(report(), regime=Regime.PARTY),
        replace(plan(), landscape=True),
    ],
)
def test_nothing_is_found_in_variants(letter: Letter) -> None:
    assert check_layout(docx_bytes(letter)) == []


@given(st.text("ABĐƯ ăâê ", min_size=1, max_size=60).filter(str.strip), st.text("Xã Lâm", min_size=1).filter(str.strip))
@settings(max_examples=12, deadline=None)
def test_nothing_is_found_whatever_the_names(issuer: str, parent: str) -> None:
    letter = urging(2)
    assert check_layout(docx_bytes(replace(letter, issuer=replace(letter.issuer, name=issuer, parent=parent)))) == []


FAULTS: list[tuple[Callable[[], Letter], Plant, str, str]] = [
    (plan, page(left_margin=Mm(25)), "Phần trang thứ 1", "lề trái"),
    (plan, page(right_margin=Mm(25)), "Phần trang thứ 1", "lề phải"),
    (plan, page(top_margin=Mm(15)), "Phần trang thứ 1", "lề trên"),
    (plan, page(bottom_margin=Mm(30)), "Phần trang thứ 1", "lề dưới"),
    (plan, page(page_width=Mm(216), page_height=Mm(279)), "Phần trang thứ 1", "khổ giấy"),
    (report, page_number("left"), "Số trang", "vị trí"),
    (report, page_number("bottom"), "Số trang", "vị trí"),
    (report, page_number("first"), "Số trang", "trang thứ nhất"),
    (report, page_number("start"), "Số trang", "số bắt đầu"),
    (report, page_number("roman"), "Số trang", "chữ số"),
    (report, style("NĐ30 Số trang", size=Pt(11)), "Số trang", "cỡ chữ"),
    (report, style("NĐ30 Số trang", bold=True), "Số trang", "kiểu chữ"),
    (plan, appendix_goes_on, "Phụ lục I", "số trang"),
    (plan, style("NĐ30 Nội dung", name="Arial"), "chỗ", "phông chữ"),
    (plan, letters("KẾ HOẠCH", size=Pt(16)), "Tên loại", "cỡ chữ"),
    (plan, letters("CỘNG HÒA", size=Pt(14)), "Quốc hiệu", "cỡ chữ"),
    (plan, letters("CỘNG HÒA", bold=False), "Quốc hiệu", "kiểu chữ"),
    (plan, wording("CỘNG HÒA", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIÊT NAM"), "Quốc hiệu", "nội dung"),
    (plan, without("CỘNG HÒA"), "Quốc hiệu", "thành phần"),
    (plan, wording("Độc lập", "Độc lập-Tự do-Hạnh phúc"), "Tiêu ngữ", "nội dung"),
    (plan, without("Độc lập"), "Tiêu ngữ", "thành phần"),
    (plan, shape("Độc lập", space_before=Pt(12)), "Tiêu ngữ", "khoảng cách với Quốc hiệu"),
    (plan, without_rule(1), "Tiêu ngữ", "đường kẻ ngang bên dưới"),
    (plan, underlined_motto, "Tiêu ngữ", "đường kẻ ngang bên dưới"),
    (plan, dashes, "Tiêu ngữ", "đường kẻ ngang bên dưới"),
    (plan, full_rule(0), "Tên cơ quan ban hành", "độ dài đường kẻ"),
    (plan, without_rule(0), "Tên cơ quan ban hành", "đường kẻ ngang bên dưới"),
    (plan, letters("ỦY BAN", size=Pt(14)), "Tên cơ quan ban hành", "cỡ chữ"),
    (plan, full_rule(2), "Trích yếu", "độ dài đường kẻ"),
    (plan, wording("Số:", "Số: 5/KH-UBND"), "Số, ký hiệu", "số nhỏ hơn 10"),
    (plan, wording("Số:", "Số 12/KH-UBND"), "Số, ký hiệu", "cách ghi"),
    (plan, letters("Số:", bold=True), "Số, ký hiệu", "kiểu chữ"),
    (plan, without("Số:"), "Số, ký hiệu", "thành phần"),
    (plan, wording("Bình Lâm", "Bình Lâm, ngày 5 tháng 1 năm 2026"), "Địa danh, thời gian", "cách ghi ngày, tháng"),
    (plan, wording("Bình Lâm", "Bình Lâm, ngày 05 tháng 03 năm 2026"), "Địa danh, thời gian", "cách ghi ngày, tháng"),
    (plan, letters("Bình Lâm", italic=False), "Địa danh, thời gian", "kiểu chữ"),
    (plan, shape("KẾ HOẠCH", alignment=ALIGN.LEFT), "Tên loại", "vị trí"),
    (plan, letters("Phát triển", bold=False), "Trích yếu", "kiểu chữ"),
    (urging, letters("V/v", size=Pt(14)), "Trích yếu công văn", "cỡ chữ"),
    (urging, letters("V/v", italic=True), "Trích yếu công văn", "kiểu chữ"),
    (urging, shape("V/v", space_before=Pt(0)), "Trích yếu công văn", "khoảng cách với số, ký hiệu"),
    (urging, shape("V/v", alignment=ALIGN.LEFT), "Trích yếu công văn", "vị trí"),
    (urging, without("V/v"), "Tên loại, trích yếu", "thành phần"),
    (urging, wording(f"- {UNITS[2]}", f"- {UNITS[2]};"), "Kính gửi", "cuối dòng cuối"),
    (urging, wording(f"- {UNITS[0]}", f"- {UNITS[0]}"), "Kính gửi", "cuối dòng"),
    (urging, letters("Kính gửi", bold=True), "Kính gửi", "kiểu chữ"),
    (plan, letters("Căn cứ Luật", italic=False), "Căn cứ", "kiểu chữ"),
    (plan, wording("Căn cứ Luật", "Căn cứ Luật Tổ chức,"), "Căn cứ", "cuối dòng"),
    (plan, letters("Các cơ quan triển khai", size=Pt(12)), "Nội dung", "cỡ chữ"),
    (plan, shape("Các cơ quan triển khai", alignment=ALIGN.LEFT), "Nội dung", "canh lề"),
    (plan, shape("Các cơ quan triển khai", first_line_indent=Mm(0)), "Nội dung", "lùi đầu dòng"),
    (plan, shape("Các cơ quan triển khai", line_spacing=2.0), "Nội dung", "giãn dòng"),
    (plan, shape("III. TỔ CHỨC", space_after=Pt(0)), "Nội dung", "khoảng cách giữa các đoạn"),
    (plan, wording("Các cơ quan triển khai", "Các cơ quan triển khai."), "Nội dung", "kết thúc"),
    (plan, letters("TM.", bold=False), "Quyền hạn, chức vụ người ký", "kiểu chữ"),
    (plan, wording("TM.", "TM ỦY BAN NHÂN DÂN"), "Quyền hạn người ký", "cách ghi"),
    (plan, shape("TM.", alignment=ALIGN.LEFT), "Quyền hạn, chức vụ người ký", "vị trí"),
    (plan, wording("Trần Văn", "TS. Trần Văn Khải"), "Họ tên người ký", "cách ghi"),
    (plan, wording("Trần Văn", "TRẦN VĂN KHẢI"), "Họ tên người ký", "loại chữ"),
    (plan, without("Trần Văn"), "Họ tên người ký", "thành phần"),
    (plan, letters("Nơi nhận", size=Pt(11)), "Nơi nhận", "cỡ chữ"),
    (plan, letters("Nơi nhận", italic=False), "Nơi nhận", "kiểu chữ"),
    (plan, wording("Nơi nhận", "Nơi nhận"), "Nơi nhận", "cách ghi"),
    (plan, letters("- Các sở", size=Pt(12)), "Danh sách nơi nhận", "cỡ chữ"),
    (plan, wording("- Các sở", "- Các sở, ban, ngành"), "Nơi nhận", "cuối dòng"),
    (plan, wording("- Lưu", "- Lưu: VT, KT"), "Nơi nhận", "dòng cuối"),
    (urging, wording("- Như trên", "- Giám đốc;"), "Nơi nhận", "dòng đầu"),
    (plan, without("Nơi nhận"), "Nơi nhận", "thành phần"),
    (plan, wording("Phụ lục II", "Phụ lục 2"), "Phụ lục 2", "số thứ tự"),
    (plan, shape("Phụ lục I", alignment=ALIGN.LEFT), "Phụ lục I", "vị trí"),
    (plan, letters("Phụ lục I", size=Pt(13)), "Từ “Phụ lục”", "cỡ chữ"),
    (plan, wording("DANH MỤC", "Danh mục nhiệm vụ"), "Tên phụ lục", "loại chữ"),
    (plan, letters("(Kèm theo", italic=False), "Dòng kèm theo văn bản", "kiểu chữ"),
    (report, addressee_on_top, "Kính gửi", "thứ tự"),
    (urging, without_to, "Kính gửi", "thành phần"),
    (urging, wording("Kính gửi", "Kính gửi"), "Kính gửi", "cách ghi"),
    (plan, wording("Căn cứ Nghị quyết", "Căn cứ Nghị quyết;"), "Căn cứ", "cuối dòng cuối"),
    (plan, without_receivers, "Nơi nhận", "danh sách"),
    (plan, lower_signature, "Nơi nhận", "vị trí"),
    (plan, moved_place, "Địa danh, thời gian", "vị trí"),
    (urging, about_on_top, "Trích yếu công văn", "vị trí"),
    (plan, without("Phát triển"), "Trích yếu", "thành phần"),
]  # fmt: skip


@cache
def written(letter: Callable[[], Letter]) -> bytes:
    return docx_bytes(letter())


def planted(letter: Callable[[], Letter], plant: Plant) -> list[Finding]:
    document = docx.Document(BytesIO(written(letter)))
    plant(document)
    out = BytesIO()
    document.save(out)
    return check_layout(out.getvalue())


@pytest.mark.parametrize(("letter", "plant", "where", "what"), FAULTS)
def test_a_planted_fault_is_found(letter: Callable[[], Letter], plant: Plant, where: str, what: str) -> None:
    found = planted(letter, plant)
    assert [finding for finding in found if where in finding.where and finding.what == what], list(map(str, found))


def test_colour_is_found() -> None:
    found = planted(plan, blue)
    assert [(finding.what, finding.found) for finding in found] == [("màu chữ", "#0000FF")]


def blue(document: Document) -> None:
    starting(document, "KẾ HOẠCH").runs[0].font.color.rgb = RGBColor(0, 0, 255)


def test_a_finding_says_what_is_wrong_and_where_the_rule_is() -> None:
    found = planted(plan, letters("KẾ HOẠCH", size=Pt(16)))
    assert [str(finding) for finding in found] == [
        "Tên loại “KẾ HOẠCH” - cỡ chữ: 16 pt (quy định: 13 - 14 pt; Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II.5.b)"
    ]


def test_an_empty_document_lacks_everything_and_does_not_break() -> None:
    out = BytesIO()
    docx.Document().save(out)
    assert {finding.what for finding in check_layout(out.getvalue())} >= {"thành phần"}


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"%PDF-1.7", docx_bytes(urging(1))[:3000]])
def test_what_is_no_docx_is_refused_in_words(data: bytes) -> None:
    with pytest.raises(WritingError, match=r"\.docx") as refused:
        check_layout(data)
    assert refused.value.fault is Fault.NOT_DOCX


def test_a_zip_without_a_document_is_refused() -> None:
    out = BytesIO()
    with ZipFile(out, "w") as archive:
        archive.writestr("a.txt", "x")
    with pytest.raises(WritingError):
        check_layout(out.getvalue())


def test_what_unpacks_to_too_much_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(layout, "LARGEST", 1000)
    with pytest.raises(WritingError):
        check_layout(written(plan))
