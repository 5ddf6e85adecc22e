"""The head of a document: what a register needs."""

from __future__ import annotations

import pytest

from tests.extraction.reading import directive, letter, names


def test_a_letter_is_read_whole() -> None:
    head = directive(letter("1. Phòng Quản lý lữ hành rà soát danh sách hướng dẫn viên.")).head
    assert head.kind and head.kind.value == "Công văn"
    assert head.code and head.code.value == "415/SDL-VP"
    assert head.issued_on and head.issued_on.value == "2026-03-12"
    assert head.issuer and head.issuer.value == "Sở Du lịch"
    assert head.subject and head.subject.value == "chuẩn bị mùa lễ hội"
    assert names(head.addressees) == ["Phòng Quản lý lữ hành", "Trung tâm Xúc tiến du lịch"]
    assert head.signer and head.signer.value.name == "Trần Minh Khôi"
    assert head.signer.value.title == "Phó giám đốc"
    assert head.signer.value.capacity == "KT."
    assert names(head.recipients) == ["Như trên", "Lưu: VT, VP"]


@pytest.mark.parametrize(
    ("printed", "code", "symbol"),
    [
        ("Số: 415/SDL-VP", "415/SDL-VP", "SDL-VP"),
        ("Số:       /SDL-VP", None, "SDL-VP"),
        ("Số: 12 / SDL - VP", "12/SDL-VP", "SDL-VP"),
        ("Số 63-KH/TU", "63-KH/TU", "KH/TU"),
        ("Số: 07/2026/QĐ-UBND", "07/2026/QĐ-UBND", "QĐ-UBND"),
    ],
)
def test_number_and_symbol_are_read_as_printed(printed: str, code: str | None, symbol: str) -> None:
    head = directive(letter("1. Phòng Quản lý lữ hành rà soát.").replace("Số: 415/SDL-VP", printed)).head
    assert (head.code.value if head.code else None) == code
    assert head.symbol and head.symbol.value == symbol


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("ngày 12 tháng 3 năm 2026", "2026-03-12"),
        ("ngày      tháng 3 năm 2026", "2026-03"),
        ("ngày      tháng      năm 2026", "2026"),
    ],
)
def test_the_date_is_as_precise_as_printed(printed: str, value: str) -> None:
    head = directive(letter("1. Phòng Quản lý lữ hành rà soát.").replace("ngày 12 tháng 3 năm 2026", printed)).head
    assert head.issued_on and head.issued_on.value == value


def test_a_lost_head_is_filled_from_the_text() -> None:
    words = """Kính gửi: Các phòng, đơn vị thuộc Sở

Thực hiện Công văn số 31/UBND-VX ngày 05/5/2026 của UBND tỉnh, Giám đốc Sở Du lịch có ý kiến như sau:

1. Phòng Quản lý lữ hành rà soát, tổng hợp danh sách cơ sở lưu trú.
"""
    found = directive(words)
    assert found.head.code is None and found.head.symbol is None and found.head.issued_on is None
    assert found.head.issuer and found.head.issuer.value == "Sở Du lịch"
    assert found.head.kind and found.head.kind.value == "Công văn"
    assert [citation.code.value for citation in found.citations] == ["31/UBND-VX"]


def test_its_own_number_is_no_citation_and_each_code_stands_once() -> None:
    body = "1. Phòng Quản lý lữ hành thực hiện Kế hoạch số 88/KH-UBND ngày 02/3/2026 và Quyết định số 9/QĐ-SDL."
    found = directive(letter(body))
    assert [citation.code.value for citation in found.citations] == ["88/KH-UBND", "9/QĐ-SDL"]
    assert found.citations[0].issued_on == "2026-03-02"
    assert found.citations[0].issuer == "UBND tỉnh"


def test_a_telegram_names_its_addressees_behind_dien():
    found = directive(
        "CHỦ TỊCH\nỦY BAN NHÂN DÂN\nTỈNH AN PHƯỚC\nSố: 9/CĐ-UBND\n\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
        "Độc lập - Tự do - Hạnh phúc\nAn Phước, ngày 02 tháng 9 năm 2026\n\nCÔNG ĐIỆN\nVề việc ứng phó triều cường\n"
        "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH AN PHƯỚC ĐIỆN:\n\n- Giám đốc các sở;\n- Công ty Cấp nước An Phước.\n\n"
        "Theo bản tin sáng nay, triều cường sẽ vượt báo động 3 từ ngày 05/9/2026. Chủ tịch UBND tỉnh yêu cầu:\n\n"
        "1. Công ty Cấp nước An Phước kiểm tra các trạm bơm.\n"
    )
    assert names(found.head.addressees) == ["Giám đốc các sở", "Công ty Cấp nước An Phước"]


def test_a_symbol_beside_the_place_keeps_its_letters():
    found = directive(
        "BỘ TƯ PHÁP CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSố: 88 /QĐ-BTP Hà Nội, ngày 07 tháng 5 năm 2026\n\n"
        "QUYẾT ĐỊNH\nVề việc ban hành Quy chế lưu trữ\n\nĐiều 1. Ban hành kèm theo Quyết định này Quy chế lưu trữ.\n"
    )
    assert found.head.code and found.head.code.value == "88/QĐ-BTP"


@pytest.mark.parametrize("mark", ["KHẨN", "HỎA TỐC", "THƯỢNG KHẨN"])
def test_a_mark_of_urgency_is_no_part_of_the_subject(mark: str) -> None:
    head = directive(letter("1. Phòng Quản lý lữ hành rà soát.").replace("Kính gửi", f"{mark}\n\nKính gửi", 1)).head
    assert head.subject and head.subject.value == "chuẩn bị mùa lễ hội"
    assert head.urgency and head.urgency.value.upper() == mark
