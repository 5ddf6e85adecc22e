"""The sample's bodies and people fit together."""

from __future__ import annotations

from dondoc.organisations.models import Role, UnitKind
from dondoc.sample.accounts import sample_settings
from dondoc.sample.data import commune_rows, people_rows, unit_rows
from dondoc.sample.organisation import AGENCY


def test_everybody_has_a_place_and_a_role_that_exist():
    names = {row.name for row in unit_rows()}
    assert {row.unit for row in people_rows()} <= names
    assert {row.role for row in people_rows()} == set(Role.values)


def test_kinds_exist_and_names_stand_once():
    rows = [*unit_rows(), *commune_rows()]
    assert {row.kind for row in rows} <= set(UnitKind.values)
    assert len({row.name for row in rows}) == len(rows)
    assert AGENCY in {row.name for row in rows}


def test_there_are_six_rooms_a_centre_and_more_than_ninety_communes():
    rows = unit_rows()
    start = next(index for index, row in enumerate(rows) if row.name == AGENCY)
    inside = [row for row in rows[start + 1 : start + 9] if row.depth == 2]
    assert [row.kind for row in inside].count("room") + [row.kind for row in inside].count("office") == 6
    assert [row.kind for row in inside].count("centre") == 1
    assert len(commune_rows()) > 90


def test_the_login_page_shows_an_account_of_every_role():
    shown = {account["username"] for account in sample_settings()["accounts"]}
    assert {row.role for row in people_rows() if row.username in shown} == set(Role.values)
