"""The queue that the intake rows are: take one, finish it, set it back. Only workers call these.

A worker's name carries a number that is new for each take, so that whoever lost its lease can tell.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime, timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone

from dondoc.audit.errors import Refused
from dondoc.audit.recording import acted_as, action
from dondoc.documents import store
from dondoc.documents.actions.enclosing import Enclosed, enclose, file_of, keep_bytes, known_document, note_told
from dondoc.documents.actions.registering import drafted, keep_enclosed_faces, read_into, register
from dondoc.documents.actions.rereading import read_appendices, reread
from dondoc.documents.isolation import Read, Unreadable
from dondoc.documents.models import (
    Arrival,
    Attachment,
    Document,
    Intake,
    IntakeFile,
    IntakeState,
    Place,
    Same,
    StoredFile,
)
from dondoc.reading.errors import Reason

LEASE = timedelta(minutes=2)
UNDER_WAY = (IntakeState.WAITING, IntakeState.READING)
ATTEMPTS = 3
PAUSE = timedelta(seconds=5)

BROKE_DOWN = (
    "Phần mềm không đọc được tệp này (đã thử {attempts} lần); tệp vẫn được giữ, hãy tách nhỏ hoặc lưu sang .docx "
    "rồi tải lên lại, nếu vẫn lỗi hãy báo quản trị."
)
SAME = "Cùng cơ quan ban hành, số, ký hiệu và ngày với văn bản đã vào sổ; hãy cho biết là bản khác hay văn bản khác."
COPIED = "Đã gộp vào văn bản đã có, làm bản khác của văn bản đó."
TAKEN_APART = "Đã tách thành {count} văn bản, đọc riêng từng văn bản."
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


@action("intake.renew")
def renew(by: None, intake_id: int, worker: str, lease: timedelta) -> bool:
    """Hold a file for longer; False where the lease was lost."""
    intake = _mine(intake_id, worker)
    if intake is None:
        return False
    intake.lease_until = timezone.now() + lease
    intake.save()
    return True


@action("document.register")
def finish(
    by: None, intake_id: int, worker: str, read: Read, *, files: Sequence[Enclosed] = (), told: Sequence[str] = ()
) -> Document | None:
    """Register what was read, all in one transaction. ``files`` are the main file and those that belong to it, where
    they are not just the intake's own; ``told`` are sentences about what was left out.

    Of an issued document (the intake names it) text and tasks are entered. A document that is in the register already
    gets what it lacks of the files; where only issuer, symbol, number and
    date are the same, it is asked (``Intake.same``). None where the lease was lost: another worker has it then.
    """
    intake = _mine(intake_id, worker)
    if intake is None or intake.file is None:
        return None
    if intake.same == Same.REREAD and intake.document is not None:
        document = reread(intake.document, intake.file, read)
        _close(intake, IntakeState.DONE, document=document)
        return document
    if intake.document is not None:
        read_into(intake.document, read)
        _close(intake, IntakeState.DONE)
        return intake.document
    files = files or (Enclosed(intake.name, Place.MAIN, sha256=intake.file.sha256),)
    # One at a time for the same bytes, or two workers would each register them.
    main = StoredFile.objects.select_for_update().get(pk=file_of(files[0]).pk)
    document, state, message = _entered(intake, main, read, files)
    if state != IntakeState.ASKING:
        note_told(document, told)
        keep_bytes(files)
    _close(intake, state, message, document)
    return document


def _entered(
    intake: Intake, main: StoredFile, read: Read, files: Sequence[Enclosed]
) -> tuple[Document, IntakeState, str]:
    """The document in the register, and what became of the intake."""
    known = known_document(intake.agency_id, main)
    if known is not None:
        _enclose_more(known, files, intake)
        return known, IntakeState.DUPLICATE, ""
    draft = drafted(intake, read)
    before = draft.duplicate_of
    if before is not None and intake.same == Same.ASK:
        keep_bytes(files[:1])
        return before, IntakeState.ASKING, SAME
    if before is not None and intake.same == Same.COPY:
        _enclose_more(before, [files[0].at(Place.COPY), *files[1:]], intake)
        return before, IntakeState.DUPLICATE, COPIED
    document = register(draft, main, files[0].name, read)
    enclose(document, files[1:])
    keep_enclosed_faces(read.text)
    return document, IntakeState.DONE, ""


def _enclose_more(document: Document, files: Sequence[Enclosed], intake: Intake) -> None:
    """Give a document of the register files that it lacks; a new appendix is read with it, unless a task was confirmed
    from another one already."""
    before = document.attachments.filter(place=Place.APPENDIX).count()
    enclose(document, files)
    if document.attachments.filter(place=Place.APPENDIX).count() > before:
        with suppress(Refused):
            read_appendices(document, intake.sent_by)


@action("intake.split")
def split(by: None, intake_id: int, worker: str, documents: Sequence[Sequence[Enclosed]]) -> list[Intake]:
    """Let each document out of a parcel of many wait by itself, with the files that belong to it."""
    intake = _mine(intake_id, worker)
    if intake is None:
        return []
    made = []
    for files in documents:
        child = Intake(agency=intake.agency, direction=intake.direction, name=files[0].name, file=file_of(files[0]))
        child.arrival, child.origin, child.parent = Arrival.PARCEL, intake.name, intake
        child.sent_by_id, child.same = intake.sent_by_id, intake.same
        child.save()
        for order, one in enumerate(files[1:], 1):
            IntakeFile(intake=child, file=file_of(one), name=one.name, order=order).save()
        keep_bytes(files)
        made.append(child)
    _close(intake, IntakeState.SPLIT, TAKEN_APART.format(count=len(made)))
    return made


@action("intake.refuse")
def refuse(by: None, intake_id: int, worker: str, because: Unreadable) -> None:
    """Close a file that cannot be read with its sentence. Of a secret nothing stays: neither bytes nor their digest."""
    intake = _mine(intake_id, worker)
    if intake is None:
        return
    secrets = [row.file for row in intake.more.select_related("file")] if because.reason is Reason.SECRET else []
    if because.reason is Reason.SECRET and intake.file is not None:
        secrets.append(intake.file)
        intake.file = None
        intake.more.all().delete()
    _close(intake, IntakeState.FAILED, message=because.sentence[:300])
    for secret in secrets:
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
    if Intake.objects.filter(file=file).exists() or IntakeFile.objects.filter(file=file).exists():
        return
    locked.delete()
    # Before the commit: a crash in between leaves a row without bytes, never bytes without a row.
    store.remove(file.sha256)
