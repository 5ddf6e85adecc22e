"""The token of a link: an HMAC under the installation's key, which its row alone does not give away."""

from __future__ import annotations

import base64

from django.utils.crypto import constant_time_compare, salted_hmac

from dondoc.organisations.secrets import digest, new_secret

SALT = "dondoc.rounds.link"
LENGTH = 43
"""Characters of a token: 256 bits in letters that need no quoting in an address."""


def new_nonce() -> str:
    """What a link's token is made of, new for each link."""
    return new_secret()


def token_of(nonce: str) -> str:
    """The token that belongs to a nonce under the key of this installation."""
    signed = salted_hmac(SALT, nonce, algorithm="sha256").digest()
    return base64.urlsafe_b64encode(signed).rstrip(b"=").decode()


def shown(nonce: str, kept: str) -> str:
    """The token of a link whose digest is ``kept``; empty where the installation's key has changed since."""
    token = token_of(nonce)
    return token if constant_time_compare(digest(token), kept) else ""
