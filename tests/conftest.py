"""What all tests share: the invented organisation and today."""

from __future__ import annotations

from datetime import date

import pytest

from tests import organisation


@pytest.fixture
def today() -> date:
    """A Monday on which the tests take place."""
    return organisation.TODAY


@pytest.fixture
def office(db: None) -> organisation.Office:
    """An agency with rooms, communes and one person of every role."""
    return organisation.build()
