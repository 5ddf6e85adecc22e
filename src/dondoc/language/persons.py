"""Persons as papers name them: a form of address or a degree, the name, and the posts that stand behind it."""

from __future__ import annotations

from dataclasses import dataclass

import regex

from dondoc.language.bodies import body_at
from dondoc.language.cues import cue
from dondoc.language.spans import Span

_NAME = r"\p{Lu}\p{Ll}*(?:[ ]\p{Lu}\p{Ll}*){1,5}+"
_TITLED = cue(
    "person.titled",
    regex.compile(
        r"(?:(?:(?:[Cc]ác )?(?:[Đđ]ồng chí|[Đđ]/c|[Ôô]ng|[Bb]à)|(?:BS|ThS|TS|PGS|GS|KS|DS|LS|CN|BSCK|CK)(?:I{1,2})?)(?:\.[ ]?|[ ]|:[ ]))+"
        rf"(?P<name>{_NAME})(?![^\W_])"
    ),
    finds=(
        "[[đồng chí Lê Văn An]]",
        "[[BS. Lê Văn Tám]]",
        "[[Ông Lê Văn An]]",
    ),
    leaves=(
        "ông bà ta",
        "Lê Văn An",
    ),
    printed=True,
)
_BRACKET = regex.compile(r"[ ]?\([^()\n]{3,120}\)")
_SIGN = regex.compile(r"[ \n]*(?:[-–][ \n]*|,[ \n]*)")
_MEMBER = cue(
    "person.member",
    regex.compile(r"(?:\p{L}+ )?[Ủủ]y viên(?: [^,;.()\n–-]{2,60}?)?(?=[ ]?[,;.()–-])"),
    finds=("[[Ủy viên Ban Thường vụ]], phụ trách",),
    leaves=("Phó Giám đốc, phụ trách",),
    printed=True,
)
_OFFICE = cue(
    "person.office",
    regex.compile(
        r"(?:[Cc]ông chức|[Cc]huyên viên|[Cc]án bộ|[Vv]iên chức|[Nn]hân viên|[Kk]ế toán|[Vv]ăn thư)(?: [^,;.:()\n–-]{2,40}?)(?=[ ]?[,;.:()–-])"
    ),
    finds=("[[công chức địa chính]]: hoàn thiện", "[[chuyên viên Phòng Tổng hợp]], trực"),
    leaves=("công chức, viên chức", "Phó Giám đốc: hoàn thiện"),
    printed=True,
)
_MOST = 4


@dataclass(frozen=True, slots=True)
class Person:
    """``span`` is form of address and name; ``name`` the name alone; ``end`` lies behind the posts that are told."""

    span: Span
    name: str
    end: int


def person_at(text: str, pos: int) -> Person | None:
    """The person that begins at ``pos`` of NFC text with a form of address or a degree; None where none does.

    "BS. Lê Văn Tám, Phó Giám đốc Sở" is one person, not a person and a post.
    """
    found = _TITLED.match(text, pos)
    if found is None or body_at(text, found.start("name")) is not None:
        return None
    end = found.end()
    for _ in range(_MOST):
        past = _post_behind(text, end)
        if past == end:
            break
        end = past
    return Person(Span(pos, found.end()), found["name"], end)


def _post_behind(text: str, end: int) -> int:
    bracket = _BRACKET.match(text, end)
    if bracket is not None:
        return int(bracket.end())
    sign = _SIGN.match(text, end)
    if sign is None:
        return end
    office = _OFFICE.match(text, sign.end())
    if office is not None:
        return int(office.end())
    member = _MEMBER.match(text, sign.end())
    if member is not None:
        return int(member.end())
    post = body_at(text, sign.end())
    return post.span.end if post is not None and post.post and person_at(text, sign.end()) is None else end
