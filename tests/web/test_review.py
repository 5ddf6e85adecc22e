"""The review page: marks, saving field by field, confirming, and what is refused."""

from __future__ import annotations

import json

import pytest
from django.test import Client

from dondoc.documents.models import Document, DocumentState
from dondoc.tasks.models import Part, Task, TaskState
from tests.organisation import Office
from tests.web.conftest import SignIn

HTMX = {"HX-Request": "true"}


@pytest.fixture
def clerk(signed_in: SignIn) -> Client:
    return signed_in("clerk")


def proposal(paper: Document, clause: str = "1") -> Task:
    return paper.tasks.get(clause=clause)


def save(client: Client, task: Task, field: str, value: object, version: int | None = None):
    task.refresh_from_db()
    form = {"field": field, field: value, "version": task.version if version is None else version}
    return client.post(f"/van-ban/de-xuat/{task.pk}/sua/", form, headers=HTMX)


def test_words_of_the_document_are_marked_for_what_they_say(clerk: Client, paper: Document) -> None:
    page = clerk.get(f"/van-ban/{paper.pk}/").content.decode()
    task = proposal(paper)
    assert f'data-m="task:{task.pk}:lead"' in page
    assert "m-time" in page
    assert 'data-m="head:code"' in page or "head:code" in page
    assert "trước ngày 20/11/2026" in page


def test_what_is_unsure_comes_first(clerk: Client, paper: Document) -> None:
    page = clerk.get(f"/van-ban/{paper.pk}/").content.decode()
    unsure, sure = page.index(f'id="task-{proposal(paper, "3").pk}"'), page.index(f'id="task-{proposal(paper).pk}"')
    assert unsure < sure
    assert "Cần xem lại trước (1)" in page


def test_a_collective_shows_the_units_it_fans_out_to(clerk: Client, paper: Document, office: Office) -> None:
    assert "(5 đơn vị)" in clerk.get(f"/van-ban/{paper.pk}/").content.decode()
    page = clerk.get(f"/van-ban/de-xuat/{proposal(paper, '2').pk}/").content.decode()
    assert "gồm 5 đơn vị" in page


def test_a_field_saves_by_itself_and_moves_the_version(clerk: Client, paper: Document) -> None:
    task = proposal(paper)
    answer = save(clerk, task, "deliverable", "Danh mục phần mềm dùng chung")
    assert answer.status_code == 200
    assert "Đã lưu" in answer.content.decode()
    before = task.version
    task.refresh_from_db()
    assert task.deliverable == "Danh mục phần mềm dùng chung"
    assert f'id="version-task-{task.pk}" value="{task.version}"' in answer.content.decode()
    assert task.version > before


def test_new_words_of_time_set_the_due_day_again(clerk: Client, paper: Document) -> None:
    task = proposal(paper)
    answer = save(clerk, task, "time_text", "trước ngày 10/12/2026")
    task.refresh_from_db()
    assert task.due_on is not None and task.due_on.isoformat() == "2026-12-09"
    assert f'id="task-{task.pk}-due" hx-swap-oob' in answer.content.decode()


def test_a_due_that_means_nothing_is_one_sentence_and_keeps_what_was_typed(clerk: Client, paper: Document) -> None:
    task = proposal(paper)
    answer = save(clerk, task, "due", "khi nào trời đẹp")
    assert answer.status_code == 422
    assert "Không hiểu thời hạn này" in answer.content.decode()
    assert "khi nào trời đẹp" in answer.content.decode()


def test_the_lead_is_chosen_from_the_units(clerk: Client, paper: Document, office: Office) -> None:
    task, unit = proposal(paper), office.units["science"]
    save(clerk, task, "lead", json.dumps({"name": unit.name, "unit": unit.pk}))
    assert [row.unit for row in task.assignments.filter(part=Part.LEAD)] == [unit]


@pytest.mark.parametrize("value", ["không phải json", "[]", '{"unit": 1}', '{"name": 3}'])
def test_a_forged_lead_is_refused(clerk: Client, paper: Document, value: str) -> None:
    task = proposal(paper)
    assert save(clerk, task, "lead", value).status_code == 409
    assert task.assignments.filter(part=Part.LEAD).count() == 1


def test_who_comes_second_is_told_what_changed(clerk: Client, paper: Document) -> None:
    task = proposal(paper)
    seen = task.version
    save(clerk, task, "deliverable", "Báo cáo rà soát")
    answer = save(clerk, task, "deliverable", "Biểu tổng hợp", version=seen)
    words = json.loads(answer["HX-Trigger"])["toast"]["words"]
    assert "Báo cáo rà soát" in words
    assert answer["HX-Retarget"] == f"#task-{task.pk}"
    task.refresh_from_db()
    assert task.deliverable == "Báo cáo rà soát"


def test_one_is_confirmed(clerk: Client, paper: Document, office: Office) -> None:
    task = proposal(paper)
    page = clerk.post(f"/van-ban/de-xuat/{task.pk}/xac-nhan/", headers=HTMX).content.decode()
    task.refresh_from_db()
    assert task.state == TaskState.ASSIGNED
    assert "Nguyễn Thị Hạnh xác nhận" in page
    assert "Đã rà soát 1/3" in page


def test_without_a_lead_it_stays_a_proposal_and_says_what_to_do(clerk: Client, paper: Document) -> None:
    task = proposal(paper)
    save(clerk, task, "lead", [])
    answer = clerk.post(f"/van-ban/de-xuat/{task.pk}/xac-nhan/", headers=HTMX)
    assert answer.status_code == 409
    assert "hãy chọn một đơn vị" in json.loads(answer["HX-Trigger"])["toast"]["words"]
    task.refresh_from_db()
    assert task.state == TaskState.PROPOSED


def test_dismissing_and_taking_it_back(clerk: Client, paper: Document) -> None:
    task = proposal(paper)
    assert "Hoàn tác" in clerk.post(f"/van-ban/de-xuat/{task.pk}/bo/", headers=HTMX).content.decode()
    assert "Xác nhận" in clerk.post(f"/van-ban/de-xuat/{task.pk}/khoi-phuc/", headers=HTMX).content.decode()
    task.refresh_from_db()
    assert task.state == TaskState.PROPOSED


def test_a_unit_is_taken_out_of_a_collective(clerk: Client, paper: Document, office: Office) -> None:
    task = proposal(paper, "2")
    lead = task.assignments.get(part=Part.LEAD)
    form = {"assignment": lead.pk, "unit": office.units["centre"].pk, "out": "1", "version": task.version}
    page = clerk.post(f"/van-ban/de-xuat/{task.pk}/don-vi/", form, headers=HTMX).content.decode()
    assert "gồm 4 đơn vị" in page
    clerk.post(f"/van-ban/de-xuat/{task.pk}/xac-nhan/", headers=HTMX)
    assert task.children.count() == 4


def test_marked_words_become_a_task(clerk: Client, paper: Document) -> None:
    content = paper.text.content
    start = content.index("Thực hiện Kế hoạch")
    form = {"start": start, "end": start + 40}
    answer = clerk.post(f"/van-ban/{paper.pk}/them-nhiem-vu/", form, headers=HTMX)
    assert answer.status_code == 200
    assert paper.tasks.count() == 4
    assert "marks-changed" in answer["HX-Trigger"]


def test_words_that_stand_nowhere_become_a_task_too(clerk: Client, paper: Document) -> None:
    form = {"text": "Báo cáo miệng tại giao ban tuần"}
    page = clerk.post(f"/van-ban/{paper.pk}/them-nhiem-vu/", form, headers=HTMX).content.decode()
    assert "Báo cáo miệng tại giao ban tuần" in page
    assert paper.tasks.get(text="Báo cáo miệng tại giao ban tuần").state == TaskState.PROPOSED
    assert clerk.post(f"/van-ban/{paper.pk}/them-nhiem-vu/", {"text": " "}, headers=HTMX).status_code == 409


@pytest.mark.parametrize("form", [{}, {"start": "a", "end": "b"}, {"start": "9", "end": "3"}])
def test_no_words_no_task(clerk: Client, paper: Document, form: dict[str, str]) -> None:
    answer = clerk.post(f"/van-ban/{paper.pk}/them-nhiem-vu/", form, headers=HTMX)
    assert answer.status_code == 409
    assert "Hãy bôi đen câu giao nhiệm vụ" in json.loads(answer["HX-Trigger"])["toast"]["words"]


def test_all_are_confirmed_at_once_with_the_document(clerk: Client, paper: Document) -> None:
    answer = clerk.post(f"/van-ban/{paper.pk}/xac-nhan-tat-ca/", headers=HTMX)
    assert answer["HX-Refresh"] == "true"
    assert "Đã xác nhận 3 nhiệm vụ." in clerk.get(f"/van-ban/{paper.pk}/").content.decode()
    paper.refresh_from_db()
    assert paper.state == DocumentState.CONFIRMED


def test_the_head_is_corrected_and_its_story_told(clerk: Client, paper: Document) -> None:
    form = {"field": "issued_text", "issued_text": "06/10/2026", "version": paper.version}
    assert clerk.post(f"/van-ban/{paper.pk}/sua/", form, headers=HTMX).status_code == 200
    page = clerk.get(f"/van-ban/{paper.pk}/").content.decode()
    assert "<del>05/10/2026</del> → <ins>06/10/2026</ins>" in page


@pytest.mark.parametrize(("field", "value"), [("issued_text", "ngày mai"), ("code", "x" * 200)])
def test_a_wrong_head_is_one_sentence(clerk: Client, paper: Document, field: str, value: str) -> None:
    answer = clerk.post(f"/van-ban/{paper.pk}/sua/", {"field": field, field: value}, headers=HTMX)
    assert answer.status_code == 422
    assert 'role="alert"' in answer.content.decode()


def test_citations_come_and_go(clerk: Client, paper: Document) -> None:
    assert "15/KH-UBND" in clerk.post(f"/van-ban/{paper.pk}/vien-dan/", {"add": "15/KH-UBND"}).content.decode()
    old = paper.citations.get(code="12/KH-UBND")
    assert "12/KH-UBND" not in clerk.post(f"/van-ban/{paper.pk}/vien-dan/", {"remove": old.pk}).content.decode()


def test_the_page_takes_few_queries(clerk: Client, paper: Document, django_assert_max_num_queries) -> None:
    with django_assert_max_num_queries(22):
        clerk.get(f"/van-ban/{paper.pk}/")


def test_words_of_a_document_cannot_break_the_page(clerk: Client, paper: Document) -> None:
    task = proposal(paper)
    save(clerk, task, "deliverable", "<script>alert(1)</script>\"'")
    for address in (f"/van-ban/{paper.pk}/", f"/van-ban/de-xuat/{task.pk}/"):
        assert "<script>alert" not in clerk.get(address).content.decode()
