"""Unit lists from Excel: everything or nothing, and one clear sentence for each wrong cell or file."""

import io
import zipfile
from datetime import date

import pytest
import xlsxwriter

from dondoc.audit.errors import NotAllowed, Refused
from dondoc.organisations import actions
from dondoc.organisations.models import Unit, UnitAncestry, UnitKind
from dondoc.organisations.spreadsheets.workbook import cell_name
from dondoc.organisations.spreadsheets.writing import template, unit_list
from tests.organisation import TODAY, Office

HEAD = ["TÊN ĐƠN VỊ", "Viết tắt", "Tên khác", "Loại", "Đơn vị cấp trên", "Mã", "Hiệu lực từ"]


def book(*rows: list[object], head: list[str] = HEAD) -> bytes:
    buffer = io.BytesIO()
    workbook = xlsxwriter.Workbook(buffer, {"in_memory": True, "default_date_format": "dd/mm/yyyy"})
    sheet = workbook.add_worksheet()
    for at, row in enumerate([["Danh sách đơn vị"], [], head, *rows]):
        sheet.write_row(at, 0, row)
    workbook.close()
    return buffer.getvalue()


def test_rows_become_units_in_any_order(office: Office) -> None:
    content = book(
        ["Đội Giải pháp", "", "", "", "Trung tâm Dữ liệu", "", ""],
        ["Trung tâm Dữ liệu", "TTDL", "Trung tâm Dữ liệu số; TT Dữ liệu", "", "", "K01", date(2026, 1, 1)],
        ["Phòng Hạ tầng số", "", "", "Phòng, ban chuyên môn", "SKHCN", "K02", "15/03/2026"],
    )
    report = actions.import_units(office.people["administrator"], office.agency, content)
    assert report.errors == []
    centre = Unit.objects.get(code="K01")
    assert (centre.kind, centre.parent, centre.valid_from) == (UnitKind.CENTRE, office.agency.unit, date(2026, 1, 1))
    assert centre.names.count() == 4
    assert Unit.objects.get(name="Đội Giải pháp").parent == centre
    assert Unit.objects.get(code="K02").valid_from == date(2026, 3, 15)
    assert UnitAncestry.objects.filter(descendant__name="Đội Giải pháp").count() == 4


def test_wrong_cells_are_named_and_nothing_is_taken(office: Office) -> None:
    before = Unit.objects.count()
    content = book(
        ["Phòng Tốt", "", "", "", "", "A", ""],
        ["", "X", "", "", "", "", ""],
        ["Phòng B", "", "", "Loại lạ", "Không có đâu", "A", "31/02/2026"],
        ["Phòng C", "", "", "", "Phòng D", "", ""],
        ["Phòng D", "", "", "", "Phòng C", "", ""],
        ["Phòng Đ", "", "", "", "Phòng Đ", "", ""],
    )
    report = actions.import_units(None, office.agency, content)
    assert [error.cell for error in report.errors] == ["A5", "D6", "E6", "F6", "G6", "E7", "E8", "E9"]
    assert str(report.errors[0]) == "Ô A5: thiếu tên đơn vị."
    assert "01/07/2025" in str(report.errors[4])
    assert (report.added, Unit.objects.count()) == ([], before)


def test_the_same_list_again_adds_only_names(office: Office) -> None:
    content = book(["Phòng Kế hoạch - Tài chính", "KHTC", "Phòng KH", "", "", "", ""])
    before = Unit.objects.count()
    for names in (3 + 1, 3 + 1):
        actions.import_units(None, office.agency, content)
        assert office.units["planning"].names.count() == names
    assert Unit.objects.count() == before


def test_the_list_that_is_written_can_be_read(office: Office) -> None:
    before = Unit.objects.count()
    report = actions.import_units(None, office.agency, unit_list(office.agency, TODAY))
    assert report.errors == []
    assert Unit.objects.count() == before


def test_an_empty_template_says_so(office: Office) -> None:
    with pytest.raises(Refused, match="không có đơn vị nào"):
        actions.import_units(None, office.agency, template())


def _zip(parts: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def _bomb() -> bytes:
    return _zip({"[Content_Types].xml": b"", "xl/worksheets/sheet1.xml": b" " * (101 * 1024 * 1024)})


def _entities() -> bytes:
    with zipfile.ZipFile(io.BytesIO(book())) as archive:
        parts = {info.filename: archive.read(info) for info in archive.infolist()}
    parts["xl/workbook.xml"] = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]>' + parts["xl/workbook.xml"]
    return _zip(parts)


def _spoilt(content: bytes) -> bytes:
    """The workbook with bytes inside of its packed sheet that no unpacking makes sense of."""
    name = b"xl/worksheets/sheet1.xml"
    at = content.index(name) + len(name)
    return content[:at] + b"\xff" * 8 + content[at + 8 :]


def _huge_style() -> bytes:
    with zipfile.ZipFile(io.BytesIO(book(["Phòng A"]))) as archive:
        parts = {info.filename: archive.read(info) for info in archive.infolist()}
    parts["xl/styles.xml"] = parts["xl/styles.xml"].replace(b'numFmtId="0"', b'numFmtId="99999999999"')
    return _zip(parts)


HOSTILE = {
    "empty": (b"", "Tệp trống"),
    "text": (b"Ten don vi;Ma\n", "không phải là bảng tính"),
    "old or locked": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "mật khẩu"),
    "cut off": (book(["Phòng A"])[:900], "không phải là bảng tính"),
    "another zip": (_zip({"a.txt": b"a"}), "không phải là bảng tính"),
    "no sheet": (_zip({"[Content_Types].xml": b"<Types/>"}), "bị hỏng"),
    "spoilt inside": (_spoilt(book(["Phòng A"])), "không phải là bảng tính"),
    "a style without end": (_huge_style(), "bị hỏng"),
    "too large": (b"PK" + b"\0" * (10 * 1024 * 1024), "lớn hơn 10 MB"),
    "no headings": (book(head=["a", "b"]), "Không tìm thấy cột “Tên đơn vị”"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_files_give_one_sentence(office: Office, name: str) -> None:
    content, sentence = HOSTILE[name]
    with pytest.raises(Refused, match=sentence):
        actions.import_units(None, office.agency, content)


def test_bombs_and_entities_are_refused(office: Office) -> None:
    with pytest.raises(Refused, match="bung ra quá lớn"):
        actions.import_units(None, office.agency, _bomb())
    with pytest.raises(Refused, match="bị hỏng"):
        actions.import_units(None, office.agency, _entities())


def test_only_an_administrator_imports(office: Office) -> None:
    with pytest.raises(NotAllowed):
        actions.import_units(office.people["clerk"], office.agency, book(["Phòng A"]))


def test_cells_are_named_as_excel_does() -> None:
    assert (cell_name(2, 6), cell_name(27, 0)) == ("C7", "AB1")


def test_a_code_leads_to_its_unit(office: Office) -> None:
    actions.edit_unit(None, office.units["centre"], code="TT01")
    report = actions.import_units(
        None,
        office.agency,
        book(
            ["Đội A", "", "", "Trung tâm", "TT01", "D1", "2026-02-01"],
            ["Trung tâm Chuyển đổi số", "", "TT Số", "", "", "TT01", ""],
            ["Phòng Khác", "", "", "", "", "TT01", ""],
        ),
    )
    assert [str(error) for error in report.errors] == [
        "Ô F6: mã đã có ở ô F5.", "Ô F6: mã đã dùng cho Trung tâm Chuyển đổi số.",
    ]  # fmt: skip
    report = actions.import_units(None, office.agency, book(["Đội A", "", "", "Trung tâm", "TT01", "D1", "2026-02-01"]))
    assert (report.added[0].parent, report.added[0].valid_from) == (office.units["centre"], date(2026, 2, 1))
    assert (report.added[0].kind, office.agency.unit) == (UnitKind.CENTRE, Unit.objects.get(abbreviation="SKHCN"))


def test_two_units_of_one_name_need_a_code(office: Office) -> None:
    for name in ("xã Đông An", "phường Long Mỹ"):
        actions.add_unit(None, "Phòng Kinh tế", UnitKind.ROOM, office.units[name])
    report = actions.import_units(None, office.agency, book(["Tổ A", "", "", "", "Phòng Kinh tế", "", ""]))
    assert [str(error) for error in report.errors] == [
        "Ô E4: có nhiều đơn vị tên “Phòng Kinh tế”; hãy ghi mã của đơn vị.",
    ]  # fmt: skip
    long = actions.import_units(None, office.agency, book(["Phòng " + "a" * 300, "", "", "", "", 5.0, 12.5]))
    assert [error.cell for error in long.errors] == ["A4", "G4"]
