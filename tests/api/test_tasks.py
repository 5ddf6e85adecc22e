"""Proposals and tasks over the API."""

from __future__ import annotations

from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext

from dondoc.documents.models import Document
from dondoc.tasks.queries import RegisterFilters, register
from tests.api.conftest import Program, Programs
from tests.organisation import TODAY, Office
from tests.tasks.crowd import crowd


def proposals(program: Program, paper: Document) -> list[dict[str, Any]]:
    return program.get(f"/documents/{paper.pk}/proposals").json()["items"]


def test_what_was_read_is_looked_over_and_confirmed(office: Office, paper: Document, as_: Programs) -> None:
    program = as_("clerk")
    first, second, third = proposals(program, paper)
    assert first["due_on"] == "2026-11-19" and first["parts"]
    rooms = {unit["name"] for unit in second["leads"][0]["units"]}
    assert office.units["science"].name in rooms
    saved = program.patch(f"/tasks/{first['id']}", {"deliverable": "Danh mục"}, If_Match=f'"{first["version"]}"')
    assert saved.json()["version"] == first["version"] + 1
    late = program.patch(f"/tasks/{first['id']}", {"text": "khác"}, If_Match=f'"{first["version"]}"')
    assert late.status_code == 412 and "version" in late.json()["changed"]
    assert program.post(f"/tasks/{third['id']}/steps/dismiss").json()["state"] == "dismissed"
    assert program.post(f"/tasks/{third['id']}/steps/restore").json()["state"] == "proposed"
    assert program.post(f"/tasks/{first['id']}/steps/confirm").json()["state"] == "assigned"
    assert program.post(f"/tasks/{first['id']}/steps/confirm").status_code == 409
    done = program.post(f"/documents/{paper.pk}/confirm-all").json()
    assert set(done["confirmed"]) | {row["id"] for row in done["left"]} == {second["id"], third["id"]}
    assert proposals(program, paper) == [row for row in proposals(program, paper) if row["id"] not in done["confirmed"]]


def test_a_missed_task_is_added_by_its_words_or_in_words(paper: Document, as_: Programs) -> None:
    program = as_("clerk")
    content = program.get(f"/documents/{paper.pk}/text").json()["content"]
    start = content.index("Trung tâm Chuyển đổi số")
    added = program.post(f"/documents/{paper.pk}/proposals", {"start": start, "end": content.index("\n", start)})
    assert added.status_code == 201 and added.json()["start"] == start
    typed = program.post(
        f"/documents/{paper.pk}/proposals",
        {"text": "Báo cáo kết quả", "lead": [{"name": "Văn phòng Sở"}], "due": "15/12/2026"},
    ).json()
    assert (typed["due_on"], typed["parts"][0]["unit"]["name"]) == ("2026-12-15", "Văn phòng Sở")
    nothing = program.post(f"/documents/{paper.pk}/proposals", {"deliverable": "x"})
    assert nothing.status_code == 422
    assert program.patch(f"/tasks/{typed['id']}", {"lead": None}).status_code == 200
    unready = program.post(f"/tasks/{typed['id']}/steps/confirm")
    assert unready.status_code in (409, 422) and "chủ trì" in unready.json()["detail"]


def test_a_task_is_seen_with_its_sentence_and_the_reason(office: Office, paper: Document, as_: Programs) -> None:
    clerk = as_("clerk")
    first = proposals(clerk, paper)[0]
    assert clerk.get(f"/tasks/{first['id']}").status_code == 404  # no task before somebody has confirmed it
    clerk.post("/tasks/confirm", {"ids": [first["id"]]})
    officer = as_("officer", "read")
    shown = officer.get(f"/tasks/{first['id']}")
    task = shown.json()
    assert shown["ETag"] == f'"{task["version"]}"'
    assert task["quote"] == "rà soát danh mục"
    assert task["reasons"] == [f"Đơn vị của bạn: {office.units['telecom'].name} chủ trì."]
    assert task["document"]["id"] == paper.pk
    assert officer.get(f"/tasks/{first['id']}/story").json()["items"]
    assert as_("head_science").get(f"/tasks/{first['id']}").status_code == 404


def walked(program: Program, **query: Any) -> list[int]:
    seen, after = [], ""
    while after is not None:
        answer = program.get("/tasks", limit=19, after=after, **query).json()
        seen += [row["id"] for row in answer["items"]]
        after = answer["next"]
    return seen


def test_the_register_is_the_page_s_walked_from_end_to_end(office: Office, as_: Programs) -> None:
    crowd(office, 60, TODAY, closed=0.2)
    for who in ("leader", "officer"):
        program = as_(who)
        for query in ({}, {"sort": "-due"}, {"sort": "newest", "state": "all"}, {"sort": "document"}, {"part": "lead"}):
            filters = RegisterFilters(**query)
            member = office.as_(who, TODAY)
            wanted = [task.pk for task in register(member, filters, TODAY)]
            assert walked(program, **query) == wanted, (who, query)
        assert set(walked(program, unit=office.units["telecom"].pk)) <= set(walked(program, state="all"))


def test_a_stretch_costs_the_same_few_queries(office: Office, as_: Programs) -> None:
    crowd(office, 200, TODAY)
    program = as_("officer")
    after = program.get("/tasks", limit=5).json()["next"]
    with CaptureQueriesContext(connection) as queries:
        assert len(program.get("/tasks", limit=5, after=after).json()["items"]) == 5
    assert len(queries) <= 12, [query["sql"][:90] for query in queries]


def test_units_people_and_days_are_found(office: Office, as_: Programs) -> None:
    program = as_("officer")
    assert program.get("/units").json()["items"][0]["depth"] == 0
    found = program.get("/units/search", text="vien thong").json()["items"]
    assert found[0]["unit"]["id"] == office.units["telecom"].pk
    people = program.get("/people", text="hai yen").json()["items"]
    assert [(row["name"], row["posts"][0]["role"]) for row in people] == [("Đỗ Hải Yến", "officer")]
    days = program.get("/calendar/days", since="2026-08-31", until="2026-09-03").json()["items"]
    assert [day["working"] for day in days] == [False, False, False, True] or days[2]["reason"]
    wrong = program.get("/calendar/days", since="2026-09-03", until="2026-09-01")
    assert wrong.status_code == 422


def test_counts_are_those_of_the_page(office: Office, as_: Programs) -> None:
    crowd(office, 50, TODAY)
    counts = as_("leader").get("/tasks/counts").json()["counts"]
    assert counts["open"] == 50
