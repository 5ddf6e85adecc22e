"""A sample document as a text file, as one gets it by copying out of a PDF viewer: lines broken at the page's width."""

from __future__ import annotations

import textwrap

from tools.papers.source import Paper, blocks

WIDTH = 78


def columns(left: list[str], right: list[str]) -> list[str]:
    rows = max(len(left), len(right))
    left, right = (side + [""] * (rows - len(side)) for side in (left, right))
    return [f"{a:<36}{b}".rstrip() for a, b in zip(left, right, strict=True)]


def render(paper: Paper) -> str:
    """The whole text. Raises ValueError for a source with a table: a text file has none."""
    lines = [*head(paper), ""]
    for block in blocks(paper):
        if isinstance(block, list):
            raise ValueError(f"{paper.name}: a text file has no tables")
        lines += [*textwrap.wrap(block.lstrip("#_ "), WIDTH, break_on_hyphens=False), ""]
    copies = paper.several("copies")
    ends = [";"] * (len(copies) - 1) + ["."]
    left = ["Nơi nhận:", *(f"- {name}{end}" for name, end in zip(copies, ends, strict=True))]
    right = [*(row.upper() for row in paper.several("sign")), "", "", "", paper.get("name")]
    return "\n".join([*lines, *columns(left, right), ""])


def head(paper: Paper) -> list[str]:
    left = [*(over.upper() for over in paper.several("over")), *paper.several("issuer"), f"Số: {paper.get('code')}"]
    if paper.letter:
        left += textwrap.wrap(f"V/v {paper.get('subject')}", 34, break_on_hyphens=False)
    right = ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", paper.place_and_date]
    lines = columns(left, right)
    if paper.get("urgency"):
        lines += ["", paper.get("urgency")]
    if not paper.letter:
        lines += ["", paper.get("kind").upper(), f"{paper.get('subject_prefix')} {paper.get('subject')}".strip()]
    if paper.get("to"):
        lines += ["", *textwrap.wrap("Kính gửi: " + "; ".join(paper.several("to")), WIDTH)]
    return lines
