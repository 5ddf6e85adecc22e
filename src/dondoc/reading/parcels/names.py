"""Names of files as archives and letters give them: bytes in an encoding that nobody says, and paths that point out."""

from __future__ import annotations

import re
import unicodedata

from dondoc.reading.legacy import is_vietnamese_word, recover

_WORD = re.compile(r"[^\W\d_]+")
_CONTROL = re.compile(r"[\x00-\x1f\x7f\ufffe\uffff]+")
LONGEST = 200


def decoded(raw: bytes) -> str:
    """A name in UTF-8, else in Windows-1258 (what Windows in Viet Nam writes into archives), else in an older
    encoding, in NFC."""
    try:
        return unicodedata.normalize("NFC", raw.decode("utf-8"))
    except UnicodeDecodeError:
        windows = unicodedata.normalize("NFC", raw.decode("cp1258", "replace"))
    words = [word for word in _WORD.findall(windows) if not word.isascii()]
    if all(map(is_vietnamese_word, words)):
        return windows
    western = raw.decode("latin-1")
    found = recover(western, raw)
    return windows if found == western else found


def repaired(name: str) -> str:
    """A name whose bytes were taken over unread (surrogates), decoded; any other in NFC."""
    if any("\udc80" <= letter <= "\udcff" for letter in name):
        return decoded(name.encode("utf-8", "surrogateescape"))
    return unicodedata.normalize("NFC", name.encode("utf-8", "replace").decode("utf-8"))


def placed(path: str) -> tuple[str, str]:
    """Folder and name of a path inside of a parcel, made harmless: no drive, no root, no way up, no control letters."""
    clean = _CONTROL.sub(" ", path.replace("\\", "/"))
    steps = [step.strip() for step in clean.split("/")]
    steps = [step for step in steps if step not in ("", ".", "..") and not re.fullmatch(r"[A-Za-z]:", step)]
    if not steps:
        return "", "tệp không tên"
    *folders, name = steps
    return "/".join(folder[:80] for folder in folders[-6:]), shortened(name)


def shortened(name: str) -> str:
    """A name of at most ``LONGEST`` characters, its ending kept."""
    if len(name) <= LONGEST:
        return name
    stem, dot, suffix = name.rpartition(".")
    return f"{stem[: LONGEST - 10]}.{suffix[:8]}" if dot else name[:LONGEST]
