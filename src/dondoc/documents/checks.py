"""What the linter finds in a document of the register, beside what a person has set aside.

Findings are worked out when they are asked for, from the text as it was read and the register as it stands; nothing of
them is stored but what was set aside.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.core.cache import cache

from dondoc.checking import RULES, Finding, Known, Matter, Severity, check
from dondoc.documents import store
from dondoc.documents.actions.reading import best_file
from dondoc.documents.isolation import ProcessReader, Read, Reader
from dondoc.documents.keys import code_key
from dondoc.documents.layout import unpack
from dondoc.documents.models import Attachment, Direction, Document, DocumentText, SetAside
from dondoc.documents.queries import visible_documents
from dondoc.documents.rendering import Mark
from dondoc.extraction import extract
from dondoc.organisations.queries import Membership

READER: Callable[[], Reader] = ProcessReader
"""What drafts are read with; tests read their own files in the same process."""
KEPT_SECONDS = 600
LAYOUT = "layout.decree30"
_BLANKS = {"blank.number", "blank.date"}
_ORDER = list(Severity)


@dataclass(frozen=True, slots=True)
class Looked:
    """A finding, and the row by which somebody set it aside, if anybody did."""

    finding: Finding
    aside: SetAside | None = None


@dataclass(frozen=True, slots=True)
class Checkup:
    """The findings on a document, the gravest first; ``readable`` is False where there is no text to look at."""

    standing: tuple[Looked, ...] = ()
    aside: tuple[Looked, ...] = ()
    readable: bool = True

    def marks(self) -> list[Mark]:
        """The words of the findings that stand."""
        return [
            Mark(f"finding:{one.finding.key}", one.finding.span.start, one.finding.span.end)
            for one in self.standing
            if one.finding.span is not None
        ]


def checkup(membership: Membership, document: Document) -> Checkup:
    """What stands and what was set aside. Three queries where the document was read, four for a draft."""
    found = findings(membership, document)
    if found is None:
        return Checkup(readable=False)
    rows = {row.key: row for row in document.set_aside.select_related("by")}
    looked = [Looked(one, rows.get(one.key)) for one in found]
    ordered = sorted(looked, key=lambda one: _ORDER.index(one.finding.severity))
    return Checkup(
        tuple(one for one in ordered if one.aside is None), tuple(one for one in ordered if one.aside is not None)
    )


def findings(membership: Membership, document: Document) -> list[Finding] | None:
    """In the order of the document; None where it has no text and no file that can be read.

    A draft has no number and day yet, and is looked at for its layout too; what came from others is as it is.
    """
    read, original = _read(document)
    if read is None:
        return None
    draft = document.direction == Direction.OUTGOING and document.issued_on is None
    rules = {rule.id for rule in RULES} - (_BLANKS if draft else {LAYOUT})
    return check(
        Matter(read.text, read.directive, lookup=lambda codes: _known(membership, document, codes), original=original),
        rules,
    )


def _read(document: Document) -> tuple[Read | None, bytes | None]:
    """The text as it was read; of a draft its best file, read in a process of its own, and the bytes of a Word file."""
    text = DocumentText.objects.filter(document=document).first()
    if text is not None:
        return _remembered(_digest(text.content), lambda: _again(text)), None
    piece = best_file(document)
    if piece is None or not store.path_of(piece.file.sha256).exists():
        return None, None
    original = store.load(piece.file.sha256) if piece.name.lower().endswith(".docx") else None
    return _remembered(piece.file.sha256, lambda: _file(piece)), original


def _remembered(digest: str, make: Callable[[], Read | None]) -> Read | None:
    key = f"checks:{digest}"
    read: Read | None = cache.get(key)
    if read is None:
        read = make()
        if read is not None:
            cache.set(key, read, KEPT_SECONDS)
    return read


def _digest(content: str) -> str:
    return hashlib.sha256(content.encode()).hexdigest()


def _again(row: DocumentText) -> Read:
    text = unpack(row.layout, row.content, row.warnings)
    return Read(text, extract(text))


def _file(piece: Attachment) -> Read | None:
    reader = READER()
    try:
        outcome = reader.read(store.path_of(piece.file.sha256), piece.name)
    finally:
        reader.close()
    return outcome if isinstance(outcome, Read) else None


def _known(membership: Membership, document: Document, codes: Sequence[str]) -> list[Known]:
    """Documents of the register that the member sees under these codes, the latest first."""
    keys = {code_key(code): code for code in codes}
    rows = visible_documents(membership).filter(folded_code__in=keys).exclude(pk=document.pk)
    named = rows.order_by("-issued_on", "-id").values_list("folded_code", "issued_on", "issuer_name")
    return [Known(keys[folded], day, issuer) for folded, day, issuer in named]
