"""People who are signed in, and a document with proposals on the desk."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client

from dondoc.documents.models import Document
from tests.documents.papers import registered
from tests.organisation import PASSWORD, Office
from tests.remembered import remembered

SignIn = Callable[[str], Client]


@pytest.fixture(autouse=True)
def files(settings, tmp_path: Path) -> Path:
    """A folder of originals for one test."""
    settings.FILES_ROOT = tmp_path / "files"
    return settings.FILES_ROOT


@remembered
def _signed_in(office: Office, name: str) -> Client:
    client = Client()
    answer = client.post("/dang-nhap/", {"username": office.people[name].username, "password": PASSWORD})
    assert answer.status_code == 302, answer.content.decode()
    fresh = Client()
    fresh.cookies = client.cookies
    return fresh


@pytest.fixture
def signed_in(office: Office) -> SignIn:
    """Signs one of the office's people in."""

    return lambda name: _signed_in(office, name)


@pytest.fixture
def paper(office: Office) -> Document:
    """A letter that was read and waits for review: three proposals, the second for all rooms."""
    return registered(office)
