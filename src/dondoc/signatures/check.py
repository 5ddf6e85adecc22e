"""All signatures of a file, checked. Runs where the file is read: in a process of its own."""

from __future__ import annotations

import logging
import zipfile
from datetime import datetime
from io import BytesIO
from pathlib import Path

from dondoc.signatures import pdf
from dondoc.signatures.chain import TrustList
from dondoc.signatures.report import FileReport
from dondoc.signatures.word import package_signatures

log = logging.getLogger(__name__)
_PROBLEM = "Không kiểm tra được chữ ký số trong tệp vì cấu trúc tệp bị hỏng; hãy xin lại bản gốc từ nơi gửi."


def check_file(path: str, anchors: tuple[bytes, ...], now: datetime, fetch: bool) -> FileReport:
    """The signatures of a PDF or Word file. ``anchors`` are trusted certificates (DER); ``fetch`` lets the authorities
    be asked about revocation. Raises OSError where the file is gone."""
    return check_bytes(Path(path).read_bytes(), TrustList(anchors, now, fetch))


def check_bytes(data: bytes, trust_list: TrustList) -> FileReport:
    """As ``check_file``; a file of another kind has no signatures."""
    try:
        if data[:1024].find(b"%PDF") >= 0:
            return pdf.signatures(data, trust_list)
        if data.startswith(b"PK"):
            return FileReport(package_signatures(zipfile.ZipFile(BytesIO(data)), trust_list))
    except Exception:
        log.warning("signatures could not be checked", exc_info=True)
        return FileReport(problem=_PROBLEM)
    return FileReport()
