"""What all tests share: the invented organisation and today."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import settings

from tests import organisation

# How long one example takes says nothing on a machine that does other things too; what must be fast is benchmarked.
settings.register_profile("house", deadline=None)
settings.load_profile("house")


@pytest.fixture
def today() -> date:
    """A Monday on which the tests take place."""
    return organisation.TODAY


@pytest.fixture
def office(db: None) -> organisation.Office:
    """An agency with rooms, communes and one person of every role."""
    return organisation.build()
