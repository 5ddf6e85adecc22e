"""A round of the sample office, ready to be opened."""

from __future__ import annotations

import pytest

from dondoc.rounds import actions, kinds
from dondoc.rounds.models import Round
from tests.organisation import Office
from tests.rounds.rounds import DUE


@pytest.fixture(autouse=True)
def plain_kinds(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rounds by themselves, without what the rooms above ask of them."""
    monkeypatch.setattr(kinds, "_KINDS", {})


@pytest.fixture
def asked(office: Office) -> Round:
    """A consultation in preparation; it asks the departments and communes of the province."""
    by, mine = office.people["coordinator"], office.as_("coordinator")
    made = actions.prepare(by, mine, "consultation", "Lấy ý kiến dự thảo Quy chế số hóa", due_on=DUE)
    lines = ["Cơ quan chuyên môn thuộc UBND tỉnh", "Ủy ban nhân dân các xã, phường, đặc khu"]
    actions.add_groups(by, mine, made.pk, lines)
    made.refresh_from_db()
    return made


@pytest.fixture
def opened(office: Office, asked: Round) -> Round:
    """The same round, open."""
    return actions.open_round(office.people["coordinator"], office.as_("coordinator"), asked.pk)
