"""The Excel form of a consultation: out with the pieces of the draft, back with opinions beside them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import BinaryIO

from dondoc.audit.errors import Refused
from dondoc.consultations.models import Provision
from dondoc.organisations.keys import folded
from dondoc.organisations.spreadsheets.workbook import cell_name, read_rows
from dondoc.writing.blocks import Align, Band, Column, Row, Table
from dondoc.writing.xlsx import Sheet, write_xlsx

CODE, OPINION = "Mã", "Ý kiến góp ý, đề nghị sửa đổi"
COLUMNS = (
    Column(CODE, 0.7, Align.CENTER),
    Column("Điều, khoản", 1.4),
    Column("Nội dung dự thảo", 4.5),
    Column(OPINION, 4.5),
)
GENERAL, AGREES = "chung", "thongnhat"
YES = frozenset({"x", "co", "thong nhat", "dong y", "nhat tri", "v", "1"})
NO = frozenset({"", "khong", "0"})


@dataclass(frozen=True, slots=True)
class Filled:
    """A form that came back. ``texts``: code → (row as Excel counts it, words)."""

    agrees: bool = False
    general: str = ""
    texts: dict[str, tuple[int, str]] = field(default_factory=dict)


def write_form(title: str, addressee: str, provisions: Iterable[Provision], target: BinaryIO) -> None:
    """Write the form; ``addressee`` stands on it so that whoever gets it back knows whose it is."""
    note = "Ghi ý kiến vào cột cuối; không sửa cột Mã. Thống nhất toàn bộ: ghi X ở dòng đầu."
    subtitle = f"Cơ quan góp ý: {addressee}. {note}" if addressee else note
    write_xlsx([Sheet("Góp ý", Table(COLUMNS, _rows(provisions)), title=title, subtitle=subtitle)], target)


def _rows(provisions: Iterable[Provision]) -> Iterator[Row]:
    yield (AGREES, "Toàn bộ dự thảo", "Thống nhất toàn bộ dự thảo (ghi X)", "")
    yield (GENERAL, "Ý kiến chung", "Bố cục, căn cứ, thể thức và nội dung khác", "")
    for one in provisions:
        yield (one.key, one.label, one.text, "") if one.level else Band(f"{one.label} {one.title}".strip())


def read_form(content: bytes) -> Filled:
    """Read a form that came back. Raises Refused for what is no such form, naming the cell that is wrong."""
    rows = read_rows(content)
    head = next((at for at, row in enumerate(rows[:10]) if _is_head(row)), None)
    if head is None:
        raise Refused(f"Tệp không phải biểu góp ý: không thấy cột “{CODE}” và “{OPINION}”; hãy dùng biểu tải từ đây.")
    names = [folded(str(value or "")) for value in rows[head]]
    code_at, words_at = names.index(folded(CODE)), names.index(folded(OPINION))
    agrees, general, texts = False, "", {}
    for at, row in enumerate(rows[head + 1 :], head + 1):
        code, words = str(row[code_at] or "").strip(), str(row[words_at] or "").strip()
        if code == AGREES:
            agrees = _agrees(words, cell_name(words_at, at))
        elif code == GENERAL:
            general = words
        elif words:
            if not code:
                raise Refused(f"Ô {cell_name(code_at, at)} trống mã; hãy ghi ý kiến vào đúng dòng của điều, khoản.")
            if code in texts:
                raise Refused(f"Ô {cell_name(code_at, at)}: mã “{code}” có hai dòng ý kiến; hãy gộp thành một dòng.")
            texts[code] = (at + 1, words)
    return Filled(agrees, general, texts)


def _is_head(row: list[object]) -> bool:
    names = {folded(str(value or "")) for value in row}
    return {folded(CODE), folded(OPINION)} <= names


def _agrees(words: str, cell: str) -> bool:
    said = folded(words)
    if said in YES | NO:
        return said in YES
    raise Refused(
        f"Ô {cell}: ghi X nếu thống nhất toàn bộ, để trống nếu không; ý kiến khác ghi ở dòng của điều, khoản."
    )
