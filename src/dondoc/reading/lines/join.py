"""Lines into paragraphs: is a line the start of a paragraph, or does it go on with the one above?"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from dondoc.reading.draft import DraftParagraph
from dondoc.reading.lines.line import Line, Measure
from dondoc.reading.lines.marks import (
    BASIS,
    has_ended,
    is_bullet,
    is_item,
    is_kind_name,
    is_open,
    is_upper,
    starts_lower,
)
from dondoc.reading.lines.widths import ems
from dondoc.reading.text import Align

INDENT = 0.02
# In a narrow cell letters of one column begin as far apart as that.
LEAST_INDENT = 1.9
CENTRE_MARGIN = 0.06
CENTRE_OFFSET = 0.05
EXTRA_SPACE = 0.32
# A line in capitals of this length is a heading, not the end of a sentence with an abbreviation.
CAPITALS = 12
# Without places a line is measured by its words alone; one that ends in the middle of a sentence gets more room.
OPEN_SLACK = 2.7
# "Kính gửi: …" has no stop behind it; these words open the letter below.
_ADDRESSED = re.compile(r"K[íi]nh\s+g[ửừu]i\s*:\s*\w")
_LETTER_OPENS = re.compile(
    r"(?:Căn cứ|Thực hiện|Triển khai|Thời gian|Theo|Ngày|Để|Nhằm|Trong|Qua|Sau|Trên cơ sở|Tiếp|Hiện|Xét|Vừa qua"
    r"|Phúc đáp|Trả lời|Năm|Từ)\s"
)
# "UBND" over "các xã" in a narrow cell is no heading.
_ABBREVIATION = re.compile(r"[A-ZĐ]{2,6}")
_GLUED_END = re.compile(r"[\w)][-/]$")
_GLUED_START = re.compile(r"[-/][^\W\d_]")
_CUT_YEAR = re.compile(r"\b\d{1,2}/\d{1,2}/(?P<year>\d{1,3})$")
_REST_OF_YEAR = re.compile(r"\d{1,3}(?!\d)")

MeasureOf = Callable[[Line], Measure]


def paragraphs(lines: Iterable[Line], measure_of: MeasureOf) -> Iterator[DraftParagraph]:
    """The paragraphs that lines in reading order make; ``measure_of`` gives the type area of a line's page."""
    group: list[Line] = []
    for line in lines:
        if group and starts_paragraph(group[-1], line, measure_of):
            yield merge(group, measure_of)
            group = []
        group.append(line)
    if group:
        yield merge(group, measure_of)


def starts_paragraph(before: Line, line: Line, measure_of: MeasureOf) -> bool:
    """Whether ``line`` opens a paragraph. Marks of items decide first, then style, space, and room left above."""
    area = measure_of(line)
    if _cuts_year(before.text, line.text):
        return False
    if is_item(line.text):
        return True
    open_end = not has_ended(before.text)
    goes_on = open_end and starts_lower(line.text)
    short = is_short(before, line, measure_of(before))
    if is_bullet(line.text):
        return short or not open_end or is_indented(line, area)
    if is_kind_name(before.text) or is_kind_name(line.text):
        return True
    if BASIS.match(line.text) and before.text[-1] in ".,;":
        return True
    if is_open(before.text, line.text) and not is_upper(line.text):
        return False
    if _restyled(before, line) and not goes_on:
        return True
    if not area.wrapped:
        return not goes_on
    if is_centred(before, measure_of(before)) and is_centred(line, area):
        return _parted(line, area)
    if goes_on:
        return False
    ended = not open_end or is_upper(before.text) or is_upper(line.text) or is_indented(line, area)
    parted = ended and _parted(line, area)
    return parted or short or _opens(before, line, area)


def _opens(before: Line, line: Line, area: Measure) -> bool:
    """A full line above, and a capital below: a new paragraph by its indent or by what ended above."""
    if not has_ended(before.text):
        return bool(_ADDRESSED.match(before.text) and _LETTER_OPENS.match(line.text) and is_indented(line, area))
    if area.placed:
        return is_indented(line, area) and line.left - before.left > area.width * INDENT
    if starts_lower(line.text):
        return False
    return before.text[-1] in ";:" or before.text.endswith("./.")


def _restyled(before: Line, line: Line) -> bool:
    if is_upper(before.text) != is_upper(line.text) and len(line.text) > 2:
        capitals_below = is_upper(line.text) and len(line.text) >= CAPITALS
        above = is_upper(before.text) and not _ABBREVIATION.fullmatch(before.text)
        return above or capitals_below or has_ended(before.text) or before.bold != line.bold
    return before.bold != line.bold and (before.bold or has_ended(before.text))


def _parted(line: Line, area: Measure) -> bool:
    return line.above is not None and line.above > area.above + EXTRA_SPACE


def is_short(before: Line, line: Line, area: Measure) -> bool:
    """Whether the first word of ``line`` would still have stood on the line above: that line was ended on purpose."""
    word = line.text.split(" ", 1)[0]
    slack = area.slack if area.placed or has_ended(before.text) else area.slack * OPEN_SLACK
    scale = before.width / max(0.5, ems(before.text))
    return before.right + ems(f" {word}") * scale + slack < area.right


def is_indented(line: Line, area: Measure) -> bool:
    return area.placed and line.left > area.left + max(LEAST_INDENT, area.width * INDENT)


def is_centred(line: Line, area: Measure) -> bool:
    """Whether a line stands in the middle with room on both sides."""
    if not area.placed:
        return False
    left, right = line.left - area.left, area.right - line.right
    room = area.width * CENTRE_MARGIN
    return left > room and right > room and abs(left - right) < area.width * CENTRE_OFFSET * 2


def merge(lines: list[Line], measure_of: MeasureOf) -> DraftParagraph:
    """One paragraph of lines; a code broken at its hyphen or stroke is put together without a blank."""
    text = ""
    marks: list[tuple[int, str]] = []
    for line in lines:
        text += glue(text, line.text)
        marks += [(len(text) + offset, key) for offset, key in line.marks]
        text += line.text
    first = lines[0]
    area = measure_of(first)
    centred = all(is_centred(line, measure_of(line)) for line in lines)
    return DraftParagraph(
        text,
        page=first.page,
        bold=all(line.bold for line in lines),
        italic=all(line.italic for line in lines),
        align=Align.CENTRE if centred else None,
        size=first.size,
        indent=max(0.0, first.left - area.left) if area.placed and first.size is not None else None,
        marks=marks,
    )


def _cuts_year(before: str, after: str) -> bool:
    """Whether a narrow cell cuts a date within its year ("30/11/202", "6")."""
    begun, rest = _CUT_YEAR.search(before[-10:]), _REST_OF_YEAR.match(after)
    return bool(begun and rest and len(begun["year"] + rest[0]) == len("2026"))


def glue(before: str, after: str) -> str:
    """What stands between two lines of a paragraph: nothing where a code ("11/KH-", "UBND") or a year breaks."""
    if not before:
        return ""
    if _cuts_year(before, after) or (_GLUED_END.search(before[-2:]) and after[:1].isalnum()):
        return ""
    return "" if before[-1:].isalnum() and _GLUED_START.match(after) else " "
