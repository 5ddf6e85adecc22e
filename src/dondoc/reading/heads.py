"""The two-column head of an official document where it was typed with tabs or blanks and not as a table.

Decree 30/2020, Annex I: on the left the issuer, number and subject, on the right the national motto, place and date.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from dondoc.reading.draft import DraftBlock, DraftCell, DraftParagraph, DraftTable

HEAD_BLOCKS = 12
_MOTTO = re.compile(r"C[ỘÔ]NG\s+H(?:ÒA|OÀ|ÓA)\s+XÃ\s+H[ỘÔ]I|ĐẢNG\s+CỘNG\s+SẢN\s+VIỆT\s+NAM|Độc\s+lập\s*[-–—]")
_DATE_LINE = re.compile(r"\bngày\b.{0,30}\btháng\b", re.IGNORECASE)
_GAP = re.compile(r"[ \u00a0]*\t\s*|[ \u00a0]{3,}")


def arrange_head(blocks: Sequence[DraftBlock]) -> list[DraftBlock]:
    """The blocks with the lines of such a head gathered into one unruled table of two cells."""
    start = next((i for i, block in enumerate(blocks[:HEAD_BLOCKS]) if _halves(block, _MOTTO)), None)
    if start is None:
        return list(blocks)
    left: list[DraftBlock] = []
    right: list[DraftBlock] = []
    end = start
    for block in blocks[start : start + HEAD_BLOCKS]:
        halves = _halves(block, _MOTTO) or _halves(block, _DATE_LINE)
        if halves is None:
            break
        left.append(halves[0])
        right.append(halves[1])
        end += 1
    cells = [DraftCell(0, 0, blocks=left), DraftCell(0, 1, blocks=right)]
    table = DraftTable(1, 2, cells, page=left[0].page, ruled=False)
    return [*blocks[:start], table, *blocks[end:]]


def _halves(block: DraftBlock, right: re.Pattern[str]) -> tuple[DraftParagraph, DraftParagraph] | None:
    """A line cut at the gap before the words that stand on the right, or None where it is no such line."""
    if not isinstance(block, DraftParagraph):
        return None
    for gap in _GAP.finditer(block.text):
        before, after = block.text[: gap.start()], block.text[gap.end() :]
        if (before.strip() and right.match(after.strip())) or (before.strip() and right.search(after)):
            return replace(block, text=before, marks=[]), replace(block, text=after, marks=[], label=None)
    return None
