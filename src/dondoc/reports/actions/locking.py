"""What the actions on periods begin with: the row, locked, and the member's right to it."""

from __future__ import annotations

from dondoc.audit.errors import Refused, Stale
from dondoc.documents.policies import agency_of
from dondoc.organisations.queries import Membership
from dondoc.reports.models import ReportPeriod
from dondoc.reports.policies import require_work

GONE = "Không tìm thấy kỳ báo cáo này; hãy quay lại danh sách."


def locked_period(membership: Membership, period_id: int, version: int | None = None) -> ReportPeriod:
    """The period, locked, for who consolidates it. Raises NotAllowed, Refused, Stale."""
    rows = ReportPeriod.objects.select_for_update(of=("self",)).select_related(
        "obligation__unit", "agency__unit", "asked", "occurrence"
    )
    period = rows.filter(pk=period_id, agency=agency_of(membership)).first()
    if period is None:
        raise Refused(GONE)
    require_work(membership, period.obligation)
    if version is not None and version != period.version:
        raise Stale(changed={"state": period.get_state_display()})
    return period


def still_open(period: ReportPeriod) -> ReportPeriod:
    """The period, where it can still be written. Raises Refused."""
    if not period.is_open:
        raise Refused(f"Kỳ báo cáo này ở trạng thái “{period.get_state_display()}”, không sửa được nữa.")
    return period


def put(period: ReportPeriod) -> ReportPeriod:
    """Save, and count the version."""
    period.version += 1
    period.save()
    return period
