"""Documents over the API: in, read, looked over, confirmed."""

from __future__ import annotations

from django.core.files.uploadedfile import SimpleUploadedFile

from dondoc.documents.models import Document, DocumentState
from tests.api.conftest import Programs
from tests.documents.papers import letter, read_all, registered
from tests.organisation import Office


def test_a_file_comes_in_and_is_read(as_: Programs) -> None:
    program = as_("clerk")
    file = SimpleUploadedFile("../Công văn 7.txt", letter(7))
    taken = program.form("/intakes", files=[file])
    assert taken.status_code == 202
    intake = taken.json()["items"][0]
    assert (intake["state"], intake["name"]) == ("waiting", "Công văn 7.txt")
    read_all()
    intake = program.get(f"/intakes/{intake['id']}").json()
    assert intake["state"] == "done"
    document = program.get(f"/documents/{intake['document']}").json()
    assert document["code"] == "7/UBND-KGVX"
    assert document["to"][0]["name"] == "Sở Khoa học và Công nghệ"
    fetched = program.get(f"/documents/{document['id']}/attachments/{document['attachments'][0]['id']}")
    assert b"".join(fetched.streaming_content) == letter(7)
    again = program.form("/intakes", files=[SimpleUploadedFile("x.txt", letter(7))]).json()["items"][0]
    assert (again["state"], again["document"]) == ("duplicate", document["id"])
    assert program.post(f"/intakes/{again['id']}/discard").status_code == 204
    assert [row["id"] for row in program.get("/intakes").json()["items"]] == [intake["id"]]


def test_an_empty_file_is_answered_with_its_sentence(as_: Programs) -> None:
    program = as_("clerk")
    intake = program.form("/intakes", files=[SimpleUploadedFile("x.pdf", b"")]).json()["items"][0]
    assert intake["state"] == "failed" and intake["message"]
    answer = program.post(f"/intakes/{intake['id']}/retry")
    assert answer.status_code == 409 and "tải tệp lên lại" in answer.json()["detail"]


def test_who_does_not_register_documents_hands_none_in(as_: Programs) -> None:
    answer = as_("officer").form("/intakes", files=[SimpleUploadedFile("x.txt", letter(7))])
    assert answer.status_code == 403 and answer.json()["detail"].startswith("Chỉ văn thư")


def test_no_file_at_all_is_said(as_: Programs) -> None:
    answer = as_("clerk").form("/intakes", direction="incoming")
    assert answer.status_code == 422 and answer.json()["field"] == "files"


def test_a_register_is_walked_from_end_to_end(office: Office, as_: Programs) -> None:
    ids = [registered(office, letter(number, f"việc {number}"), f"{number}.txt").pk for number in range(1, 8)]
    program = as_("clerk")
    for sort, wanted in (("newest", ids[::-1]), ("oldest", ids), ("arrival", ids[::-1]), ("issuer", ids[::-1])):
        seen, after = [], ""
        while after is not None:
            answer = program.get("/documents", sort=sort, limit=3, after=after).json()
            seen += [row["id"] for row in answer["items"]]
            after = answer["next"]
        assert seen == wanted, sort
    found = program.get("/documents", text="viec 3").json()["items"]
    assert [row["id"] for row in found] == [ids[2]]
    wrong = program.get("/documents", sort="oldest", after=program.get("/documents", limit=2).json()["next"])
    assert wrong.status_code == 422 and wrong.json()["field"] == "after"


def test_the_head_is_corrected_and_confirmed(paper: Document, as_: Programs) -> None:
    program = as_("clerk")
    shown = program.get(f"/documents/{paper.pk}")
    assert shown["ETag"] == '"0"'
    saved = program.patch(f"/documents/{paper.pk}", {"issued_text": "06/10/2026"}, If_Match=shown["ETag"])
    assert saved.json()["issued_on"] == "2026-10-06"
    assert saved["ETag"] == '"1"'
    late = program.patch(f"/documents/{paper.pk}", {"subject": "khác"}, If_Match=shown["ETag"])
    assert late.status_code == 412
    assert late.json()["changed"]["subject"] == paper.subject
    wrong = program.patch(f"/documents/{paper.pk}", {"issued_text": "31/2/2026"})
    assert (wrong.status_code, wrong.json()["field"]) == (422, "issued_text")
    assert program.patch(f"/documents/{paper.pk}", {"subjekt": "x"}).json()["field"] == "subjekt"
    assert program.post(f"/documents/{paper.pk}/confirm").json()["state"] == DocumentState.CONFIRMED
    story = program.get(f"/documents/{paper.pk}/story").json()["items"]
    assert [entry["actor"] for entry in story if entry["action"] == "document.confirm"] == ["Nguyễn Thị Hạnh"]


def test_parties_and_citations_are_replaced(office: Office, paper: Document, as_: Programs) -> None:
    program = as_("clerk")
    unit = office.units["science"]
    body = {"parties": [{"name": "Phòng QLKH", "unit": unit.pk}, {"name": "Lưu VT"}]}
    copied = program.put(f"/documents/{paper.pk}/parties/copy", body).json()["copy_to"]
    assert [(row["name"], row["unit"] and row["unit"]["id"]) for row in copied] == [
        ("Phòng QLKH", unit.pk),
        ("Lưu VT", None),
    ]
    cited = program.put(f"/documents/{paper.pk}/citations", {"codes": ["15/NQ-CP"]}).json()["citations"]
    assert [row["code"] for row in cited] == ["15/NQ-CP"]


def test_offsets_point_at_the_words(paper: Document, as_: Programs) -> None:
    words = as_("leader").get(f"/documents/{paper.pk}/text").json()
    mark = next(mark for mark in words["marks"] if mark["id"] == "head:subject")
    assert words["content"][mark["start"] : mark["end"]] == paper.subject
    assert words["provenance"]["subject"]["rule"] == "test-rule"


def test_words_that_cannot_be_kept_are_refused(paper: Document, as_: Programs) -> None:
    program = as_("clerk")
    for words in ("a\x00b", "\ud800"):
        answer = program.patch(f"/documents/{paper.pk}", {"subject": words})
        assert answer.status_code == 400, words
    assert program.get("/documents", text="\x00").status_code == 400
    assert program.send("PATCH", f"/documents/{paper.pk}", [1]).status_code == 422
    broken = program.client.generic("PATCH", f"/api/v1/documents/{paper.pk}", "{", content_type="application/json")
    assert broken.status_code == 400 and "JSON" in broken.json()["detail"]


def test_findings_are_listed_set_aside_and_taken_back(office: Office, as_: Programs) -> None:
    document = registered(office, letter(subject="rà soát về về hạ tầng số"))
    program = as_("clerk")
    [found] = program.get(f"/documents/{document.pk}/findings").json()["items"]
    content = program.get(f"/documents/{document.pk}/text").json()["content"]
    assert (found["rule"], content[found["start"] : found["end"]]) == ("spelling.doubled", "về về")
    place = f"/documents/{document.pk}/findings/{found['key']}/set-aside"
    [aside] = program.put(place, {"reason": "đã hỏi nơi gửi"}).json()["items"]
    assert (aside["set_aside"], aside["set_aside_by"]["name"]) == ("đã hỏi nơi gửi", "Nguyễn Thị Hạnh")
    [back] = program.send("DELETE", place).json()["items"]
    assert back["set_aside"] is None
    assert program.send("DELETE", place).status_code == 409


def test_a_search_finds_by_number_and_without_marks(as_: Programs, office: Office) -> None:
    paper = registered(office)
    found = as_("clerk").get("/search", text="101 ubnd").json()["items"]
    assert [(row["kind"], row["total"]) for row in found if row["total"]] == [("document", 1)]
    assert found[0]["items"][0]["id"] == paper.pk
    assert as_("officer").get("/search", text="101 ubnd", kind="document").json()["items"][0]["total"] == 0
