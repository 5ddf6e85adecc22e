"""What is watched, as DONDOC_INLETS says it: addresses between blanks. Knows no Django.

``folder:///srv/den?so=den&agency=SKHCN`` watches a folder; ``imaps://user:password@mail.example/INBOX`` (TLS) and
``imap://…`` (STARTTLS; ``?tls=0`` neither, inside of one network only) a mailbox. ``so`` is the register (den, di,
noi-bo), ``agency`` the name or abbreviation of the agency where there are several, ``days`` how far back the first look
into a mailbox goes.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal
from urllib.parse import parse_qsl, unquote, urlsplit

REGISTERS = {"den": "incoming", "di": "outgoing", "noi-bo": "internal"}
PORTS = {"imap": 143, "imaps": 993}
DAYS = 30


@dataclass(frozen=True, slots=True)
class Source:
    """A folder (``path``) or a mailbox. ``key`` names it without its password."""

    kind: Literal["folder", "mail"]
    key: str
    direction: str = "incoming"
    agency: str = ""
    path: Path = Path()
    host: str = ""
    port: int = 0
    user: str = ""
    password: str = ""
    mailbox: str = "INBOX"
    security: Literal["tls", "starttls", "none"] = "tls"
    days: int = DAYS


def sources(words: str) -> list[Source]:
    """The sources in a setting. Raises ValueError, in Vietnamese, for an address that is not understood."""
    return [_source(word) for word in words.split()]


def _source(word: str) -> Source:
    parts = urlsplit(word)
    shown = word.rsplit("@", maxsplit=1)[-1]
    options = dict(parse_qsl(parts.query))
    direction = REGISTERS.get(options.get("so", "den"), "")
    if not direction:
        raise ValueError(f"DONDOC_INLETS: sổ {options['so']!r} không có; hãy ghi so=den, so=di hoặc so=noi-bo")
    agency = options.get("agency", "")
    if parts.scheme == "folder" and parts.path.startswith("/"):
        path = Path(unquote(parts.path))
        return Source("folder", f"folder:{path}"[:300], direction, agency, path=path)
    if parts.scheme in PORTS and parts.hostname and parts.username:
        days = options.get("days", str(DAYS))
        mailbox = unquote(parts.path.strip("/")) or "INBOX"
        port = parts.port or PORTS[parts.scheme]
        plain = "none" if options.get("tls") == "0" else "starttls"
        return Source(
            "mail",
            f"mail:{unquote(parts.username)}@{parts.hostname}:{port}/{mailbox}"[:300],
            direction,
            agency,
            host=parts.hostname,
            port=port,
            user=unquote(parts.username),
            password=unquote(parts.password or ""),
            mailbox=mailbox,
            security="tls" if parts.scheme == "imaps" else plain,  # type: ignore[arg-type]
            days=int(days) if days.isdigit() else DAYS,
        )
    raise ValueError(
        f"DONDOC_INLETS: không hiểu {shown!r}; hãy dùng folder:///thư-mục hoặc imaps://tài-khoản:mật-khẩu@máy-chủ/INBOX"
    )
