"""Letters and archives that we write for the tests."""

from __future__ import annotations

import io
import zipfile
from email.message import EmailMessage
from email.policy import SMTP

WORDS = "Kính gửi: Văn phòng Sở\nĐề nghị rà soát danh mục, báo cáo trước ngày 20/11/2026."


def letter(*attached: tuple[str, bytes], subject: str = "Gửi văn bản", plain: str = WORDS, html: str = "") -> bytes:
    """A letter of the Internet."""
    message = EmailMessage(policy=SMTP)
    message["From"] = "Văn thư <vanthu@anphuoc.example>"
    message["To"] = "skhcn@anphuoc.example"
    message["Subject"] = subject
    message["Message-ID"] = "<1@anphuoc.example>"
    message.set_content(plain)
    if html:
        message.add_alternative(html, subtype="html")
    for name, data in attached:
        message.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    return message.as_bytes()


def archive(*members: tuple[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A .zip whose names are in UTF-8."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", compression) as file:
        for name, data in members:
            file.writestr(name, data)
    return stream.getvalue()


def archive_named(raw: bytes, data: bytes) -> bytes:
    """A .zip with one member whose name is these bytes, in no encoding that it tells."""
    made = archive(("x" * len(raw), data))
    return made.replace(b"x" * len(raw), raw)
