"""Letters as Outlook saves them, written for the tests: a compound file ([MS-CFB]) and in it the
streams of a message ([MS-OXMSG])."""

from __future__ import annotations

import struct

SECTOR, SMALL = 512, 4096
FREE, END, FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
STORAGE, STREAM, ROOT = 1, 2, 5
UNICODE, BINARY, LONG = 0x001F, 0x0102, 0x0003
SUBJECT, BODY, HTML, CODE_PAGE = 0x0037, 0x1000, 0x1013, 0x3FDE
FILE_NAME, FILE_DATA, METHOD = 0x3707, 0x3701, 0x3705

Tree = dict[str, "bytes | Tree"]


RICH = 0x1009


def outlook(*attached: tuple[str, bytes | Tree], **words: str) -> bytes:
    """A .msg with these attachments: files, or letters as ``letter`` makes them."""
    return compound(letter(*attached, **words))


def letter(
    *attached: tuple[str, bytes | Tree],
    subject: str = "Gửi văn bản",
    body: str = "Kính gửi Sở.",
    html: str = "",
    rich: bytes = b"",
    inside: bool = False,
) -> Tree:
    """A letter, alone or ``inside`` of another one; ``rich`` are words in packed RTF."""
    values: dict[tuple[int, int], bytes | int] = {(SUBJECT, UNICODE): _wide(subject), (BODY, UNICODE): _wide(body)}
    if html:
        values |= {(HTML, BINARY): html.encode(), (CODE_PAGE, LONG): 65001}
    if rich:
        values |= {(RICH, BINARY): rich}
    tree = _object(
        values, (bytes(32 - 8 - 8) + struct.pack("<II", 0, len(attached)) + bytes(8))[: 24 if inside else 32]
    )
    for number, (name, data) in enumerate(attached):
        tree[f"__attach_version1.0_#{number:08X}"] = _attached(name, data)
    return tree


def _attached(name: str, data: bytes | Tree) -> Tree:
    if isinstance(data, bytes):
        return _object({(FILE_NAME, UNICODE): _wide(name), (FILE_DATA, BINARY): data, (METHOD, LONG): 1}, bytes(8))
    return _object({(FILE_NAME, UNICODE): _wide(name), (METHOD, LONG): 5}, bytes(8)) | {"__substg1.0_3701000D": data}


def _wide(words: str) -> bytes:
    return words.encode("utf-16-le")


def _object(values: dict[tuple[int, int], bytes | int], header: bytes) -> Tree:
    tree: Tree = {}
    entries = [header]
    for (number, kind), value in values.items():
        if isinstance(value, int):
            entries.append(struct.pack("<HHIII", kind, number, 6, value, 0))
        else:
            tree[f"__substg1.0_{number:04X}{kind:04X}"] = value
            entries.append(struct.pack("<HHIII", kind, number, 6, len(value), 0))
    tree["__properties_version1.0"] = b"".join(entries)
    return tree


class _Chains:
    """Data in sectors of one size, and the table that links them."""

    def __init__(self, size: int) -> None:
        self.size, self.table, self.data = size, [], b""

    def add(self, data: bytes) -> int:
        count = -(-len(data) // self.size)
        if not count:
            return END
        first = len(self.table)
        self.table += [*range(first + 1, first + count), END]
        self.data += data.ljust(count * self.size, b"\0")
        return first

    def packed(self) -> bytes:
        return struct.pack(f"<{len(self.table)}I", *self.table)


def compound(tree: Tree) -> bytes:
    """A compound file."""
    large, small = _Chains(SECTOR), _Chains(64)
    entries: list[list] = []

    def add(name: str, value: bytes | Tree, kind: int) -> int:
        here = len(entries)
        entries.append([name, kind, FREE, FREE, END, 0])
        if isinstance(value, bytes):
            entries[here][4:] = [(large if len(value) >= SMALL else small).add(value), len(value)]
            return here
        last = None
        for child, inside in value.items():
            made = add(child, inside, STREAM if isinstance(inside, bytes) else STORAGE)
            entries[here if last is None else last][3 if last is None else 2] = made
            last = made
        return here

    add("Root Entry", tree, ROOT)
    entries[0][4:] = [large.add(small.data), len(small.data)]
    links = small.packed() + b"\xff" * (-len(small.packed()) % SECTOR)
    small_table = large.add(links)
    directory = large.add(b"".join(map(_entry, entries)))
    sectors, fats = len(large.table), 1
    while (sectors + fats) * 4 > fats * SECTOR:
        fats += 1
    table = large.table + [FAT] * fats
    table += [FREE] * (fats * SECTOR // 4 - len(table))
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    header += struct.pack("<9I", 0, fats, directory, 0, SMALL, small_table, len(links) // SECTOR, END, 0)
    header += struct.pack("<109I", *range(sectors, sectors + fats), *([FREE] * (109 - fats)))
    return header + large.data + struct.pack(f"<{len(table)}I", *table)


def _entry(row: list) -> bytes:
    name, kind, right, child, start, size = row
    wide = (name + "\0").encode("utf-16-le")
    head = wide.ljust(64, b"\0") + struct.pack("<HBB", len(wide), kind, 1)
    return head + struct.pack("<III", FREE, right, child) + bytes(16 + 4 + 16) + struct.pack("<IQ", start, size)
