"""One given value, typed on a page or read out of Excel, becomes the value that its field keeps, or one sentence."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from dondoc.forms.definition import Field, Kind, Pattern
from dondoc.forms.patterns import CLEANERS, Wrong
from dondoc.language.folding import fold

Value = Any
UnitFinder = Callable[[str], str | None]
"""The official name of a unit by any of its names; None for a name that no unit has."""

TEXT_LIMIT, LONG_LIMIT = 500, 5000
LARGEST = 10**15
_GROUPED = re.compile(r"-?\d{1,3}(?:\.\d{3})+(?:,\d+)?")
_GROUPED_FOREIGN = re.compile(r"-?\d{1,3}(?:,\d{3}){2,}(?:\.\d+)?")
_COMMA = re.compile(r"-?\d+(?:,\d+)?")
_POINT = re.compile(r"-?\d+\.\d+")
_DAY = re.compile(r"(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4})")
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[T ]00:00(?::00)?)?")
_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|['’.\-])*")


def is_blank(raw: object) -> bool:
    """Whether nothing was given."""
    return raw is None or raw is False or (isinstance(raw, str | list | tuple | dict) and not _cleaned(raw))


def _cleaned(raw: str | list[Any] | tuple[Any, ...] | dict[str, Any]) -> object:
    return raw.strip() if isinstance(raw, str) else raw


def accept(field: Field, raw: object, find_unit: UnitFinder | None = None) -> Value:
    """The value that ``field`` keeps for what was given; None for nothing. Raises Wrong.

    ``raw`` is text as typed, or what Excel holds: a number, a day, a truth value. A field that is needed does not
    refuse nothing here: that is for the whole form to say.
    """
    if is_blank(raw):
        return None
    if field.kind is Kind.UNIT:
        return _unit(field, raw, find_unit)
    value = _ACCEPT[field.kind](field, raw)
    return None if is_blank(value) else value


def as_text(raw: object) -> str:
    """What was given as text: numbers without ".0", days the Vietnamese way round, blanks squeezed, NFC."""
    if isinstance(raw, bool):
        return "có" if raw else "không"
    if isinstance(raw, float) and raw.is_integer():
        raw = int(raw)
    if isinstance(raw, date):
        return f"{raw:%d/%m/%Y}"
    if isinstance(raw, list | tuple):
        return "; ".join(as_text(one) for one in raw)
    return " ".join(unicodedata.normalize("NFC", str(raw)).split())


def _text(field: Field, raw: object) -> str:
    text = as_text(raw)
    if len(text) > TEXT_LIMIT:
        raise Wrong(f"dài {len(text)} ký tự; tối đa {TEXT_LIMIT}.")
    return CLEANERS[field.pattern](text) if field.pattern is not Pattern.NONE else text


def _long(field: Field, raw: object) -> str:
    if not isinstance(raw, str):
        raw = as_text(raw)
    lines = [" ".join(line.split()) for line in unicodedata.normalize("NFC", raw).splitlines()]
    text = "\n".join(lines).strip()
    if len(text) > LONG_LIMIT:
        raise Wrong(f"dài {len(text)} ký tự; tối đa {LONG_LIMIT}.")
    return text


def _number(field: Field, raw: object) -> int | float:
    number = _decimal(raw)
    if field.whole and number != int(number):
        raise Wrong("phải là số nguyên.")
    if field.least is not None and number < Decimal(str(field.least)):
        raise Wrong(f"phải từ {shown_number(field.least)} trở lên.")
    if field.most is not None and number > Decimal(str(field.most)):
        raise Wrong(f"phải từ {shown_number(field.most)} trở xuống.")
    return int(number) if number == int(number) else float(number)


def _decimal(raw: object) -> Decimal:
    if isinstance(raw, bool | date):
        raise Wrong("phải là số.")
    if isinstance(raw, int | float):
        if not math.isfinite(raw) or abs(raw) > LARGEST:
            raise Wrong("số quá lớn.")
        return Decimal(str(raw))
    text = as_text(raw).replace(" ", "")
    if _GROUPED.fullmatch(text):
        text = text.replace(".", "").replace(",", ".")
    elif _GROUPED_FOREIGN.fullmatch(text):
        text = text.replace(",", "")
    elif _COMMA.fullmatch(text):
        text = text.replace(",", ".")
    elif not _POINT.fullmatch(text):
        raise Wrong(f"“{text[:40]}” không phải là số; hãy ghi như 1250 hoặc 12,5.")
    try:
        number = Decimal(text)
    except InvalidOperation as error:
        raise Wrong("phải là số.") from error
    if abs(number) > LARGEST:
        raise Wrong("số quá lớn.")
    return number


def shown_number(number: float) -> str:
    """A number as Vietnamese is written: 1.250 and 12,5."""
    text = f"{int(number):,}" if float(number).is_integer() else f"{number:,.6f}".rstrip("0")
    return text.translate(str.maketrans(",.", ".,"))


def _date(field: Field, raw: object) -> str:
    day = _day(raw)
    if field.first_day and day < field.first_day:
        raise Wrong(f"phải từ ngày {field.first_day:%d/%m/%Y} trở đi.")
    if field.last_day and day > field.last_day:
        raise Wrong(f"phải đến hết ngày {field.last_day:%d/%m/%Y} trở về trước.")
    return day.isoformat()


def _day(raw: object) -> date:
    if isinstance(raw, datetime):
        return raw.date()
    if isinstance(raw, date):
        return raw
    text = as_text(raw)
    printed, iso = _DAY.fullmatch(text), _ISO.fullmatch(text)
    try:
        if printed:
            return date(int(printed[3]), int(printed[2]), int(printed[1]))
        if iso:
            return date(int(iso[1]), int(iso[2]), int(iso[3]))
    except ValueError:
        pass
    raise Wrong(f"“{text[:40]}” không phải là ngày; hãy ghi như 05/12/2026.")


def _choice(field: Field, raw: object) -> str:
    text = as_text(raw)
    wanted = fold(text).strip()
    for choice in field.choices:
        if fold(choice).strip() == wanted:
            return choice
    raise Wrong(f"không có lựa chọn “{text[:60]}”; hãy chọn một trong: {_listed(field.choices)}.")


def _listed(choices: Sequence[str]) -> str:
    shown = "; ".join(choices[:8])
    return shown + ("; …" if len(choices) > 8 else "")


def _choices(field: Field, raw: object) -> list[str] | None:
    parts = raw if isinstance(raw, list | tuple) else as_text(raw).split(";")
    found = {_choice(field, part) for part in parts if not is_blank(part)}
    return [choice for choice in field.choices if choice in found] or None


def _file(field: Field, raw: object) -> dict[str, Any]:
    if isinstance(raw, Mapping) and {"name", "sha256"} <= raw.keys():
        return {"name": str(raw["name"])[:200], "sha256": str(raw["sha256"]), "size": raw.get("size", 0)}
    raise Wrong("tệp chỉ gửi được trên trang web; hãy mở biểu mẫu trên web để đính kèm.")


def _person(field: Field, raw: object) -> str:
    text = as_text(raw)
    words = text.split()
    if len(text) > 120 or len(words) < 2 or not all(map(_WORD.fullmatch, words)):
        raise Wrong("hãy ghi đầy đủ họ và tên, không kèm số hay ký hiệu.")
    return text


def _unit(field: Field, raw: object, find_unit: UnitFinder | None) -> str:
    text = as_text(raw)
    if find_unit is None:
        return _text(field, raw)
    found = find_unit(text)
    if found is None:
        raise Wrong(f"không có đơn vị tên “{text[:80]}” trong danh mục; hãy ghi đúng tên đơn vị.")
    return found


def _table(field: Field, raw: object) -> Value:
    raise TypeError("a table is checked row by row")


_ACCEPT: dict[Kind, Callable[[Field, Any], Value]] = {
    Kind.TEXT: _text,
    Kind.LONG: _long,
    Kind.NUMBER: _number,
    Kind.DATE: _date,
    Kind.CHOICE: _choice,
    Kind.CHOICES: _choices,
    Kind.FILE: _file,
    Kind.PERSON: _person,
    Kind.TABLE: _table,
}


def shown(field: Field, value: Value) -> str:
    """A kept value as people read it; "" for nothing."""
    if value in (None, "", [], {}):
        return ""
    if field.kind is Kind.NUMBER and isinstance(value, int | float):
        return shown_number(value)
    if field.kind is Kind.DATE and isinstance(value, str) and _ISO.fullmatch(value):
        return f"{_day(value):%d/%m/%Y}"
    if field.kind is Kind.FILE and isinstance(value, dict):
        return str(value.get("name", ""))
    return value if isinstance(value, str) else as_text(value)
