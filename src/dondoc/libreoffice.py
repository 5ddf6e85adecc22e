"""LibreOffice as a converter of office documents, where it is installed.

Each call has a profile of its own, so calls may run side by side; macros never run and nothing that a document links to
is fetched.
"""

from __future__ import annotations

import os
import resource
import shutil
import signal
import subprocess
import sys
from contextlib import suppress
from enum import Enum
from pathlib import Path
from tempfile import TemporaryDirectory

PROGRAMS = ("soffice", "libreoffice")
MEMORY = 6 * 1024**3
"""Bytes of address space: far above what a conversion maps, far below what would take the machine down."""

_OPTIONS = ("--headless", "--norestore", "--nolockcheck", "--nodefault")
_NOT_FOUND = 127
"""What ``timeout`` answers where the command does not exist."""
_CLOSED_PROXY = "http://127.0.0.1:9"
_SAFE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
 <item oor:path="/org.openoffice.Office.Common/Security/Scripting">
  <prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop>
  <prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop>
  <prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop>
 </item>
 <item oor:path="/org.openoffice.Office.Writer/Content/Update">
  <prop oor:name="Link" oor:op="fuse"><value>0</value></prop>
 </item>
</oor:items>
"""


class Failure(Enum):
    MISSING = "missing"
    FAILED = "failed"
    TIME_OUT = "time-out"


class ConversionError(Exception):
    """What went wrong is in ``failure``."""

    def __init__(self, failure: Failure) -> None:
        super().__init__(failure.value)
        self.failure = failure


def program() -> str | None:
    """The path of LibreOffice, None where it is not installed."""
    return next(filter(None, map(shutil.which, PROGRAMS)), None)


def convert(document: bytes, source: str, target: str, *, seconds: float, command: str | None = None) -> bytes:
    """A document of format ``source`` (suffix without its dot, "doc") in format ``target`` ("docx", "pdf").

    Raises ConversionError where LibreOffice is missing, fails, or needs longer than ``seconds``.
    """
    found = command or program()
    if found is None:
        raise ConversionError(Failure.MISSING)
    with TemporaryDirectory(prefix="dondoc-convert-", ignore_cleanup_errors=True) as folder:
        place = Path(folder)
        given = place / f"van-ban.{source}"
        given.write_bytes(document)
        profile, out = place / "profile", place / "out"
        (profile / "user").mkdir(parents=True)
        (profile / "user" / "registrymodifications.xcu").write_text(_SAFE, "utf-8")
        options = (f"-env:UserInstallation={profile.as_uri()}", *_OPTIONS, "--convert-to", target)
        _run([found, *options, "--outdir", str(out), str(given)], seconds)
        made = out / f"van-ban.{target}"
        if not made.exists():
            raise ConversionError(Failure.FAILED)
        return made.read_bytes()


def _run(command: list[str], seconds: float) -> None:
    """Run ``command`` in a process group of its own: LibreOffice starts a child that would outlive it."""
    quiet = subprocess.DEVNULL
    closed = dict.fromkeys(("http_proxy", "https_proxy", "ftp_proxy"), _CLOSED_PROXY)
    # Where the caller is killed, nobody else would end a conversion that hangs.
    guard = ["timeout", "--kill-after=1", f"{seconds + 5:g}"] if shutil.which("timeout") else []
    try:
        process = subprocess.Popen(
            [*guard, *command],
            stdin=quiet,
            stdout=quiet,
            stderr=quiet,
            start_new_session=True,
            env={**os.environ, **closed},
        )
    except OSError as error:
        raise ConversionError(Failure.MISSING) from error
    _bound(process.pid)
    try:
        status = process.wait(timeout=seconds)
    except subprocess.TimeoutExpired as error:
        raise ConversionError(Failure.TIME_OUT) from error
    finally:
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
    if status:
        raise ConversionError(Failure.MISSING if status == _NOT_FOUND else Failure.FAILED)


def _bound(process: int) -> None:
    """Give LibreOffice a bound of its own on memory in place of the caller's."""
    if sys.platform != "linux":
        return
    with suppress(ProcessLookupError, PermissionError):
        hard = resource.prlimit(process, resource.RLIMIT_AS)[1]
        most = MEMORY if hard == resource.RLIM_INFINITY else min(MEMORY, hard)
        resource.prlimit(process, resource.RLIMIT_AS, (most, most))
