"""The two columns at the head and at the foot of an official document (Decree 30/2020, Annex I, part II).

Head: on the left the issuer, number and subject, on the right the national motto (or the Party's), place and date.
Foot: on the left "Nơi nhận", on the right the signer. Both become a table that only arranges: one row, two cells.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from dondoc.reading.draft import DraftCell, DraftParagraph, DraftTable
from dondoc.reading.lines.join import merge
from dondoc.reading.lines.line import Line, Measure, Segment
from dondoc.reading.lines.marks import is_bullet, is_kind_name, starts_lower
from dondoc.reading.lines.rows import rows as by_row

HEAD_ROWS = 40
SUBJECT_LINES = 6
_MOTTO = r"C[ỘÔỌO]NG\s+H[ÒOÓ]?[ÀAÁ]\s+XÃ\s+H[ỘÔ]I|ĐẢNG\s+C[ỘÔ]NG\s+SẢN"
_RIGHT_WORDS = re.compile(
    rf"""(?:{_MOTTO}
        |[ĐD][ộô]c\s+l[ậâ]p\s*[-–—]
        |(?<![\w/&-])(?:TP\.?\s*)?[^\W\d_a-zà-ỹ][^\W\d_]{{0,20}}[a-zà-ỹ][^\W\d_]{{0,20}}(?:\s+[^\W\d_][^\W\d_]{{0,20}}){{0,4}}\s*,\s*ng[àa]\w?\W.*th[áa]ng)""",
    re.VERBOSE,
)
_MOTTO_LINE = re.compile(_MOTTO)
_DATE = re.compile(r"\bng[àa]\w?\W.{0,24}\bth[áa]ng")
_ADDRESS = re.compile(r"K[íi]nh\s+g[ửừu]i", re.IGNORECASE)
_RECIPIENTS = re.compile(r"N[ơo][iì]\s+(?:nh[ậâ]n|g[ửu]i)\b", re.IGNORECASE)
_FILED = re.compile(r"\W*L[ưu]u\b", re.IGNORECASE)
# What may still stand on the left below the line of place and date.
_BELOW_DATE = re.compile(r"(?:V/v|Về\s+việc|v/v|Số)\b")
_NUMBER_GAP = re.compile(r"(?<=\d) +(?=/\w)")
_SUBJECT = re.compile(r"(?:V/v|Về\s+việc|v/v)\b")
# "TM. ỦY BAN NHÂN DÂN", "KT. GIÁM ĐỐC" or a title in capitals behind the words of the left column.
_SIGNER_TAIL = re.compile(
    r"^(.*?[;:.,\w)])\s+((?:(?:TM|KT|TL|TUQ|T/M|Q)\b[.,]?\s*)?[^\Wa-zà-ỹ\d_]{2,}(?:\s+[^\Wa-zà-ỹ\d_]{2,})+)$"
)


def take_head(lines: Sequence[Line]) -> tuple[DraftTable | None, list[Line]]:
    """The head of the first page as a table, and the lines that remain; None where no motto is found."""
    rows = by_row(lines)[:HEAD_ROWS]
    start = next((i for i, row in enumerate(rows) if any(_MOTTO_LINE.search(s.text) for s in _parts(row))), None)
    if start is None:
        return None, list(lines)
    motto = next(s for s in _parts(rows[start]) if _MOTTO_LINE.search(s.text))
    left: list[Line] = []
    right: list[Line] = []
    taken: set[int] = set()
    split = _split(rows, start, motto)
    first = _first_row(rows, start, split)
    for row in rows[first:]:
        if not _take_row(row, split, left, right):
            break
        taken.update(id(line) for line in row)
    if not left or not right:
        return None, list(lines)
    table = _table(_head_cell(left), _head_cell(right), lines[0].page)
    return table, [line for line in lines if id(line) not in taken]


def _parts(row: Iterable[Line]) -> list[Segment]:
    return [segment for line in row for segment in _cut(line)]


def _cut(line: Line) -> tuple[Segment, ...]:
    """The segments of a line; words of the right column that stand one blank behind the left ones are cut off."""
    parts = line.parts
    if len(parts) > 1:
        return parts
    found = _RIGHT_WORDS.search(line.text)
    if found is None or found.start() == 0:
        return parts
    cut = line.left + line.unit * found.start()
    return (
        Segment(line.text[: found.start()].strip(), line.left, cut - line.unit),
        Segment(line.text[found.start() :], cut, line.right),
    )


def _split(rows: Sequence[Sequence[Line]], start: int, motto: Segment) -> float:
    """Where the right column begins: between the motto and what stands left of it in the rows around."""
    near = [s for row in rows[max(0, start - 1) : start + 3] for s in _parts(row)]
    edge = max((s.right for s in near if s.right <= motto.left), default=None)
    return motto.left if edge is None else (edge + motto.left) / 2


def _first_row(rows: Sequence[Sequence[Line]], start: int, split: float) -> int:
    """The row above the motto belongs to the head where the issuer stands a little higher."""
    if start and all(s.right <= split and s.text.isupper() for s in _parts(rows[start - 1])):
        return start - 1
    return start


def _take_row(row: Sequence[Line], split: float, left: list[Line], right: list[Line]) -> bool:
    """Puts a row into the columns; False where the head ends above it."""
    dated = any(_DATE.search(line.text) for line in right)
    parts = [(line, segment) for line in row for segment in _cut(line)]
    for _line, segment in parts:
        if _ADDRESS.match(segment.text) or is_kind_name(segment.text):
            return False
    on_right = [s for _, s in parts if _is_right(s, split)]
    if len(parts) == 1 and _goes_on_subject(row[0], left):
        left.append(row[0])
        return True
    if (dated and on_right) or (len(parts) == 1 and _spans(parts[0][1], split)):
        return False
    if dated and row[0].size is None and not _BELOW_DATE.match(row[0].text):
        return False
    for column, on_its_side in ((left, False), (right, True)):
        own = [(line, segment) for line, segment in parts if _is_right(segment, split) is on_its_side]
        if own:
            column.append(_part_line(own[0][0], _together([segment for _, segment in own])))
    return True


def _together(segments: Sequence[Segment]) -> Segment:
    words = _NUMBER_GAP.sub("", " ".join(s.text for s in segments))
    return Segment(words, segments[0].left, segments[-1].right)


def _is_right(segment: Segment, split: float) -> bool:
    if _SUBJECT.match(segment.text):
        return False
    return segment.middle > split or _RIGHT_WORDS.match(segment.text) is not None


def _goes_on_subject(line: Line, left: Sequence[Line]) -> bool:
    """Whether a line of plain text without places goes on with the subject ("V/v …") above."""
    started = [index for index, above in enumerate(left) if _SUBJECT.match(above.text)]
    if line.size is not None or not started or len(left) - started[0] > SUBJECT_LINES:
        return False
    return not line.above or starts_lower(line.text)


def _spans(segment: Segment, split: float) -> bool:
    """Whether words run over both columns, as the body of the text does."""
    width = segment.right - segment.left
    return segment.left < split - width * 0.2 and segment.right > split + width * 0.2 and not _is_frame(segment)


def _is_frame(segment: Segment) -> bool:
    return (_RIGHT_WORDS.match(segment.text) or _SUBJECT.match(segment.text)) is not None


def _part_line(line: Line, segment: Segment) -> Line:
    return replace(line, text=segment.text, left=segment.left, right=segment.right, segments=(), marks=[])


def _head_cell(lines: Sequence[Line]) -> list[DraftParagraph]:
    """Each line a paragraph, but the subject ("V/v …") one, and lines that go on in small letters joined."""
    groups: list[list[Line]] = []
    subject = False
    for line in lines:
        subject = subject or _SUBJECT.match(line.text) is not None
        if groups and ((subject and not _SUBJECT.match(line.text)) or starts_lower(line.text)):
            groups[-1].append(line)
        else:
            groups.append([line])
    return [merge(group, _no_area) for group in groups]


_NOWHERE = Measure(0, 0, 0, 0, placed=False)


def _no_area(_line: Line) -> Measure:
    return _NOWHERE


def _table(left: Sequence[DraftParagraph], right: Sequence[DraftParagraph], page: int) -> DraftTable:
    cells = [DraftCell(0, 0, blocks=list(left)), DraftCell(0, 1, blocks=list(right))]
    return DraftTable(1, 2, cells, page=page, ruled=False)


def take_foot(lines: Sequence[Line], middle: float) -> tuple[DraftTable | None, int, list[Line]]:
    """The foot of a page as a table, where it begins among the lines, and the lines that remain.

    ``middle`` is the middle of the type area, in the unit of the lines. None where there is no "Nơi nhận", or nothing
    stands to the right of it.
    """
    start = next((i for i, line in enumerate(lines) if _RECIPIENTS.match(line.text)), None)
    if start is None:
        return None, 0, list(lines)
    top = lines[start].top - 2 * (lines[start].size or 0)
    left: list[Line] = []
    right: list[Line] = []
    taken: set[int] = set()
    for line in _foot_order(lines, start, top):
        if not _take_foot_line(line, middle, left, right):
            break
        taken.add(id(line))
    if not left or not right:
        return None, 0, list(lines)
    table = _table(_foot_cell(left), [merge([line], _no_area) for line in right], lines[start].page)
    first = min(index for index, line in enumerate(lines) if id(line) in taken)
    return table, first, [line for line in lines if id(line) not in taken]


def is_open_foot(item: object) -> bool:
    """Whether a page ends with a foot whose recipients may go on overleaf: the line for the file is not there yet."""
    if not isinstance(item, DraftTable) or item.ruled or item.columns != 2:
        return False
    words = [block.text for block in item.cells[0].blocks if isinstance(block, DraftParagraph)]
    return bool(words) and _RECIPIENTS.match(words[0]) is not None and not any(map(_FILED.match, words))


def take_foot_rest(lines: Sequence[Line], middle: float) -> tuple[DraftTable | None, list[Line]]:
    """What goes on at the top of a page with the foot of the page before, as a table, and the lines that remain.

    None where no recipient stands there, or nothing to the right of them.
    """
    left: list[Line] = []
    right: list[Line] = []
    taken: set[int] = set()
    for line in sorted(lines, key=lambda line: (line.top, line.left)):
        opens = line.left > middle or is_bullet(line.text)
        if not (opens or left) or not _take_foot_line(line, middle, left, right):
            break
        taken.add(id(line))
    if not left or not right or not is_bullet(left[0].text):
        return None, list(lines)
    table = _table(_foot_cell(left), [merge([line], _no_area) for line in right], lines[0].page)
    return table, [line for line in lines if id(line) not in taken]


def _foot_order(lines: Sequence[Line], start: int, top: float) -> list[Line]:
    below = [line for index, line in enumerate(lines) if line.top >= top and (line.size or index >= start)]
    return sorted(below, key=lambda line: (line.top, line.left))


def _take_foot_line(line: Line, middle: float, left: list[Line], right: list[Line]) -> bool:
    for segment in _cut_signer(line):
        width = segment.right - segment.left
        if segment.left < middle - width * 0.3 and segment.right > middle + width * 0.4:
            return False
        column = right if segment.middle > middle else left
        column.append(_part_line(line, segment))
    return True


def _cut_signer(line: Line) -> tuple[Segment, ...]:
    parts = line.parts
    found = _SIGNER_TAIL.match(line.text) if len(parts) == 1 else None
    if found is None or not (_RECIPIENTS.match(line.text) or is_bullet(line.text)):
        return parts
    return (
        Segment(found[1], line.left, line.left + line.unit * len(found[1])),
        Segment(found[2], line.left + line.unit * found.start(2), line.right),
    )


def _foot_cell(lines: Sequence[Line]) -> list[DraftParagraph]:
    groups: list[list[Line]] = []
    for line in lines:
        listed = is_bullet(line.text) or _RECIPIENTS.match(line.text)
        if groups and not listed and len(groups) > 1:
            groups[-1].append(line)
        else:
            groups.append([line])
    return [merge(group, _no_area) for group in groups]
