"""Checking the signatures of attached files: asked for when they are attached and when the trust list changes, done by
the worker that reads files, in the same confined process."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from dondoc.documents import store
from dondoc.documents.isolation import Failed, Reader
from dondoc.documents.models import Attachment
from dondoc.organisations.models import Agency
from dondoc.signatures.report import FileReport, FileState
from dondoc.trust.models import Certificate, SignatureCheck

LEASE = timedelta(minutes=3)
ATTEMPTS = 3
CHECK = "dondoc.signatures.check:check_file"
GONE = "Tệp gốc không còn trên máy chủ nên không kiểm tra được chữ ký số."
BROKE_DOWN = "Phần mềm không kiểm tra được chữ ký số trong tệp này; hãy mở bằng phần mềm ký số để xem."
FETCH = "ask_authorities"
"""Setting of an agency: whether authorities may be asked about revocation."""


def ask(attachment: Attachment) -> None:
    """Have the file of an attachment checked."""
    SignatureCheck.objects.create(attachment=attachment)


def ask_again(agency: Agency) -> int:
    """Have every signed file of an agency checked once more, for the trust list has changed; returns how many."""
    rows = SignatureCheck.objects.filter(attachment__document__agency=agency).exclude(state=FileState.UNSIGNED)
    return rows.update(waiting=True, asked=F("asked") + 1, attempts=0, taken_until=None)


def waiting(now: datetime) -> QuerySet[SignatureCheck]:
    """What may be taken, the latest file first, for that is what somebody is looking at."""
    free = Q(taken_until=None) | Q(taken_until__lt=now)
    return SignatureCheck.objects.filter(free, waiting=True).order_by("-id")


def check_next(reader: Reader) -> bool:
    """Check one file that waits; False where none does. Called by a worker that has nothing to read."""
    now = timezone.now()
    # Looking first costs no write lock.
    if not waiting(now).exists():
        return False
    with transaction.atomic():
        rows = waiting(now).select_related("attachment__file", "attachment__document")
        check = rows.select_for_update(of=("self",), skip_locked=True).first()
        if check is None:
            return False
        check.taken_until, check.attempts = now + LEASE, check.attempts + 1
        check.save(update_fields=["taken_until", "attempts"])
    _settle(check, _checked(check, reader))
    return True


def _checked(check: SignatureCheck, reader: Reader) -> FileReport:
    agency_id = check.attachment.document.agency_id
    path = store.path_of(check.attachment.file.sha256)
    if check.attempts > ATTEMPTS:
        return FileReport(problem=BROKE_DOWN)
    if not path.exists():
        return FileReport(problem=GONE)
    found = reader.call(CHECK, str(path), anchors(agency_id), timezone.now(), may_fetch(agency_id))
    return FileReport(problem=BROKE_DOWN) if isinstance(found, Failed) else found


def anchors(agency_id: int) -> tuple[bytes, ...]:
    """The trust list of an agency, each certificate in DER."""
    rows = Certificate.objects.filter(agency=agency_id).order_by("id").values_list("der", flat=True)
    return tuple(bytes(one) for one in rows)


def may_fetch(agency_id: int) -> bool:
    """Whether authorities may be asked about revocation."""
    return bool(Agency.objects.get(pk=agency_id).settings.get(FETCH))


def _settle(check: SignatureCheck, report: FileReport) -> None:
    """Write the answer down, unless something newer was asked meanwhile."""
    SignatureCheck.objects.filter(pk=check.pk, asked=check.asked).update(
        state=report.state.value,
        signatures=[_plain(asdict(one)) for one in report.signatures],
        problem=report.problem,
        checked_at=timezone.now(),
        waiting=False,
        taken_until=None,
    )


def _plain(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value.isoformat() if isinstance(value, datetime) else value for name, value in values.items()}
