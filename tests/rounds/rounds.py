"""What tests of rounds share."""

from __future__ import annotations

from datetime import date

from dondoc.organisations.models import Unit
from dondoc.rounds import actions
from dondoc.rounds.models import Addressee, Round
from tests.organisation import Office

DUE = date(2026, 11, 12)
"""A Thursday, eight working days after the day on which tests take place."""


def addressee(asked: Round, unit: Unit) -> Addressee:
    return Addressee.objects.select_related("round__agency__unit").get(round=asked, unit=unit)


def token_for(office: Office, asked: Round, row: Addressee) -> str:
    """A new link of an addressee."""
    [(_, token)] = actions.make_links(office.people["coordinator"], office.as_("coordinator"), asked.pk, [row.pk])
    return token
