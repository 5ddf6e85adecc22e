"""Reads of forms, surveys and answers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import Count, Max, QuerySet

from dondoc.audit.errors import NotAllowed
from dondoc.forms.comparing import carried
from dondoc.forms.summing import Answered
from dondoc.organisations.keys import folded
from dondoc.organisations.policies import may
from dondoc.organisations.queries import Membership
from dondoc.rounds.models import Addressee, RoundKind
from dondoc.rounds.policies import PREPARE
from dondoc.rounds.queries import visible_rounds
from dondoc.surveys.models import HelpPage, Survey, SurveyAnswer, SurveyForm


def visible_forms(membership: Membership) -> QuerySet[SurveyForm]:
    """The forms of the member's agency, with ``last`` (newest version, null for none) and ``rounds``."""
    if membership.agency is None or not may(membership, PREPARE):
        return SurveyForm.objects.none()
    rows = SurveyForm.objects.filter(agency=membership.agency)
    return rows.annotate(last=Max("versions__number"), rounds=Count("versions__surveys", distinct=True))


def find_form(membership: Membership, form_id: int) -> SurveyForm:
    """A form of the member's agency. Raises NotAllowed, whether there is none or it is of others."""
    found = visible_forms(membership).filter(pk=form_id).first()
    if found is None:
        raise NotAllowed("Không có biểu mẫu này, hoặc bạn không được xem.")
    return found


def visible_surveys(membership: Membership) -> QuerySet[Survey]:
    """The surveys on whose rounds the member works, newest first."""
    rounds = visible_rounds(membership, RoundKind.SURVEY).values("pk")
    rows = Survey.objects.filter(round__in=rounds)
    return rows.select_related("round__unit", "round__agency__unit", "round__letter", "version__form").order_by("-id")


def find_survey(membership: Membership, round_id: int) -> Survey:
    """The survey of a round. Raises NotAllowed, whether there is none or it is of others."""
    found = visible_surveys(membership).filter(round=round_id).first()
    if found is None:
        raise NotAllowed("Không có đợt này, hoặc bạn không được xem.")
    return found


def submitted(survey: Survey) -> QuerySet[SurveyAnswer]:
    """What was handed in, in the order of the addressees."""
    rows = SurveyAnswer.objects.filter(survey=survey).exclude(submitted_at=None)
    return rows.select_related("addressee__unit").order_by("addressee__order", "id")


def handed_in(survey: Survey) -> Iterator[Answered]:
    """The same as figures are made of: addressee, name, group, values. One query, read piece by piece, so that
    thousands of answers take no more memory than some hundreds."""
    rows = SurveyAnswer.objects.filter(survey=survey).exclude(submitted_at=None)
    plain = rows.order_by("addressee__order", "id").values_list(
        "addressee", "addressee__name", "addressee__group", "values"
    )
    yield from plain.iterator(chunk_size=300)


def answer_of(survey: Survey, addressee: Addressee) -> SurveyAnswer | None:
    return SurveyAnswer.objects.filter(survey=survey, addressee=addressee).first()


def previous_values(survey: Survey, addressee: Addressee) -> dict[str, Any]:
    """What the same addressee handed in last time, as far as it fits the form of now; empty where nothing."""
    if survey.previous_id is None:
        return {}
    rows = SurveyAnswer.objects.filter(survey=survey.previous_id).exclude(submitted_at=None)
    same = {"addressee__unit": addressee.unit_id} if addressee.unit_id else {"addressee__key": addressee.key}
    values = rows.filter(**same).values_list("values", flat=True).first()
    return carried(survey.version.content, values) if values else {}


def help_pages(agency_id: int, text: str = "") -> list[HelpPage]:
    """The handbook of an agency, by topic; ``text`` is looked for without marks. One query."""
    rows = HelpPage.objects.filter(agency=agency_id, archived=False)
    words = folded(text).split()
    return [row for row in rows if all(word in folded(f"{row.topic} {row.title} {row.steps}") for word in words)]
