"""Static files that wheels carry under other names, and addresses that change when a file changes."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

import fontpkg_be_vietnam_pro
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.finders import BaseFinder
from django.contrib.staticfiles.storage import StaticFilesStorage
from django.core.files.storage import FileSystemStorage

FONTS = Path(fontpkg_be_vietnam_pro.__file__).parent / "files"
FACES = ("BeVietnamPro-Regular.ttf", "BeVietnamPro-SemiBold.ttf")
PREFIX = "web/font/"


class FontFinder(BaseFinder):
    """Finds the two faces of Be Vietnam Pro of the screens in the wheel ``fontpkg-be-vietnam-pro`` (OFL)."""

    def find(self, path: str, find_all: bool = False, **_: Any) -> Any:
        name = path.removeprefix(PREFIX)
        found = [str(FONTS / name)] if path.startswith(PREFIX) and name in FACES else []
        return found if find_all else (found[0] if found else [])

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterable[tuple[str, FileSystemStorage]]:
        storage = FileSystemStorage(location=FONTS)
        storage.prefix = PREFIX.rstrip("/")
        for name in FACES:
            yield name, storage


@cache
def fingerprint(name: str) -> str:
    """The head of the SHA-256 of a static file; empty where there is none."""
    path = finders.find(name)
    return hashlib.sha256(Path(path).read_bytes()).hexdigest()[:10] if path else ""


class FingerprintStorage(StaticFilesStorage):
    """Adds a fingerprint to each address, so that browsers may keep files for long and no build step is needed."""

    def url(self, name: str) -> str:
        mark = fingerprint(name)
        address = super().url(name)
        return f"{address}?v={mark}" if mark else address
