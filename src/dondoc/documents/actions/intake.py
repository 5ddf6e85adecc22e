"""A file comes in: its bytes are made safe, then it waits to be read."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import PurePosixPath
from typing import Any

from django.db import IntegrityError, transaction

from dondoc.audit.errors import Refused
from dondoc.audit.recording import action
from dondoc.documents import store
from dondoc.documents.models import Attachment, Direction, Intake, IntakeState, StoredFile
from dondoc.documents.policies import require_intake, require_register
from dondoc.organisations.models import Agency, Person
from dondoc.organisations.queries import Membership
from dondoc.reading.errors import SENTENCES, Reason
from dondoc.reading.limits import Limits

LIMITS = Limits()
_CONTROL = re.compile(r"[\x00-\x1f\x7f]+")
_TYPES = (
    (b"%PDF", "application/pdf"),
    (b"PK", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
)


def receive(
    by: Person,
    membership: Membership,
    name: str,
    source: bytes | Iterable[bytes],
    direction: Direction | str = Direction.INCOMING,
) -> Intake:
    """Take a file in. When this returns, its bytes are safe on disk and a worker will read them.

    ``source`` is bytes, an open binary file or Django's uploaded file. What can be refused at once (empty, too large)
    comes back as a failed intake with its sentence; a file that the agency has already comes back as a duplicate
    that points at its document. Raises NotAllowed.
    """
    agency = require_register(membership)
    name = clean_name(name)
    try:
        staged = store.stage(source, LIMITS.size)
    except store.TooLarge:
        return _refuse(by, agency, name, direction, SENTENCES[Reason.TOO_LARGE].format(limit=LIMITS.size_label))
    try:
        if not staged.size:
            return _refuse(by, agency, name, direction, SENTENCES[Reason.EMPTY])
        return _queue_again_if_gone(by, agency, name, staged, direction)
    finally:
        staged.discard()


def clean_name(name: str) -> str:
    """The last part of a path, without control characters, at most 255 characters, its ending kept."""
    last = _CONTROL.sub(" ", PurePosixPath(name.replace("\\", "/")).name).strip() or "tệp không tên"
    suffix = PurePosixPath(last).suffix[:20]
    return last if len(last) <= 255 else last[: 255 - len(suffix)] + suffix


def _queue_again_if_gone(by: Person, agency: Agency, name: str, staged: store.Staged, direction: str) -> Intake:
    try:
        return _queue(by, agency, name, staged, direction)
    except IntegrityError:
        # The same bytes were a secret and taken off the disk by a worker between our two statements.
        return _queue(by, agency, name, staged, direction)


@action("intake.receive")
def _queue(by: Person, agency: Agency, name: str, staged: store.Staged, direction: str) -> Intake:
    file = stored(staged)
    known = known_attachment(agency.pk, file)
    intake = Intake(
        agency=agency,
        direction=direction,
        name=name,
        file=file,
        sent_by=by,
        state=IntakeState.DUPLICATE if known else IntakeState.WAITING,
        document=known.document if known else None,
    )
    intake.save()
    # Last, and inside of the transaction: a secret with the same digest is removed under the same lock.
    staged.keep()
    return intake


@action("intake.receive")
def _refuse(by: Person, agency: Agency, name: str, direction: str, sentence: str) -> Intake:
    intake = Intake(agency=agency, direction=direction, name=name, sent_by=by)
    intake.state, intake.message = IntakeState.FAILED, sentence
    intake.save()
    return intake


def stored(staged: store.Staged) -> StoredFile:
    """The row of bytes that were staged; runs inside of an action."""
    media_type = next((kind for magic, kind in _TYPES if staged.head.startswith(magic)), "text/plain")
    defaults = {"size": staged.size, "media_type": media_type}
    with transaction.atomic():
        file, _ = StoredFile.objects.get_or_create(sha256=staged.sha256, defaults=defaults)
    return file


def known_attachment(agency_id: int, file: StoredFile) -> Attachment | None:
    """The place where this agency has the same bytes already."""
    found = Attachment.objects.filter(file=file, document__agency_id=agency_id).select_related("document")
    return found.order_by("id").first()


@action("intake.retry")
def retry_intake(by: Person, membership: Membership, intake_id: int) -> Intake:
    """Have a failed file read once more. Raises Refused where it has not failed or is no longer kept."""
    intake = _locked(membership, intake_id)
    if intake.state != IntakeState.FAILED:
        raise Refused("Tệp này không ở trạng thái lỗi nên không cần đọc lại.")
    if intake.file is None or not store.path_of(intake.file.sha256).exists():
        raise Refused("Tệp gốc không được giữ lại; hãy tải tệp lên lại.")
    _settle(intake, state=IntakeState.WAITING, message="", attempts=0, lease_until=None, worker="")
    return intake


@action("intake.discard")
def discard_intake(by: Person, membership: Membership, intake_id: int) -> Intake:
    """Clear a failed or duplicate file from the list of what came in; its row stays in the log.

    Raises Refused while it is waiting or being read.
    """
    intake = _locked(membership, intake_id)
    if intake.state not in (IntakeState.FAILED, IntakeState.DUPLICATE):
        raise Refused("Chỉ bỏ được tệp lỗi hoặc tệp trùng; tệp này đang chờ đọc hoặc đã vào sổ.")
    _settle(intake, state=IntakeState.DISCARDED)
    return intake


def _locked(membership: Membership, intake_id: int) -> Intake:
    found = Intake.objects.select_for_update(of=("self",)).select_related("file").filter(pk=intake_id).first()
    if found is None:
        raise Refused("Không tìm thấy tệp này; hãy tải lại trang.")
    require_intake(membership, found)
    return found


def _settle(intake: Intake, **values: Any) -> None:
    for name, value in values.items():
        setattr(intake, name, value)
    intake.save()
