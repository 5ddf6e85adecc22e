"""A watched folder: what is put there is taken in, and moved aside once it was read or refused.

A file is a document or a parcel; a folder is one document with all its files. Nothing is ever deleted there: what was
taken in goes to ``da-nhan``, what was refused to ``tu-choi`` beside a text file that says why.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from django.utils import timezone

from dondoc.audit.errors import Refused
from dondoc.documents.actions.queue import UNDER_WAY
from dondoc.documents.models import Arrival, Intake, IntakeState, Same
from dondoc.documents.ways.arriving import arrive
from dondoc.documents.ways.backlog import Lot, keyed
from dondoc.documents.ways.sources import Source
from dondoc.organisations.models import Agency
from dondoc.reading.parcels.part import is_junk

TAKEN, REFUSED = "da-nhan", "tu-choi"
STILL = 10.0
"""Seconds for which nothing may have changed about a file before it counts as written to its end."""
UNFINISHED = (".part", ".partial", ".tmp", ".temp", ".crdownload", ".download", ".filepart")
AT_ONCE = 200
"""Files and folders that one look takes on."""


def look(source: Source, agency: Agency, now: datetime) -> int:
    """Take in what is new and move aside what is settled; returns how many were taken in. Raises OSError where the
    folder cannot be read or written."""
    for name in (TAKEN, REFUSED):
        (source.path / name).mkdir(exist_ok=True)
    found = list(_lots(source.path, now.timestamp()))
    known = _intakes(agency, [lot.key for _, lot in found])
    taken = 0
    for top, lot in found:
        intake = known.get(lot.key)
        if intake is None:
            taken += _take(source, agency, top, lot, now)
        elif intake.state not in UNDER_WAY:
            refused = intake.state == IntakeState.FAILED
            _move(source.path, top, REFUSED if refused else TAKEN, intake.message if refused else "", now)
    return taken


def _intakes(agency: Agency, keys: list[str]) -> dict[str, Intake]:
    rows = Intake.objects.filter(agency=agency, origin_key__in=keys).only("origin_key", "state", "message")
    return {row.origin_key: row for row in rows}


def _take(source: Source, agency: Agency, top: Path, lot: Lot, now: datetime) -> int:
    files = [(path.name, path.open("rb")) for path in lot.paths]
    try:
        how = {"arrival": Arrival.FOLDER, "origin": lot.origin, "key": lot.key}
        intake = arrive(None, agency, files, direction=source.direction, same=Same.ASK, **how)  # type: ignore[arg-type]
    except Refused as refusal:
        _move(source.path, top, REFUSED, str(refusal), now)
        return 0
    finally:
        for _, file in files:
            file.close()
    return intake is not None


def _lots(root: Path, now: float) -> Iterator[tuple[Path, Lot]]:
    """What stands in the folder and is written to its end, each with the digest of what it is now."""
    for top in sorted(root.iterdir())[: AT_ONCE * 10]:
        if top.name in (TAKEN, REFUSED) or not _is_meant(top):
            continue
        try:
            paths = [top] if top.is_file() else sorted(path for path in top.rglob("*") if path.is_file())
            if any(path.name.lower().endswith(UNFINISHED) or not _is_still(path, now) for path in paths):
                continue
            paths = [path for path in paths if _is_meant(path)]
            if paths and (top.is_file() or _is_still(top, now)):
                yield top, keyed(Lot(paths, top.relative_to(root).as_posix()))
        except FileNotFoundError:
            continue  # somebody took it away


def _is_meant(path: Path) -> bool:
    return not path.name.startswith(".") and not is_junk(path.name) and not path.is_symlink()


def _is_still(path: Path, now: float) -> bool:
    """Whether nothing changed of late. The time of change counts too: who copies a file may keep its old time of
    writing while it is still coming in."""
    stat = path.stat()
    return now - max(stat.st_mtime, stat.st_ctime) >= STILL


def _move(root: Path, top: Path, where: str, why: str, now: datetime) -> None:
    folder = root / where / f"{timezone.localtime(now):%Y-%m}"
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / top.name
    number = 1
    while target.exists():
        number += 1
        target = folder / f"{top.stem} ({number}){top.suffix}"
    if why:
        # First the reason: a crash in between leaves a file that is looked at again, never one without its reason.
        target.with_name(f"{target.name}.ly-do.txt").write_text(f"{why}\n", "utf-8")
    os.rename(top, target)  # noqa: PTH104 -- of a folder too, at one stroke
