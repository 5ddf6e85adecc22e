"""The graph of documents over the API."""

from __future__ import annotations

from django.db.models import QuerySet

from dondoc.documents.actions.linking import resolve_targets
from dondoc.documents.models import Citation, Document
from dondoc.tasks import actions
from tests.api.conftest import Programs
from tests.documents.graph import paper as linked
from tests.documents.papers import letter, registered
from tests.organisation import Office


def test_a_chain_leads_from_a_resolution_to_what_carries_it_out(office: Office, paper: Document, as_: Programs) -> None:
    plan = linked(office, "12/KH-UBND", ("57-NQ/TW", "basis", None))
    QuerySet(Citation).filter(document=paper, code="12/KH-UBND").update(target=plan, relation="implements")
    newer = linked(office, "99/KH-UBND", ("12/KH-UBND", "replaces", plan))
    actions.confirm_all(office.people["clerk"], office.as_("clerk"), paper.pk)
    found = as_("clerk").get(f"/documents/{paper.pk}/chain").json()
    assert [node["code"] for node in found["path"]] == ["57-NQ/TW", "12/KH-UBND", "101/UBND-KGVX"]
    assert found["path"][0]["document"] is None
    assert found["path"][2]["tasks"]["all"] > 0
    assert [(one["relation"], one["document"]["id"]) for one in found["changes"]] == [("replaces", newer.pk)]
    above = as_("clerk").get("/citations/chain", code="57-NQ/TW").json()
    assert [node["code"] for node in above["below"]] == ["12/KH-UBND"]
    assert [node["document"]["id"] for node in above["below"][0]["below"]] == [paper.pk]
    assert as_("clerk").get("/citations/chain", code="58-NQ/TW").status_code == 404


def test_a_question_is_listed_and_answered(office: Office, paper: Document, as_: Programs) -> None:
    other = linked(office, "12/KH-UBND", issued_text="2026-01-16", issuer_name="UBND tỉnh An Phước")
    row = paper.citations.get(code="12/KH-UBND")
    resolve_targets([row])
    QuerySet(Citation).filter(pk=row.pk).update(is_asked=row.is_asked)
    clerk, address = as_("clerk"), f"/documents/{paper.pk}/citations/{row.pk}/answer"
    assert as_("officer").get("/citations/questions").status_code == 403
    asked = clerk.get("/citations/questions").json()["items"]
    assert [(one["id"], [choice["id"] for choice in one["choices"]]) for one in asked] == [(row.pk, [other.pk])]
    assert clerk.post(address, {"document": 10**9, "meant": True}).status_code == 409
    elsewhere = f"/documents/{other.pk}/citations/{row.pk}/answer"
    assert clerk.post(elsewhere, {"document": other.pk, "meant": True}).status_code == 404
    answered = clerk.post(address, {"document": other.pk, "meant": True}).json()
    assert (answered["open"], answered["target"]["id"]) == (False, other.pk)
    assert clerk.get("/citations/questions").json()["items"] == []


def test_coverage_is_told_and_kept(office: Office, paper: Document, as_: Programs) -> None:
    own = registered(office, letter(40))
    actions.confirm_all(office.people["clerk"], office.as_("clerk"), own.pk)
    row = Citation(document=own, code=paper.code, folded=paper.folded_code, relation="implements", target=paper)
    QuerySet(Citation).bulk_create([row])
    item, task = paper.tasks.get(clause="1"), own.tasks.get(clause="1")
    clerk, address = as_("coordinator"), f"/documents/{paper.pk}/coverage"
    assert clerk.get(address).json()["missing"] == 3
    assert task.pk in [one["id"] for one in clerk.get(address).json()["items"][0]["likely"]]
    link = f"{address}/{item.pk}/tasks/{task.pk}"
    for _ in range(2):
        found = clerk.put(link, None).json()
        assert (found["missing"], found["linked"]) == (2, 1)
    assert clerk.put(f"{address}/{task.pk}/tasks/{task.pk}", None).status_code == 404
    assert clerk.send("DELETE", link).json()["missing"] == 3
    assert clerk.send("DELETE", link).status_code == 404
