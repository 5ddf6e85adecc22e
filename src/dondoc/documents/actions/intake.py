"""A file comes in: its bytes are made safe, then it waits to be read."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from contextlib import ExitStack
from pathlib import PurePosixPath
from typing import Any

from django.db import IntegrityError

from dondoc.audit.errors import Refused
from dondoc.audit.recording import acted_as, action
from dondoc.documents import store
from dondoc.documents.actions.enclosing import known_document, stored
from dondoc.documents.models import Arrival, Direction, Intake, IntakeFile, IntakeState, Same
from dondoc.documents.policies import WATCH, require_intake, require_register, require_watch
from dondoc.organisations.models import Person
from dondoc.organisations.policies import may
from dondoc.organisations.queries import Membership
from dondoc.reading.errors import SENTENCES, Reason
from dondoc.reading.limits import Limits

LIMITS = Limits()
_CONTROL = re.compile(r"[\x00-\x1f\x7f]+")
TOGETHER = 50
"""Files that are one document, at most."""
TAKEN_APART_BEFORE = "Gói tệp này đã được nhận và tách thành các văn bản."

Source = bytes | Iterable[bytes] | store.Staged


def receive(
    by: Person,
    membership: Membership,
    name: str,
    source: Source,
    direction: Direction | str = Direction.INCOMING,
    *,
    arrival: Arrival = Arrival.PAGE,
) -> Intake:
    """Take a file in. When this returns, its bytes are safe on disk and a worker will read them.

    ``source`` is bytes, an open binary file or Django's uploaded file. What can be refused at once (empty, too large)
    comes back as a failed intake with its sentence; a file that the agency has already comes back as a duplicate
    that points at its document. Raises NotAllowed.
    """
    draft = Intake(agency=require_register(membership), direction=direction, arrival=arrival, sent_by=by)
    return take_in(by, draft, [(name, source)])


def receive_together(
    by: Person,
    membership: Membership,
    files: Sequence[tuple[str, Source]],
    direction: Direction | str = Direction.INCOMING,
    *,
    arrival: Arrival = Arrival.PAGE,
) -> Intake:
    """Take in files that are one document: a main one, found by what they say, and what belongs to it.

    Raises NotAllowed, and Refused where one of them is empty or too large, for then the document would not be whole.
    """
    agency = require_register(membership)
    if not 0 < len(files) <= TOGETHER:
        raise Refused(f"Một văn bản có từ 1 đến {TOGETHER} tệp; hãy chọn lại tệp.")
    intake = take_in(by, Intake(agency=agency, direction=direction, arrival=arrival, sent_by=by), files, whole=True)
    return intake


def take_in(by: Person | None, draft: Intake, files: Sequence[tuple[str, Source]], whole: bool = False) -> Intake:
    """Make the bytes of an intake's files (name, bytes) safe, and let it wait. ``draft`` says all else about it and is
    not saved yet; whoever calls has asked who may.

    A file that is empty or too large makes a failed intake with its sentence; where ``whole``, Refused.
    """
    names = [clean_name(name) for name, _ in files]
    draft.name = names[0]
    with ExitStack() as cleaning:
        staged = []
        for name, (_, source) in zip(names, files, strict=True):
            sentence, one = _staged(source)
            if one is not None:
                cleaning.callback(one.discard)
            if sentence and whole:
                raise Refused(f"{name}: {sentence}")
            if sentence or one is None:
                return refuse_at_once(by, draft, sentence)
            staged.append(one)
        return _queue_again_if_gone(by, draft, list(zip(names, staged, strict=True)))


def _staged(source: Source) -> tuple[str, store.Staged | None]:
    """Bytes that are safe on disk, or the sentence that says why they are not taken."""
    try:
        staged = source if isinstance(source, store.Staged) else store.stage(source, LIMITS.size)
    except store.TooLarge:
        return SENTENCES[Reason.TOO_LARGE].format(limit=LIMITS.size_label), None
    return ("" if staged.size else SENTENCES[Reason.EMPTY]), staged


def clean_name(name: str) -> str:
    """The last part of a path, without control characters, at most 255 characters, its ending kept."""
    last = _CONTROL.sub(" ", PurePosixPath(name.replace("\\", "/")).name).strip() or "tệp không tên"
    suffix = PurePosixPath(last).suffix[:20]
    return last if len(last) <= 255 else last[: 255 - len(suffix)] + suffix


def _queue_again_if_gone(by: Person | None, draft: Intake, staged: list[tuple[str, store.Staged]]) -> Intake:
    try:
        return _queue(by, draft, staged)
    except IntegrityError:
        # The same bytes were a secret and taken off the disk by a worker between our two statements.
        draft.pk, draft._state.adding = None, True
        return _queue(by, draft, staged)


@action("intake.receive")
def _queue(by: Person | None, draft: Intake, staged: list[tuple[str, store.Staged]]) -> Intake:
    if by is None:
        acted_as(draft.agency_id)
    rows = [stored(one) for _, one in staged]
    draft.file = rows[0]
    if len(rows) == 1:
        _recognise(draft)
    draft.save()
    for order, (row, (name, _)) in enumerate(zip(rows, staged, strict=True)):
        if order:
            IntakeFile(intake=draft, file=row, name=name, order=order).save()
    # Last, and inside of the transaction: a secret with the same digest is removed under the same lock.
    for _, one in staged:
        if one.path.exists():
            one.keep()
    return draft


def _recognise(draft: Intake) -> None:
    """Mark a file that the agency has already as a duplicate."""
    assert draft.file is not None
    known = known_document(draft.agency_id, draft.file)
    if known is not None:
        draft.state, draft.document = IntakeState.DUPLICATE, known
        return
    before = Intake.objects.filter(agency_id=draft.agency_id, file=draft.file, state=IntakeState.SPLIT).first()
    if before is not None:
        draft.state, draft.parent, draft.message = IntakeState.DUPLICATE, before, TAKEN_APART_BEFORE


@action("intake.receive")
def refuse_at_once(by: Person | None, draft: Intake, sentence: str) -> Intake:
    """Put on record that a file came in and why it is not taken. ``draft`` is not saved yet."""
    if by is None:
        acted_as(draft.agency_id)
    draft.state, draft.message = IntakeState.FAILED, sentence
    draft.save()
    return draft


@action("intake.answer")
def answer_intake(by: Person, membership: Membership, intake_id: int, same: Same | str) -> Intake:
    """Say of a file with the number of a document in the register whether it is a copy of that or a document of its
    own; it is then read again to be filed so. Raises NotAllowed, and Refused where it was not asked."""
    intake = _locked(membership, intake_id)
    if intake.state != IntakeState.ASKING:
        raise Refused("Tệp này không chờ trả lời; hãy tải lại trang.")
    if same not in (Same.COPY, Same.SEPARATE):
        raise Refused("Hãy chọn “Gộp làm bản khác” hoặc “Vào sổ riêng”.")
    _settle(intake, state=IntakeState.WAITING, same=Same(same), document=None, message="", attempts=0)
    return intake


@action("intake.retry")
def retry_intake(by: Person, membership: Membership, intake_id: int) -> Intake:
    """Have a failed file read once more. Raises Refused where it has not failed or is no longer kept."""
    intake = _locked(membership, intake_id, require_watch if may(membership, WATCH) else require_intake)
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
    if intake.state not in (IntakeState.FAILED, IntakeState.DUPLICATE, IntakeState.ASKING, IntakeState.SPLIT):
        raise Refused("Chỉ bỏ được tệp lỗi hoặc tệp trùng; tệp này đang chờ đọc hoặc đã vào sổ.")
    _settle(intake, state=IntakeState.DISCARDED)
    return intake


def _locked(
    membership: Membership, intake_id: int, allow: Callable[[Membership, Intake], object] = require_intake
) -> Intake:
    found = Intake.objects.select_for_update(of=("self",)).select_related("file").filter(pk=intake_id).first()
    if found is None:
        raise Refused("Không tìm thấy tệp này; hãy tải lại trang.")
    allow(membership, found)
    return found


def _settle(intake: Intake, **values: Any) -> None:
    for name, value in values.items():
        setattr(intake, name, value)
    intake.save()
