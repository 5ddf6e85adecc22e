"""Reads: what was published, and figures for reports."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count, QuerySet, Sum

from dondoc.dissemination.models import Medium, Publication
from dondoc.organisations.policies import may
from dondoc.organisations.queries import Membership
from dondoc.rounds.policies import PREPARE


@dataclass(frozen=True, slots=True)
class Filters:
    """What a list shows; both days included."""

    since: date | None = None
    until: date | None = None
    medium: str = ""
    unit: int | None = None
    plan: int | None = None


def visible_publications(membership: Membership, filters: Filters = Filters()) -> QuerySet[Publication]:
    """What the member's agency has published, newest first."""
    if membership.agency is None or not may(membership, PREPARE):
        return Publication.objects.none()
    rows = Publication.objects.filter(agency=membership.agency)
    if filters.since:
        rows = rows.filter(published_on__gte=filters.since)
    if filters.until:
        rows = rows.filter(published_on__lte=filters.until)
    if filters.medium in Medium.values:
        rows = rows.filter(medium=filters.medium)
    if filters.unit:
        rows = rows.filter(unit=filters.unit)
    if filters.plan:
        rows = rows.filter(plan=filters.plan)
    return rows.select_related("unit", "plan").order_by("-published_on", "-id")


@dataclass(slots=True)
class Figures:
    """How much was published: ``media`` maps a medium's label to (entries, reach), ``plans`` a document to entries."""

    number: int = 0
    reach: int = 0
    media: dict[str, tuple[int, int]] = field(default_factory=dict)
    plans: list[tuple[int, str, int]] = field(default_factory=list)


def figures(rows: QuerySet[Publication]) -> Figures:
    """Figures of a list. Two queries."""
    found = Figures()
    by_medium = rows.order_by().values("medium").annotate(number=Count("pk"), people=Sum("reach"))
    for row in sorted(by_medium, key=lambda row: -row["number"]):
        found.media[Medium(row["medium"]).label] = (row["number"], row["people"] or 0)
        found.number += row["number"]
        found.reach += row["people"] or 0
    by_plan = (
        rows.order_by().exclude(plan=None).values("plan", "plan__code", "plan__subject").annotate(number=Count("pk"))
    )
    for row in sorted(by_plan, key=lambda row: -row["number"])[:20]:
        found.plans.append((row["plan"], f"{row['plan__code']} {row['plan__subject']}".strip()[:160], row["number"]))
    return found
