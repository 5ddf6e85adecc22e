"""The registers and files on their way in."""

from __future__ import annotations

import json

from django.core.files.uploadedfile import SimpleUploadedFile

from dondoc.documents.models import Document, Intake, IntakeState
from tests.documents.papers import letter, read_all, registered
from tests.organisation import Office
from tests.web.conftest import SignIn


def upload(name: str = "cong-van.txt", content: bytes | None = None) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, letter() if content is None else content)


def test_a_plain_form_takes_many_files(signed_in: SignIn, office: Office) -> None:
    client = signed_in("clerk")
    files = [upload("a.txt", letter(1)), upload("b.txt", letter(2))]
    answer = client.post("/van-ban/tai-len/", {"direction": "incoming", "files": files}, follow=True)
    assert "Đã nhận 2 tệp; đang đọc." in answer.content.decode()
    assert Intake.objects.filter(state=IntakeState.WAITING).count() == 2


def test_a_file_sent_alone_is_answered_by_its_row_which_watches_itself(signed_in: SignIn, office: Office) -> None:
    client = signed_in("clerk")
    sent = {"direction": "incoming", "files": upload()}
    page = client.post("/van-ban/tai-len/", sent, headers={"X-Upload": "one"}).content.decode()
    intake = Intake.objects.get()
    assert f'hx-get="/van-ban/tep-den/{intake.pk}/"' in page
    read_all()
    answer = client.get(f"/van-ban/tep-den/{intake.pk}/")
    assert "register-changed" in json.loads(answer["HX-Trigger"])
    assert "hx-trigger" not in answer.content.decode()
    assert f"/van-ban/{Document.objects.get().pk}/" in answer.content.decode()


def test_a_failed_file_says_why_and_can_be_cleared_away(signed_in: SignIn, office: Office) -> None:
    client = signed_in("clerk")
    client.post("/van-ban/tai-len/", {"files": upload(content=b"")}, headers={"X-Upload": "one"})
    intake = Intake.objects.get()
    assert intake.message in client.get("/van-ban-den/").content.decode()
    client.post(f"/van-ban/tep-den/{intake.pk}/cat/")
    assert intake.message not in client.get("/van-ban-den/").content.decode()


def test_the_same_file_twice_leads_to_the_document(signed_in: SignIn, paper: Document) -> None:
    client = signed_in("clerk")
    page = client.post("/van-ban/tai-len/", {"files": upload()}, headers={"X-Upload": "one"}).content.decode()
    assert "Tệp này đã vào sổ" in page
    assert f"/van-ban/{paper.pk}/" in page


def test_who_may_not_register_gets_a_sentence(signed_in: SignIn) -> None:
    answer = signed_in("officer").post("/van-ban/tai-len/", {"files": upload()}, headers={"X-Upload": "one"})
    assert answer.status_code == 409
    assert answer["X-Sentence"]
    assert not Intake.objects.exists()


def test_no_file_chosen_is_one_sentence(signed_in: SignIn) -> None:
    answer = signed_in("clerk").post("/van-ban/tai-len/", {"direction": "incoming"}, follow=True)
    assert "Chưa chọn tệp nào." in answer.content.decode()


def test_the_register_is_searched_without_marks_and_filters_can_be_taken_away(
    signed_in: SignIn, office: Office, paper: Document
) -> None:
    registered(office, letter(202, "tổng kết phong trào thi đua"))
    client = signed_in("clerk")
    page = client.get(
        "/van-ban-den/", {"tim": "ha tang so", "tu": "01/01/2026", "trang-thai": "review"}
    ).content.decode()
    assert "101/UBND-KGVX" in page
    assert "202/UBND-KGVX" not in page
    assert "?tu=01%2F01%2F2026&amp;trang-thai=review" in page


def test_odd_parameters_are_as_if_not_said(signed_in: SignIn, paper: Document) -> None:
    odd = {"trang": "-3", "tu": "hôm qua", "trang-thai": "'; drop", "sap": "xyz"}
    assert "101/UBND-KGVX" in signed_in("clerk").get("/van-ban-den/", odd | {"trang-thai": ""}).content.decode()


def test_lists_stay_within_twelve_queries(
    signed_in: SignIn, office: Office, paper: Document, django_assert_max_num_queries
) -> None:
    for number in range(300, 306):
        registered(office, letter(number, f"việc số {number}"))
    client = signed_in("head_telecom")
    for address in ("/van-ban-den/", "/nhiem-vu/", "/to-chuc/", "/to-chuc/nguoi/"):
        with django_assert_max_num_queries(12):
            assert client.get(address).status_code == 200


def test_the_original_comes_back_as_it_was(signed_in: SignIn, paper: Document) -> None:
    attachment = paper.attachments.get()
    answer = signed_in("clerk").get(f"/van-ban/{paper.pk}/tep/{attachment.pk}/")
    assert b"".join(answer.streaming_content) == letter()
    assert "attachment" in answer["Content-Disposition"]
