"""Whom a document is sent to, who signs it (Decree 30/2020, Annex I, II.7 to II.9)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dondoc.extraction import titles
from dondoc.extraction.directive import Signer, Value
from dondoc.extraction.layout import Layout, Line
from dondoc.language.cues import cue
from dondoc.language.folding import mostly_capital
from dondoc.reading.text import Span

_TO = cue(
    "head.to",
    re.compile(r"\W*(?:kinh gu[iy]\b|[a-z ]{4,80}\bdien ?:)\W*"),
    finds=(
        "[[Kính gửi: ]]Sở Y tế",
        "[[CHỦ TỊCH UBND TỈNH điện: ]]",
    ),
    leaves=("Gửi Sở Y tế",),
)
_BULLET = re.compile(r"^\s*[-–+•*~]\s*")
_NAME = cue(
    "foot.name",
    re.compile(r"(?:[A-ZĐÀ-Ỹ][a-zà-ỹđ]+)(?:[ ]+(?:[A-ZĐÀ-Ỹ][a-zà-ỹđ]+)){1,5}$"),
    finds=(
        "[[Lê Văn An]]",
        "[[Nguyễn Thị Thu Hà]]",
    ),
    leaves=(
        "LÊ VĂN AN",
        "Giám đốc sở",
    ),
    printed=True,
)
_NEXT = re.compile(r";\s+(?=[A-ZĐÀ-Ỹ])")
_RANK = cue(
    "foot.rank",
    re.compile(r"(?:(?:trung|thuong|dai|thieu) (?:tuong|ta|uy)|gs|pgs|ts|ths|bs|ks|cn|bac si|luat su)\b[. ,]*"),
    finds=(
        "[[Thượng tá ]]Lê Văn An",
        "[[BS. ]]Lê Văn An",
    ),
    leaves=("Lê Văn An",),
)
_CAPACITY = cue(
    "foot.capacity",
    re.compile(r"\W*(t/?m|k/?t|t/?l|t/?uq|q)(?:\s?[.,]\s?|(?<=/.)\s)(?=\w)"),
    finds=(
        "[[KT. ]]CHỦ TỊCH",
        "[[T/M ]]BAN THƯỜNG VỤ",
    ),
    leaves=("CHỦ TỊCH",),
)
# A reader may have left but one blank between the two columns of a foot.
_PIECES = re.compile(r"\s{3,}|\t|[;.]\s+")
_COLUMNS = cue(
    "foot.columns",
    re.compile(r"(\s{3,}|\t|(?<=Nơi nhận)[: ]\s*|(?<=[a-zà-ỹđ)][;.,] )(?=[A-ZĐÀ-Ỹ]{2}))"),
    finds=(
        "Nơi nhận[[: ]]GIÁM ĐỐC",
        "- Như trên;[[     ]]CHỦ TỊCH",
    ),
    leaves=("- Như trên; các phòng",),
    anywhere=True,
    printed=True,
)
_NO_NAME = cue(
    "foot.no-name",
    re.compile(
        r"(?:như trên|nơi nhận|sở|bộ|ban|ủy ban|ubnd|văn phòng|phòng|trung tâm|cổng|chủ tịch|giám đốc|hội đồng|các"
        r"|thường trực|chánh|vụ|cục|tỉnh|đảng)\b"
    ),
    finds=(
        "[[như trên]]",
        "[[sở]] y tế",
        "[[chủ tịch]]",
    ),
    leaves=("lê văn an",),
    printed=True,
)


def addressees(layout: Layout) -> tuple[Value[str], ...]:
    """The names under "Kính gửi", one an item, as printed without the final stop."""
    return tuple(_addressees(layout))


def _addressees(layout: Layout) -> Iterator[Value[str]]:
    lines = iter(layout.head)
    first = next((line for line in lines if _TO.match(line.folded)), None)
    if first is None:
        return
    behind = _TO.match(first.folded)
    rest = first.words[behind.end() :] if behind else ""
    items: list[tuple[str, Span]] = []
    if rest.strip(" :;."):
        start = first.span.end - len(rest)
        items.extend(_inline(rest, start))
    for line in lines:
        bullet = _BULLET.match(line.words)
        if bullet or not items:
            items.append((line.words[bullet.end() if bullet else 0 :], line.span))
        elif items[-1][0].rstrip().endswith((";", ".")):
            items.append((line.words, line.span))
        else:
            words, span = items[-1]
            items[-1] = (f"{words} {line.words}", Span(span.start, line.span.end))
    for words, span in _apart(items):
        name = re.sub(r"\s+", " ", words).strip(" ;.:,-–")
        if re.search(r"\w", name):
            yield Value(name, span, "head.addressee", 0.95)


def _apart(items: list[tuple[str, Span]]) -> Iterator[tuple[str, Span]]:
    """ "- Bộ Chỉ huy Quân sự tỉnh; Công an tỉnh": two on one line."""
    for words, span in items:
        for piece in _NEXT.split(words):
            yield piece, span


def _inline(words: str, start: int) -> Iterator[tuple[str, Span]]:
    at = 0
    for piece in re.split(r"[;\t]|(?<=\s)[-–](?=\s*[A-ZĐƯỦ][^,]{3,}[;.])", words):
        if piece.strip(" -–.:;"):
            yield piece, Span(start + at, start + at + len(piece))
        at += len(piece) + 1


def recipients(layout: Layout) -> tuple[Value[str], ...]:
    """The lines of "Nơi nhận"."""
    found: list[Value[str]] = []
    for line in layout.foot:
        bullet = re.match(r"^\s*[-–~+]\s*(?=\S)", line.words)
        if bullet:
            name = re.split(r"\s{3,}|\t", line.words[bullet.end() :])[0].strip(" ;.")
            found.append(Value(name, line.span, "foot.recipient", 0.9))
    return tuple(found)


def signer(layout: Layout) -> Value[Signer] | None:
    """The name under the signature, the post above it, and the first line's capacity."""
    named = _name(layout.foot)
    if named is None:
        return None
    name, span, index = named
    posts = [line for line in layout.foot[: index + 1] if _post_words(line)]
    capacity = next(
        (m.group(1).replace("/", "").upper() + "." for line in posts if (m := _CAPACITY.search(_tail_folded(line)))),
        None,
    )
    title = _title(posts[-1]) if posts else None
    return Value(Signer(name, title, capacity), span, "foot.signer", 0.95)


def _tail_folded(line: Line) -> str:
    words = _post_words(line)
    return line.folded[line.words.find(words) :] if words else ""


def _post_words(line: Line) -> str:
    """The part of a foot line that names a signing post, also behind a recipient on the same line."""
    at = 0
    for piece in _COLUMNS.split(line.words):
        if mostly_capital(piece, least=4) and _names_post(line.folded[at : at + len(piece)]):
            return piece
        at += len(piece)
    return ""


def _names_post(folded: str) -> bool:
    return titles.is_post(folded) or _CAPACITY.match(folded) is not None


def _title(line: Line) -> str:
    words = re.sub(r"^\W*(?:T/?M|K/?T|T/?L|T/?UQ|Q)(?:\s?[.,]\s?|\s)", "", _post_words(line)).strip(" .,*_").lower()
    return re.sub(r"\b(chánh |phó chánh )văn phòng", r"\1Văn phòng", words[:1].upper() + words[1:])


def _name(foot: tuple[Line, ...]) -> tuple[str, Span, int] | None:
    """The last line (or line's end) that reads like a person's name."""
    best: tuple[str, Span, int] | None = None
    for index, line in enumerate(foot):
        pieces = _PIECES.split(line.words)
        if re.match(r"^\s*[-–~+]", line.words) and len(pieces) < 2:
            continue
        piece = pieces[-1]
        begin = len(line.words) - len(piece)
        name = _person(piece, line.folded[begin:])
        if name:
            at = line.words.rfind(name)
            best = (name, Span(line.span.start + at, line.span.start + at + len(name)), index)
    return best


def _person(words: str, folded: str) -> str | None:
    rank = _RANK.match(folded)
    while rank:
        words, folded = words[rank.end() :], folded[rank.end() :]
        rank = _RANK.match(folded)
    lead = re.match(r"^[^A-Za-zÀ-ỹĐđ]+", words)
    if lead:
        words, folded = words[lead.end() :], folded[lead.end() :]
    if re.match(r"[A-Z][A-ZĐ][a-zà-ỹ]", words):
        words, folded = words[1:], folded[1:]
    words = words.strip(" .,;_*'\"”“")
    if not _NAME.fullmatch(words) or _NO_NAME.match(words.lower()) or len(words.split()) < 2:
        return None
    return re.sub(r" +", " ", words)
