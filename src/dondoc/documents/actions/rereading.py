"""A person says what the files of a document are: it is read anew from another main file, or with other appendices."""

from __future__ import annotations

from dataclasses import replace

from dondoc.audit.errors import Refused
from dondoc.audit.recording import action
from dondoc.documents import store
from dondoc.documents.actions.registering import add_citations, keep_enclosed_faces, refill, tell
from dondoc.documents.actions.review import locked_document
from dondoc.documents.hooks import before_reread
from dondoc.documents.isolation import Read
from dondoc.documents.layout import enclosures, pack
from dondoc.documents.models import (
    Attachment,
    Document,
    DocumentState,
    DocumentText,
    Intake,
    IntakeState,
    Place,
    Same,
    StoredFile,
)
from dondoc.documents.policies import REGISTER
from dondoc.organisations.models import Person
from dondoc.organisations.queries import Membership

CONFIRMED = "Văn bản đã được xác nhận nên không đổi tệp chính được nữa."
UNDER_WAY = (IntakeState.WAITING, IntakeState.READING)


@action("document.choose_main")
def choose_main(by: Person, membership: Membership, document_id: int, attachment_id: int) -> Intake:
    """Make another file the main one: the document is read anew from it, and what was proposed before goes.

    Raises NotAllowed, and Refused where the document or one of its tasks was confirmed already.
    """
    document = locked_document(membership, document_id, REGISTER)
    attachment = document.attachments.select_related("file").filter(pk=attachment_id).first()
    if attachment is None:
        raise Refused("Không tìm thấy tệp này trong văn bản; hãy tải lại trang.")
    if attachment.place == Place.MAIN:
        raise Refused("Tệp này đang là văn bản chính.")
    if document.state != DocumentState.REVIEW:
        raise Refused(CONFIRMED)
    for hook in before_reread:
        hook(document, False, 0)
    if not store.path_of(attachment.file.sha256).exists():
        raise Refused("Tệp gốc không còn trên máy chủ nên không đọc lại được.")
    if document.intakes.filter(same=Same.REREAD, state__in=UNDER_WAY).exists():
        raise Refused("Văn bản đang được đọc lại; hãy chờ một lát rồi tải lại trang.")
    intake = Intake(agency=document.agency, direction=document.direction, name=attachment.name, file=attachment.file)
    intake.sent_by, intake.document, intake.same = by, document, Same.REREAD
    intake.save()
    return intake


@action("document.place_file")
def place_file(by: Person, membership: Membership, document_id: int, attachment_id: int, place: str) -> Intake | None:
    """Say what a file is within its document: appendix, draft, another copy. Where that changes what is read with the
    main file, and the document is not confirmed yet, the row of the queue by which that is done.

    Raises NotAllowed; Refused, also where a task was confirmed from an appendix that would be read no more.
    """
    document = locked_document(membership, document_id, REGISTER)
    attachment = document.attachments.filter(pk=attachment_id).first()
    if attachment is None:
        raise Refused("Không tìm thấy tệp này trong văn bản; hãy tải lại trang.")
    if attachment.place == Place.MAIN:
        raise Refused("Đây là văn bản chính; hãy chọn tệp khác làm văn bản chính trước.")
    if place not in (Place.APPENDIX, Place.DRAFT, Place.COPY, Place.ENCLOSED, Place.LETTER):
        raise Refused("Hãy chọn một loại tệp trong danh sách.")
    changes = attachment.place != place and Place.APPENDIX in (attachment.place, place)
    attachment.place = place
    attachment.save()
    return read_appendices(document, by) if changes else None


def read_appendices(document: Document, by: Person | None) -> Intake | None:
    """Let a worker read a document's appendices, which have changed, with its main file; None where it was confirmed or
    never read. Runs inside of an action. Raises Refused where a task was confirmed from an appendix already."""
    text = DocumentText.objects.filter(document=document).first()
    main = document.attachments.select_related("file").filter(place=Place.MAIN).order_by("order").first()
    if document.state != DocumentState.REVIEW or text is None or main is None:
        return None
    for hook in before_reread:
        hook(document, False, _end_of_main(text) + 1)
    waiting = document.intakes.filter(same=Same.REREAD, state=IntakeState.WAITING).first()
    if waiting is not None:
        return waiting
    intake = Intake(agency=document.agency, direction=document.direction, name=main.name, file=main.file)
    intake.sent_by, intake.document, intake.same = by, document, Same.REREAD
    intake.save()
    return intake


def appendices(document: Document, file: StoredFile) -> list[Attachment]:
    """The files that are read behind ``file`` as the main one of a document: its appendices, and what was the main one
    before where that has no number of its own."""
    rows = document.attachments.select_related("file").exclude(file=file).order_by("order", "id")
    return [one for one in rows if (_former(document) if one.place == Place.MAIN else one.place) == Place.APPENDIX]


def _former(document: Document) -> Place:
    """What the main file of a document is to another one."""
    return Place.ENCLOSED if document.number else Place.APPENDIX


def reread(document: Document, file: StoredFile, read: Read) -> Document:
    """Enter what another of its files says in place of what the document said, or where the main file is the same,
    what its appendices say now; runs inside of an action. What a person confirmed in the meantime stays."""
    document = Document.objects.select_for_update().get(pk=document.pk)
    if document.state != DocumentState.REVIEW:
        raise Refused(CONFIRMED)
    text = DocumentText.objects.filter(document=document).first()
    same = document.attachments.filter(file=file, place=Place.MAIN).exists()
    if same and text is not None and _same_main(text, read):
        _exchange_appendices(document, text, read)
        return document
    for hook in before_reread:
        hook(document, True, 0)
    former = _former(document)
    for attachment in document.attachments.all():
        if attachment.file_id == file.pk:
            attachment.place, attachment.order = Place.MAIN, 0
        elif attachment.place == Place.MAIN:
            attachment.place, attachment.order = former, attachment.order + 1
        attachment.save()
    refill(document, file, read)
    keep_enclosed_faces(read.text)
    return document


def _end_of_main(text: DocumentText) -> int:
    """Where the words of the main file end, within the whole."""
    behind = enclosures(text.layout)
    return behind[0].span.start - 1 if behind else len(text.content)


def _same_main(text: DocumentText, read: Read) -> bool:
    end = read.text.enclosed[0].span.start - 1 if read.text.enclosed else len(read.text.content)
    return text.content[: _end_of_main(text)] == read.text.content[:end]


def _exchange_appendices(document: Document, text: DocumentText, read: Read) -> None:
    """What was read of the main file stays with all that people made of it; what the appendices say is new."""
    since = _end_of_main(text) + 1
    for hook in before_reread:
        hook(document, True, since)
    text.content, text.layout, text.warnings = read.text.content, pack(read.text), list(read.text.warnings)
    text.save()
    document.citations.filter(start__gte=since).delete()
    document.version += 1
    document.save()
    directive = read.directive
    directive = replace(
        directive,
        duties=tuple(one for one in directive.duties if one.text.span and one.text.span.start >= since),
        citations=tuple(one for one in directive.citations if one.code.span and one.code.span.start >= since),
    )
    add_citations(document, directive)
    keep_enclosed_faces(read.text)
    tell(document, Read(read.text, directive))
