"""What came together, opened and read: which documents it makes, and which files belong to each. Knows no Django.

Runs in the confined process of ``isolation``; what comes out of parcels is written into a folder of the caller's.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import count
from pathlib import Path

from dondoc.documents.isolation import Failed, Read, Unreadable, alive
from dondoc.extraction import extract
from dondoc.extraction.belonging import OPENING, Bundle, Piece, Place, belonging
from dondoc.reading import Limits, ReadingError, Reason, Text, read
from dondoc.reading.errors import SENTENCES
from dondoc.reading.joining import join
from dondoc.reading.parcels import is_message, is_parcel, open_parcel
from dondoc.reading.parcels.part import is_program

FUNCTION = "dondoc.documents.gathering:gather"
"""What a reader is asked to call."""
TOGETHER = "dondoc.documents.gathering:read_together"
"""The same for files whose places are known."""

MESSAGE = ".edxml"
"""A parcel that is one document, however many files it has."""
NOT_KEPT = frozenset({Reason.MACRO, Reason.PROGRAM, Reason.EMPTY, Reason.BOMB})
"""A file that is refused for these is not kept beside a document either."""
TOLD = 300
TOO_LONG = "{name}: phụ lục quá dài nên không đọc cùng văn bản; hãy tách phụ lục thành nhiều tệp rồi thêm lại."


@dataclass(frozen=True, slots=True)
class Leaf:
    """A file: ``path`` is where its bytes stand now; ``given``: it came by itself and not out of a parcel; ``message``:
    it is an edXML message that came in a parcel, a document to be read by itself."""

    name: str
    path: Path
    folder: str = ""
    body: bool = False
    given: bool = False
    message: bool = False


@dataclass(frozen=True, slots=True)
class Gathered:
    """A document with its files: the main one, and others with their places. ``told`` are sentences about what was left
    out. ``read`` is what the main file and its appendices say; None where several documents came together, each to be
    read by itself."""

    main: Leaf
    others: tuple[tuple[Leaf, Place], ...] = ()
    told: tuple[str, ...] = ()
    read: Read | None = None


@dataclass(slots=True)
class _Found:
    """Leaves with what was seen of them."""

    leaves: list[Leaf] = field(default_factory=list)
    pieces: list[Piece] = field(default_factory=list)
    texts: dict[int, Text] = field(default_factory=dict)
    failures: list[tuple[Reason, str]] = field(default_factory=list)
    told: list[str] = field(default_factory=list)
    messages: list[Leaf] = field(default_factory=list)


def gather(
    given: Sequence[tuple[Path, str]], scratch: Path, together: bool, limits: Limits | None = None
) -> list[Gathered] | Unreadable | Failed:
    """Open and read files (path, name) that came together; ``together``: they are one document. ``scratch`` is an empty
    folder for what comes out of parcels.

    Unreadable where nothing can be read, and where anything at all is stamped as a state secret.
    """
    limits = limits or Limits(alive=alive)
    found = _Found()
    try:
        for leaf in _leaves(given, scratch, limits, found):
            _look(leaf, limits, found)
            limits.alive()
        return _documents(found, together, limits, given)
    except ReadingError as error:
        return Unreadable(error.reason, str(error))
    except MemoryError:
        return Failed("out of memory", again=False)


def _leaves(given: Sequence[tuple[Path, str]], scratch: Path, limits: Limits, found: _Found) -> Iterator[Leaf]:
    numbers = count()
    for path, name in given:
        data = path.read_bytes()
        if not is_parcel(data, name):
            yield Leaf(name, path, given=True)
            continue
        for part in open_parcel(data, name, limits):
            if is_program(part.name) or not part.data:
                found.told.append(_sentence(part.name, Reason.PROGRAM if part.data else Reason.EMPTY))
                continue
            place = scratch / str(next(numbers))
            place.write_bytes(part.data)
            if not part.body and is_message(part.data, part.name):
                yield Leaf(_as_message(part.name), place, part.folder, message=True)
            else:
                yield Leaf(part.name, place, part.folder, part.body)


def _as_message(name: str) -> str:
    """The name by which a message is known for one."""
    return name if name.lower().endswith(MESSAGE) else f"{name}{MESSAGE}"


def _look(leaf: Leaf, limits: Limits, found: _Found) -> None:
    """Read a leaf. Raises ``ReadingError`` (SECRET) only: of what cannot be read the reason is kept."""
    if leaf.message:
        _refuse_secrets(leaf, limits)
        found.messages.append(leaf)
        return
    try:
        text = read(leaf.path.read_bytes(), leaf.name, limits)
    except ReadingError as error:
        if error.reason is Reason.SECRET:
            raise
        found.failures.append((error.reason, str(error)))
        if leaf.body:
            return
        found.told.append(f"{leaf.name}: {error}"[:TOLD])
        if error.reason in NOT_KEPT:
            return
        piece = Piece(leaf.name, leaf.folder)
    else:
        if len(text.content) + sum(len(one.content) for one in found.texts.values()) <= limits.characters:
            found.texts[len(found.leaves)] = text
        opening = text.content[:OPENING]
        piece = Piece(leaf.name, leaf.folder, opening, len(text.content), extract(text), leaf.body)
    found.leaves.append(leaf)
    found.pieces.append(piece)


def _refuse_secrets(message: Leaf, limits: Limits) -> None:
    """A message is read when its turn comes, but nothing of a parcel may be kept where a secret is in it. Raises
    ``ReadingError`` (SECRET) only."""
    try:
        parts = list(open_parcel(message.path.read_bytes(), message.name, limits))
    except ReadingError:
        return
    for part in parts:
        try:
            read(part.data, part.name, limits)
        except ReadingError as error:
            if error.reason is Reason.SECRET:
                raise


def _documents(
    found: _Found, together: bool, limits: Limits, given: Sequence[tuple[Path, str]]
) -> list[Gathered] | Unreadable:
    messages = [Gathered(one) for one in found.messages]
    if messages and not any(piece.directive for piece in found.pieces if not piece.body):
        return messages
    if not any(piece.directive for piece in found.pieces):
        return _nothing(found, given)
    bundles = belonging(found.pieces, together)
    alone = len(bundles) == 1 and not messages
    return [*(_document(found, bundle, alone, limits) for bundle in bundles), *messages]


def _nothing(found: _Found, given: Sequence[tuple[Path, str]]) -> Unreadable:
    """Why nothing could be read: the reason of the first file that failed."""
    if not found.failures:
        return Unreadable(Reason.NO_PARTS, " ".join(found.told)[:TOLD] or _sentence(given[0][1], Reason.NO_PARTS))
    return Unreadable(found.failures[0][0], " ".join(found.told)[:TOLD] or found.failures[0][1])


def _document(found: _Found, bundle: Bundle, alone: bool, limits: Limits) -> Gathered:
    main = found.leaves[bundle.main]
    others = tuple((found.leaves[index], place) for index, place in bundle.others)
    if not alone:
        return Gathered(main, others)
    text = _text(found, bundle.main, limits)
    appendices = [
        (leaf.name, hashlib.sha256(leaf.path.read_bytes()).hexdigest(), _text(found, index, limits))
        for index, place in bundle.others
        if place is Place.APPENDIX and found.pieces[index].directive is not None
        for leaf in (found.leaves[index],)
    ]
    joined, told = _joined(text, appendices, limits)
    directive = extract(joined) if joined.enclosed else found.pieces[bundle.main].directive
    assert directive is not None
    return Gathered(main, others, (*found.told, *told), Read(joined, directive))


def _text(found: _Found, index: int, limits: Limits) -> Text:
    """What a leaf says; it is read anew where all of them together were too much to keep."""
    leaf = found.leaves[index]
    return found.texts.get(index) or read(leaf.path.read_bytes(), leaf.name, limits)


def _joined(main: Text, appendices: Sequence[tuple[str, str, Text]], limits: Limits) -> tuple[Text, list[str]]:
    """The main file with as many of its appendices as one text may hold, and which are left out."""
    left, kept, told = limits.characters - len(main.content), [], []
    for name, file, text in appendices:
        if len(text.content) > left:
            told.append(TOO_LONG.format(name=name)[:TOLD])
            continue
        left -= len(text.content)
        kept.append((name, file, text))
    return join(main, kept), told


def read_together(
    main: tuple[Path, str], appendices: Sequence[tuple[Path, str]], limits: Limits | None = None
) -> Read | Unreadable:
    """A document out of its main file (path, name) and its appendices, each kept under its SHA-256. What cannot be read
    of the latter is told among the warnings; Unreadable where the main one cannot, or any is stamped as a secret."""
    limits = limits or Limits(alive=alive)
    texts, told = [], []
    try:
        text = read(main[0].read_bytes(), main[1], limits)
        for path, name in appendices:
            limits.alive()
            try:
                texts.append((name, path.name, read(path.read_bytes(), name, limits)))
            except ReadingError as error:
                if error.reason is Reason.SECRET:
                    raise
                told.append(f"{name}: {error}"[:TOLD])
    except ReadingError as error:
        return Unreadable(error.reason, str(error))
    joined, left_out = _joined(text, texts, limits)
    joined = replace(joined, warnings=(*joined.warnings, *told, *left_out))
    return Read(joined, extract(joined))


def _sentence(name: str, reason: Reason) -> str:
    words = SENTENCES[reason].format(name=name)
    return words if name in words else f"{name}: {words}"
