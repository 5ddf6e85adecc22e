"""What a form asks: fields in order, each with its kind and its rules. Plain values go in and out, as JSON has them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum
from typing import Any

from dondoc.language.folding import fold

FIELDS_LIMIT, COLUMNS_LIMIT, CHOICES_LIMIT = 80, 30, 200
LABEL_LIMIT, HELP_LIMIT, CHOICE_LIMIT = 150, 500, 120
ROWS_LIMIT = 2000
"""Rows that a table of one answer may have."""
_KEY = re.compile(r"[a-z][a-z0-9_]{0,29}")


class Kind(StrEnum):
    """What a field holds. Values: TEXT, LONG, PERSON, UNIT and CHOICE a text; NUMBER a number; DATE "2026-11-02";
    CHOICES a list of texts; FILE {"name", "sha256", "size"}; TABLE a list of rows, each a mapping column → value."""

    TEXT = "text"
    LONG = "long"
    NUMBER = "number"
    DATE = "date"
    CHOICE = "choice"
    CHOICES = "choices"
    FILE = "file"
    PERSON = "person"
    UNIT = "unit"
    TABLE = "table"


KIND_LABELS = {
    Kind.TEXT: "Chữ, một dòng",
    Kind.LONG: "Chữ, nhiều dòng",
    Kind.NUMBER: "Số",
    Kind.DATE: "Ngày",
    Kind.CHOICE: "Chọn một",
    Kind.CHOICES: "Chọn nhiều",
    Kind.FILE: "Tệp đính kèm",
    Kind.PERSON: "Họ và tên",
    Kind.UNIT: "Cơ quan, đơn vị",
    Kind.TABLE: "Bảng nhiều dòng",
}


class Pattern(StrEnum):
    """A known form that a text must have."""

    NONE = ""
    ID_NUMBER = "id_number"
    PHONE = "phone"
    EMAIL = "email"
    TAX_CODE = "tax_code"


PATTERN_LABELS = {
    Pattern.NONE: "Tự do",
    Pattern.ID_NUMBER: "Số định danh cá nhân (căn cước)",
    Pattern.PHONE: "Số điện thoại",
    Pattern.EMAIL: "Thư điện tử",
    Pattern.TAX_CODE: "Mã số thuế",
}


class FormError(ValueError):
    """A definition that cannot be. ``str()`` is the Vietnamese sentence, ``key`` the field that it is about."""

    def __init__(self, sentence: str, key: str = "") -> None:
        super().__init__(sentence)
        self.key = key


@dataclass(frozen=True, slots=True)
class Condition:
    """Another field of the same form or table, ``key``, says one of ``values``; empty: it says anything at all (a
    number other than 0)."""

    key: str
    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Field:
    """One field. ``key`` names it in answers and stays the same over versions.

    ``least`` and ``most`` bound a number; ``first_day`` and ``last_day`` a date (both included); ``unique`` holds among
    the rows of a table, or among all answers of a round. ``personal`` marks personal data (Law 91/2025/QH15), which is
    masked for who may not see it; a field with the pattern ID_NUMBER or PHONE always is. ``columns`` are the fields of
    a table, ``rows`` how many rows it may have. ``needed_if`` says when a field that is not always needed is.
    """

    key: str
    label: str
    kind: Kind = Kind.TEXT
    help: str = ""
    needed: bool = False
    needed_if: Condition | None = None
    unique: bool = False
    whole: bool = False
    least: float | None = None
    most: float | None = None
    first_day: date | None = None
    last_day: date | None = None
    choices: tuple[str, ...] = ()
    pattern: Pattern = Pattern.NONE
    personal: bool = False
    columns: tuple[Field, ...] = ()
    rows: int = 200

    @property
    def is_personal(self) -> bool:
        return self.personal or self.pattern in (Pattern.ID_NUMBER, Pattern.PHONE)

    @property
    def kind_label(self) -> str:
        return KIND_LABELS[self.kind]


@dataclass(frozen=True, slots=True)
class Form:
    """A form as it is filled in: a title, a word on how to fill it in, and its fields."""

    title: str
    fields: tuple[Field, ...]
    note: str = ""

    def field(self, key: str, table: str = "") -> Field:
        """A field, or a column of ``table``. Raises KeyError."""
        among = self.field(table).columns if table else self.fields
        for one in among:
            if one.key == key:
                return one
        raise KeyError(key)

    @property
    def tables(self) -> tuple[Field, ...]:
        return tuple(one for one in self.fields if one.kind is Kind.TABLE)

    @property
    def singles(self) -> tuple[Field, ...]:
        """The fields that are no tables."""
        return tuple(one for one in self.fields if one.kind is not Kind.TABLE)

    def walk(self) -> Iterator[tuple[str, Field]]:
        """Every field with the key of its table ("" for none), tables themselves left out."""
        for one in self.fields:
            if one.kind is Kind.TABLE:
                yield from ((one.key, column) for column in one.columns)
            else:
                yield "", one


_DAYS = ("first_day", "last_day")


def plain_field(field: Field) -> dict[str, Any]:
    """A field as JSON keeps it; what says nothing is left out."""
    found: dict[str, Any] = {"key": field.key, "label": field.label, "kind": str(field.kind)}
    for one in fields(Field):
        value = getattr(field, one.name)
        if one.name in found or value is None or value is False or value in ("", ()):
            continue
        if one.name == "rows" and field.kind is not Kind.TABLE:
            continue
        if one.name == "columns":
            value = [plain_field(column) for column in value]
        elif one.name in _DAYS:
            value = value.isoformat()
        elif one.name == "choices":
            value = list(value)
        elif one.name == "needed_if":
            value = {"key": value.key, "values": list(value.values)}
        elif one.name == "pattern":
            value = str(value)
        found[one.name] = value
    return found


def plain_form(form: Form) -> dict[str, Any]:
    """A form as JSON keeps it."""
    return {"title": form.title, "note": form.note, "fields": [plain_field(one) for one in form.fields]}


def read_field(plain: Mapping[str, Any]) -> Field:
    """A field out of what JSON keeps. Raises FormError for what is none."""
    try:
        values: dict[str, Any] = {one.name: plain[one.name] for one in fields(Field) if one.name in plain}
        values["kind"] = Kind(values.get("kind", Kind.TEXT))
        values["pattern"] = Pattern(values.get("pattern", ""))
        values["choices"] = tuple(values.get("choices", ()))
        if condition := values.get("needed_if"):
            values["needed_if"] = Condition(condition["key"], tuple(condition.get("values", ())))
        values["columns"] = tuple(read_field(column) for column in values.get("columns", ()))
        for name in _DAYS:
            if values.get(name):
                values[name] = date.fromisoformat(values[name])
        return Field(**values)
    except (TypeError, ValueError, KeyError, AttributeError) as error:
        if isinstance(error, FormError):
            raise
        raise FormError("Định nghĩa của biểu mẫu bị hỏng.") from error


def read_form(plain: Mapping[str, Any]) -> Form:
    """A form out of what JSON keeps. Raises FormError for what is none, or for rules that cannot be."""
    form = Form(
        str(plain.get("title", "")), tuple(read_field(one) for one in plain.get("fields", ())), plain.get("note", "")
    )
    check_form(form)
    return form


def check_form(form: Form) -> None:
    """Raises FormError with one sentence for the first thing that cannot be in a definition."""
    if not form.title.strip():
        raise FormError("Biểu mẫu chưa có tên; hãy đặt tên.")
    if len(form.fields) > FIELDS_LIMIT:
        raise FormError(f"Biểu mẫu có quá nhiều trường (tối đa {FIELDS_LIMIT}); hãy tách thành hai biểu mẫu.")
    _check_names(form.fields)
    for one in form.fields:
        check_field(one)
    check_conditions(form)


def _check_names(among: tuple[Field, ...]) -> None:
    keys: set[str] = set()
    labels: dict[str, str] = {}
    for one in among:
        if one.key in keys:
            raise FormError("Hai trường trùng mã.", one.key)
        keys.add(one.key)
        if labels.setdefault(fold(one.label).strip(), one.key) != one.key:
            raise FormError(f"Có hai trường cùng tên “{one.label}”; hãy đặt tên khác nhau.", one.key)


def check_field(field: Field, *, inside: bool = False) -> None:
    """Raises FormError where one field's rules cannot be; ``inside``: it is a column of a table."""
    label = field.label.strip()
    if not _KEY.fullmatch(field.key):
        raise FormError("Mã của trường không hợp lệ.", field.key)
    if not label:
        raise FormError("Hãy đặt tên cho trường.", field.key)
    if len(label) > LABEL_LIMIT or len(field.help) > HELP_LIMIT:
        raise FormError(f"Tên trường dài tối đa {LABEL_LIMIT} ký tự, hướng dẫn tối đa {HELP_LIMIT} ký tự.", field.key)
    _check_choices(field)
    _check_bounds(field)
    if field.kind is Kind.TABLE:
        _check_table(field, inside)
    elif inside and field.kind is Kind.FILE:
        raise FormError("Cột của bảng không nhận tệp; hãy đặt trường tệp ngoài bảng.", field.key)


def _check_choices(field: Field) -> None:
    if field.kind not in (Kind.CHOICE, Kind.CHOICES):
        return
    folded = [fold(choice).strip() for choice in field.choices]
    if len(folded) < 2 or not all(folded):
        raise FormError(f"Trường “{field.label}” cần ít nhất hai lựa chọn, mỗi dòng một lựa chọn.", field.key)
    if len(set(folded)) < len(folded):
        raise FormError(f"Trường “{field.label}” có hai lựa chọn giống nhau.", field.key)
    if len(folded) > CHOICES_LIMIT or max(map(len, field.choices)) > CHOICE_LIMIT:
        raise FormError(f"Tối đa {CHOICES_LIMIT} lựa chọn, mỗi lựa chọn tối đa {CHOICE_LIMIT} ký tự.", field.key)
    if any(";" in choice for choice in field.choices):
        raise FormError("Lựa chọn không được có dấu chấm phẩy (;).", field.key)


def _check_bounds(field: Field) -> None:
    numbers = field.least is not None and field.most is not None and field.least > field.most
    days = field.first_day is not None and field.last_day is not None and field.first_day > field.last_day
    if numbers or days:
        raise FormError(f"Trường “{field.label}”: mức nhỏ nhất lớn hơn mức lớn nhất.", field.key)


def _check_table(field: Field, inside: bool) -> None:
    if inside:
        raise FormError("Trong bảng không đặt được bảng khác.", field.key)
    if not field.columns:
        raise FormError(f"Bảng “{field.label}” chưa có cột nào; hãy thêm cột.", field.key)
    if len(field.columns) > COLUMNS_LIMIT or not 1 <= field.rows <= ROWS_LIMIT:
        raise FormError(f"Bảng có tối đa {COLUMNS_LIMIT} cột và {ROWS_LIMIT} dòng.", field.key)
    _check_names(field.columns)
    for column in field.columns:
        check_field(column, inside=True)


def may_decide(field: Field) -> bool:
    """Whether what a field says may decide whether another is needed."""
    return field.kind not in (Kind.TABLE, Kind.FILE)


def check_conditions(form: Form) -> None:
    """Raises FormError for the first condition that can never hold: the field that it is about is gone, is the same,
    or has no such choice."""
    for among in (form.fields, *(one.columns for one in form.tables)):
        known = {one.key: one for one in among}
        for one in among:
            if one.needed_if is not None:
                _check_condition(one, one.needed_if, known)


def _check_condition(field: Field, condition: Condition, known: Mapping[str, Field]) -> None:
    other = known.get(condition.key)
    if other is None or other is field or not may_decide(other):
        raise FormError(
            f"Trường “{field.label}” chỉ bắt buộc theo một trường không còn trong biểu mẫu; hãy sửa điều kiện đó.",
            field.key,
        )
    if set(condition.values) - set(other.choices):
        raise FormError(
            f"Trường “{field.label}” chỉ bắt buộc theo một lựa chọn mà “{other.label}” không có; hãy sửa điều kiện đó.",
            field.key,
        )
