"""An issued document of one's own is read for the tasks that it gives out, as one that came in is."""

from __future__ import annotations

from pathlib import PurePosixPath

from dondoc.audit.errors import Refused
from dondoc.audit.recording import action
from dondoc.documents.models import Attachment, Direction, Document, DocumentText, Intake, IntakeFile, IntakeState
from dondoc.documents.policies import agency_of, require_register
from dondoc.organisations.models import Person
from dondoc.organisations.queries import Membership

BEST = (".docx", ".pdf", ".doc", ".txt")
"""The forms in which a document is read best, the best first."""
TABLES = (".xlsx", ".xls", ".ods", ".odt", ".rtf")
"""Further forms in which an appendix comes."""
UNDER_WAY = (IntakeState.WAITING, IntakeState.READING)


@action("document.read_issued")
def read_issued(by: Person, membership: Membership, document_id: int) -> Intake:
    """Let a worker read an issued document: its tasks come as proposals to be looked over. Head and number stay as they
    stand in the register.

    Raises NotAllowed; Refused where it has no number yet, was read already or has no file that can be read.
    """
    require_register(membership)
    rows = Document.objects.select_for_update(of=("self",)).filter(agency=agency_of(membership), pk=document_id)
    document = rows.filter(direction=Direction.OUTGOING).first()
    if document is None:
        raise Refused("Không tìm thấy văn bản đi này; hãy tải lại trang.")
    if document.issued_on is None:
        raise Refused("Văn bản chưa phát hành; hãy cấp số rồi đọc nhiệm vụ.")
    if DocumentText.objects.filter(document=document).exists():
        raise Refused("Văn bản này đã được đọc; hãy mở trang rà soát để xem nhiệm vụ.")
    if document.intakes.filter(state__in=UNDER_WAY).exists():
        raise Refused("Văn bản này đang được đọc; hãy chờ giây lát.")
    piece = best_file(document)
    if piece is None:
        raise Refused("Văn bản chưa có tệp .docx hoặc .pdf để đọc; hãy thêm tệp.")
    document.intakes.filter(state=IntakeState.FAILED).update(state=IntakeState.DISCARDED)
    intake = Intake(agency_id=document.agency_id, direction=document.direction, name=piece.name, file=piece.file)
    intake.document, intake.sent_by = document, by
    intake.save()
    others = document.attachments.exclude(pk=piece.pk).order_by("order", "id")
    for order, one in enumerate(others, 1):
        if PurePosixPath(one.name).suffix.lower() in (*BEST, *TABLES):
            IntakeFile(intake=intake, file=one.file, name=one.name, order=order).save()
    return intake


def best_file(document: Document) -> Attachment | None:
    """The file that reads best: a Word file before a PDF, of the same form the one that came last (it has number and
    day); None where there is none."""
    ranked = [
        (BEST.index(suffix), -one.order, one)
        for one in document.attachments.select_related("file")
        if (suffix := PurePosixPath(one.name).suffix.lower()) in BEST
    ]
    return min(ranked, key=lambda row: row[:2])[2] if ranked else None
