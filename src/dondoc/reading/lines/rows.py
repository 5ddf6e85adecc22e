"""Lines that stand at the same height put together into one, in the order in which they are read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from dondoc.reading.lines.line import Line, Segment

SAME_ROW = 0.6
OVER = 0.3
NEAR = 0.16
WIDE = 1.4


def rows(lines: Iterable[Line]) -> list[list[Line]]:
    """Lines by the height at which they stand, from the top down, each row from the left."""
    found: list[list[Line]] = []
    for line in sorted(lines, key=lambda item: (item.top, item.left)):
        if found and _beside(found[-1], line):
            found[-1].append(line)
        else:
            found.append([line])
    for row in found:
        row.sort(key=lambda item: item.left)
    return found


def _beside(row: Sequence[Line], line: Line) -> bool:
    """Whether a line stands at the height of a row and over none of its words."""
    if line.top - row[0].top >= SAME_ROW * (line.size or 1):
        return False
    return all(min(other.right, line.right) - max(other.left, line.left) < OVER * line.width for other in row)


def merge_rows(lines: Sequence[Line]) -> list[Line]:
    """One line a row, with the space above each; words stay apart as segments where gaps are wide."""
    merged = [row[0] if len(row) == 1 else _merge(row) for row in rows(lines)]
    for index, line in enumerate(merged):
        line.above = _space(merged[index - 1], line) if index else None
    return merged


def _space(before: Line, line: Line) -> float:
    height = max(1.0, line.size or 1.0)
    return max(0.0, (line.top - before.top) / height - 1)


def _merge(row: Sequence[Line]) -> Line:
    text = ""
    marks: list[tuple[int, str]] = []
    segments: list[Segment] = []
    size = max(line.size or 1.0 for line in row)
    for line in row:
        gap = line.left - segments[-1].right if segments else 0.0
        blank = "" if not text or gap < NEAR * size else " "
        marks += [(len(text) + len(blank) + offset, key) for offset, key in line.marks]
        text += blank + line.text
        first, *others = line.parts
        if segments and gap < WIDE * size:
            last = segments.pop()
            first = Segment(last.text + blank + first.text, last.left, first.right)
        segments += [first, *others]
    widest = max(row, key=lambda line: line.width)
    return replace(
        widest,
        text=text,
        left=row[0].left,
        right=max(line.right for line in row),
        bold=all(line.bold for line in row),
        italic=all(line.italic for line in row),
        segments=tuple(segments),
        marks=marks,
    )
