"""What an address names, as this member sees it; what they do not see is not there."""

from __future__ import annotations

from django.http import Http404, HttpRequest

from dondoc.reports.models import Obligation, ReportPeriod
from dondoc.reports.queries import obligations, periods


def find_obligation(request: HttpRequest, obligation_id: int) -> Obligation:
    """Raises Http404."""
    found = obligations(request.membership).filter(pk=obligation_id).first()
    if found is None:
        raise Http404
    return found


def find_period(request: HttpRequest, period_id: int) -> ReportPeriod:
    """Raises Http404."""
    found = periods(request.membership).filter(pk=period_id).first()
    if found is None:
        raise Http404
    return found


def find_desk(request: HttpRequest, period_id: int) -> ReportPeriod:
    """A period that the member consolidates. Raises Http404, whether there is none or it is of others."""
    found = find_period(request, period_id)
    if not found.worked_on:
        raise Http404
    return found
