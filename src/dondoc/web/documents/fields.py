"""A field of the review page: its words, whether it is sure, what it lights, and what came of the last save."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from dondoc.audit.errors import Refused

SURE = 0.85
"""Of values with less confidence more than one in seven is wrong (docs/quality.md): they are looked at first."""


@dataclass(frozen=True, slots=True)
class Token:
    """A unit or person in a combobox; ``unsure`` where nobody knows yet who the name means."""

    name: str
    unit: int | None = None
    person: int | None = None
    unsure: bool = False
    hint: str = ""
    excluded: tuple[int, ...] = ()

    @property
    def json(self) -> str:
        """As the combobox sends it back. What nobody has settled is looked up again by its name."""
        item: dict[str, Any] = {"name": self.name}
        if self.unit or self.person:
            item |= {"unit": self.unit, "person": self.person}
        if self.excluded:
            item["excluded"] = list(self.excluded)
        return json.dumps(item, ensure_ascii=False)


@dataclass(frozen=True, slots=True)
class Field:
    """One field; ``kind`` is text, area, choice or units. ``lights`` is the id of the mark that it lights.

    ``note`` says what came of saving or what the value means; its ``tone`` is good, warn, bad or empty.
    """

    id: str
    name: str
    label: str
    kind: str = "text"
    value: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    tokens: tuple[Token, ...] = ()
    multiple: bool = False
    people: bool = False
    wide: bool = False
    lights: str = ""
    unsure: bool = False
    hint: str = ""
    note: str = ""
    tone: str = ""
    read: str = ""

    def noted(self, note: str, tone: str = "good") -> Field:
        return replace(self, note=note, tone=tone)


@dataclass(frozen=True, slots=True)
class Editing:
    """What the fields of one object share: where they save to, and the version the person saw."""

    address: str
    version_id: str
    version: int
    allowed: bool
    fields: tuple[Field, ...] = ()
    rare: tuple[Field, ...] = field(default=())

    def named(self, name: str) -> Field | None:
        return next((one for one in (*self.fields, *self.rare) if one.name == name), None)


def unsure(provenance: Mapping[str, Any], name: str, value: str) -> bool:
    """Whether a value that was read, and that nobody has corrected, is doubtful."""
    place = provenance.get(name)
    return bool(value and place and place.get("confidence", 1.0) < SURE and place.get("read") in (None, value))


def was_read(provenance: Mapping[str, Any], name: str, value: str) -> str:
    """What had been read where a person has changed it since; else empty."""
    place = provenance.get(name) or {}
    read = place.get("read")
    return str(read) if isinstance(read, str) and read and read != value else ""


def sent_tokens(values: list[str]) -> list[dict[str, Any]]:
    """Tokens that a combobox sent. Raises Refused where one is not of our making."""
    found = []
    for value in filter(None, values):
        try:
            item = json.loads(value)
        except ValueError:
            item = None
        if not isinstance(item, dict) or not isinstance(item.get("name"), str):
            raise Refused("Tên đơn vị gửi lên không đúng. Hãy tải lại trang rồi chọn lại.")
        ids = {key: item[key] for key in ("unit", "person") if isinstance(item.get(key), int)}
        excluded = [unit for unit in item.get("excluded") or [] if isinstance(unit, int)]
        found.append({"name": item["name"], **ids, **({"excluded": excluded} if excluded else {})})
    return found
