"""The same Word file as PDF, through LibreOffice where it is installed."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from dondoc.writing.errors import Fault, WritingError

PROGRAMS = ("soffice", "libreoffice")
TIME_OUT = 120


def office() -> str | None:
    """The path of LibreOffice, None where it is not installed."""
    return next(filter(None, map(shutil.which, PROGRAMS)), None)


def to_pdf(document: bytes, *, seconds: float = TIME_OUT, program: str | None = None) -> bytes:
    """A .docx or .xlsx as PDF. Each call has a profile of its own, so calls may run side by side.

    Raises WritingError where LibreOffice is missing, fails, or needs longer than ``seconds``.
    """
    command = program or office()
    if command is None:
        raise WritingError(Fault.NO_LIBREOFFICE)
    with TemporaryDirectory(prefix="dondoc-pdf-", ignore_cleanup_errors=True) as folder:
        place = Path(folder)
        source = place / "van-ban.docx"
        source.write_bytes(document)
        _run(
            [command, f"-env:UserInstallation={(place / 'profile').as_uri()}", *_OPTIONS, folder, str(source)], seconds
        )
        made = source.with_suffix(".pdf")
        if not made.exists():
            raise WritingError(Fault.CONVERSION_FAILED)
        return made.read_bytes()


_OPTIONS = ("--headless", "--norestore", "--nolockcheck", "--nodefault", "--convert-to", "pdf", "--outdir")


def _run(command: list[str], seconds: float) -> None:
    """Run ``command`` in a process group of its own: LibreOffice starts a child that would outlive it."""
    quiet = subprocess.DEVNULL
    try:
        process = subprocess.Popen(command, stdin=quiet, stdout=quiet, stderr=quiet, start_new_session=True)
    except OSError as error:
        raise WritingError(Fault.NO_LIBREOFFICE) from error
    try:
        status = process.wait(timeout=seconds)
    except subprocess.TimeoutExpired as error:
        raise WritingError(Fault.TIME_OUT, seconds=f"{seconds:g}") from error
    finally:
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
    if status:
        raise WritingError(Fault.CONVERSION_FAILED)
