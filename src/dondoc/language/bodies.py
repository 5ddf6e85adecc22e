"""Names of bodies and posts by grammar: a type word and a name, a post of a body, or a collective of common nouns."""

from __future__ import annotations

from dondoc.language.body_reader import OPENINGS, BodyReader
from dondoc.language.lexicon import words_in
from dondoc.language.spans import Span
from dondoc.language.values import value


@value
class Body:
    """A body or post in a text. ``name`` is as printed, blanks evened out; ``collective`` where it stands for many bodies;
    ``post`` where it names the holder of a post ("Giám đốc Sở …")."""

    span: Span
    name: str
    collective: bool = False
    post: bool = False


def body_at(text: str, pos: int) -> Body | None:
    """The longest body phrase that begins at ``pos`` of NFC text; None where none does.

    Commas and "và" inside of a name belong to it ("Sở Văn hóa, Thể thao và Du lịch"); those between bodies do not.
    """
    words = words_in(text)
    key = ("body", pos)
    if key not in words.memo:
        words.memo[key] = _read(BodyReader(text), pos)
    found: Body | None = words.memo[key]
    return found


def _read(reader: BodyReader, pos: int) -> Body | None:
    phrase = reader.read(pos)
    if phrase is None or phrase.end <= pos:
        return None
    return Body(Span(pos, phrase.end), " ".join(reader.text[pos : phrase.end].split()), phrase.collective, phrase.post)


def find_bodies(text: str) -> list[Body]:
    """All body phrases of NFC text in reading order, none overlapping. Never raises."""
    reader = BodyReader(text)
    found: list[Body] = []
    pos = 0
    for start, _ in reader.words.opening(OPENINGS, 0, len(text)):
        body = _read(reader, start) if start >= pos else None
        if body is not None:
            found.append(body)
            pos = body.span.end
    return found
