"""The files of a document: those that it came with, and those that come later."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from django.db import transaction
from django.db.models import Max

from dondoc.documents import store
from dondoc.documents.models import Attachment, Document, DocumentText, Intake, Place, StoredFile

_TYPES = (
    (b"%PDF", "application/pdf"),
    (b"PK", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
)
MOST_TOLD = 20


@dataclass(frozen=True, slots=True)
class Enclosed:
    """A file of a document: bytes that came out of a parcel (``staged``), or those kept under ``sha256``."""

    name: str
    place: Place = Place.MAIN
    staged: store.Staged | None = None
    sha256: str = ""

    def at(self, place: Place) -> Enclosed:
        return replace(self, place=place)


def stored(staged: store.Staged) -> StoredFile:
    """The row of bytes that were staged; runs inside of an action."""
    media_type = next((kind for magic, kind in _TYPES if staged.head.startswith(magic)), "text/plain")
    defaults = {"size": staged.size, "media_type": media_type}
    with transaction.atomic():
        file, _ = StoredFile.objects.get_or_create(sha256=staged.sha256, defaults=defaults)
    return file


def file_of(enclosed: Enclosed) -> StoredFile:
    """The row of a file; runs inside of an action."""
    return stored(enclosed.staged) if enclosed.staged else StoredFile.objects.get(sha256=enclosed.sha256)


def keep_bytes(files: Iterable[Enclosed]) -> None:
    """Put what was staged under its name: last in a transaction, as ``intake`` says."""
    for one in files:
        if one.staged is not None and one.staged.path.exists():
            one.staged.keep()


def known_document(agency_id: int, file: StoredFile) -> Document | None:
    """The document with which this agency has the same bytes already: as one of its files, or as the parcel that it
    came in."""
    found = Attachment.objects.filter(file=file, document__agency_id=agency_id).select_related("document")
    attachment = found.order_by("id").first()
    if attachment is not None:
        return attachment.document
    parcels = Intake.objects.filter(file=file, agency_id=agency_id, document__isnull=False, state="done")
    parcel = parcels.select_related("document").order_by("id").first()
    return parcel.document if parcel else None


def enclose(document: Document, files: Sequence[Enclosed]) -> int:
    """Give a document the files that it lacks; returns how many. Runs inside of an action."""
    if not files:
        return 0
    has = set(document.attachments.values_list("file__sha256", flat=True))
    last = document.attachments.aggregate(last=Max("order"))["last"]
    order = -1 if last is None else last
    count = 0
    for one in files:
        file = file_of(one)
        if file.sha256 in has:
            continue
        order += 1
        place = Place.APPENDIX if one.place == Place.MAIN else one.place
        Attachment(document=document, file=file, name=one.name, order=order, place=place).save()
        has.add(file.sha256)
        count += 1
    return count


def note_told(document: Document, told: Sequence[str]) -> None:
    """Show with the document's text what was left out of the files that came."""
    text = DocumentText.objects.filter(document=document).first() if told else None
    if text is not None:
        text.warnings = list(dict.fromkeys([*text.warnings, *told]))[:MOST_TOLD]
        text.save()
