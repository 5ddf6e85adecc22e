"""A round that sent out a form, and what was filled in."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from pydantic import Field

from dondoc.api.schemas.common import Schema, Slice
from dondoc.forms.definition import Form, plain_form
from dondoc.surveys.models import Survey, SurveyAnswer


class SurveyFull(Schema):
    """A round's form; `personal` tells whether you may see the personal data in its answers."""

    round: int
    form_title: str
    version: int
    previous: int | None = Field(description="The round whose answers were carried over")
    personal: bool
    form: dict[str, Any] = Field(description="`title`, `note`, `fields` with `key`, `label`, `kind` and their rules")

    @classmethod
    def of(cls, survey: Survey, form: Form, personal: bool) -> SurveyFull:
        return cls(
            round=survey.round_id,
            form_title=survey.version.form.title,
            version=survey.version.number,
            previous=survey.previous.round_id if survey.previous else None,
            personal=personal,
            form=plain_form(form),
        )


class FilledQuery(Slice):
    """How answers are told."""

    personal: bool = Field(
        False, description="Personal data as they are; only for who may see them, and the log keeps who asked"
    )


class FilledRow(Schema):
    """What one addressee handed in: field → value, of a table a list of rows. Personal data are masked unless they
    were asked for."""

    addressee: int
    addressee_name: str
    group: str
    submitted_at: datetime
    values: dict[str, Any]

    @classmethod
    def of(cls, row: SurveyAnswer, values: dict[str, Any]) -> FilledRow:
        addressee = row.addressee
        return cls(
            addressee=addressee.pk,
            addressee_name=addressee.name,
            group=addressee.group,
            submitted_at=row.submitted_at,
            values=values,
        )
