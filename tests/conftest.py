"""What all tests share: the invented organisation and today."""

from __future__ import annotations

import gc
from datetime import date
from typing import Any

import pytest
from django.template import engines
from hypothesis import settings

from tests import organisation

# How long one example takes says nothing on a machine that does other things too; what must be fast is benchmarked.
# The same examples each time: what fails here fails for everybody. `make test-long` and `make fuzz` look for new ones.
settings.register_profile("house", deadline=None, derandomize=True)
settings.register_profile("wild", deadline=None)
settings.load_profile("house")


def pytest_collection_finish() -> None:
    """What is loaded by now stays: the collector need not walk through half a million objects again and again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


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


class Missing(str):
    """What a page shows for a value that its view does not give: a failed test instead of a gap on the screen.

    A form that was not sent yet has nothing in ``sent`` and ``values``; that is no slip.
    """

    def __contains__(self, part: str) -> bool:
        return part == "%s"

    def __mod__(self, name: object) -> str:
        if not str(name).startswith(("sent.", "values.")):
            pytest.fail(f"a page shows {name}, which its view does not give")
        return ""


MISSING = Missing("%s")


@pytest.fixture(autouse=True)
def told_values(request: pytest.FixtureRequest) -> None:
    """Pages show nothing that is not there. What the browser's server does in its thread would fail no test."""
    strict = request.node.get_closest_marker("browser") is None
    engines["django"].engine.string_if_invalid = MISSING if strict else ""
