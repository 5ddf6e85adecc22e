"""Ways to damage a file so that readers still look into it: text, PDF streams, XML inside of Word and Excel files."""

from __future__ import annotations

import io
import random
import re
import zipfile
import zlib
from collections.abc import Callable, Sequence
from functools import reduce

TOKENS = [
    *(b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"\r\n", b"\f", b"\t", b" " * 40, b"(" * 200, b"1.1.1.", b"-", b"/", b"9" * 30),  # noqa: E501
    *("Điều 1. ", "a) ", "trước ngày 31/02/2026 ", "Số: /KH-UBND", "chủ trì, phối hợp với ", "Nơi nhận:\n", "̣̉"),
    *("Giao Sở Nội vụ ", "hằng quý ", "; ", "PHỤ LỤC\n", "Kính gửi: ", "“", "Ủy ban nhân dân các xã, phường "),
    *(b"<w:p>", b"</w:p>", b"<w:tbl>", b"<w:tr>", b"<w:tc>", b"</w:tc>", b'<w:gridSpan w:val="99999"/>', b"<w:vMerge/>"),  # noqa: E501
    *(b'w:val="-1"', b'w:val="4294967296"', b"&#0;", b"<![CDATA[", b'<!DOCTYPE a [<!ENTITY b "c">]>', b"&b;"),
    *(b'r="XFD1048576"', b'<c t="s"><v>99999</v></c>', b'<c s="99"><v>1e308</v></c>', b'<c t="d"><v>x</v></c>', b"<row>"),  # noqa: E501
    *(b"/Rotate 90", b"/MediaBox [0 0 1e9 1e9]", b"/Count 99999", b"endobj", b"stream\n", b"/Kids [1 0 R]", b"1e38"),
    *(b"0 0 m 1e7 0 l S ", b"BT ", b" ET", b"Tj ", b" 0 Tf ", b" Do ", b"q 0 -1 1 0 0 0 cm ", b"Q "),
]  # fmt: skip
DICTIONARY = [token.encode() if isinstance(token, str) else token for token in TOKENS]
UNREADABLE = (zipfile.BadZipFile, zlib.error, OSError, RuntimeError, NotImplementedError, EOFError, ValueError)
MOST_UNPACKED = 4_000_000
_STREAM = re.compile(rb"(?<=stream\n)[^\n].*?(?=\n?endstream)|(?<=stream\r\n).*?(?=\r?\n?endstream)", re.DOTALL)


def damaged(data: bytes, chance: random.Random) -> bytes:
    """The file with one to eight stretches changed; one that is packed is packed again most of the time."""
    if data[:2] == b"PK" and chance.random() < 0.9:
        return repacked(data, chance)
    if data[:5] == b"%PDF-" and chance.random() < 0.6:
        return redrawn(data, chance)
    return _often(data, chance, (1, 1, 2, 4, 8))


def _often(data: bytes, chance: random.Random, times: Sequence[int]) -> bytes:
    return reduce(lambda hurt_before, _: hurt(hurt_before, chance), range(chance.choice(times)), data)


def repacked(data: bytes, chance: random.Random) -> bytes:
    """The archive with parts of it damaged or lost."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = [(info, archive.read(info)) for info in archive.infolist() if info.file_size < MOST_UNPACKED]
    except UNREADABLE:
        return hurt(data, chance)
    names = [info.filename for info, _ in parts if info.filename.startswith(("word/", "xl/"))]
    chosen = (
        {*chance.choices(names, k=2), *(name for name in names if _is_main(name) and chance.random() < 0.7)}
        if names
        else set()
    )
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in ((info.filename, content) for info, content in parts):
            if name in chosen and chance.random() < 0.03:
                continue
            archive.writestr(name, _often(content, chance, (1, 2, 6)) if name in chosen else content)
    return packed.getvalue()


def _is_main(name: str) -> bool:
    return name == "word/document.xml" or name.startswith("xl/worksheets/")


def redrawn(data: bytes, chance: random.Random) -> bytes:
    """The PDF with one of its streams damaged; one that is packed is packed again."""
    streams = list(_STREAM.finditer(data))
    if not streams:
        return hurt(data, chance)
    found = chance.choice(streams)
    try:
        plain = zlib.decompressobj().decompress(found[0], MOST_UNPACKED)
        changed = zlib.compress(_often(plain, chance, (1, 2, 6)))
    except zlib.error:
        changed = hurt(found[0], chance)
    return data[: found.start()] + changed + data[found.end() :]


def hurt(data: bytes, chance: random.Random) -> bytes:
    """One stretch deleted, doubled, moved, flipped, blown up, or with a word of the dictionary in it."""
    at = chance.randrange(len(data) + 1)
    stop = min(len(data), at + chance.choice((1, 2, 8, 64, 512)))
    piece = data[at:stop]
    ways: Sequence[Callable[[], bytes]] = (
        lambda: data[:at] + data[stop:],
        lambda: data[:at] + piece + data[at:],
        lambda: data[:at] + chance.choice(DICTIONARY) + data[at:],
        lambda: data[:at] + chance.choice(DICTIONARY) + data[stop:],
        lambda: data[:at] + bytes(byte ^ (1 << chance.randrange(8)) for byte in piece) + data[stop:],
        lambda: data[:at] + chance.randbytes(len(piece)) + data[stop:],
        lambda: data[:at] + piece * chance.choice((3, 50, 2_000)) + data[stop:],
        lambda: data[:stop] + data[(other := chance.randrange(len(data) + 1)) : other + 512] + data[stop:],
        lambda: data[:at],
    )
    return chance.choice(ways)()
