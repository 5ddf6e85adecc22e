"""Addresses that leave the program."""

from __future__ import annotations

from django.conf import settings
from django.urls import reverse


def task_link(task_id: int) -> str:
    """The full address of a task's page."""
    return absolute(reverse("tasks:task", args=[task_id]))


def absolute(path: str) -> str:
    """A full address under which this installation is reached (DONDOC_URL)."""
    return settings.SITE_URL.rstrip("/") + path
