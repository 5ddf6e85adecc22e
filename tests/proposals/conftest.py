"""The day on which these tests take place, whenever they are run: links have an end."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from dondoc.sample.timeline import at


@pytest.fixture(autouse=True)
def monday() -> Iterator[None]:
    """The program's clock stands at nine on ``tests.organisation.TODAY``."""
    with at(datetime(2026, 11, 2, 2, tzinfo=UTC)):
        yield
