"""A document as HTML: rendered blocks with each run's offset, so that words on the screen can be named by offsets.

Written without templates: a plan of fifty pages has thousands of runs.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

from dondoc.documents.rendering import CellBlock, FileBlock, NoteBlock, ParagraphBlock, RenderedBlock, Run, TableBlock

INDENT_POINTS = 18
INDENT_STEPS = 6
TITLE_POINTS = 14.5


def paper(blocks: Iterable[RenderedBlock], kinds: dict[str, str]) -> SafeString:
    """The document; ``kinds`` maps a mark's id to the kind that its look follows (``lead``, ``time`` …)."""
    out: list[str] = []
    notes: list[NoteBlock] = []
    for block in blocks:
        if isinstance(block, NoteBlock):
            notes.append(block)
        elif isinstance(block, FileBlock):
            _notes(notes, kinds, out)
            notes = []
            out.append(file_name(block.name))
        else:
            _block(block, kinds, out)
    _notes(notes, kinds, out)
    return mark_safe("".join(out))


def file_name(name: str) -> SafeString:
    """The line at which the words of another file begin; nothing for the main file, which has no name here."""
    return format_html('<p class="paper-file">Phụ lục trong tệp <b>{}</b></p>', name) if name else SafeString("")


def _notes(notes: list[NoteBlock], kinds: dict[str, str], out: list[str]) -> None:
    if not notes:
        return
    out.append('<aside class="paper-notes" aria-label="Chú thích cuối trang">')
    for note in notes:
        out.append(f'<p class="para note-line"><sup>{escape(note.mark)}</sup> ')
        _runs(note.runs, kinds, out)
        out.append("</p>")
    out.append("</aside>")


def _block(block: ParagraphBlock | TableBlock, kinds: dict[str, str], out: list[str]) -> None:
    if isinstance(block, TableBlock):
        _table(block, kinds, out)
        return
    out.append(f'<p class="{_classes(block)}">')
    _runs(block.runs, kinds, out)
    out.append("</p>")


def _classes(paragraph: ParagraphBlock) -> str:
    names = ["para"]
    if paragraph.align:
        names.append(f"to-{paragraph.align}")
    if paragraph.bold:
        names.append("bold")
    if paragraph.italic:
        names.append("italic")
    if paragraph.region != "body":
        names.append(f"region-{paragraph.region}")
    if paragraph.size and paragraph.size >= TITLE_POINTS:
        names.append("large")
    if paragraph.indent and paragraph.indent > 0 and paragraph.align not in ("centre", "right"):
        names.append(f"indent-{min(INDENT_STEPS, max(1, round(paragraph.indent / INDENT_POINTS)))}")
    return " ".join(names)


def _runs(runs: Iterable[Run], kinds: dict[str, str], out: list[str]) -> None:
    for run in runs:
        words = escape(run.text)
        if run.marks:
            looks = " ".join(dict.fromkeys(f"m-{kinds.get(mark, 'other')}" for mark in run.marks))
            ids = " ".join(run.marks)
            out.append(f'<span class="m {looks}" data-o="{run.start}" data-m="{escape(ids)}">{words}</span>')
        else:
            out.append(f'<span data-o="{run.start}">{words}</span>')
        out.extend(f'<sup class="note-mark">{escape(mark)}</sup>' for mark in run.notes)


def _table(table: TableBlock, kinds: dict[str, str], out: list[str]) -> None:
    look = "paper-table ruled" if table.ruled else "paper-table arranging"
    out.append(f'<div class="paper-scroll"><table class="{look}"><tbody>')
    for row in table.rows:
        out.append("<tr>")
        for cell in row:
            _cell(cell, kinds, out)
        out.append("</tr>")
    out.append("</tbody></table></div>")


def _cell(cell: CellBlock, kinds: dict[str, str], out: list[str]) -> None:
    tag = "th" if cell.head else "td"
    extent = "".join(
        f' {name}="{size}"' for name, size in (("rowspan", cell.row_span), ("colspan", cell.column_span)) if size > 1
    )
    out.append(f"<{tag}{extent}>")
    for block in cell.blocks:
        _block(block, kinds, out)
    out.append(f"</{tag}>")
