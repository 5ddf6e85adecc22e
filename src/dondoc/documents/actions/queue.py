"""The queue that the intake rows are: take one, finish it, set it back. Only workers call these.

A worker's name carries a number that is new for each take, so that whoever lost its lease can tell.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone

from dondoc.audit.recording import acted_as, action
from dondoc.documents import store
from dondoc.documents.actions.intake import known_attachment
from dondoc.documents.actions.registering import read_into, register
from dondoc.documents.isolation import Read, Unreadable
from dondoc.documents.models import Attachment, Document, Intake, IntakeState, StoredFile
from dondoc.reading.errors import Reason

LEASE = timedelta(minutes=2)
ATTEMPTS = 3
PAUSE = timedelta(seconds=5)

BROKE_DOWN = (
    "Phần mềm không đọc được tệp này (đã thử {attempts} lần); tệp vẫn được giữ, hãy tách nhỏ hoặc lưu sang .docx "
    "rồi tải lên lại, nếu vẫn lỗi hãy báo quản trị."
)
GONE = "Tệp gốc không còn trên máy chủ; hãy tải tệp lên lại."


def waiting(now: datetime) -> QuerySet[Intake]:
    """What a worker may take: never taken, set back long enough ago, or with a lease that ran out."""
    free = Q(lease_until=None) | Q(lease_until__lt=now)
    return Intake.objects.filter(free, state__in=(IntakeState.WAITING, IntakeState.READING)).order_by("id")


@action("intake.take")
def take(by: None, worker: str) -> Intake | None:
    """Take the oldest waiting file for ``LEASE``; None where nothing waits. Safe with any number of workers."""
    now = timezone.now()
    intake = waiting(now).select_for_update(of=("self",), skip_locked=True).select_related("file").first()
    if intake is None:
        return None
    intake.state, intake.worker, intake.lease_until = IntakeState.READING, worker, now + LEASE
    intake.save()
    return intake


@action("intake.renew")
def release(by: None, worker_prefix: str) -> int:
    """Let go of everything that a dead worker held; returns how many files."""
    held = Intake.objects.filter(state=IntakeState.READING, worker__startswith=worker_prefix)
    return held.update(state=IntakeState.WAITING, lease_until=None)


@action("document.register")
def finish(by: None, intake_id: int, worker: str, read: Read) -> Document | None:
    """Register what was read, all in one transaction; of a document that stands in the register already (the intake
    names it) its text and what it asks for are entered. None where the lease was lost: another worker has it then."""
    intake = _mine(intake_id, worker)
    if intake is None or intake.file is None:
        return None
    if intake.document is not None:
        read_into(intake.document, read)
        _close(intake, IntakeState.DONE)
        return intake.document
    # One at a time for the same bytes, or two workers would each register them.
    file = StoredFile.objects.select_for_update().get(pk=intake.file_id)
    known = known_attachment(intake.agency_id, file)
    if known is not None:
        _close(intake, IntakeState.DUPLICATE, document=known.document)
        return known.document
    document = register(intake, file, read)
    _close(intake, IntakeState.DONE, document=document)
    return document


@action("intake.refuse")
def refuse(by: None, intake_id: int, worker: str, because: Unreadable) -> None:
    """Close a file that cannot be read with its sentence. Of a secret nothing stays: neither bytes nor their digest."""
    intake = _mine(intake_id, worker)
    if intake is None:
        return
    secret = intake.file if because.reason is Reason.SECRET else None
    if secret is not None:
        intake.file = None
    _close(intake, IntakeState.FAILED, message=because.sentence)
    if secret is not None:
        _forget(secret)


@action("intake.set_back")
def set_back(by: None, intake_id: int, worker: str, again: bool) -> None:
    """The reader broke down: try once more in a moment, or give up after ``ATTEMPTS`` with a sentence."""
    intake = _mine(intake_id, worker)
    if intake is None:
        return
    intake.attempts += 1
    if again and intake.attempts < ATTEMPTS:
        intake.lease_until = timezone.now() + PAUSE * intake.attempts
        intake.state, intake.worker = IntakeState.WAITING, ""
        intake.save()
    else:
        _close(intake, IntakeState.FAILED, message=BROKE_DOWN.format(attempts=intake.attempts))


@action("intake.lose")
def lose(by: None, intake_id: int, worker: str) -> None:
    """The original is gone from the disk."""
    intake = _mine(intake_id, worker)
    if intake is not None:
        intake.file = None
        _close(intake, IntakeState.FAILED, message=GONE)


def _mine(intake_id: int, worker: str) -> Intake | None:
    rows = Intake.objects.select_for_update(of=("self",)).select_related(
        "file", "agency__unit", "document__agency__unit"
    )
    intake = rows.filter(pk=intake_id, state=IntakeState.READING, worker=worker).first()
    if intake is not None:
        acted_as(intake.agency_id)
    return intake


def _close(intake: Intake, state: IntakeState, message: str = "", document: Document | None = None) -> None:
    intake.state, intake.message, intake.document = state, message, document or intake.document
    intake.lease_until, intake.worker = None, ""
    intake.save()


def _forget(file: StoredFile) -> None:
    locked = StoredFile.objects.select_for_update().filter(pk=file.pk)
    if not locked or Attachment.objects.filter(file=file).exists():
        return
    if Intake.objects.filter(file=file).exists():
        return
    locked.delete()
    # Before the commit: a crash in between leaves a row without bytes, never bytes without a row.
    store.remove(file.sha256)
