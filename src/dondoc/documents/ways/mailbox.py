"""A mailbox (IMAP4rev1, RFC 3501): each letter is taken in once; it stays in the mailbox, marked as seen."""

from __future__ import annotations

import imaplib
import logging
import re
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta
from typing import Any

from dondoc.documents.actions.intake import LIMITS, refuse_at_once
from dondoc.documents.models import Arrival, Direction, Intake, Same
from dondoc.documents.ways.arriving import arrive, known_keys, origin_key
from dondoc.documents.ways.sources import Source
from dondoc.organisations.models import Agency
from dondoc.reading.errors import SENTENCES, Reason
from dondoc.reading.parcels.mail import header

log = logging.getLogger(__name__)

REFUSED = "Máy chủ thư không cho xem hộp thư; hãy kiểm tra tài khoản, mật khẩu và tên hộp thư trong DONDOC_INLETS."
UNREACHABLE = "Không kết nối được máy chủ thư {place}; hãy kiểm tra địa chỉ, cổng và đường mạng."
SECONDS = 30.0
AT_ONCE = 100
"""Letters that one look takes on."""
_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
_SIZE = re.compile(rb"RFC822\.SIZE (\d+)")


class MailboxError(Exception):
    """The mailbox cannot be looked into; ``str()`` says why in Vietnamese."""


def look(source: Source, agency: Agency, now: datetime, cursor: str, keep: Callable[[str], None]) -> int:
    """Take in the letters behind ``cursor``; ``keep`` is given the new cursor after each. Returns how many were new.

    The cursor is "UIDVALIDITY:UID": where the server numbers its letters anew, all of late are looked at again, and
    those that are the same bytes are found to be duplicates. Raises MailboxError.
    """
    try:
        with _connected(source) as server:
            validity = _validity(server)
            before, _, last = cursor.partition(":")
            since = int(last) if before == validity and last.isdigit() else 0
            taken = 0
            for uid in _new(server, since, source, now)[:AT_ONCE]:
                taken += _take(server, source, agency, validity, uid)
                keep(f"{validity}:{uid}")
            return taken
    except imaplib.IMAP4.error as error:
        log.warning("%s: %s", source.key, error)
        raise MailboxError(REFUSED) from error
    except (OSError, ssl.SSLError) as error:
        log.warning("%s: %s", source.key, error)
        raise MailboxError(UNREACHABLE.format(place=f"{source.host}:{source.port}")) from error


@contextmanager
def _connected(source: Source) -> Iterator[imaplib.IMAP4]:
    secure = ssl.create_default_context()
    if source.security == "tls":
        server: imaplib.IMAP4 = imaplib.IMAP4_SSL(source.host, source.port, ssl_context=secure, timeout=SECONDS)
    else:
        server = imaplib.IMAP4(source.host, source.port, timeout=SECONDS)
    try:
        if source.security == "starttls":
            server.starttls(secure)
        server.login(source.user, source.password)
        _asked(server.select(_quoted(source.mailbox)))
        yield server
    finally:
        with suppress(imaplib.IMAP4.error, OSError):
            server.logout()


def _quoted(mailbox: str) -> str:
    """A mailbox as IMAP names it: in its own form of UTF-7 (RFC 3501, 5.1.3), in quotes."""
    words = (
        mailbox.encode("utf-7").replace(b"+", b"&").replace(b"/", b",") if not mailbox.isascii() else mailbox.encode()
    )
    return '"' + words.decode().replace('"', r"\"") + '"'


def _asked(answer: tuple[str, list[Any]]) -> list[Any]:
    state, data = answer
    if state != "OK":
        raise imaplib.IMAP4.error(data[0] if data else b"")
    return data


def _validity(server: imaplib.IMAP4) -> str:
    _, data = server.response("UIDVALIDITY")
    return data[0].decode() if data and data[0] else "0"


def _new(server: imaplib.IMAP4, since: int, source: Source, now: datetime) -> list[int]:
    """The numbers of the letters behind ``since``; at the first look those of the last days."""
    if since:
        words = ("UID", f"{since + 1}:*")
    else:
        day = now - timedelta(days=source.days)
        words = ("SINCE", f"{day.day:02}-{_MONTHS[day.month - 1]}-{day.year}")
    found = _asked(server.uid("SEARCH", *words))
    # "n:*" always names the last letter, also where its number is below n.
    return sorted(uid for uid in map(int, (found[0] or b"").split()) if uid > since)


def _take(server: imaplib.IMAP4, source: Source, agency: Agency, validity: str, uid: int) -> bool:
    key = origin_key("mail", source.key, validity, uid)
    if known_keys(agency, [key]):
        return False
    if _size(server, uid) > LIMITS.size:
        draft = Intake(agency=agency, direction=source.direction, arrival=Arrival.MAIL, name=f"Thư số {uid}.eml")
        draft.origin, draft.origin_key = source.user, key
        refuse_at_once(None, draft, SENTENCES[Reason.TOO_LARGE].format(limit=LIMITS.size_label))
        return True
    data = _letter(server, uid)
    if data is None:
        return False  # deleted between our two questions
    sender, subject = header(data)
    intake = arrive(
        None,
        agency,
        [(f"{_file_name(subject)}.eml", data)],
        arrival=Arrival.MAIL,
        origin=f"{sender or 'không rõ người gửi'}: {subject}"[:500],
        key=key,
        direction=Direction(source.direction),
        same=Same.ASK,
    )
    server.uid("STORE", str(uid), "+FLAGS.SILENT", r"(\Seen)")
    return intake is not None


def _size(server: imaplib.IMAP4, uid: int) -> int:
    for part in _asked(server.uid("FETCH", str(uid), "(RFC822.SIZE)")):
        match = _SIZE.search(part[0] if isinstance(part, tuple) else part or b"")
        if match:
            return int(match[1])
    return 0


def _letter(server: imaplib.IMAP4, uid: int) -> bytes | None:
    data = _asked(server.uid("FETCH", str(uid), "(BODY.PEEK[])"))
    return next((part[1] for part in data if isinstance(part, tuple)), None)


def _file_name(subject: str) -> str:
    return re.sub(r'[\\/:*?"<>|]+', " ", subject).strip()[:120] or "Thư"
