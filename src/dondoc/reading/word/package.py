"""The zip archive of a .docx, opened with limits and parsed without entities or network."""

from __future__ import annotations

import posixpath
import zipfile
from typing import Any

from lxml import etree

from dondoc.reading import zipped
from dondoc.reading.errors import ReadingError, Reason
from dondoc.reading.limits import Limits
from dondoc.reading.word.names import MAIN, STRICT, Element

DOCUMENT = "word/document.xml"
CONTENT_TYPES = "[Content_Types].xml"
WORD_MAIN_TYPES = ("wordprocessingml.document.main+xml", "wordprocessingml.template.main+xml", "macroEnabled.main+xml")


class Package:
    """Parts of a Word document by name. Raises ``ReadingError``: BROKEN, BOMB, ENCRYPTED, MACRO, WRONG_TYPE."""

    def __init__(self, data: bytes, limits: Limits) -> None:
        self._limits = limits
        self._unpacked = 0
        self._zip = zipped.opened(data, limits)
        if zipped.has_macros(self._zip):
            raise ReadingError(Reason.MACRO)
        self._members = {info.filename: info for info in self._zip.infolist()}
        self.main = self._find_main()

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
        return zipped.unpack(self._zip, member, self._limits, self._spend)

    def _spend(self, size: int) -> None:
        self._unpacked += size
        if self._unpacked > self._limits.unpacked:
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
