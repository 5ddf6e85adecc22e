"""What the competent people decide: objective causes, general marks, the formula."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from dondoc.audit.errors import NotAllowed, Refused
from dondoc.audit.recording import action
from dondoc.documents.policies import agency_of
from dondoc.evaluation.models import ClosedSpan, Excuse, ExcuseOf, Formula, GeneralMark
from dondoc.evaluation.policies import EXCUSE, FORMULA, VIEW_ALL, headed
from dondoc.evaluation.queries import rule_at
from dondoc.evaluation.scoring import Rule
from dondoc.evaluation.spans import Span
from dondoc.organisations.models import Agency, Person, Unit
from dondoc.organisations.policies import may, require
from dondoc.organisations.queries import Membership, people_of, subtree_ids
from dondoc.tasks.models import Occurrence
from dondoc.tasks.visibility import visible_tasks


@action("evaluation.excuse")
def excuse(
    by: Person, membership: Membership, task_id: int, of: str, reason: str, *, occurrence_id: int | None = None
) -> Excuse:
    """Confirm that a delay or a returned result had an objective cause (Decree 335/2025/NĐ-CP): nothing is taken off.

    Raises NotAllowed, Refused without a reason, for an unknown task, or where the span is closed.
    """
    require(membership, EXCUSE)
    agency = agency_of(membership)
    task = visible_tasks(membership).filter(pk=task_id).first()
    if task is None or of not in ExcuseOf.values:
        raise Refused("Không tìm thấy nhiệm vụ này; hãy tải lại trang.")
    period = Occurrence.objects.filter(pk=occurrence_id, task=task).first() if occurrence_id else None
    if occurrence_id and period is None:
        raise Refused("Không tìm thấy kỳ này của nhiệm vụ; hãy tải lại trang.")
    words = reason.strip()
    if not words:
        raise Refused("Hãy ghi nguyên nhân khách quan.", "reason")
    if len(words) > 500:
        raise Refused("Nguyên nhân dài quá 500 ký tự; hãy rút gọn.", "reason")
    refuse_closed(agency, (period.due_on if period else task.due_on or task.done_on))
    row = Excuse.objects.filter(task=task, occurrence=period, of=of).first() or Excuse(
        agency=agency, task=task, occurrence=period, of=of
    )
    row.reason, row.by = words, by
    row.save()
    return row


@action("evaluation.withdraw_excuse")
def withdraw_excuse(by: Person, membership: Membership, excuse_id: int) -> None:
    """Take an objective cause back; the log keeps it. Raises NotAllowed, Refused where the span is closed."""
    require(membership, EXCUSE)
    row = Excuse.objects.select_related("task", "occurrence").filter(pk=excuse_id).first()
    if row is None or row.agency_id != agency_of(membership).pk:
        raise Refused("Không tìm thấy xác nhận này; hãy tải lại trang.")
    day = row.occurrence.due_on if row.occurrence else row.task.due_on or row.task.done_on
    refuse_closed(agency_of(membership), day)
    row.delete()


def refuse_closed(agency: Agency, day: date | None) -> None:
    """Raises Refused where the month of a day was closed: what was settled stays as it was."""
    if (
        day is not None
        and ClosedSpan.objects.filter(agency=agency, kind="month", first=Span.of("month", day).first).exists()
    ):
        raise Refused(f"Kỳ {Span.of('month', day).name} đã chốt; kết quả đã chốt được giữ nguyên.")


@action("evaluation.mark_general")
def mark_general(
    by: Person,
    membership: Membership,
    span: Span,
    points: float,
    *,
    unit_id: int | None = None,
    person_id: int | None = None,
    note: str = "",
) -> GeneralMark:
    """Give a unit or person points for the general criteria in a span: leaders and the office to all, a head to the
    people of the own unit, nobody to themselves.

    Raises NotAllowed; Refused for points out of range or a closed span.
    """
    agency = agency_of(membership)
    _require_marking(membership, unit_id, person_id)
    most = rule_at(agency, span.first).general
    if not 0 <= points <= most:
        raise Refused(f"Điểm tiêu chí chung từ 0 đến {most:g}.", "points")
    if ClosedSpan.objects.filter(agency=agency, kind=span.kind, first=span.first).exists():
        raise Refused(f"Kỳ {span.name} đã chốt; kết quả đã chốt được giữ nguyên.")
    own = {"agency": agency, "kind": span.kind, "first": span.first, "unit_id": unit_id, "person_id": person_id}
    row = GeneralMark.objects.filter(**own).first() or GeneralMark(**own)
    row.points, row.note, row.by = round(points, 2), note.strip()[:500], by
    row.save()
    return row


def _require_marking(membership: Membership, unit_id: int | None, person_id: int | None) -> None:
    agency = agency_of(membership)
    if (unit_id is None) == (person_id is None):
        raise Refused("Hãy chọn một đơn vị hoặc một người để chấm điểm.")
    if person_id == membership.person.pk:
        raise NotAllowed("Bạn không tự chấm điểm tiêu chí chung cho mình.")
    if unit_id is not None:
        inside = Unit.objects.filter(pk=unit_id).filter(pk__in=subtree_ids([agency.unit_id])).exists()
        if not (inside and may(membership, VIEW_ALL)):
            raise NotAllowed("Chỉ lãnh đạo và văn phòng được chấm điểm tiêu chí chung cho đơn vị.")
        return
    person = people_of(agency, membership.today).filter(pk=person_id).first()
    units = {post.unit_id for post in person.today_posts} if person else set()
    if person is None or not (may(membership, VIEW_ALL) or units & headed(membership)):
        raise NotAllowed("Chỉ lãnh đạo cơ quan hoặc lãnh đạo phòng của người đó được chấm điểm tiêu chí chung.")


@action("evaluation.set_formula")
def set_formula(
    by: Person, membership: Membership, valid_from: date, values: Mapping[str, Any], *, basis: str = ""
) -> Formula:
    """Count points otherwise from a day on. Closed spans keep their formula. Raises NotAllowed, Refused for numbers
    that make no formula."""
    require(membership, FORMULA)
    agency = agency_of(membership)
    rule = Rule.read(values)
    _check(rule)
    latest = ClosedSpan.objects.filter(agency=agency).order_by("-first").first()
    if latest is not None and valid_from <= latest.first:
        raise Refused("Cách tính mới phải áp dụng sau các kỳ đã chốt.", "valid_from")
    row = Formula(agency=agency, valid_from=valid_from, values=rule.stored(), basis=basis.strip()[:300], by=by)
    row.save()
    return row


def _check(rule: Rule) -> None:
    if rule.general < 0 or rule.results <= 0 or round(rule.general + rule.results, 2) != 100:
        raise Refused("Điểm tiêu chí chung và điểm kết quả phải cộng lại bằng 100.", "results")
    if not (0 <= rule.delay_cut <= 100 and 0 <= rule.review_cut <= 100):
        raise Refused("Mức trừ cho mỗi lần là từ 0 đến 100%.", "delay_cut")
    shares = (rule.quantity_share, rule.quality_share, rule.timeliness_share)
    if min(shares) < 0 or not sum(shares):
        raise Refused("Tỷ trọng số lượng, chất lượng, tiến độ không được âm và không cùng bằng 0.", "quantity_share")
    high, middle, low = rule.levels
    if not 100 >= high > middle > low >= 0:
        raise Refused("Các mức điểm phải giảm dần từ xuất sắc đến hoàn thành, ví dụ 90, 70, 50.", "levels")
    if any(value < 0 for value in rule.coefficients.values()) or not 0 <= rule.delay_days <= 366:
        raise Refused("Hệ số quy đổi và số ngày tính một lần chậm không được âm.", "coefficients")
