"""Looks through the folders and mailboxes that the settings name, one process at a time for each."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from datetime import datetime, timedelta
from functools import partial

from django.conf import settings
from django.db.models import Q

from dondoc.audit.errors import Refused
from dondoc.documents.models import Inlet
from dondoc.documents.ways import folder, mailbox
from dondoc.documents.ways.arriving import the_agency
from dondoc.documents.ways.sources import Source

log = logging.getLogger(__name__)

EVERY = {"folder": timedelta(seconds=10), "mail": timedelta(seconds=60)}
LEASE = timedelta(minutes=10)
BROKE_DOWN = "Phần mềm gặp lỗi khi nhận văn bản từ nguồn này; hãy xem nhật ký của máy chủ."


def watched() -> list[Source]:
    """The sources of this installation."""
    return list(settings.INLETS)


def look(now: datetime, sources: Iterable[Source] | None = None) -> int:
    """Look into each source whose time has come and that nobody else looks into; returns how many files and letters
    were taken in. A source that fails says why in its row and never stops the others."""
    taken = 0
    for source in watched() if sources is None else sources:
        if _claim(source, now):
            taken += _look(source, now)
    return taken


def _claim(source: Source, now: datetime) -> bool:
    Inlet.objects.get_or_create(key=source.key)
    free = Q(lease=None) | Q(lease__lt=now)
    due = Q(looked_at=None) | Q(looked_at__lte=now - EVERY[source.kind])
    rows = Inlet.objects.filter(free, due, key=source.key)
    # Asked first, for most looks find that it is not time yet and need not wait for the database's writer.
    return rows.exists() and bool(rows.update(lease=now + LEASE))


def _look(source: Source, now: datetime) -> int:
    row = Inlet.objects.filter(key=source.key)
    taken, error = 0, ""
    try:
        agency = the_agency(source.agency)
        if source.kind == "folder":
            taken = folder.look(source, agency, now)
        else:
            cursor = row.values_list("cursor", flat=True)[0]
            taken = mailbox.look(source, agency, now, cursor, partial(_keep, source.key))
    except (Refused, mailbox.MailboxError) as refusal:
        error = str(refusal)
    except FileNotFoundError:
        error = f"Không có thư mục {source.path} trên máy chủ; hãy lập thư mục hoặc sửa DONDOC_INLETS."
    except OSError:
        log.exception("%s", source.key)
        error = f"Không đọc hoặc ghi được thư mục {source.path}; hãy kiểm tra quyền của thư mục."
    except Exception:
        log.exception("%s", source.key)
        error = BROKE_DOWN
    if error:
        log.warning("%s: %s", source.key, error)
    row.update(lease=None, looked_at=now, error=error[:300])
    return taken


def _keep(key: str, cursor: str) -> None:
    Inlet.objects.filter(key=key).update(cursor=cursor)
