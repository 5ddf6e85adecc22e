"""A text goes into the database and out again as it was, and onto the page with its words marked."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from dondoc.documents.layout import pack, unpack
from dondoc.documents.rendering import Mark, render_blocks
from dondoc.reading import read
from dondoc.reading.text import Align, Cell, Note, Paragraph, Region, Span, Table, Text
from tests.documents.papers import letter

TABLE = Text(
    content="Bảng\nSTT\tViệc\n1\tRà soát\nHết1",
    blocks=(
        Paragraph(Span(0, 4), bold=True, align=Align.CENTRE, size=14.0),
        Table(
            Span(5, 23),
            rows=2,
            columns=2,
            head_rows=1,
            cells=(
                Cell(Span(5, 8), 0, 0, paragraphs=(Paragraph(Span(5, 8)),)),
                Cell(Span(9, 13), 0, 1, paragraphs=(Paragraph(Span(9, 13)),)),
                Cell(Span(14, 15), 1, 0, paragraphs=(Paragraph(Span(14, 15)),)),
                Cell(Span(16, 23), 1, 1, column_span=1, paragraphs=(Paragraph(Span(16, 23), label="-"),)),
            ),
        ),
        Paragraph(Span(24, 27)),
        Paragraph(Span(27, 28), region=Region.NOTE),
    ),
    notes=(Note("1", Span(27, 28), anchor=4),),
    pages=(Span(0, 28),),
    format="docx",
)


def test_a_text_comes_back_as_it_was():
    for text in (read(letter(), "cong-van.txt"), TABLE):
        packed = json.loads(json.dumps(pack(text)))
        assert unpack(packed, text.content, list(text.warnings)) == text


def test_a_page_shows_tables_and_notes():
    heading, table, end, note = render_blocks(pack(TABLE), TABLE.content, [Mark("task:1", 16, 19)])
    assert (heading.align, heading.bold, heading.runs[-1].notes) == ("centre", True, ("1",))
    assert [[cell.blocks[0].runs[0].text for cell in row] for row in table.rows] == [["STT", "Việc"], ["1", "Rà "]]
    assert (table.rows[0][0].head, table.rows[1][1].head) == (True, False)
    assert (end.kind, note.kind, note.mark) == ("paragraph", "note", "1")


MARKS = st.lists(st.tuples(st.integers(-5, 900), st.integers(-5, 900)), max_size=12)


@given(MARKS)
def test_cutting_at_marks_loses_and_doubles_nothing(marks):
    text = read(letter(), "cong-van.txt")
    wanted = [Mark(f"m{place}", start, end) for place, (start, end) in enumerate(marks)]
    seen = {mark.id: "" for mark in wanted}
    plain = [block.span.of(text.content) for block in text.paragraphs()]
    shown = []
    for block in render_blocks(pack(text), text.content, wanted):
        blocks = [block] if block.kind != "table" else [b for row in block.rows for cell in row for b in cell.blocks]
        for paragraph in blocks:
            shown.append("".join(run.text for run in paragraph.runs))
            for run in paragraph.runs:
                assert text.content[run.start : run.end] == run.text != ""
                for name in run.marks:
                    seen[name] += run.text
    assert sorted(shown) == sorted(plain)
    for mark in wanted:
        if 0 <= mark.start < mark.end <= len(text.content):
            said = text.content[mark.start : mark.end]
            assert "".join(seen[mark.id].split()) in "".join(said.split()) or not said.strip()
