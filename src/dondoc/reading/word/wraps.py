"""Titles that were wrapped by hand: one centred title typed as several paragraphs, put together again."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from dondoc.reading.draft import DraftBlock, DraftParagraph
from dondoc.reading.letters import squeeze
from dondoc.reading.text import Align

_ENDED = re.compile(r"[.;:!?)]\W*$")


def join_titles(blocks: Iterable[DraftBlock]) -> list[DraftBlock]:
    """The blocks with a centred paragraph joined to the one above where it only goes on with it."""
    joined: list[DraftBlock] = []
    for block in blocks:
        last = joined[-1] if joined else None
        if isinstance(block, DraftParagraph) and isinstance(last, DraftParagraph) and _goes_on(last, block):
            marks = last.marks + [(len(last.text) + 1 + offset, key) for offset, key in block.marks]
            joined[-1] = replace(last, text=f"{last.text} {block.text}", marks=marks)
        else:
            joined.append(block)
    return joined


def _goes_on(last: DraftParagraph, block: DraftParagraph) -> bool:
    """Both centred in one style and case, and a sentence that is still open: a small letter or a comma between them."""
    if last.align is not Align.CENTRE or block.align is not Align.CENTRE or block.label:
        return False
    before, after = squeeze(last.text), squeeze(block.text)
    if (
        not before
        or not after
        or before.isupper() != after.isupper()
        or (last.bold, last.italic)
        != (
            block.bold,
            block.italic,
        )
    ):
        return False
    return not _ENDED.search(before) and (after[0].islower() or before.endswith(","))
