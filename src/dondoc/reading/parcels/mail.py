"""Opens a letter in the form of the Internet (.eml; RFC 5322, MIME)."""

from __future__ import annotations

from collections.abc import Iterator
from email import message_from_bytes, policy
from email.errors import MessageError, MissingHeaderBodySeparatorDefect
from email.message import EmailMessage, Message

from dondoc.reading.errors import ReadingError, Reason
from dondoc.reading.parcels.names import placed, repaired
from dondoc.reading.parcels.part import Budget, Part, is_junk

BODY_HTML, BODY_PLAIN, BODY_RTF = "Nội dung thư.html", "Nội dung thư.txt", "Nội dung thư.rtf"
LETTER_INSIDE = "Thư đính kèm.eml"
DEEPEST = 20
"""Multiparts inside of multiparts; a letter that people write has three."""

# What the parser of the standard library raises on headers that no program should write.
_ODD = (MessageError, ValueError, LookupError, AttributeError, TypeError, RecursionError)
_ENCRYPTED = ("application/pkcs7-mime", "application/x-pkcs7-mime", "multipart/encrypted")


def parts(data: bytes, budget: Budget) -> Iterator[Part]:
    """The words of the letter, then its attachments. Raises ``ReadingError``: BROKEN, ENCRYPTED, BOMB,
    TOO_MANY_PARTS."""
    try:
        letter = message_from_bytes(data, policy=policy.default)
        found = list(_leaves(letter, 0))
    except _ODD as error:
        raise ReadingError(Reason.BROKEN) from error
    words = _words(found)
    if any(_ends_in_header(leaf) for leaf in found) and not any(map(_is_attached, found)):
        raise ReadingError(Reason.BROKEN)
    if words is not None:
        budget.spend(len(words.data))
        yield words
    for leaf in found:
        part = _attached(leaf)
        if part is not None and not is_junk(part.name):
            budget.take()
            budget.spend(len(part.data))
            yield part


def _leaves(part: Message, depth: int) -> Iterator[Message]:
    if part.get_content_type() in _ENCRYPTED and part.get_param("smime-type") != "signed-data":
        raise ReadingError(Reason.ENCRYPTED)
    if depth > DEEPEST:
        raise ReadingError(Reason.TOO_DEEP)
    if part.is_multipart() and part.get_content_maintype() == "multipart":
        for child in part.get_payload():
            if isinstance(child, Message):
                yield from _leaves(child, depth + 1)
    else:
        yield part


def _ends_in_header(leaf: Message) -> bool:
    """Whether a part breaks off before its words begin: what is left of its header is not what the letter says."""
    return any(isinstance(defect, MissingHeaderBodySeparatorDefect) for defect in leaf.defects)


def _words(leaves: list[Message]) -> Part | None:
    """What the letter itself says: as HTML where it comes in both forms, for that keeps its tables."""
    bodies = [leaf for leaf in leaves if leaf.get_content_maintype() == "text" and not _is_attached(leaf)]
    for kind, name in (("text/html", BODY_HTML), ("text/plain", BODY_PLAIN)):
        words = [_decoded(leaf) for leaf in bodies if leaf.get_content_type() == kind]
        if any(map(str.strip, words)):
            return Part(name, "\n".join(words).encode("utf-8", "replace"), body=True)
    return None


def _attached(leaf: Message) -> Part | None:
    kind = leaf.get_content_type()
    if kind in ("text/plain", "text/html") and not _is_attached(leaf):
        return None
    if leaf.get_content_maintype() == "image" and leaf["Content-ID"] and leaf.get_content_disposition() != "attachment":
        return None  # a picture inside of the words: a logo of a signature
    if kind == "message/rfc822":
        inside = leaf.get_payload(0)
        data = inside.as_bytes() if isinstance(inside, Message) else b""
        return Part(_file_name(leaf) or LETTER_INSIDE, data)
    payload = leaf.get_payload(decode=True)
    return Part(_file_name(leaf) or "tệp không tên", payload) if isinstance(payload, bytes) else None


def _is_attached(leaf: Message) -> bool:
    return leaf.get_content_disposition() == "attachment" or bool(_file_name(leaf))


def _file_name(leaf: Message) -> str:
    try:
        name = leaf.get_filename()
    except _ODD:
        return ""
    return placed(repaired(name))[1] if name and name.strip() else ""


def _decoded(leaf: Message) -> str:
    """The words of a text part, also where it names an encoding that does not exist."""
    payload = leaf.get_payload(decode=True)
    if not isinstance(payload, bytes):
        return ""
    for charset in (leaf.get_content_charset() or "utf-8", "utf-8", "cp1258"):
        try:
            return payload.decode(charset)
        except (LookupError, UnicodeDecodeError):
            continue
    return payload.decode("utf-8", "replace")


def header(data: bytes) -> tuple[str, str]:
    """Sender and subject of a letter, each empty where it has none or cannot be understood."""
    try:
        letter = message_from_bytes(data, _class=EmailMessage, policy=policy.default)
        return _line(letter, "From"), _line(letter, "Subject")
    except _ODD:
        return "", ""


def _line(letter: EmailMessage, name: str) -> str:
    try:
        return " ".join(repaired(str(letter[name] or "")).split())
    except _ODD:
        return ""
