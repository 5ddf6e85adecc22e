"""Reads a .docx: the parts of the package put together into one ``Text``."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dondoc.reading.draft import DraftBlock, DraftParagraph, assemble
from dondoc.reading.errors import ReadingError, Reason
from dondoc.reading.heads import arrange_head
from dondoc.reading.letters import squeeze
from dondoc.reading.limits import Limits
from dondoc.reading.text import Region, Text
from dondoc.reading.word.body import BodyWalker
from dondoc.reading.word.names import RELATION, Element, W, child_at
from dondoc.reading.word.notes import Notes
from dondoc.reading.word.numbering import Numbering
from dondoc.reading.word.package import Package
from dondoc.reading.word.styles import read_styles
from dondoc.reading.word.wraps import join_titles

_PAGE_NUMBER = re.compile(r"\W*(?:Trang\s*)?\d*(?:\s*/\s*\d+)?\W*", re.IGNORECASE)


def read(data: bytes, limits: Limits) -> Text:
    """The text of a Word document. Raises ``ReadingError``: BROKEN, BOMB, ENCRYPTED, WRONG_TYPE, EMPTY, TOO_LARGE."""
    package = Package(data, limits)
    root = package.part(package.main)
    body = child_at(root, "body")
    if root is None or body is None:
        raise ReadingError(Reason.BROKEN)
    styles = read_styles(package.sibling_data("styles.xml"))
    notes = Notes(package)
    walker = BodyWalker(styles, Numbering(package.sibling("numbering.xml")), notes.key)
    try:
        drafts = arrange_head(join_titles(walker.blocks(body)))
        drafts += _margins(package, body, walker)
        return _checked(assemble(drafts, notes.drafts(walker), kind="docx", paged=False), limits)
    except RecursionError as error:
        raise ReadingError(Reason.BROKEN) from error


def _checked(text: Text, limits: Limits) -> Text:
    if len(text.content) > limits.characters:
        raise ReadingError(Reason.TOO_LARGE, limit=limits.characters_label)
    return text


def _margins(package: Package, body: Element, walker: BodyWalker) -> Iterator[DraftBlock]:
    """Headers and footers that sections refer to, each wording once, page numbers left out."""
    targets = package.relations()
    seen: set[str] = set()
    for name, region in (("headerReference", Region.HEADER), ("footerReference", Region.FOOTER)):
        for reference in body.iter(W + name):
            part = package.part(targets.get(reference.get(RELATION + "id", ""), ""))
            if part is not None:
                yield from _new_words(walker.blocks(part, region), seen)


def _new_words(blocks: Iterator[DraftBlock], seen: set[str]) -> Iterator[DraftBlock]:
    for block in blocks:
        if not isinstance(block, DraftParagraph):
            yield block
            continue
        words = squeeze(block.text)
        if words not in seen and not _PAGE_NUMBER.fullmatch(words):
            seen.add(words)
            yield block
