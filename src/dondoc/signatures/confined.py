"""Signing as it is called in the confined process: what is refused comes back as a value with its sentence."""

from __future__ import annotations

from dondoc.signatures import signing
from dondoc.signatures.look import Look, Prepared, Unsigned
from dondoc.signatures.signing import SigningError


def prepare(path: str, look: Look) -> Prepared | Unsigned:
    """As ``signing.prepare``."""
    try:
        return signing.prepare(path, look)
    except SigningError as error:
        return Unsigned(str(error))


def embed(prepared: Prepared, signature: bytes) -> bytes | Unsigned:
    """As ``signing.embed``."""
    try:
        return signing.embed(prepared, signature)
    except SigningError as error:
        return Unsigned(str(error))


def sign_with(path: str, look: Look, signer: str, passphrase: str) -> bytes | Unsigned:
    """As ``signing.sign_with``."""
    try:
        return signing.sign_with(path, look, signer, passphrase)
    except SigningError as error:
        return Unsigned(str(error))


def signed_copy(original: str, signed: str) -> Unsigned | None:
    """None where the second file is the first with a signature."""
    sentence = signing.signed_copy(original, signed)
    return Unsigned(sentence) if sentence else None
