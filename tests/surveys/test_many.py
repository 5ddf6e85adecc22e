"""Three thousand answers of twenty fields: few queries, little memory, in a moment."""

from __future__ import annotations

import time
import tracemalloc
from typing import Any

import pytest
from django.db.models import QuerySet
from django.test import Client
from django.utils import timezone

from dondoc.forms.definition import Field, Form, Kind, plain_form
from dondoc.rounds import actions as rounds
from dondoc.rounds.models import Addressee
from dondoc.surveys import actions
from dondoc.surveys.models import Survey, SurveyAnswer, SurveyForm
from tests.organisation import Office
from tests.surveys.surveys import COMMUNES, DUE
from tests.web.conftest import SignIn, files, signed_in  # noqa: F401

MANY, ROWS, MEGABYTES, TIMES = 3000, 3, 16, 24
CHOICES = ("Một", "Hai", "Ba")
KINDS = (Kind.NUMBER, Kind.CHOICE, Kind.TEXT, Kind.DATE)
COLUMNS = tuple(
    Field(f"c{at}", f"Cột {at}", kind, choices=CHOICES if kind is Kind.CHOICE else ())
    for at, kind in enumerate(KINDS[:3])
)
FIELDS = tuple(
    Field(f"f{at}", f"Trường {at}", kind, choices=CHOICES if kind is Kind.CHOICE else ())
    for at, kind in enumerate(KINDS * 5)
)
FORM = Form("Nhiều đơn vị", (*FIELDS, Field("rows", "Danh sách", Kind.TABLE, columns=COLUMNS)))


def value(one: Field, turn: int) -> Any:
    return {Kind.NUMBER: turn, Kind.CHOICE: CHOICES[turn % 3], Kind.DATE: "2026-11-02"}.get(one.kind, f"Chữ {turn}")


def answered(office: Office) -> Survey:
    """A round that three thousand bodies have answered."""
    head, mine = office.people["head_telecom"], office.as_("head_telecom")
    form = actions.make_form(head, mine, FORM.title)
    QuerySet(SurveyForm).filter(pk=form.pk).update(draft=plain_form(FORM))
    actions.publish_form(head, mine, form.pk)
    survey = actions.prepare_survey(head, mine, form.pk, "Rà soát", due_on=DUE)
    rounds.add_groups(head, mine, survey.round_id, [COMMUNES])
    rounds.open_round(head, mine, survey.round_id)
    bodies = [
        Addressee(round_id=survey.round_id, name=f"Đơn vị {at}", key=f"don vi {at}", order=99 + at, state="answered")
        for at in range(MANY)
    ]
    QuerySet(Addressee).bulk_create(bodies, batch_size=500)
    rows = [
        SurveyAnswer(
            survey=survey,
            addressee=body,
            submitted_at=timezone.now(),
            values={one.key: value(one, at) for one in FIELDS}
            | {"rows": [{one.key: value(one, at + row) for one in COLUMNS} for row in range(ROWS)]},
        )
        for at, body in enumerate(bodies)
    ]
    QuerySet(SurveyAnswer).bulk_create(rows, batch_size=300)
    return survey


def fastest(client: Client, path: str) -> float:
    took = []
    for _ in range(4):
        began = time.perf_counter()
        assert client.get(path).status_code == 200, path
        took.append(time.perf_counter() - began)
    return min(took)


@pytest.mark.load
def test_results_of_three_thousand(office: Office, signed_in: SignIn, django_assert_max_num_queries: Any) -> None:  # noqa: F811
    survey = answered(office)
    client, base = signed_in("head_telecom"), f"/tong-hop/{survey.round_id}/ket-qua/"
    empty = fastest(client, "/tuyen-truyen/")
    for path in (
        base,
        f"{base}?bang=rows&ngang=c1",
        f"{base}dong/?bang=rows&trang=150",
        f"/tong-hop/{survey.round_id}/",
    ):
        with django_assert_max_num_queries(12):
            client.get(path)
        times = fastest(client, path) / empty
        assert times < TIMES, (path, times)
    tracemalloc.start()
    page = client.get(f"{base}?bang=&doc=@by&ngang=f1&cong=f0")
    peak = tracemalloc.get_traced_memory()[1] / 2**20
    tracemalloc.stop()
    assert peak < MEGABYTES, peak
    assert page.context["cross"]["total"] == f"{sum(range(MANY)):,}".replace(",", ".")
    assert page.context["counts"].answered == MANY
