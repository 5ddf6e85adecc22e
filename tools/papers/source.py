"""The plain source of one sample document: fields, body and expected tasks, divided by lines of three dashes.

The body has one paragraph a line; ``# `` is a centred heading, ``#_ `` a centred line in italics, ``## `` a bold and
``### `` a bold italic heading, ``| a | b |`` a table row (the first is the head; a row with one cell runs over all
columns), ``===`` a page break.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Paper:
    """A document before it is laid out. ``fields`` are the lines ``name: value`` at its head."""

    name: str
    fields: dict[str, str]
    body: tuple[str, ...]
    expected: str

    def get(self, field: str) -> str:
        return self.fields.get(field, "")

    def several(self, field: str) -> list[str]:
        """The values of a field that are divided by slashes with spaces around them."""
        return [part.strip() for part in self.get(field).split(" / ") if part.strip()]

    @property
    def party(self) -> bool:
        """Whether the layout is the Party's (Guidance 36-HD/VPTW) and not that of Decree 30/2020."""
        return self.get("layout") == "party"

    @property
    def letter(self) -> bool:
        """A letter has no name of its kind over its subject, but "V/v" under its number."""
        return self.get("kind") == "Công văn"

    @property
    def place_and_date(self) -> str:
        year, month, day = self.get("date").split("-")
        month = f"0{int(month)}" if int(month) < 3 else str(int(month))
        return f"{self.get('place')}, ngày {day} tháng {month} năm {year}"


def read(path: Path) -> Paper:
    """Raises ValueError where the file is not divided into three parts."""
    head, body, expected = path.read_text("utf-8").split("\n---\n")
    pairs = (line.partition(":") for line in head.splitlines() if line.strip())
    fields = {field: value.strip() for field, _, value in pairs}
    lines = tuple(line.strip() for line in body.splitlines() if line.strip())
    return Paper(path.stem, fields, lines, expected)


def cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip().strip("|").split("|")]


def blocks(paper: Paper) -> list[str | list[list[str]]]:
    """The body as paragraphs and whole tables."""
    found: list[str | list[list[str]]] = []
    for line in paper.body:
        if not line.startswith("|"):
            found.append(line)
        elif found and isinstance(found[-1], list):
            found[-1].append(cells(line))
        else:
            found.append([cells(line)])
    return found
