"""Secrets of tokens: made once, shown once, kept as a digest."""

from __future__ import annotations

import hashlib
import secrets

PREFIX = "dd_"
"""So that a secret that has leaked into a file is found by a search."""
HINT = 9


def new_secret() -> str:
    """A secret of 256 random bits, in letters that need no quoting anywhere."""
    return PREFIX + secrets.token_urlsafe(32)


def digest(secret: str) -> str:
    """What is kept of a secret: SHA-256, in hexadecimal."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


def hint(secret: str) -> str:
    """The beginning of a secret, by which its owner knows it again."""
    return secret[:HINT]
