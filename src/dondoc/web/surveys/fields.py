"""One field of a form as the builder's page sends it."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from typing import Any

from django.http import QueryDict

from dondoc.audit.errors import Refused
from dondoc.forms.definition import ROWS_LIMIT, Condition, Field, Kind, Pattern
from dondoc.forms.patterns import Wrong
from dondoc.forms.values import accept
from dondoc.web.paging import day_of


def field_of(post: QueryDict, key: str) -> Field:
    """The field that the page sent, under the key that it has or gets. Raises Refused for a rule that is none."""
    try:
        kind, pattern = Kind(post.get("kind", "")), Pattern(post.get("pattern", ""))
    except ValueError:
        raise Refused("Hãy chọn kiểu trường.", "kind") from None
    label = " ".join(post.get("label", "").split())
    if not label:
        raise Refused("Hãy đặt tên cho trường.", "label")
    rules: dict[str, Any] = {}
    if kind is Kind.NUMBER:
        rules = {"whole": "whole" in post, "least": _number(post, "least"), "most": _number(post, "most")}
    elif kind is Kind.DATE:
        rules = {"first_day": _day(post, "first_day"), "last_day": _day(post, "last_day")}
    elif kind in (Kind.CHOICE, Kind.CHOICES):
        rules = {"choices": tuple(" ".join(one.split()) for one in post.get("choices", "").splitlines() if one.strip())}
    elif kind is Kind.TEXT:
        rules = {"pattern": pattern}
    elif kind is Kind.TABLE:
        rules = {"rows": int(_number(post, "rows") or 200)}
        if not 1 <= rules["rows"] <= ROWS_LIMIT:
            raise Refused(f"Số dòng của bảng từ 1 đến {ROWS_LIMIT}.", "rows")
    return Field(
        key,
        label,
        kind,
        help=" ".join(post.get("help", "").split()),
        needed="needed" in post,
        needed_if=_condition(post),
        unique="unique" in post and kind in (Kind.TEXT, Kind.NUMBER, Kind.PERSON, Kind.UNIT),
        personal="personal" in post and kind is not Kind.TABLE,
        **rules,
    )


def _condition(post: QueryDict) -> Condition | None:
    """When the field is needed; a field that always is has no such condition."""
    key = post.get("when", "")
    return Condition(key, tuple(post.getlist(f"when-{key}"))) if key and "needed" not in post else None


def _number(post: QueryDict, name: str) -> float | None:
    with suppress(Wrong):
        number: float | None = accept(Field("n", "Số", Kind.NUMBER), post.get(name, ""))
        return number
    raise Refused("Mức nhỏ nhất, lớn nhất phải là số, ví dụ 0 hoặc 12,5.", name)


def _day(post: QueryDict, name: str) -> date | None:
    found = day_of(post, name)
    if found is None and post.get(name, "").strip():
        raise Refused("Ngày ghi theo dạng ngày/tháng/năm, ví dụ 05/12/2026.", name)
    return found
