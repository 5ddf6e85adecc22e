"""The accounts that anybody may sign in with where the sample stands."""

from __future__ import annotations

from typing import TypedDict

from dondoc.organisations.models import Agency
from dondoc.sample.data import people_rows

PASSWORD = "dung-thu-2026"
"""Shared by all sample accounts, and shown on the login page of a sample only."""


class Account(TypedDict):
    username: str
    full_name: str
    title: str


def sample_settings() -> dict[str, object]:
    """What marks an agency as the sample: ``Agency.settings["sample"]``."""
    accounts = [
        Account(username=row.username, full_name=row.full_name, title=f"{row.title}, {row.unit}")
        for row in people_rows()
        if row.signs_in
    ]
    return {"password": PASSWORD, "accounts": accounts}


def sample_accounts() -> tuple[str, list[Account]]:
    """The shared password and the sample accounts; nothing where no sample is loaded. One query."""
    for settings in Agency.objects.values_list("settings", flat=True):
        if sample := settings.get("sample"):
            return sample["password"], sample["accounts"]
    return "", []
