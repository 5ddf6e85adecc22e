"""What all tests share: the invented organisation and today."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import settings

from tests import organisation

# How long one example takes says nothing on a machine that does other things too; what must be fast is benchmarked.
settings.register_profile("house", deadline=None)
settings.load_profile("house")


def pytest_make_parametrize_id(val: Any, argname: str) -> str | None:
    """No bytes in the name of a test: an archive carries the time it was packed, and where two workers have different
    names for a test nothing is run at all."""
    return argname if isinstance(val, bytes | bytearray) else None


@pytest.fixture
def today() -> date:
    """A Monday on which the tests take place."""
    return organisation.TODAY


@pytest.fixture
def office(db: None) -> organisation.Office:
    """An agency with rooms, communes and one person of every role."""
    return organisation.build()
