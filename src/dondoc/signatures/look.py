"""What is asked of a signature and what comes of it, as plain values; imports nothing heavy."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

LARGEST_PICTURE = 2 * 1024 * 1024
"""Bytes of the picture of a signature."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """A PDF with room between the bytes ``start`` and ``end``; ``digest`` is the SHA-256 (hexadecimal) of the rest.
    ``placed``: the signature is seen on a page."""

    data: bytes
    digest: str
    start: int
    end: int
    placed: bool


@dataclass(frozen=True, slots=True)
class Look:
    """``image``: a PNG with transparent ground (none: name and time are written); ``seal``: it is the agency's."""

    signer: str
    at: datetime
    image: bytes | None = None
    seal: bool = False
    visible: bool = True


@dataclass(frozen=True, slots=True)
class Unsigned:
    """It could not be signed; ``sentence`` is Vietnamese."""

    sentence: str
