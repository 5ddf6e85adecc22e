"""Who asks, and their tokens."""

from __future__ import annotations

from django.http import HttpRequest
from ninja import Router, Status

from dondoc.api import actions, queries
from dondoc.api.auth import Session
from dondoc.api.models import ApiToken
from dondoc.api.schemas.common import Id, Listing
from dondoc.api.schemas.organisations import Me, TokenIn, TokenMade, TokenRow

router = Router(tags=["me"])


@router.get("", response=Me)
def me(request: HttpRequest) -> Me:
    """Who I am to the program, and what I may do."""
    token = request.auth if isinstance(request.auth, ApiToken) else None
    return Me.of(request.membership, token)


@router.get("/tokens", response=Listing[TokenRow])
def my_tokens(request: HttpRequest) -> Listing[TokenRow]:
    """My tokens, those that have ended too."""
    return Listing(items=[TokenRow.of(token) for token in queries.tokens_of(request.user)[:200]])


@router.post("/tokens", response={201: TokenMade}, auth=Session())
def create_token(request: HttpRequest, body: TokenIn) -> Status[TokenMade]:
    """Make a token. Only a signed-in person can, never a program with a token."""
    token, secret = actions.create_token(request.user, request.membership, body.name, body.scope.value, body.expires_on)
    return Status(201, TokenMade(token=TokenRow.of(token), secret=secret))


@router.post("/tokens/{token_id}/revoke", response=TokenRow)
def revoke_token(request: HttpRequest, token_id: Id) -> TokenRow:
    """End a token at once."""
    return TokenRow.of(actions.revoke_token(request.user, request.membership, token_id))
