"""Addresses that leave the program."""

from __future__ import annotations

from django.conf import settings
from django.urls import reverse

from dondoc.notices.models import NoticeKind


def task_link(task_id: int) -> str:
    """The full address of a task's page."""
    return absolute(reverse("tasks:task", args=[task_id]))


def absolute(path: str) -> str:
    """A full address under which this installation is reached (DONDOC_URL)."""
    return settings.SITE_URL.rstrip("/") + path


def answer_path(addressee_id: int) -> str:
    """Where somebody with an account answers what their unit is asked."""
    return reverse("rounds:answer", args=[addressee_id])


PAGES = {
    NoticeKind.ARRIVED: "documents:incoming",
    NoticeKind.NOT_TAKEN: "documents:arrivals",
    NoticeKind.APPEALED: "evaluation:appeals",
    NoticeKind.APPEAL_ANSWERED: "evaluation:mine",
}


def page_path(kind: str) -> str | None:
    """Where a notice leads that concerns no single task or addressee: the page of its kind; None for other kinds."""
    return reverse(PAGES[NoticeKind(kind)]) if kind in PAGES else None


def open_link(token: str) -> str:
    """The full address under which an addressee answers without an account."""
    return absolute(reverse("rounds:open", args=[token]))
