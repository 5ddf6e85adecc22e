"""Runs the jobs that are due. Any number of schedulers may do so at once: of each job one runs at a time."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import F, Q

from dondoc.notices.models import Heartbeat
from dondoc.notices.scheduling.jobs import JOBS, Job

log = logging.getLogger(__name__)

PAUSES = (1, 5, 15, 60)
"""Minutes before a job that failed is tried again; the last for all further times."""


@dataclass(frozen=True, slots=True)
class Run:
    """What came of one job: how much it did, or why it failed."""

    job: Job
    count: int = 0
    error: str = ""


def run_due(now: datetime, jobs: Iterable[Job] = JOBS) -> list[Run]:
    """Run each job whose time has come since its last run, once, however many times were missed."""
    started = time.monotonic()
    jobs = list(jobs)
    runs = []
    _plant(jobs)
    for job in jobs:
        moment = now + timedelta(seconds=time.monotonic() - started)
        if _claim(job, moment):
            runs.append(_run(job, moment))
    return runs


def _claim(job: Job, now: datetime) -> bool:
    """Take the job for this process where it is due and nobody has it."""
    due = Q(slot=None) | Q(slot__lt=job.when.slot(now))
    free = Q(lease=None) | Q(lease__lt=now)
    rows = Heartbeat.objects.filter(due, free, job=job.name)
    # Asked first, for most looks at the clock find nothing to do and need not wait for the database's writer.
    return rows.exists() and bool(rows.update(lease=now + job.lease, started_at=now))


def _plant(jobs: list[Job]) -> None:
    known = set(Heartbeat.objects.values_list("job", flat=True))
    missing = [Heartbeat(job=job.name) for job in jobs if job.name not in known]
    Heartbeat.objects.bulk_create(missing, ignore_conflicts=True)


def _run(job: Job, now: datetime) -> Run:
    started = time.monotonic()
    try:
        count = job.function(now)
    except Exception as error:
        log.exception("%s", job.name)
        _note_failure(job, now, f"{type(error).__name__}: {error}")
        return Run(job, error=str(error))
    ended = now + timedelta(seconds=time.monotonic() - started)
    beat = Heartbeat.objects.filter(job=job.name)
    beat.update(slot=job.when.slot(now), finished_at=ended, lease=None, failures=0, error="")
    return Run(job, count)


def _note_failure(job: Job, now: datetime, error: str) -> None:
    beat = Heartbeat.objects.filter(job=job.name)
    failures = beat.values_list("failures", flat=True).first() or 0
    pause = timedelta(minutes=PAUSES[min(failures, len(PAUSES) - 1)])
    beat.update(failures=F("failures") + 1, error=error[:300], lease=now + pause)
