"""What the linter finds in a document."""

from __future__ import annotations

from datetime import datetime

from pydantic import Field

from dondoc.api.schemas.common import Schema, Strict
from dondoc.api.schemas.organisations import PersonRef
from dondoc.checking import Severity
from dondoc.documents.checks import Looked


class SetAsideIn(Strict):
    """Why a finding is let stand."""

    reason: str = Field(min_length=3, max_length=300)


class FindingRow(Schema):
    """A place that wants a look. The words are Vietnamese, as the pages show them."""

    key: str = Field(description="Stays the same while the words do")
    rule: str = Field(description="As `dondoc check --rules` lists them")
    severity: Severity
    message: str
    mend: str
    basis: str = Field(description="Decree and article")
    words: str = Field(description="The words found; empty where the whole document is meant")
    start: int | None = Field(description="Offset in the text of `/documents/{id}/text`; null for the whole document")
    end: int | None
    page: int | None
    line: int | None
    set_aside: str | None = Field(description="Why somebody let it stand; null where it still stands open")
    set_aside_by: PersonRef | None
    set_aside_at: datetime | None

    @classmethod
    def of(cls, looked: Looked) -> FindingRow:
        found, aside = looked.finding, looked.aside
        plain = ("key", "rule", "severity", "message", "mend", "basis", "words", "page", "line")
        return cls(
            **{name: getattr(found, name) for name in plain},
            start=found.span.start if found.span else None,
            end=found.span.end if found.span else None,
            set_aside=aside.reason if aside else None,
            set_aside_by=PersonRef.of(aside.by) if aside and aside.by else None,
            set_aside_at=aside.at if aside else None,
        )
