"""The examples in docs/integrators.md are run, one by one and in order, against the API."""

from __future__ import annotations

import json
import re
import shlex
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import QuerySet
from django.test import Client
from django.utils import timezone

from dondoc.documents.models import Citation, Document
from dondoc.proposals import actions as proposals
from dondoc.tasks import actions
from dondoc.tasks.models import Task
from tests.api.conftest import Programs
from tests.api.test_rounds import opened
from tests.documents.graph import paper as linked
from tests.documents.papers import letter, registered
from tests.house.tree import ROOT
from tests.organisation import PASSWORD, Office
from tests.surveys.surveys import signatures

PAPER = (ROOT / "docs" / "integrators.md").read_text("utf-8")


def examples() -> list[str]:
    """Each ``curl`` of the paper, as a shell reads it."""
    return re.findall(r"^    (curl .+)$", re.sub(r"\\?\n {6}", " ", PAPER), re.MULTILINE)


class Curl:
    """As much of curl as the paper uses."""

    def __init__(self, values: dict[str, str]) -> None:
        self.values = values
        self.client = Client(raise_request_exception=False)

    def run(self, command: str) -> Any:
        words = shlex.split(re.sub(r"\$([A-Z]+)", lambda found: self.values[found[1]], command))[1:]
        method, headers, form, body, address = "GET", {}, {}, None, ""
        while words:
            word = words.pop(0)
            if word == "-X":
                method = words.pop(0)
            elif word == "-H":
                name, value = words.pop(0).split(": ", 1)
                headers[name] = value
            elif word == "-F":
                name, value = words.pop(0).split("=", 1)
                form.setdefault(name, []).append(_file(value) if value.startswith("@") else value)
            elif word == "--json":
                body = words.pop(0)
            elif word == "-b":
                words.pop(0)
            else:
                address = word
        path = urlsplit(address)
        target = path.path + (f"?{path.query}" if path.query else "")
        if form:
            return self.client.post(target, form, headers=headers)
        method = "POST" if body is not None and method == "GET" else method
        data = json.dumps(json.loads(body)) if body is not None else ""
        return self.client.generic(method, target, data, content_type="application/json", headers=headers)


def _file(value: str) -> SimpleUploadedFile:
    return SimpleUploadedFile(value[1:], letter(205, "tệp ví dụ"))


@pytest.fixture
def task(office: Office, paper: Document) -> Task:
    """A task of the telecom room that is far from due."""
    who = office.people["coordinator"], office.as_("coordinator")
    found = paper.tasks.get(clause="1")
    actions.correct(*who, found.pk, {"due": str(timezone.localdate() + timedelta(days=20))})
    actions.confirm(*who, [found.pk])
    return found


def test_the_examples_work(office: Office, paper: Document, task: Task, as_: Programs) -> None:
    by = office.people["coordinator"], office.as_("coordinator")
    meant = linked(office, "212/KH-UBND", ("12/KH-UBND", "basis", None), by="head_telecom")
    citation = Citation(document=paper, code="212/KH-UBND", folded="212 kh ubnd", is_asked=True)
    QuerySet(Citation).bulk_create([citation])
    own = registered(office, letter(40))
    actions.confirm_all(*by, own.pk)
    call = proposals.start(*by, "Đề xuất nhiệm vụ", "Kế hoạch năm 2027")
    curl = Curl(
        {
            "DONDOC": "http://testserver",
            "TOKEN": as_("head_telecom").secret,
            "CSRF": "a" * 32,
            "SOON": str(timezone.localdate() + timedelta(days=30)),
            "LATER": str(timezone.localdate() + timedelta(days=60)),
            "DOCUMENT": str(paper.pk),
            "INTAKE": str(paper.intakes.get().pk),
            "PROPOSAL": str(paper.tasks.get(clause="3").pk),
            "TASK": str(task.pk),
            "ROUND": str(signatures(office).round_id),
            "CITED": "12/KH-UBND",
            "MEANT": str(meant.pk),
            "CITATION": str(citation.pk),
            "ITEM": str(paper.tasks.get(clause="3").pk),
            "OURS": str(own.tasks.get(clause="1").pk),
            "ASKED": str(opened(office, call.round).pk),
        }
    )
    curl.client.post("/dang-nhap/", {"username": office.people["clerk"].username, "password": PASSWORD})
    assert len(examples()) > 20
    for number, command in enumerate(examples()):
        if "VERSION" in command:
            task.refresh_from_db()
            curl.values["VERSION"] = str(task.version)
        answer = curl.run(command)
        assert answer.status_code in (200, 201, 202, 204), (command, answer.status_code, answer.content.decode())
        if number == 0:
            curl.client = Client(raise_request_exception=False)  # from here on there is no session, only the token


def test_no_example_stands_outside_of_the_paper_s_addresses() -> None:
    paths = Client().get("/api/v1/openapi.json").json()["paths"]
    patterns = [re.compile(re.sub(r"\{\w+\}", "[^/]+", path) + "$") for path in paths]
    for row in re.findall(r"^\| `([^|]+)` \|", PAPER, re.MULTILINE):
        for address in re.findall(r"/[a-z][\w/]*", row):
            known = any(pattern.match(f"/api/v1{address}") for pattern in patterns)
            assert known or not row.startswith(("GET", "/")), address
