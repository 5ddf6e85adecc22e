"""The .docx package: parts are copied, the content is streamed in where its mark stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from io import BytesIO
from typing import BinaryIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

MAIN = "word/document.xml"
_SAME_DAY = (1980, 1, 1, 0, 0, 0)
_CHUNK = 1 << 16


def write(shell: bytes, content: Iterable[bytes], target: BinaryIO) -> None:
    """Write ``shell`` to ``target`` with ``content`` as its main part. Entries carry no time of day: the same input
    gives the same bytes."""
    with ZipFile(BytesIO(shell)) as source, ZipFile(target, "w", ZIP_DEFLATED) as out:
        for entry in source.infolist():
            info = ZipInfo(entry.filename, _SAME_DAY)
            info.compress_type = ZIP_DEFLATED
            with out.open(info, "w") as part:
                if entry.filename == MAIN:
                    for chunk in buffered(content):
                        part.write(chunk)
                else:
                    part.write(source.read(entry))


def main_part(shell: bytes) -> str:
    """The text of the main part."""
    with ZipFile(BytesIO(shell)) as source:
        return source.read(MAIN).decode()


def buffered(fragments: Iterable[bytes]) -> Iterator[bytes]:
    """``fragments`` gathered into pieces of about 64 KiB."""
    gathered: list[bytes] = []
    size = 0
    for fragment in fragments:
        gathered.append(fragment)
        size += len(fragment)
        if size >= _CHUNK:
            yield b"".join(gathered)
            gathered, size = [], 0
    yield b"".join(gathered)
