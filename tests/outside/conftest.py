from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def files(settings, tmp_path: Path) -> Path:
    """A folder of originals for one test."""
    settings.FILES_ROOT = tmp_path / "files"
    return settings.FILES_ROOT
