"""A person says which file of a document is the main one: the document is read anew from it."""

from __future__ import annotations

from dondoc.audit.errors import Refused
from dondoc.audit.recording import action
from dondoc.documents import store
from dondoc.documents.actions.registering import refill
from dondoc.documents.actions.review import locked_document
from dondoc.documents.hooks import before_reread
from dondoc.documents.isolation import Read
from dondoc.documents.models import Attachment, Document, DocumentState, Intake, IntakeState, Place, Same, StoredFile
from dondoc.documents.policies import REGISTER
from dondoc.organisations.models import Person
from dondoc.organisations.queries import Membership

CONFIRMED = "Văn bản đã được xác nhận nên không đổi tệp chính được nữa."


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
        hook(document, False)
    if not store.path_of(attachment.file.sha256).exists():
        raise Refused("Tệp gốc không còn trên máy chủ nên không đọc lại được.")
    if document.intakes.filter(same=Same.REREAD, state__in=(IntakeState.WAITING, IntakeState.READING)).exists():
        raise Refused("Văn bản đang được đọc lại; hãy chờ một lát rồi tải lại trang.")
    intake = Intake(agency=document.agency, direction=document.direction, name=attachment.name, file=attachment.file)
    intake.sent_by, intake.document, intake.same = by, document, Same.REREAD
    intake.save()
    return intake


@action("document.place_file")
def place_file(by: Person, membership: Membership, document_id: int, attachment_id: int, place: str) -> Attachment:
    """Say what a file is within its document: appendix, draft, another copy. Raises NotAllowed, Refused."""
    document = locked_document(membership, document_id, REGISTER)
    attachment = document.attachments.filter(pk=attachment_id).first()
    if attachment is None:
        raise Refused("Không tìm thấy tệp này trong văn bản; hãy tải lại trang.")
    if attachment.place == Place.MAIN:
        raise Refused("Đây là văn bản chính; hãy chọn tệp khác làm văn bản chính trước.")
    if place not in (Place.APPENDIX, Place.DRAFT, Place.COPY, Place.LETTER):
        raise Refused("Hãy chọn một loại tệp trong danh sách.")
    attachment.place = place
    attachment.save()
    return attachment


def reread(document: Document, file: StoredFile, read: Read) -> Document:
    """Enter what another of its files says in place of what the document said; runs inside of an action. What a person
    confirmed in the meantime stays."""
    document = Document.objects.select_for_update().get(pk=document.pk)
    if document.state != DocumentState.REVIEW:
        raise Refused(CONFIRMED)
    for hook in before_reread:
        hook(document, True)
    for attachment in document.attachments.all():
        if attachment.file_id == file.pk:
            attachment.place, attachment.order = Place.MAIN, 0
        elif attachment.place == Place.MAIN:
            attachment.place, attachment.order = Place.APPENDIX, attachment.order + 1
        attachment.save()
    refill(document, file, read)
    return document
