"""Each ready-made form with an answer as offices give it: on the page, by Excel, added up, masked."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from dondoc.forms.checking import check
from dondoc.forms.definition import Form, Kind
from dondoc.forms.excel.plan import Stamp
from dondoc.forms.excel.reading import checked, read_filled
from dondoc.forms.excel.writing import Filling, write_form
from dondoc.forms.masking import mask_values
from dondoc.forms.summing import summarise
from dondoc.forms.values import shown
from dondoc.rounds import actions as rounds
from dondoc.rounds.answerers import by_link
from dondoc.rounds.models import Addressee
from dondoc.sample.surveys import ROUNDS
from dondoc.surveys import actions
from dondoc.surveys.ready import READY
from tests.organisation import TODAY, Office
from tests.surveys.surveys import COMMUNES, DUE, token_of
from tests.surveys.test_pages import everything
from tests.web.conftest import SignIn, files, signed_in  # noqa: F401

SAID = {ready: answers for ready, _, _, answers, _ in ROUNDS}
TURN = 3


def known(name: str) -> str:
    return name


def personal(form: Form, values: dict[str, Any]) -> Iterator[str]:
    """Every personal value of an answer, as people read it."""
    for table, one in form.walk():
        if one.is_personal:
            rows = values.get(table, []) if table else [values]
            yield from (shown(one, row[one.key]) for row in rows if row.get(one.key))


def test_all_ready_made_forms_have_an_answer_here() -> None:
    assert set(SAID) == set(READY)


@pytest.mark.parametrize("ready", READY)
def test_an_answer_fits_goes_through_excel_and_is_added_up(ready: str) -> None:
    form = READY[ready].form
    found = check(form, SAID[ready](TURN), known)
    assert found.faults == []
    book = write_form(form, Filling(Stamp("1", 1, "1"), values=found.values))
    back = checked(read_filled(book, form), form, known)
    assert (back.faults, back.values) == ([], found.values)
    figures = summarise(form, [(1, "A", "", found.values), (2, "B", "", found.values)])
    for one in figures:
        rows = found.values.get(one.table, []) if one.table else [found.values]
        said = [row[one.field.key] for row in rows if row.get(one.field.key) is not None]
        assert (one.records, one.filled) == (2 * len(rows), 2 * len(said)), one.field.label
        if one.field.kind is Kind.NUMBER and said:
            assert one.total == 2 * sum(said), one.field.label


@pytest.mark.parametrize("ready", READY)
def test_what_lacks_something_needed_is_refused_field_by_field(ready: str) -> None:
    form = READY[ready].form
    for table, one in form.walk():
        given = SAID[ready](TURN)
        if not one.needed or (table and not given.get(table)):
            continue
        (given[table][0] if table else given)[one.key] = " "
        paths = {fault.path for fault in check(form, given, known).faults}
        assert ((table, 0, one.key) if table else (one.key, None, "")) in paths, one.label


@pytest.mark.parametrize("ready", READY)
def test_no_personal_value_stands_in_a_masked_answer(ready: str) -> None:
    form = READY[ready].form
    values = check(form, SAID[ready](TURN), known).values
    masked = str(mask_values(form, values))
    secrets = set(personal(form, values))
    assert secrets and not [one for one in secrets if one in masked]


@pytest.mark.load
def test_no_personal_data_of_any_form_leave_without_the_right(office: Office, signed_in: SignIn) -> None:  # noqa: F811
    head, mine = office.people["head_telecom"], office.as_("head_telecom")
    clerk, owner = signed_in("clerk"), signed_in("head_telecom")
    for ready in READY:
        form = actions.make_form(head, mine, "", ready=ready)
        survey = actions.prepare_survey(head, mine, form.pk, "", due_on=DUE)
        rounds.add_groups(head, mine, survey.round_id, [COMMUNES])
        rounds.open_round(head, mine, survey.round_id)
        row = Addressee.objects.filter(round=survey.round_id).first()
        assert row is not None
        actions.submit(None, by_link(token_of(office, survey, row), TODAY), SAID[ready](TURN))
        values = check(READY[ready].form, SAID[ready](TURN), known).values
        secrets = set(personal(READY[ready].form, values))
        seen = everything(clerk, survey.round_id, row.pk)
        assert secrets and not [one for one in secrets if one in seen], ready
        assert any(one in everything(owner, survey.round_id, row.pk) for one in secrets), ready
