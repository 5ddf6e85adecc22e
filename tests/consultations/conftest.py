"""A consultation of the sample office that is open."""

from __future__ import annotations

from pathlib import Path

import pytest

from dondoc.consultations import actions, reading
from dondoc.consultations.models import Consultation
from dondoc.documents.isolation import HereReader
from dondoc.rounds import actions as rounds
from tests.consultations.papers import DRAFT
from tests.organisation import Office
from tests.rounds.rounds import DUE

GROUPS = ["Cơ quan chuyên môn thuộc UBND tỉnh", "Ủy ban nhân dân các xã, phường, đặc khu"]


@pytest.fixture(autouse=True)
def files(settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of originals for one test; our own files are read in this process."""
    settings.FILES_ROOT = tmp_path / "files"
    monkeypatch.setattr(reading, "READER", HereReader)
    return settings.FILES_ROOT


@pytest.fixture
def prepared(office: Office) -> Consultation:
    """A consultation on the draft, not yet open."""
    by, mine = office.people["coordinator"], office.as_("coordinator")
    name = "dự thảo Quyết định ban hành Quy chế quản lý kho dữ liệu dùng chung"
    made = actions.start(by, mine, "Lấy ý kiến Quy chế kho dữ liệu", name, ("du-thao.txt", DRAFT), due_on=DUE)
    rounds.add_groups(by, mine, made.round_id, GROUPS)
    return made


@pytest.fixture
def consultation(office: Office, prepared: Consultation) -> Consultation:
    """The same, open."""
    rounds.open_round(office.people["coordinator"], office.as_("coordinator"), prepared.round_id)
    return Consultation.objects.select_related("round__agency__unit").get(pk=prepared.pk)
