"""Somebody asks that a point of their own evaluation be looked at again; who may change it answers."""

from __future__ import annotations

from django.db.models import Q
from django.utils import timezone

from dondoc.audit.errors import NotAllowed, Refused
from dondoc.audit.recording import action
from dondoc.documents.policies import agency_of
from dondoc.evaluation.actions.marking import excuse, mark_general
from dondoc.evaluation.gathering import Whose
from dondoc.evaluation.models import Appeal, AppealOf, AppealState, ClosedSpan, Excuse
from dondoc.evaluation.policies import VIEW_OWN, answers_any, may_answer
from dondoc.evaluation.sheets import sheet_of_person
from dondoc.evaluation.spans import Span
from dondoc.organisations.models import Agency, Person
from dondoc.organisations.policies import require
from dondoc.organisations.queries import Membership, people_of
from dondoc.tasks.models import NOBODY, Credit, Occurrence, Task

LONGEST = 2000
GONE = "Không tìm thấy đề nghị này, hoặc đề nghị đã được trả lời; hãy tải lại trang."


@action("evaluation.appeal")
def appeal(
    by: Person,
    membership: Membership,
    span: Span,
    of: str,
    text: str,
    *,
    task_id: int | None = None,
    occurrence_id: int | None = None,
) -> Appeal:
    """Ask that the points of one's own product (``task_id``), or one's general points, be looked at again.

    Raises NotAllowed; Refused without a reason, where the span is closed, nothing was taken off there, or the same was
    asked and is not answered yet.
    """
    require(membership, VIEW_OWN)
    agency = Agency.objects.select_for_update().get(pk=agency_of(membership).pk)
    if of not in AppealOf.values:
        raise Refused("Hãy chọn điểm cần xem lại.", "of")
    words = _said(text, "Hãy ghi lý do đề nghị xem lại.", "text")
    _refuse_settled(agency, span)
    whose = sheet_of_person(agency, by, span, membership.today).whose
    task, period = _product(agency, span, of, (task_id, occurrence_id), whose)
    own = {"agency": agency, "kind": span.kind, "first": span.first, "person": by, "of": of}
    row = Appeal(**own, task=task, occurrence=period, text=words)
    if Appeal.objects.filter(**own, task=task, occurrence=period, state=AppealState.OPEN).exists():
        raise Refused("Bạn đã đề nghị xem lại điểm này và chưa được trả lời; hãy chờ trả lời, hoặc rút đề nghị cũ.")
    row.save()
    return row


def _said(text: str, sentence: str, field: str) -> str:
    words = text.strip()
    if not words:
        raise Refused(sentence, field)
    if len(words) > LONGEST:
        raise Refused(f"Nội dung dài quá {LONGEST} ký tự; hãy rút gọn.", field)
    return words


def _refuse_settled(agency: Agency, span: Span) -> None:
    if ClosedSpan.objects.filter(agency=agency, kind=span.kind, first=span.first).exists():
        raise Refused(f"Kỳ {span.name} đã chốt; kết quả đã chốt được giữ nguyên.")


def _product(
    agency: Agency, span: Span, of: str, key: tuple[int | None, int | None], whose: Whose
) -> tuple[Task | None, Occurrence | None]:
    """The task and period of a product that is theirs and of which something was taken off there."""
    if of == AppealOf.GENERAL:
        return None, None
    task_id, period = key
    own = Q(unit__in=list(whose.units), person=NOBODY) | Q(person__in=list(whose.people), unit=NOBODY)
    found = Credit.objects.filter(own, agency=agency, load=False, task=task_id, period=period or 0)
    found = found.filter(day__gte=span.first, day__lte=span.last, done=True)
    less = found.filter(late__gt=0) if of == AppealOf.DELAY else found.filter(returns__gt=0)
    if not less.exists() or Excuse.objects.filter(task=task_id, occurrence=period, of=of).exists():
        raise Refused("Sản phẩm này không bị trừ điểm ở mục đó; hãy tải lại trang rồi chọn lại.")
    return Task.objects.get(pk=task_id), Occurrence.objects.get(pk=period) if period else None


@action("evaluation.withdraw_appeal")
def withdraw_appeal(by: Person, membership: Membership, appeal_id: int) -> Appeal:
    """Take one's own appeal back before it is answered. Raises Refused."""
    require(membership, VIEW_OWN)
    row = _open(membership, appeal_id)
    if row.person_id != by.pk:
        raise NotAllowed("Chỉ người đề nghị được rút đề nghị.")
    row.state = AppealState.WITHDRAWN
    row.save()
    return row


@action("evaluation.answer_appeal")
def answer_appeal(
    by: Person, membership: Membership, appeal_id: int, granted: bool, answer: str, *, points: float | None = None
) -> Appeal:
    """Answer an appeal. Granted, the points change in the same transaction: an objective cause in the words of the
    answer, or new general ``points``.

    Raises NotAllowed, Refused without words, without points where these are granted, or for a closed span.
    """
    if not answers_any(membership):
        raise NotAllowed("Chỉ lãnh đạo và văn phòng được trả lời đề nghị xem lại điểm.")
    row, agency = _open(membership, appeal_id), agency_of(membership)
    person = people_of(agency, membership.today).filter(pk=row.person_id).first()
    units = frozenset(post.unit_id for post in person.today_posts) if person else frozenset()
    if not may_answer(membership, row.of, row.person_id, units):
        raise NotAllowed(
            "Chỉ người được sửa điểm này mới trả lời được đề nghị, và không ai tự trả lời đề nghị của mình."
        )
    words = _said(answer, "Hãy ghi nội dung trả lời.", "answer")
    span = Span(row.kind, row.first)
    _refuse_settled(agency, span)
    if granted and row.of == AppealOf.GENERAL:
        if points is None:
            raise Refused("Hãy ghi điểm tiêu chí chung sau khi xem lại.", "points")
        mark_general(by, membership, span, points, person_id=row.person_id, note=words[:500])
    elif granted:
        assert row.task_id is not None
        excuse(by, membership, row.task_id, row.of, words[:500], occurrence_id=row.occurrence_id)
    row.state = AppealState.GRANTED if granted else AppealState.KEPT
    row.answer, row.answered_by, row.answered_at = words, by, timezone.now()
    row.save()
    return row


def _open(membership: Membership, appeal_id: int) -> Appeal:
    rows = Appeal.objects.select_for_update().filter(agency=agency_of(membership), state=AppealState.OPEN)
    row = rows.filter(pk=appeal_id).first()
    if row is None:
        raise Refused(GONE)
    return row
