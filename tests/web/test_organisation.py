"""Units, names, people, posts, the import of a list, and the log."""

from __future__ import annotations

import io
import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook

from dondoc.documents.models import Document
from dondoc.organisations.models import Person, Unit
from tests.organisation import Office
from tests.web.conftest import SignIn


def sheet(*rows: tuple[str, ...]) -> SimpleUploadedFile:
    book = Workbook()
    for row in (("Tên đơn vị", "Viết tắt", "Loại", "Đơn vị cấp trên"), *rows):
        book.active.append(row)
    buffer = io.BytesIO()
    book.save(buffer)
    return SimpleUploadedFile("don-vi.xlsx", buffer.getvalue())


def test_everybody_sees_the_tree_and_finds_by_abbreviation(signed_in: SignIn) -> None:
    client = signed_in("officer")
    assert "Phòng Kế hoạch - Tài chính" in client.get("/to-chuc/").content.decode()
    assert "Phòng Kế hoạch - Tài chính" in client.get("/to-chuc/", {"tim": "khtc"}).content.decode()


def test_completion_knows_units_collectives_and_people(signed_in: SignIn) -> None:
    client = signed_in("clerk")
    labels = [option["label"] for option in client.get("/to-chuc/goi-y/", {"q": "ke hoach"}).json()["options"]]
    assert "Phòng Kế hoạch - Tài chính" in labels
    first = client.get("/to-chuc/goi-y/", {"q": "các phòng, đơn vị thuộc Sở"}).json()["options"][0]
    assert "5 đơn vị" in first["hint"]
    people = client.get("/to-chuc/goi-y/", {"q": "quang vinh", "nguoi": "1"}).json()["options"]
    assert people[0]["label"] == "Lê Quang Vinh"


def test_an_administrator_adds_renames_and_names(signed_in: SignIn, office: Office) -> None:
    client = signed_in("administrator")
    parent = office.units["department"].pk
    client.post(
        "/to-chuc/don-vi/them/", {"name": "Phòng Pháp chế", "kind": "room", "parent": parent, "aliases": "P. PC"}
    )
    unit = Unit.objects.get(name="Phòng Pháp chế")
    client.post(f"/to-chuc/don-vi/{unit.pk}/ten/", {"text": "Bộ phận Pháp chế", "kind": "alias"})
    client.post(f"/to-chuc/don-vi/{unit.pk}/doi-ten/", {"name": "Phòng Thanh tra - Pháp chế"})
    page = client.get(f"/to-chuc/don-vi/{unit.pk}/").content.decode()
    assert "Phòng Thanh tra - Pháp chế" in page
    assert "Bộ phận Pháp chế" in page


def test_bad_units_and_people_are_one_sentence(signed_in: SignIn, office: Office) -> None:
    client = signed_in("administrator")
    answer = client.post("/to-chuc/don-vi/them/", {"name": "", "kind": "room"}, follow=True)
    assert "Hãy nhập tên đơn vị." in answer.content.decode()
    form = {"username": "Có Dấu", "full_name": "X", "password": "mat-khau-moi-1", "role": "officer"}
    answer = client.post("/to-chuc/nguoi/them/", form, follow=True)
    assert "Tên đăng nhập gồm" in answer.content.decode()
    assert not Person.objects.filter(full_name="X").exists()


def test_a_person_gets_and_leaves_posts(signed_in: SignIn, office: Office) -> None:
    client = signed_in("administrator")
    unit = office.units["planning"].pk
    form = {"username": "moi", "full_name": "Tô Thị Mới", "password": "mat-khau-moi-1", "role": "officer", "unit": unit}
    client.post("/to-chuc/nguoi/them/", form)
    added = Person.objects.get(username="moi")
    client.post(f"/to-chuc/nguoi/{added.pk}/vi-tri/{added.posts.get().pk}/ket-thuc/")
    assert added.posts.get().until is not None


def test_an_import_is_shown_before_it_is_done(signed_in: SignIn, office: Office) -> None:
    client = signed_in("administrator")
    answer = client.post("/to-chuc/nhap/", {"file": sheet(("Phòng Pháp chế", "PC", "", ""))})
    assert "sẽ thêm 1 đơn vị" in answer.content.decode()
    assert not Unit.objects.filter(name="Phòng Pháp chế").exists()
    client.post("/to-chuc/nhap/", {"content": answer.context["content"], "yes": "1"})
    assert Unit.objects.filter(name="Phòng Pháp chế").exists()


def test_wrong_cells_are_named_and_nothing_is_taken(signed_in: SignIn, office: Office) -> None:
    before = Unit.objects.count()
    answer = signed_in("administrator").post("/to-chuc/nhap/", {"file": sheet(("Phòng A", "", "", "Sở không có"))})
    page = answer.content.decode()
    assert "Ô D2" in page
    assert Unit.objects.count() == before


@pytest.mark.parametrize("content", [b"", b"khong phai excel", b"PK\x03\x04 hong"])
def test_a_broken_list_is_one_sentence(signed_in: SignIn, office: Office, content: bytes) -> None:
    answer = signed_in("administrator").post("/to-chuc/nhap/", {"file": SimpleUploadedFile("x.xlsx", content)})
    assert answer.status_code == 422
    assert 'role="alert"' in answer.content.decode()


def test_a_forged_preview_is_refused(signed_in: SignIn, office: Office) -> None:
    answer = signed_in("administrator").post("/to-chuc/nhap/", {"content": "abc", "yes": "1"})
    assert answer.status_code == 422


def test_the_log_tells_the_administrator_of_the_organisation_only(
    signed_in: SignIn, office: Office, paper: Document
) -> None:
    client = signed_in("administrator")
    client.post("/to-chuc/don-vi/them/", {"name": "Phòng Pháp chế", "kind": "room"})
    page = client.get("/nhat-ky/", {"loai": "van-ban"}).content.decode()
    assert "đã thêm đơn vị" in page
    assert "101/UBND-KGVX" not in page
    assert "101/UBND-KGVX" in signed_in("coordinator").get("/nhat-ky/").content.decode()


def tokens(*units: Unit) -> list[str]:
    return [json.dumps({"name": unit.name, "unit": unit.pk}) for unit in units]


def test_two_rooms_become_one_and_the_old_ones_lead_there(signed_in: SignIn, office: Office) -> None:
    client, units = signed_in("administrator"), office.units
    form = {"olds": tokens(units["planning"], units["office"]), "news": tokens(units["office"]), "on": "01/11/2026"}
    page = client.post("/to-chuc/sap-xep/", form, follow=True).content.decode()
    assert "chuyển cho Văn phòng Sở" in page
    assert "Nhiệm vụ đã chuyển cho" in client.get(f"/to-chuc/don-vi/{units['planning'].pk}/").content.decode()


@pytest.mark.parametrize(
    ("form", "sentence"), [({"on": "01/11/2026"}, "ít nhất một đơn vị"), ({"on": "mai"}, "Hãy nhập ngày thực hiện")]
)
def test_a_rearrangement_that_says_too_little_is_one_sentence(
    signed_in: SignIn, office: Office, form: dict[str, str], sentence: str
) -> None:
    answer = signed_in("administrator").post("/to-chuc/sap-xep/", form)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()


def test_the_holder_of_a_post_names_a_deputy_to_the_last_day(signed_in: SignIn, office: Office) -> None:
    client, head, officer = signed_in("head_telecom"), office.people["head_telecom"], office.people["officer"]
    form = {
        "deputy": json.dumps({"name": officer.full_name, "person": officer.pk}),
        "since": "20/11/2026",
        "until": "31/12/2099",
    }
    address = f"/to-chuc/nguoi/{head.pk}/vi-tri/{head.posts.get().pk}/nguoi-thay/"
    page = client.post(address, form, follow=True).content.decode()
    assert "đến hết 31/12/2099" in page
    refused = client.post(address, form | {"deputy": ""}, follow=True).content.decode()
    assert "Hãy chọn người thay" in refused
