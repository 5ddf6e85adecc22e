"""The zip archive of a .docx, opened with limits and parsed without entities or network."""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from typing import Any

from lxml import etree

from dondoc.reading.errors import ReadingError, Reason
from dondoc.reading.limits import MEBIBYTE, Limits
from dondoc.reading.word.names import MAIN, STRICT, Element

DOCUMENT = "word/document.xml"
CONTENT_TYPES = "[Content_Types].xml"
CHUNK = 256 * 1024
ENCRYPTED_FLAG = 0x1
WORD_MAIN_TYPES = ("wordprocessingml.document.main+xml", "wordprocessingml.template.main+xml", "macroEnabled.main+xml")

_BROKEN_ZIP = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError, RuntimeError)


class Package:
    """Parts of a Word document by name. Raises ``ReadingError``: BROKEN, BOMB, ENCRYPTED, WRONG_TYPE."""

    def __init__(self, data: bytes, limits: Limits) -> None:
        self._limits = limits
        self._unpacked = 0
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            self._members = {info.filename: info for info in self._zip.infolist()}
        except _BROKEN_ZIP as error:
            raise ReadingError(Reason.BROKEN) from error
        self._check_members()
        self.main = self._find_main()

    def _check_members(self) -> None:
        members = self._members.values()
        if len(members) > self._limits.members or sum(m.file_size for m in members) > self._limits.unpacked:
            raise ReadingError(Reason.BOMB)
        if any(member.flag_bits & ENCRYPTED_FLAG for member in members):
            raise ReadingError(Reason.ENCRYPTED)

    def _find_main(self) -> str:
        """The name of the main part: the usual one, else what the content types declare as such."""
        if DOCUMENT in self._members:
            return DOCUMENT
        types = self.part(CONTENT_TYPES)
        for node in types if types is not None else ():
            if node.get("ContentType", "").endswith(WORD_MAIN_TYPES):
                return node.get("PartName", "").lstrip("/")
        raise ReadingError(Reason.BROKEN if types is None else Reason.WRONG_TYPE, name=".docx")

    def part(self, name: str) -> Element | None:
        """The root element of a part, or None where the package has no such part."""
        member = self._members.get(name)
        return None if member is None else parse(self._unpack(member))

    def sibling(self, name: str) -> Element | None:
        """A part beside the main part, as ``styles.xml``."""
        return self.part(self._beside(name))

    def sibling_data(self, name: str) -> bytes | None:
        """The unpacked bytes of a part beside the main part, or None where there is none."""
        member = self._members.get(self._beside(name))
        return None if member is None else self._unpack(member)

    def _beside(self, name: str) -> str:
        return posixpath.join(posixpath.dirname(self.main), name)

    def relations(self) -> dict[str, str]:
        """Targets of the main part's internal relations by their id, as names of parts."""
        folder, base = posixpath.split(self.main)
        root = self.part(posixpath.join(folder, "_rels", base + ".rels"))
        targets = {}
        for node in root if root is not None else ():
            if node.get("TargetMode") != "External":
                target = posixpath.normpath(posixpath.join("/" + folder, node.get("Target", "")))
                targets[node.get("Id", "")] = target.lstrip("/")
        return targets

    def _unpack(self, member: zipfile.ZipInfo) -> bytes:
        chunks: list[bytes] = []
        size = 0
        try:
            with self._zip.open(member) as stream:
                while chunk := stream.read(CHUNK):
                    chunks.append(chunk)
                    size += len(chunk)
                    self._unpacked += len(chunk)
                    self._check_growth(size, member.compress_size)
        except _BROKEN_ZIP as error:
            raise ReadingError(Reason.BROKEN) from error
        return b"".join(chunks)

    def _check_growth(self, size: int, packed: int) -> None:
        swollen = size > MEBIBYTE and size > packed * self._limits.ratio
        if swollen or self._unpacked > self._limits.unpacked:
            raise ReadingError(Reason.BOMB)


def parse(data: bytes) -> Element:
    """The root of an XML part; a document type declaration is refused, as ISO/IEC 29500-2 asks of readers."""
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        remove_comments=True,
        remove_pis=True,
        collect_ids=False,
    )
    try:
        root = etree.fromstring(data.replace(STRICT.encode(), MAIN.encode()), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise ReadingError(Reason.BROKEN) from error
    information: Any = root.getroottree().docinfo
    if information.doctype:
        raise ReadingError(Reason.BROKEN)
    return root
