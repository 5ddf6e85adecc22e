"""What nobody needs any more is removed, long after its key could be made again."""

from __future__ import annotations

from datetime import datetime, timedelta

from dondoc.notices.models import Notice, Sending, SendingState

READ = timedelta(days=180)
UNREAD = timedelta(days=540)
SENT = timedelta(days=90)


def sweep(now: datetime) -> int:
    """Remove notices that were read half a year ago or told one and a half years ago, and messages that left three
    months ago."""
    read = Notice.objects.filter(read_at__lt=now - READ, at__lt=now - READ)
    old = Notice.objects.filter(at__lt=now - UNREAD)
    gone = Sending.objects.filter(made_at__lt=now - SENT).exclude(state=SendingState.WAITING)
    return sum(rows.delete()[0] for rows in (read, old, gone))
