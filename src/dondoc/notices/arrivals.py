"""The clerks are told of what came in by itself, through a watched folder or a mailbox: once an hour each of what was
registered and of what was not, however much it was."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime

from django.utils import timezone

from dondoc.audit.acts import Act
from dondoc.audit.models import Entry
from dondoc.documents.models import Arrival, Intake, IntakeState
from dondoc.notices.models import Notice, NoticeKind
from dondoc.notices.staff import Staff
from dondoc.organisations.models import Agency

KINDS = {
    IntakeState.DONE: NoticeKind.ARRIVED,
    IntakeState.SPLIT: NoticeKind.ARRIVED,
    IntakeState.FAILED: NoticeKind.NOT_TAKEN,
    IntakeState.ASKING: NoticeKind.NOT_TAKEN,
}
BY_THEMSELVES = (Arrival.FOLDER, Arrival.MAIL)


def hear(act: Act, entries: list[Entry]) -> None:
    """Listener of ``audit.hooks.on_acted``."""
    settled = {
        int(entry.object_id): state
        for entry in entries
        if entry.model == "documents.intake" and (state := entry.changes.get("state", (None, None))[1]) in KINDS
    }
    if not settled:
        return
    by_agency: dict[Agency, dict[NoticeKind, Intake]] = defaultdict(dict)
    rows = Intake.objects.filter(pk__in=settled, arrival__in=BY_THEMSELVES).select_related("agency__unit")
    for intake in rows.order_by("pk"):
        by_agency[intake.agency].setdefault(KINDS[IntakeState(intake.state)], intake)
    for agency, found in by_agency.items():
        for kind, intake in found.items():
            _tell(agency, kind, intake, entries[0].at)


def _tell(agency: Agency, kind: NoticeKind, intake: Intake, now: datetime) -> None:
    key = f"in:{agency.pk}:{kind}:{timezone.localtime(now):%Y%m%d%H}:"
    if Notice.objects.filter(key__gte=key, key__lt=f"{key}~").exists():
        return
    way = Arrival(intake.arrival).label.lower()
    note = f"Qua {way}: {intake.name}"
    people = Staff(agency, timezone.localdate(now)).load().clerks()
    notices = [
        Notice(key=f"{key}{person_id}", agency_id=agency.pk, person_id=person_id, kind=kind, note=note, at=now)
        for person_id in sorted(people)
    ]
    Notice.objects.bulk_create(notices, ignore_conflicts=True)
