"""All bodies of a field line, a table cell or an address, also in lists under one type word ("các Sở: A, B")."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from dondoc.extraction.directive import Value
from dondoc.language.bodies import Body, body_at
from dondoc.language.cues import cue
from dondoc.language.lexicon import words_in
from dondoc.language.verbs import begins_with_verb
from dondoc.reading.text import Span

LISTED = cue(
    "list.one-type",
    re.compile(
        r"(?:cac )?(?:so|so,? (?:ban,? )?nganh|bo|bo,? nganh|ban|nganh|phong|vu|tong cuc|cuc|chi cuc|hoi|trung tam"
        r"|(?:tong )?cong ty|vien|khoa|doan the|to chuc (?:hoi|doan the|chinh tri - xa hoi)|don vi|co quan|huyen|xa"
        r"|phuong|(?:ubnd|uy ban nhan dan) (?:cac )?(?:xa|phuong|huyen|quan)[\w, ]{0,30}|truong)\s?:\s*"
    ),
    finds=(
        "[[các Sở: ]]Y tế, Nội vụ",
        "[[UBND các xã: ]]Tân Lập, Phú Mỹ",
    ),
    leaves=("Sở Y tế: rà soát",),
)
MANY_OF_TYPE = cue(
    "list.many-of-type",
    re.compile(r"[Cc]ác (?:Sở|Bộ|Vụ|Cục|sở|bộ|vụ|cục) (?=[A-ZĐÂĂÊÔƠƯ])"),
    finds=("[[các Bộ ]]Tài chính, Nội vụ",),
    leaves=("các sở, ngành", "Bộ Tài chính"),
    printed=True,
)
"""As ``LISTED`` without a colon; it is a list where more than one name follows."""
NAMING = re.compile(rf"(?:{LISTED.pattern})$")
_FIELD_NAME = cue(
    "list.field",
    re.compile(r"[A-ZĐ]\w+ \w+(?= (?:và|tỉnh)\b|[,;.]|$)"),
    finds=(
        "[[Nội vụ]], Y tế",
        "[[Tài chính]] và",
    ),
    leaves=(
        "Rà soát hồ sơ",
        "nội vụ",
    ),
    printed=True,
)
_CHUNK = re.compile(r"[^;\n]+")
_SIGN = cue(
    "list.sign",
    re.compile(r"\s*(?:\([^()]*\)\s*)?(?:[,.]\s+(?:va\s+|cung\s+)?|\s+(?:va|cung voi|cung)\s+|\s+-\s+)"),
    finds=(
        "[[, ]]Sở Y tế",
        "[[ và ]]các xã",
    ),
    leaves=(" thuộc Sở",),
)
_TYPE_WORD = cue(
    "list.type",
    re.compile(
        r"\b(?:(?:ubnd|uy ban nhan dan) (?:cac )?(?:xa|phuong|huyen)|so|bo|ban|phong|vu|tong cuc|chi cuc|cuc|hoi"
        r"|trung tam|tong cong ty|cong ty|vien|khoa|huyen|xa|phuong|truong)\b"
    ),
    finds=(
        "[[Sở]]: Y tế",
        "các [[phường]]: Một",
    ),
    leaves=("Cây ăn quả: Bưởi",),
    anywhere=True,
)
_INSIDE = re.compile(r"\s*\([^()]*\)")
_POST = cue(
    "list.post",
    re.compile(
        r"(?:(?:pho )?giam doc|thu truong|lanh dao|chu tich|truong|hieu truong|bi thu|chanh van phong) (?=cac )"
    ),
    finds=(
        "[[Giám đốc ]]các Sở: Y tế",
        "[[Chủ tịch ]]các xã: Tân Lập",
    ),
    leaves=("Giám đốc Sở Y tế",),
)
_HEAD = cue(
    "list.head",
    re.compile(r"^(?:[-–+•.:*]|và |cùng )\s*"),
    finds=(
        "[[- ]]Sở Y tế",
        "[[và ]]Sở Y tế",
    ),
    leaves=("Sở Y tế",),
    printed=True,
)


def begins_name(content: str, at: int) -> bool:
    """Whether a name could begin here: a body, or a capital that opens no verb."""
    if body_at(content, at) is not None:
        return True
    if not content[at : at + 1].isupper():
        return False
    verb = begins_with_verb(content, at)
    return verb is None or verb.slipped or _FIELD_NAME.match(content, at) is not None


def listed(content: str, span: Span, rule: str) -> tuple[Value[str], ...]:
    """The names, cut at signs and "và" behind which another name begins; brackets are dropped."""
    return tuple(_Lister(content, words_in(content).folded, rule).names(span))


def under_one_type(words: str, rule: str) -> tuple[Value[str], ...]:
    """The bodies of "Các sở: A, B" or, each with the post, of "Giám đốc các Sở: A, B"; empty for other words.

    Spans count within ``words``.
    """
    folded = words_in(words).folded
    post = _POST.match(folded)
    begin = post.end() if post else 0
    row = LISTED.match(folded, begin)
    if row is None or not begins_name(words, row.end()):
        return ()
    names = listed(words, Span(begin, len(words)), rule)
    if post is None:
        return names
    return tuple(
        Value(f"{words[: post.end()].strip()} {name.value}", name.span, rule, name.confidence) for name in names
    )


@dataclass(frozen=True, slots=True)
class _Lister:
    content: str
    folded: str
    rule: str

    def names(self, span: Span) -> Iterator[Value[str]]:
        for chunk in _CHUNK.finditer(self.content, span.start, span.end):
            start = chunk.start() + len(chunk.group()) - len(chunk.group().lstrip(" \t-–+•*"))
            row = LISTED.match(self.folded, start, chunk.end()) or MANY_OF_TYPE.match(self.content, start, chunk.end())
            if row and begins_name(self.content, row.end()):
                yield from self._under_one_type(row, chunk.end())
            else:
                yield from self._cut(start, chunk.end())

    def _cut(self, at: int, limit: int) -> Iterator[Value[str]]:
        while at < limit:
            body = body_at(self.content, at)
            end = body.span.end if body and body.span.end <= limit else at
            signs = _SIGN.finditer(self.folded, end, limit)
            sign = next((sign for sign in signs if self._begins(sign.end())), None)
            yield from self._named(Span(at, sign.start() if sign else limit))
            at = sign.end() if sign else limit

    def _begins(self, at: int) -> bool:
        return self.folded.startswith(("cac ", "nhung ", "mot so "), at) or body_at(self.content, at) is not None

    def _under_one_type(self, row: re.Match[str], limit: int) -> Iterator[Value[str]]:
        """The type word stands before each name; what names a type of its own stands alone."""
        word = _TYPE_WORD.search(self.folded, row.start(), row.end())
        prefix = re.sub(r"\bcác\s", "", self.content[word.start() : word.end()]) if word else ""
        at = row.end()
        while at < limit:
            own = body_at(self.content, at)
            if own is not None and own.span.end <= limit and not _plain_noun(own):
                end, before = own.span.end, ""
            else:
                end, before = self._element_end(at, limit), prefix
            yield from self._named(Span(at, end), before)
            sign = _SIGN.match(self.folded, end, limit)
            at = sign.end() if sign else limit

    def _element_end(self, at: int, limit: int) -> int:
        """The end of one name in a list whose names hold commas and "và" themselves ("Kế hoạch và Đầu tư")."""
        probe = body_at("Sở " + self.content[at:limit], 0)
        if probe is not None and probe.span.end > 3:
            return min(limit, at + probe.span.end - 3)
        sign = _SIGN.search(self.folded, at, limit)
        return sign.start() if sign else limit

    def _named(self, span: Span, prefix: str = "") -> Iterator[Value[str]]:
        words = _INSIDE.sub("", " ".join(self.content[span.start : span.end].split()))
        words = _HEAD.sub("", words.strip(" ,;.:-–")).strip(" ,;.:-–")
        if re.search(r"[^\W\d_]", words):
            yield Value(f"{prefix} {words}" if prefix else words, span, self.rule, 0.9)


def _plain_noun(body: Body) -> bool:
    return body.collective and " " not in body.name
