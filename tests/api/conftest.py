"""Programs that hold a token of one of the office's people, and a document on the desk."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from dondoc.api.actions import create_token
from dondoc.documents.models import Document
from tests.documents.papers import registered
from tests.organisation import Office
from tests.remembered import remembered

ROOT = "/api/v1"


class Program:
    """A program with a token."""

    def __init__(self, secret: str) -> None:
        self.secret = secret
        self.client = Client(headers={"Authorization": f"Bearer {secret}"}, raise_request_exception=False)

    def get(self, path: str, **query: Any) -> Any:
        return self.client.get(ROOT + path, query)

    def send(self, method: str, path: str, body: Any = None, **headers: str) -> HttpResponse:
        data = "" if body is None else json.dumps(body)
        names = {name.replace("_", "-"): value for name, value in headers.items()}
        return self.client.generic(method, ROOT + path, data, content_type="application/json", headers=names)

    def post(self, path: str, body: Any = None, **headers: str) -> Any:
        return self.send("POST", path, body, **headers)

    def patch(self, path: str, body: Any, **headers: str) -> Any:
        return self.send("PATCH", path, body, **headers)

    def put(self, path: str, body: Any) -> Any:
        return self.send("PUT", path, body)

    def form(self, path: str, **fields: Any) -> Any:
        return self.client.post(ROOT + path, fields)


Programs = Callable[..., Program]


@remembered
def _token(office: Office, name: str, scope: str) -> str:
    today = timezone.localdate()
    return create_token(office.people[name], office.as_(name, today), "thử", scope, today + timedelta(days=30))[1]


@pytest.fixture(autouse=True)
def files(settings, tmp_path: Path) -> Path:
    """A folder of originals for one test."""
    settings.FILES_ROOT = tmp_path / "files"
    return settings.FILES_ROOT


@pytest.fixture
def as_(office: Office) -> Programs:
    """A program that acts for one of the office's people."""

    def program(name: str, scope: str = "write") -> Program:
        return Program(_token(office, name, scope))

    return program


@pytest.fixture
def paper(office: Office) -> Document:
    """A letter that was read and waits for review: three proposals, the second for all rooms."""
    return registered(office)
