"""The process that atheris runs in: ``python -m tools.fuzz.chooser`` with the options of libFuzzer; see ``guided``."""

from __future__ import annotations

import random
import sys

import atheris

with atheris.instrument_imports(include=["dondoc"]):
    from tools.fuzz.target import attempt

    import dondoc.reading.pdf.reader
    import dondoc.reading.plain.reader
    import dondoc.reading.word.reader  # noqa: F401

from tools.fuzz.damage import damaged

PLAIN = 0.3
"""How often a file that is not packed is changed the way atheris itself does."""


def mutate(data: bytes, size: int, seed: int) -> bytes:
    chance = random.Random(seed)
    if data[:2] != b"PK" and chance.random() < PLAIN:
        return bytes(atheris.Mutate(data, size))
    return damaged(data, chance)[:size]


def one(data: bytes) -> None:
    attempt(data, "x")


if __name__ == "__main__":
    atheris.Setup(sys.argv, one, custom_mutator=mutate)
    atheris.Fuzz()
