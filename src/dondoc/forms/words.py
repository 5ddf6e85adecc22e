"""A field's rules in words, for who fills it in."""

from __future__ import annotations

from collections.abc import Iterable

from dondoc.forms.definition import PATTERN_LABELS, Condition, Field, Kind, Pattern
from dondoc.forms.values import shown_number


def condition_words(condition: Condition, other: Field) -> str:
    """When a field is needed, as the start of a clause: "khi “Đề nghị” là Gia hạn hoặc Thu hồi"."""
    if condition.values:
        return f"khi “{other.label}” là {' hoặc '.join(condition.values)}"
    return f"khi “{other.label}” {'lớn hơn 0' if other.kind is Kind.NUMBER and other.least == 0 else 'có ghi'}"


def rule_words(one: Field, among: Iterable[Field] = ()) -> str:
    """A field's rules in one sentence, for people who fill it in; ``among`` are the fields that stand with it."""
    parts = [one.help.rstrip(".")] if one.help else []
    if one.pattern is not Pattern.NONE:
        parts.append(f"ghi {PATTERN_LABELS[one.pattern].lower()}")
    if one.kind is Kind.CHOICE:
        parts.append("chọn trong danh sách")
    elif one.kind is Kind.CHOICES:
        parts.append("chọn một hay nhiều, cách nhau bằng dấu chấm phẩy: " + "; ".join(one.choices))
    elif one.kind is Kind.NUMBER:
        parts.append(_bounds("ghi số nguyên" if one.whole else "ghi số", one.least, one.most))
    elif one.kind is Kind.DATE:
        parts.append("ghi ngày như 05/12/2026")
    elif one.kind is Kind.FILE:
        parts.append("đính kèm trên trang web")
    if one.needed_if is not None and not one.needed:
        others = [other for other in among if other.key == one.needed_if.key]
        parts += [f"bắt buộc {condition_words(one.needed_if, other)}" for other in others]
    if one.unique:
        parts.append("không trùng nhau")
    words = "; ".join(parts)
    return words[:1].upper() + words[1:] + ("." if words else "")


def _bounds(words: str, least: float | None, most: float | None) -> str:
    low = f" từ {shown_number(least)}" if least is not None else ""
    high = f" đến {shown_number(most)}" if most is not None and least is not None else ""
    if most is not None and least is None:
        high = f" không quá {shown_number(most)}"
    return words + low + (high or (" trở lên" if low else ""))
