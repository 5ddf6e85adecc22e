"""What the environment says, turned into what Django wants."""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit


def secret_key(data: Path) -> str:
    """The key of DONDOC_SECRET_KEY, else one that is made once and kept, readable by the owner only, in ``data``."""
    given = os.environ.get("DONDOC_SECRET_KEY")
    if given:
        return given
    path = data / "secret_key"
    if not path.exists():
        data.mkdir(parents=True, exist_ok=True)
        try:
            with os.fdopen(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w") as file:
                file.write(secrets.token_urlsafe(50))
        except FileExistsError:
            pass
    return path.read_text()


def database(url: str, data: Path) -> dict[str, Any]:
    """Django's description of the database in ``url``; SQLite in ``data`` where there is none.

    Raises ValueError for an address of any other kind.
    """
    if not url:
        return sqlite(data / "dondoc.sqlite3")
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return sqlite(Path(unquote(parts.path)))
    if parts.scheme not in {"postgres", "postgresql"}:
        raise ValueError(f"DATABASE_URL: không hỗ trợ {parts.scheme}; hãy dùng postgres://… hoặc sqlite:///…")
    query = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": query.pop("host", parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": query,
    }


PRAGMAS = ("journal_mode=WAL", "synchronous=NORMAL", "cache_size=-65536", "mmap_size=268435456")


def sqlite(path: Path) -> dict[str, Any]:
    """SQLite for many processes: write-ahead log, transactions that take the write lock at once, patient waiting."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 30,
            "init_command": ";".join(f"PRAGMA {setting}" for setting in PRAGMAS),
        },
    }


def mail(url: str) -> dict[str, Any]:
    """Django's settings for the mail server in ``url``: ``smtp://user:password@host:587`` (STARTTLS),
    ``smtps://…:465`` (TLS), ``smtp://…?tls=0`` (neither, inside one network only). Nothing where there is none.

    Raises ValueError for an address of any other kind.
    """
    if not url:
        return {}
    parts = urlsplit(url)
    if parts.scheme not in {"smtp", "smtps"} or not parts.hostname:
        raise ValueError(
            f"DONDOC_SMTP: không hiểu {url.rsplit('@', maxsplit=1)[-1]!r}; hãy dùng smtp://… hoặc smtps://…"
        )
    wrapped = parts.scheme == "smtps"
    return {
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": parts.port or (465 if wrapped else 587),
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_SSL": wrapped,
        "EMAIL_USE_TLS": not wrapped and dict(parse_qsl(parts.query)).get("tls") != "0",
        "EMAIL_TIMEOUT": 20,
    }
