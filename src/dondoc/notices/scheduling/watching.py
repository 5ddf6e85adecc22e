"""Whether the clock's work gets done."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q

from dondoc.notices.models import Heartbeat, Sending, SendingState
from dondoc.notices.scheduling.jobs import JOBS


@dataclass(frozen=True, slots=True)
class LateJob:
    """A job that should have run and did not. ``last`` is when it last ended well (None: never), ``error`` what it
    failed with, where it did."""

    name: str
    label: str
    last: datetime | None
    error: str

    @property
    def sentence(self) -> str:
        since = f"từ {self.last.astimezone():%H:%M ngày %d/%m/%Y}" if self.last else "lần nào"
        return f"“{self.label}” chưa chạy {since}."


def late_jobs(now: datetime) -> list[LateJob]:
    """The jobs that have not ended well for more than a day; for the warning that administrators see. One query."""
    beats = {beat.job: beat for beat in Heartbeat.objects.all()}
    late = []
    for job in JOBS:
        beat = beats.get(job.name)
        slot = beat.slot if beat else None
        if slot is None or slot < job.when.slot(now - job.when.patience):
            late.append(LateJob(job.name, job.label, beat.finished_at if beat else None, beat.error if beat else ""))
    return late


def health(now: datetime) -> dict[str, Any]:
    """What the health page tells machines: {"scheduler": "ok" | "late", "jobs": {name: {"last", "error"}}, "outbox":
    {"waiting", "late", "failed"}}. Five queries."""
    late = {job.name for job in late_jobs(now)}
    beats = {beat.job: beat for beat in Heartbeat.objects.all()}
    jobs = {
        job.name: {
            "last": beat.finished_at.isoformat() if (beat := beats.get(job.name)) and beat.finished_at else None,
            "late": job.name in late,
            "error": beat.error if beat else "",
        }
        for job in JOBS
    }
    return {"scheduler": "late" if late else "ok", "jobs": jobs, "outbox": _outbox(now)}


def _outbox(now: datetime) -> dict[str, int]:
    waiting = Q(state=SendingState.WAITING)
    return {
        "waiting": Sending.objects.filter(waiting).count(),
        "late": Sending.objects.filter(waiting, next_at__lt=now - timedelta(hours=1)).count(),
        "failed": Sending.objects.filter(state=SendingState.FAILED, made_at__gte=now - timedelta(days=7)).count(),
    }
