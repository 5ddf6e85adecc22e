"""A round that sends out a form."""

from __future__ import annotations

from typing import Any

from dondoc.audit.errors import Refused
from dondoc.audit.recording import action
from dondoc.organisations.models import Person
from dondoc.organisations.queries import Membership
from dondoc.rounds.actions import prepare
from dondoc.rounds.models import Round, RoundKind
from dondoc.surveys.models import FormVersion, Survey, SurveyForm
from dondoc.surveys.policies import require_forms


@action("surveys.prepare")
def prepare_survey(
    by: Person,
    membership: Membership,
    form_id: int,
    title: str,
    *,
    previous_id: int | None = None,
    **fields: Any,
) -> Survey:
    """Begin a round with the newest version of a form; ``previous_id`` is a survey of the same form whose answers are
    carried over. ``fields`` as for ``rounds.actions.prepare``. Raises NotAllowed, Refused."""
    agency = require_forms(membership)
    form = SurveyForm.objects.filter(pk=form_id, agency=agency, archived=False).first()
    version = FormVersion.objects.filter(form=form).first() if form is not None else None
    if form is None or version is None:
        raise Refused("Hãy chọn biểu mẫu đã ban hành.", "form")
    previous = None
    if previous_id is not None:
        previous = Survey.objects.filter(pk=previous_id, version__form=form, round__agency=agency).first()
        if previous is None:
            raise Refused("Đợt trước phải dùng cùng biểu mẫu; hãy chọn lại.", "previous")
    asked = prepare(by, membership, RoundKind.SURVEY, title or form.title, **fields)
    survey = Survey(round=asked, version=version, previous=previous)
    survey.save()
    return survey


def check_ready(asked: Round) -> None:
    """A survey has its form. Raises Refused."""
    if not Survey.objects.filter(round=asked).exists():
        raise Refused("Đợt này chưa có biểu mẫu; hãy lập đợt từ trang biểu mẫu.")
