"""Reads of appeals: those on one person's points, and those that a member may answer."""

from __future__ import annotations

from django.db.models import QuerySet

from dondoc.evaluation.models import Appeal, AppealOf, AppealState
from dondoc.evaluation.policies import EXCUSE, VIEW_ALL, headed
from dondoc.evaluation.spans import Span
from dondoc.organisations.membership import valid_posts
from dondoc.organisations.models import Agency, Person, Post
from dondoc.organisations.policies import may
from dondoc.organisations.queries import Membership


def appeals_of(agency: Agency, person: Person, span: Span) -> QuerySet[Appeal]:
    """What somebody appealed in a span, the newest first."""
    rows = Appeal.objects.filter(agency=agency, person=person, kind=span.kind, first=span.first)
    return rows.select_related("task", "occurrence", "answered_by").order_by("-id")


def to_answer(membership: Membership) -> QuerySet[Appeal]:
    """The open appeals that a member answers, the oldest first: leaders and the office all of the agency but their own,
    a head those on the general points of the own people."""
    if membership.agency is None:
        return Appeal.objects.none()
    rows = Appeal.objects.filter(agency=membership.agency, state=AppealState.OPEN).exclude(person=membership.person)
    if not may(membership, VIEW_ALL) or not may(membership, EXCUSE):
        own = Post.objects.filter(valid_posts(membership.today), unit__in=headed(membership))
        rows = rows.filter(of=AppealOf.GENERAL, person__in=own.values("person"))
    return rows.select_related("person", "task", "occurrence").order_by("id")
