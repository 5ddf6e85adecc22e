"""Originals on disk under their SHA-256: written whole or not at all, and never changed."""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
import time
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

PIECE = 1024 * 1024
STAGING = "incoming"
DERIVED = "derived"
KEPT = 90 * 24 * 3600.0


class TooLarge(Exception):
    """More bytes came than a file may have."""


@dataclass(frozen=True, slots=True)
class Staged:
    """Bytes that are safe on disk, but not yet under their name. ``size`` is in bytes, ``head`` the first of them."""

    path: Path
    sha256: str
    size: int
    head: bytes

    def keep(self) -> None:
        """Move the bytes under their name; replacing the same bytes changes nothing."""
        target = path_of(self.sha256)
        target.parent.mkdir(parents=True, exist_ok=True)
        self.path.replace(target)
        _sync_folder(target.parent)

    def discard(self) -> None:
        self.path.unlink(missing_ok=True)


def root() -> Path:
    return Path(settings.FILES_ROOT)


def path_of(sha256: str) -> Path:
    """Where the bytes with this digest stand. Raises ValueError for what is no digest."""
    if len(sha256) != 64 or not sha256.isalnum():
        raise ValueError(f"not a SHA-256: {sha256!r}")
    return root() / sha256[:2] / sha256[2:4] / sha256


def pieces(source: bytes | Iterable[bytes]) -> Iterator[bytes]:
    """The bytes in pieces: of bytes, of an open file, or of Django's uploaded file."""
    if isinstance(source, bytes | bytearray | memoryview):
        yield bytes(source)
    elif hasattr(source, "chunks"):
        yield from source.chunks(PIECE)
    elif hasattr(source, "read"):
        yield from iter(lambda: source.read(PIECE), b"")
    else:
        yield from source


def derived(sha256: str) -> Path:
    """The folder of what is made from the bytes with this digest, and may be thrown away at any time."""
    return root() / DERIVED / path_of(sha256).relative_to(root())


def stage(source: bytes | Iterable[bytes], limit: int) -> Staged:
    """Write the bytes to a temporary file and sync it. Raises TooLarge past ``limit`` bytes; nothing stays then."""
    folder = root() / STAGING
    folder.mkdir(parents=True, exist_ok=True)
    digest, size, head = hashlib.sha256(), 0, b""
    handle, name = tempfile.mkstemp(dir=folder)
    path = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            for piece in pieces(source):
                size += len(piece)
                if size > limit:
                    raise TooLarge
                head = head or piece[:16]
                digest.update(piece)
                file.write(piece)
            file.flush()
            os.fsync(file.fileno())
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    return Staged(path, digest.hexdigest(), size, head)


@contextmanager
def scratch() -> Iterator[Path]:
    """A folder that is gone afterwards; what a crash leaves of it is swept away with what was staged."""
    folder = root() / STAGING
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder, ignore_cleanup_errors=True) as name:
        yield Path(name)


def load(sha256: str) -> bytes:
    """The bytes of an original. Raises FileNotFoundError where they are gone."""
    return path_of(sha256).read_bytes()


def remove(sha256: str) -> None:
    """Take the bytes off the disk: for secrets only."""
    path_of(sha256).unlink(missing_ok=True)
    shutil.rmtree(derived(sha256), ignore_errors=True)


def sweep(known: Collection[str], older_than: float = 3600.0) -> int:
    """Remove what a crash left behind: staged files, and originals that no row knows, older than so many seconds; and
    what was derived from files and has not been made anew for ``KEPT`` seconds.

    Returns how many were removed.
    """
    before = time.time() - older_than
    removed = 0
    for folder in (root() / DERIVED).glob("*/*/*"):
        if folder.name not in known or folder.stat().st_mtime < time.time() - KEPT:
            shutil.rmtree(folder, ignore_errors=True)
    for path in root().glob("**/*"):
        if not path.is_file() or path.stat().st_mtime > before:
            continue
        if STAGING in path.parts[len(root().parts) :] or (len(path.name) == 64 and path.name not in known):
            path.unlink(missing_ok=True)
            removed += 1
    return removed


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
