"""Recognition of pictures takes seconds a page; only the tests that are about it have it."""

from __future__ import annotations

import pytest

from dondoc.reading.pdf import scans


@pytest.fixture(autouse=True)
def without_tesseract(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if request.node.get_closest_marker("load") is None:
        monkeypatch.setattr(scans, "recogniser", lambda: None)
