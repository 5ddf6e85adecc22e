"""What all answers share."""

from __future__ import annotations

from typing import Annotated, Any, Generic, TypeVar

from ninja import Schema
from pydantic import ConfigDict, Field

Row = TypeVar("Row")
Id = Annotated[int, Field(ge=1, le=2**63 - 1)]
"""An id, as large as the database can hold."""
MOST = 200


class Strict(Schema):
    """A body: a field that is not known is refused, for a misspelt one would be lost without a word."""

    model_config = ConfigDict(extra="forbid")


class Problem(Schema):
    """Problem details (RFC 9457). `detail` is one Vietnamese sentence that says what to do."""

    title: str
    status: int
    detail: str
    field: str | None = Field(None, description="The input that the problem is about")
    changed: dict[str, Any] | None = Field(None, description="Where somebody else was first: what the fields are now")
    faults: list[dict[str, Any]] | None = Field(None, description="Of a form: every value that is wrong, and why")


class Listing(Schema, Generic[Row]):
    """A stretch of a list. Ask again with `after` set to `next` for the following one."""

    items: list[Row]
    next: str | None = Field(None, description="Cursor of the following stretch; null at the end of the list")


class Slice(Schema):
    """Which stretch of a list is asked for."""

    after: str = Field("", max_length=500, description="Cursor: `next` of the stretch before")
    limit: int = Field(50, ge=1, le=MOST, description="Rows in a stretch")


class Choice(Schema):
    """A value of a fixed list, with its Vietnamese label."""

    value: str
    label: str
