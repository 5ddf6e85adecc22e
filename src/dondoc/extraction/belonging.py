"""Which of the files that came together are documents, and which of them are appendices, drafts and copies of which.

What a file says decides: a number of its own makes it a document (Decree 30/2020/NĐ-CP, Annex I, II.3), "PHỤ LỤC" or
"(Kèm theo Công văn số …)" at its beginning an appendix (the same, II.9), a number left blank or "DỰ THẢO" a draft. Its
name is asked where that leaves it open.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import PurePosixPath

from dondoc.extraction.directive import Directive
from dondoc.language.folding import fold, nfc

OPENING = 2500
"""So many characters at the beginning of a file say what it is."""


class Place(StrEnum):
    """What a file is within a document."""

    MAIN = "main"
    APPENDIX = "appendix"
    DRAFT = "draft"
    COPY = "copy"


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
    if _is_appendix(piece):
        return Place.APPENDIX
    if _number(piece) and _key(piece) == _key(main):
        return Place.COPY
    return Place.DRAFT if _is_draft(piece) else Place.APPENDIX


def _folded(name: str) -> str:
    return fold(nfc(PurePosixPath(name).stem))


def _squeezed(code: str) -> str:
    return re.sub(r"[^a-z0-9]+", "", fold(nfc(code)))
