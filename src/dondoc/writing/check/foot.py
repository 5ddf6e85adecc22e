"""The end: signature, Nơi nhận, appendices, and the order of all parts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from dondoc.writing.check.anatomy import Anatomy
from dondoc.writing.check.finding import Finding, shortened
from dondoc.writing.letter import Regime
from dondoc.writing.measures import ALLOWED

ORDER = ("nation", "code", "about", "kind", "subject", "to", "basis", "body", "receivers", "appendix")
_TITLES = re.compile(r"^(?:GS|PGS|TS|ThS|Th\.S|CN|KS|BS|TSKH|Tiến sĩ|Thạc sĩ|Kỹ sư)\b\.?", re.IGNORECASE)
_LOOSE = re.compile(r"^(?:TM|KT|TL|TUQ|Q)(?!\.)\b")


def check_foot(anatomy: Anatomy) -> Iterator[Finding]:
    """Findings on all that follows the content."""
    for part in ("receivers", "authority", "signer"):
        if not anatomy.of(part) and (part == "receivers" or anatomy.of("receivers")):
            yield Finding(ALLOWED[part].name, "thành phần", "phải có", "thiếu", ALLOWED[part].rule)
    if anatomy.regime is Regime.STATE:
        yield from _signature(anatomy)
        yield from _receivers(anatomy)
    yield from _level(anatomy)
    yield from _appendices(anatomy)
    yield from _order(anatomy)


def _signature(anatomy: Anatomy) -> Iterator[Finding]:
    signer = anatomy.first("signer")
    if signer and _TITLES.match(signer.text):
        found = shortened(signer.text)
        yield Finding("Họ tên người ký", "cách ghi", "không ghi học hàm, học vị", found, "II.7.c")
    for line in anatomy.of("authority"):
        if _LOOSE.match(line.shown):
            yield Finding(
                "Quyền hạn người ký", "cách ghi", "“TM.”, “KT.”, “TL.”, “TUQ.”, “Q.”", shortened(line.text), "II.7.b"
            )
        if line.look.align != "center":
            yield Finding("Quyền hạn, chức vụ người ký", "vị trí", "canh giữa", "không canh giữa", "II.7.đ")
            break


def _receivers(anatomy: Anatomy) -> Iterator[Finding]:
    start, lines = anatomy.first("receivers"), [line.text for line in anatomy.of("receiver")]
    if start is None:
        return
    if not start.text.startswith("Nơi nhận:"):
        yield Finding("Nơi nhận", "cách ghi", "“Nơi nhận:”", shortened(start.text), "II.9.d")
    if not lines:
        yield Finding("Nơi nhận", "danh sách", "mỗi nơi một dòng, đầu dòng có gạch đầu dòng (-)", "thiếu", "II.9.d")
        return
    for line in lines[:-1]:
        if not line.endswith(";"):
            yield Finding("Nơi nhận", "cuối dòng", "dấu chấm phẩy (;)", shortened(line), "II.9.d")
            break
    if not re.match(r"(?:[-–]\s*)?Lưu\s*:\s*VT\b.*\.$", lines[-1]):
        yield Finding("Nơi nhận", "dòng cuối", "“- Lưu: VT, … .”", shortened(lines[-1]), "II.9.d")
    if anatomy.of("to") and "như trên" not in lines[0].lower():
        yield Finding("Nơi nhận", "dòng đầu", "“- Như trên;”", shortened(lines[0]), "II.9.b")


def _level(anatomy: Anatomy) -> Iterator[Finding]:
    receivers, authority = anatomy.first("receivers"), anatomy.first("authority")
    if receivers and authority and receivers.place and authority.place and receivers.place.row != authority.place.row:
        yield Finding("Nơi nhận", "vị trí", "ngang hàng với quyền hạn, chức vụ người ký", "khác hàng", "II.9.d")


def _appendices(anatomy: Anatomy) -> Iterator[Finding]:
    starts = anatomy.of("appendix")
    for start in starts:
        if start.look.align != "center":
            yield Finding(start.text, "vị trí", "canh giữa", "không canh giữa", "III.1.b")
        if len(starts) > 1 and not re.search(r"[IVXLC]+\W*$", start.text):
            yield Finding(start.text, "số thứ tự", "chữ số La Mã", "không có hoặc là chữ số Ả Rập", "III.1.a")


def _order(anatomy: Anatomy) -> Iterator[Finding]:
    present = [(part, found) for part in ORDER if (found := anatomy.first(part)) is not None]
    for (upper, above), (lower, below) in pairwise(present):
        beside = above.place and below.place and above.place.table == below.place.table
        if above.order > below.order and not beside:
            names = (ALLOWED[upper].name, ALLOWED[lower].name)
            yield Finding(names[1], "thứ tự", f"sau {names[0]}", f"trước {names[0]}", "IV")
