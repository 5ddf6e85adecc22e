"""The same Word or Excel file as PDF, through LibreOffice where it is installed."""

from __future__ import annotations

from dondoc import libreoffice
from dondoc.libreoffice import ConversionError, Failure
from dondoc.writing.errors import Fault, WritingError

TIME_OUT = 120

_FAULTS = {
    Failure.MISSING: Fault.NO_LIBREOFFICE,
    Failure.FAILED: Fault.CONVERSION_FAILED,
    Failure.TIME_OUT: Fault.TIME_OUT,
}


def to_pdf(document: bytes, *, seconds: float = TIME_OUT, program: str | None = None) -> bytes:
    """A .docx or .xlsx as PDF. Calls may run side by side.

    Raises WritingError where LibreOffice is missing, fails, or needs longer than ``seconds``.
    """
    try:
        return libreoffice.convert(document, "docx", "pdf", seconds=seconds, command=program)
    except ConversionError as error:
        raise WritingError(_FAULTS[error.failure], seconds=f"{seconds:g}") from error
