"""Making forms: fields are put, moved, dropped; published versions stay as they were."""

from __future__ import annotations

from datetime import date

import pytest

from dondoc.audit.errors import NotAllowed, Refused, Stale
from dondoc.forms.definition import Field, Kind
from dondoc.surveys import actions
from dondoc.surveys.actions.forms import draft_of
from dondoc.surveys.models import SurveyForm
from dondoc.surveys.ready import READY
from tests.organisation import Office


def begun(office: Office) -> SurveyForm:
    return actions.make_form(office.people["clerk"], office.as_("clerk"), "Nhu cầu máy tính")


def test_a_form_grows_field_by_field_and_a_version_stays_as_it_was(office: Office) -> None:
    clerk, mine = office.people["clerk"], office.as_("clerk")
    form = begun(office)
    for key, label in (("f1", "Người lập"), ("f2", "Số máy")):
        form = actions.put_field(clerk, mine, form.pk, Field(key, label), revision=form.revision)
    form = actions.move_field(clerk, mine, form.pk, "f2", -1, revision=form.revision)
    first = actions.publish_form(clerk, mine, form.pk)
    form = actions.drop_field(clerk, mine, form.pk, "f1", revision=form.revision)
    assert [one.key for one in draft_of(form).fields] == ["f2"]
    assert [one.key for one in first.content.fields] == ["f2", "f1"]
    assert actions.publish_form(clerk, mine, form.pk).number == 2
    assert actions.publish_form(clerk, mine, form.pk).number == 2


def test_a_table_keeps_its_columns_when_its_name_changes(office: Office) -> None:
    clerk, mine = office.people["clerk"], office.as_("clerk")
    form = begun(office)
    form = actions.put_field(clerk, mine, form.pk, Field("f1", "Máy", Kind.TABLE), revision=0)
    form = actions.put_field(clerk, mine, form.pk, Field("f1", "Hãng"), table="f1", revision=1)
    form = actions.put_field(clerk, mine, form.pk, Field("f1", "Danh sách máy", Kind.TABLE), revision=2)
    [table] = draft_of(form).fields
    assert (table.label, [column.label for column in table.columns]) == ("Danh sách máy", ["Hãng"])


@pytest.mark.parametrize(
    ("field", "sentence"),
    [
        (Field("f2", " người lập "), "Có hai trường cùng tên"),
        (Field("f2", ""), "Hãy đặt tên cho trường."),
        (Field("f2", "Chọn", Kind.CHOICE), "cần ít nhất hai lựa chọn"),
        (Field("f2", "Ngày", Kind.DATE, first_day=date(2026, 2, 1), last_day=date(2026, 1, 1)), "mức nhỏ nhất lớn hơn"),
    ],
)
def test_a_field_that_cannot_be_is_refused_and_nothing_changes(office: Office, field: Field, sentence: str) -> None:
    clerk, mine = office.people["clerk"], office.as_("clerk")
    form = actions.put_field(clerk, mine, begun(office).pk, Field("f1", "Người lập"), revision=0)
    with pytest.raises(Refused, match=sentence):
        actions.put_field(clerk, mine, form.pk, field, revision=form.revision)
    form.refresh_from_db()
    assert [one.key for one in draft_of(form).fields] == ["f1"]


def test_two_who_change_a_form_at_once_do_not_write_over_each_other(office: Office) -> None:
    clerk, mine = office.people["clerk"], office.as_("clerk")
    form = begun(office)
    actions.put_field(clerk, mine, form.pk, Field("f1", "Một"), revision=0)
    with pytest.raises(Stale):
        actions.put_field(clerk, mine, form.pk, Field("f1", "Hai"), revision=0)


def test_a_form_without_fields_is_not_published(office: Office) -> None:
    with pytest.raises(Refused, match="chưa có trường nào"):
        actions.publish_form(office.people["clerk"], office.as_("clerk"), begun(office).pk)


def test_who_manages_accounts_makes_no_forms(office: Office) -> None:
    with pytest.raises(NotAllowed):
        actions.make_form(office.people["administrator"], office.as_("administrator"), "A")


@pytest.mark.parametrize("ready", READY)
def test_each_ready_made_form_can_be_published(office: Office, ready: str) -> None:
    form = actions.make_form(office.people["clerk"], office.as_("clerk"), "", ready=ready)
    assert form.title == READY[ready].form.title
    assert form.versions.get().content == READY[ready].form
