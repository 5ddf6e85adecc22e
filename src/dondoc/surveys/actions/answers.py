"""Answers: saved as a draft, handed in whole or not at all. The log keeps them with personal data masked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils import timezone

from dondoc.audit.errors import Refused
from dondoc.audit.recording import acted_as, action, current_act
from dondoc.documents.actions.intake import stored
from dondoc.documents.store import Staged
from dondoc.forms.checking import Checked, Fault, check, sameness
from dondoc.forms.definition import Field, Form, Kind
from dondoc.forms.masking import mask_values
from dondoc.forms.values import shown
from dondoc.organisations.models import Person
from dondoc.organisations.queries import Membership
from dondoc.rounds.actions.answering import lock_answer, settle
from dondoc.rounds.answerers import Answerer
from dondoc.rounds.models import Addressee
from dondoc.rounds.queries import find_round
from dondoc.surveys.models import Survey, SurveyAnswer
from dondoc.surveys.units import UnitNames

LOGGED_TEXT, LOGGED_ROWS = 200, 20


class Faulty(Refused):
    """An answer that does not fit its form; ``checked`` says what is wrong where."""

    def __init__(self, checked: Checked) -> None:
        number = len(checked.faults)
        super().__init__(f"Chưa gửi được: còn {number} chỗ cần sửa, xem các dòng báo lỗi bên dưới.")
        self.checked = checked


@action("surveys.save_draft")
def save_draft(
    by: Person | None,
    answerer: Answerer,
    given: Mapping[str, Any],
    *,
    version: int | None = None,
    files: Iterable[Staged] = (),
    note: str = "",
) -> Checked:
    """Keep what was typed so far, right or wrong; what is wrong comes back. ``files`` are the new files that ``given``
    names. Raises Refused where the round takes no answers, Stale."""
    row = lock_answer(answerer, version)
    answer = _answer(row)
    checked = check(answer.survey.version.content, given, UnitNames(row.round, timezone.localdate()))
    answer.draft = checked.values
    answer.save()
    _keep(files)
    return checked


@action("surveys.submit")
def submit(
    by: Person | None,
    answerer: Answerer,
    given: Mapping[str, Any],
    *,
    version: int | None = None,
    channel: str = "",
    name: str = "",
    faults: tuple[Fault, ...] = (),
    files: Iterable[Staged] = (),
    note: str = "",
) -> SurveyAnswer:
    """Hand an answer in. ``faults`` were found on the way in (cells of Excel that hold no value). Raises Faulty with
    every fault and keeps nothing, Refused, Stale."""
    row = lock_answer(answerer, version)
    answer = _answer(row)
    form = answer.survey.version.content
    checked = check(form, given, UnitNames(row.round, timezone.localdate()))
    known = {fault.path for fault in faults}
    checked.faults = [*faults, *(fault for fault in checked.faults if fault.path not in known)]
    checked.faults += _repeated(answer, form, checked)
    if checked.faults:
        raise Faulty(checked)
    changes = _changes(answer, form, checked.values)
    answer.values, answer.draft, answer.submitted_at = checked.values, None, timezone.now()
    answer.save()
    current_act().record(answer, changes)
    _keep(files)
    settle(row, channel=channel or answerer.channel, by=answerer.person, name=name)
    return answer


def _keep(files: Iterable[Staged]) -> None:
    for piece in files:
        stored(piece)
        piece.keep()


def _answer(row: Addressee) -> SurveyAnswer:
    """The answer of a locked addressee, new where there is none."""
    known = SurveyAnswer.objects.select_related("survey__version__form").filter(addressee=row).first()
    if known is not None:
        known.addressee = row
        return known
    survey = Survey.objects.select_related("version__form").filter(round=row.round).first()
    if survey is None:
        raise Refused("Đợt này không có biểu mẫu.")
    return SurveyAnswer(survey=survey, addressee=row)


def _repeated(answer: SurveyAnswer, form: Form, checked: Checked) -> list[Fault]:
    """Values of unique fields that another addressee of the round has handed in."""
    unique = [one for one in form.singles if one.unique and one.kind is not Kind.FILE and one.key in checked.values]
    if not unique:
        return []
    others = SurveyAnswer.objects.filter(survey=answer.survey).exclude(pk=answer.pk).exclude(submitted_at=None)
    return [
        Fault((one.key, None, ""), one.label, "đơn vị khác trong đợt đã khai giá trị này.")
        for one in unique
        if sameness(checked.values[one.key])
        in {sameness(said) for said in others.values_list(f"values__{one.key}", flat=True) if said}
    ]


def _changes(answer: SurveyAnswer, form: Form, values: Mapping[str, Any]) -> dict[str, list[Any]]:
    """What changes, field by field, masked: the log is read by more people than the answer."""
    before, after = mask_values(form, dict(answer.values)), mask_values(form, dict(values))
    return {
        one.label: [_words(one, before.get(one.key)), _words(one, after.get(one.key))]
        for one in form.fields
        if answer.values.get(one.key) != values.get(one.key)
    }


def _words(one: Field, value: Any) -> str | None:
    """A masked value as the log keeps it; of a table its first rows."""
    if one.kind is not Kind.TABLE:
        return shown(one, value)[:LOGGED_TEXT] or None
    rows = ["; ".join(shown(c, row.get(c.key)) for c in one.columns)[:LOGGED_TEXT] for row in value or ()]
    more = [f"… và {len(rows) - LOGGED_ROWS} dòng nữa"] if len(rows) > LOGGED_ROWS else []
    return "\n".join([*rows[:LOGGED_ROWS], *more]) or None


@action("surveys.export")
def told_export(by: Person, membership: Membership, round_id: int, what: str, personal: bool) -> None:
    """Keep who took the answers out, and whether with personal data. Raises Refused for a round that one does not
    work on."""
    asked = find_round(membership, round_id)
    acted_as(asked.agency_id)
    current_act().tell(asked, f"{what}, {'có' if personal else 'không có'} dữ liệu cá nhân")
