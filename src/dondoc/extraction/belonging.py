"""Which of the files that came together are documents, and which of them are appendices, drafts and copies of which.

What a file says decides: a number of its own makes it a document (Decree 30/2020/NĐ-CP, Annex I, II.3), "PHỤ LỤC" or
"(Kèm theo Công văn số …)" at its beginning an appendix (the same, II.9), a number left blank or "DỰ THẢO" a draft. What
a letter that asks for opinions brings along is a draft too, but for forms. The name is asked where that leaves it open.
Only appendices lay tasks on anybody together with their document.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import PurePosixPath

from dondoc.extraction.directive import Directive
from dondoc.language.cues import cue
from dondoc.language.folding import fold, nfc

OPENING = 2500
"""So many characters at the beginning of a file say what it is."""


class Place(StrEnum):
    """What a file is within a document."""

    MAIN = "main"
    APPENDIX = "appendix"
    DRAFT = "draft"
    COPY = "copy"
    ENCLOSED = "enclosed"


@dataclass(frozen=True, slots=True)
class Piece:
    """A file as this decision sees it. ``opening`` is the beginning of its words, ``length`` how many characters it
    has, ``directive`` None where it cannot be read; ``body``: it is the words of a letter."""

    name: str
    folder: str = ""
    opening: str = ""
    length: int = 0
    directive: Directive | None = None
    body: bool = False


@dataclass(frozen=True, slots=True)
class Bundle:
    """A document: the index of its main file, and of the files that belong to it with their places."""

    main: int
    others: tuple[tuple[int, Place], ...] = ()


_APPENDIX_NAME = re.compile(
    r"^(?:\d{1,2}[\s._-]*)?(?:phu[\s_-]*luc|pl[\s._-]*\d|pl\b|bieu|mau|danh[\s_-]*(?:sach|muc)|bang|appendix|de[\s_-]*cuong|"
    r"tai[\s_-]*lieu|kem)|kem[\s_-]*theo|dinh[\s_-]*kem"
)
_DRAFT_NAME = re.compile(r"(?:^|[\s._(-])(?:du[\s_-]*thao|draft)(?:$|[\s._)-])")
_APPENDIX_OPENING = re.compile(r"\s*(?:PHỤ LỤC|Phụ lục|BIỂU MẪU|BIỂU SỐ|Biểu số|MẪU SỐ|Mẫu số|DANH SÁCH|DANH MỤC)\b")
_WITH = re.compile(
    r"^\s*\(?\s*(?:Ban hành )?kèm theo\s+[^()\n]{0,60}?số\s*:?\s*(\d[\w./-]*(?:\s*/\s*[\w./-]+)?)",
    re.IGNORECASE | re.MULTILINE,
)
_DRAFT_OPENING = re.compile(r"^\W*(?:DỰ THẢO|Dự thảo)\b[^\n]{0,30}$", re.MULTILINE)
_DIGITS = re.compile(r"\d+")
_ASKS = cue(
    "belonging.asks",
    re.compile(r"du thao|gop y|(?:lay|cho|tham gia|xin|cung cap) y kien|tham dinh"),
    finds=(
        "V/v [[góp ý]] Kế hoạch chuyển đổi số",
        "về việc [[lấy ý kiến]] đối với Đề án",
        "V/v [[thẩm định]] Quyết định",
    ),
    leaves=("V/v triển khai Kế hoạch chuyển đổi số",),
    anywhere=True,
)
_FORM = cue(
    "belonging.form",
    re.compile(r"\b(?:bieu mau|mau (?:so )?\d+|mau (?:phieu|gop y|bao cao|tong hop)|phieu|bieu (?:so )?\d+)"),
    finds=("[[Mẫu 02]] tổng hợp", "[[Biểu mẫu]] góp ý", "[[Phiếu]] lấy ý kiến"),
    leaves=("Phụ lục phân công nhiệm vụ",),
    anywhere=True,
)


def belonging(pieces: Sequence[Piece], together: bool = False) -> list[Bundle]:
    """The documents among the files, in their order. ``together``: somebody said that all are one document."""
    if not pieces:
        return []
    order = sorted(range(len(pieces)), key=lambda index: _rank(pieces[index], index))
    standing = [] if together else [index for index in order if _stands_alone(pieces[index])]
    mains = _without_copies(pieces, standing) or [order[0]]
    others: dict[int, list[tuple[int, Place]]] = {main: [] for main in mains}
    for index, piece in enumerate(pieces):
        if index not in others and not piece.body:
            main = _main_of(pieces, index, mains)
            others[main].append((index, _place(piece, pieces[main])))
    for main, files in others.items():
        if _asks(pieces[main]) or any(place is Place.DRAFT for _, place in files):
            others[main] = [(index, _among_drafts(pieces[index], pieces[main], place)) for index, place in files]
    return [Bundle(main, tuple(others[main])) for main in sorted(mains)]


def _rank(piece: Piece, index: int) -> tuple[int | float, ...]:
    """Sorts what is most of a document first."""
    head = piece.directive.head if piece.directive else None
    fields = (head.kind, head.symbol, head.issuer, head.subject, head.signer) if head else ()
    said = sum(field is not None for field in fields) + bool(head and head.addressees)
    return (
        not _stands_alone(piece),
        _is_appendix(piece),
        piece.directive is None,
        _is_draft(piece),
        piece.body and said == 0,
        -said,
        index,
    )


def _number(piece: Piece) -> str:
    """The document's own code with its number ("145/UBND-KGVX"), empty where it has none."""
    code = piece.directive.head.code if piece.directive else None
    return code.value if code and code.value[:1].isdigit() else ""


def _stands_alone(piece: Piece) -> bool:
    return bool(_number(piece)) and not piece.body and not _is_appendix(piece) and not _is_draft(piece)


def _is_appendix(piece: Piece) -> bool:
    if _APPENDIX_OPENING.match(piece.opening) or _attached_to(piece):
        return True
    return not _number(piece) and _APPENDIX_NAME.search(_folded(piece.name)) is not None


def _is_draft(piece: Piece) -> bool:
    return _DRAFT_NAME.search(_folded(piece.name)) is not None or _DRAFT_OPENING.search(piece.opening[:600]) is not None


def _attached_to(piece: Piece) -> str:
    """The code in "(Kèm theo Công văn số 145/UBND-KGVX …)" near the beginning."""
    found = _WITH.search(piece.opening[:800])
    return found[1] if found else ""


def _without_copies(pieces: Sequence[Piece], standing: Sequence[int]) -> list[int]:
    """Of files with the same code and day just the best: the first in rank that says most."""
    best: dict[tuple[str, str], int] = {}
    for index in standing:
        key = _key(pieces[index])
        if key not in best or _worth(pieces[index]) > _worth(pieces[best[key]]):
            best[key] = index
    return list(best.values())


def _key(piece: Piece) -> tuple[str, str]:
    issued = piece.directive.head.issued_on if piece.directive else None
    return _squeezed(_number(piece)), issued.value if issued else ""


def _worth(piece: Piece) -> tuple[int, bool]:
    assert piece.directive is not None
    return len(piece.directive.duties), PurePosixPath(piece.name).suffix.lower() == ".pdf"


def _main_of(pieces: Sequence[Piece], index: int, mains: Sequence[int]) -> int:
    """The document that a file belongs to: the one it names, else whose number its name holds, else the nearest in its
    folder, else the nearest."""
    piece = pieces[index]
    if len(mains) == 1:
        return mains[0]
    for words in filter(None, (_attached_to(piece), _number(piece))):
        named = [main for main in mains if _squeezed(_number(pieces[main])).startswith(_squeezed(words))]
        if len(named) == 1:
            return named[0]
    numbers = set(_DIGITS.findall(piece.name))
    held = [main for main in mains if _DIGITS.findall(_number(pieces[main]))[:1] and numbers & {_first(pieces[main])}]
    near = held or [main for main in mains if pieces[main].folder == piece.folder]
    near = near or [main for main in mains if piece.folder.startswith(pieces[main].folder)] or list(mains)
    return min(near, key=lambda main: (main > index, abs(main - index)))


def _first(piece: Piece) -> str:
    first: str = _DIGITS.findall(_number(piece))[0]
    return first


def _place(piece: Piece, main: Piece) -> Place:
    if _is_appendix_of(piece, main):
        return Place.APPENDIX
    if _is_draft(piece):
        return Place.DRAFT
    if _is_appendix(piece):
        return Place.APPENDIX
    if _number(piece):
        return Place.COPY if _key(piece) == _key(main) else Place.ENCLOSED
    if _symbol(piece):
        return Place.COPY if _said_of(piece) == _said_of(main) else Place.DRAFT
    return Place.APPENDIX


def _among_drafts(piece: Piece, main: Piece, place: Place) -> Place:
    """An appendix that does not name the letter is one of the draft, unless it is a form to be filled in."""
    if place is not Place.APPENDIX or piece.directive is None or _is_appendix_of(piece, main):
        return place
    first_words = fold(nfc(piece.opening[:200]))
    return place if _FORM.search(_folded(piece.name)) or _FORM.search(first_words) else Place.DRAFT


def _asks(main: Piece) -> bool:
    """Whether a letter asks for opinions on what it brings along."""
    subject = main.directive.head.subject if main.directive else None
    return subject is not None and _ASKS.search(fold(nfc(subject.value))) is not None


def _is_appendix_of(piece: Piece, main: Piece) -> bool:
    named = _squeezed(_attached_to(piece))
    return bool(named) and _squeezed(_number(main)).startswith(named)


def _symbol(piece: Piece) -> str:
    symbol = piece.directive.head.symbol if piece.directive else None
    return symbol.value if symbol else ""


def _said_of(piece: Piece) -> tuple[str, str]:
    subject = piece.directive.head.subject if piece.directive else None
    return _squeezed(_symbol(piece)), _squeezed(subject.value if subject else "")


def _folded(name: str) -> str:
    return fold(nfc(PurePosixPath(name).stem))


def _squeezed(code: str) -> str:
    return re.sub(r"[^a-z0-9]+", "", fold(nfc(code)))
