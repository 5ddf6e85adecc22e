"""The tables of the sample as they stand in ``data/``: one row a line, columns divided by "|", "#" begins a remark."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from typing import Any

FOLDER = files("dondoc.sample")


@dataclass(frozen=True, slots=True)
class UnitRow:
    """``depth`` counts levels from the top; ``aliases`` are other names that documents use."""

    depth: int
    kind: str
    name: str
    abbreviation: str = ""
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PersonRow:
    """``signs_in``: with the sample password, and shown on the login page."""

    username: str
    full_name: str
    unit: str
    role: str
    title: str
    signs_in: bool


@dataclass(frozen=True, slots=True)
class PaperRow:
    """A sample document: file, register, days it took to arrive, user name of who looked it over."""

    file: str
    direction: str
    days: int
    reviewer: str

    def content(self) -> bytes:
        return FOLDER.joinpath("files", self.file).read_bytes()

    @property
    def issued_on(self) -> date:
        return date.fromisoformat(self.expected()["document"]["issued_on"])

    def expected(self) -> dict[str, Any]:
        """What a careful official reads out of it, in the contract of ``dondoc read --json``."""
        gold = self.file.rsplit(".", 1)[0] + ".gold.json"
        found: dict[str, Any] = json.loads(FOLDER.joinpath("files", gold).read_text("utf-8"))
        return found


def _lines(name: str) -> list[str]:
    text = FOLDER.joinpath("data", name).read_text("utf-8")
    return [line for line in text.splitlines() if line.strip() and not line.startswith("#")]


def _columns(line: str) -> list[str]:
    return [column.strip() for column in line.split("|")]


def unit_rows() -> list[UnitRow]:
    """The bodies of the province, each after the one above it."""
    rows = []
    for line in _lines("units.txt"):
        kind, name, abbreviation, *rest = _columns(line)
        aliases = tuple(alias.strip() for alias in "".join(rest).split(";") if alias.strip())
        rows.append(UnitRow((len(line) - len(line.lstrip())) // 2, kind, name, abbreviation, aliases))
    return rows


def commune_rows() -> list[UnitRow]:
    """The communes, wards and the special zone, by name in full and with the short name as alias."""
    return [UnitRow(1, "commune", f"UBND {name}", "", (f"Ủy ban nhân dân {name}",)) for name in _lines("communes.txt")]


def people_rows() -> list[PersonRow]:
    """The officials of the sample agency."""
    rows = []
    for line in _lines("people.txt"):
        username, full_name, unit, role, title = _columns(line)
        rows.append(PersonRow(username.lstrip("*"), full_name, unit, role, title, username.startswith("*")))
    return rows


def paper_rows() -> list[PaperRow]:
    """The sample documents in the order in which they came in."""
    rows = []
    for line in _lines("papers.txt"):
        file, direction, days, reviewer = _columns(line)
        rows.append(PaperRow(file, direction, int(days), reviewer))
    return rows


def room_rows() -> list[tuple[tuple[str, ...], str]]:
    """Words of a duty and the room that such duties are for."""
    rows = (_columns(line) for line in _lines("rooms.txt"))
    return [(tuple(word.strip() for word in words.split(",")), room) for words, room in rows]
