"""What becomes of opinions: adopted or explained, several at once."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils import timezone

from dondoc.audit.errors import Refused
from dondoc.audit.recording import action
from dondoc.consultations.actions.answering import asked_draft
from dondoc.consultations.actions.locking import locked
from dondoc.consultations.models import Opinion, Provision, Treatment
from dondoc.organisations.models import Person
from dondoc.organisations.queries import Membership


@action("consultation.treat")
def treat(
    by: Person,
    membership: Membership,
    consultation_id: int,
    opinion_ids: Iterable[int],
    treatment: str,
    *,
    response: str,
) -> list[Opinion]:
    """Adopt or explain these opinions in the same words; "pending" takes a treatment back.

    Raises NotAllowed, Refused where one is not of this consultation, or an explanation has no words.
    """
    found = locked(membership, consultation_id)
    if treatment not in Treatment.values:
        raise Refused("Hãy chọn tiếp thu, tiếp thu một phần hoặc giải trình.", "treatment")
    response = response.strip()[:20_000]
    if treatment in (Treatment.EXPLAINED, Treatment.PARTLY) and not response:
        raise Refused("Hãy ghi nội dung giải trình.", "response")
    ids = set(opinion_ids)
    rows = list(Opinion.objects.filter(consultation=found, pk__in=ids).select_related("addressee__round"))
    if not rows or len(rows) != len(ids):
        raise Refused("Hãy chọn ít nhất một ý kiến của đợt này rồi xử lý; nếu vừa có thay đổi, hãy tải lại trang.")
    pending = treatment == Treatment.PENDING
    for row in rows:
        row.treatment, row.response = treatment, "" if pending else response
        row.decided_by, row.decided_at = (None, None) if pending else (by, timezone.now())
        row.version += 1
    Opinion.objects.bulk_update(rows, ["treatment", "response", "decided_by", "decided_at", "version"], batch_size=500)
    return rows


@action("consultation.move")
def move(
    by: Person, membership: Membership, consultation_id: int, opinion_ids: Iterable[int], provision_id: int | None
) -> int:
    """Put opinions on another piece (None: the whole draft). Raises NotAllowed, Refused."""
    found = locked(membership, consultation_id)
    if provision_id is not None:
        pieces = Provision.objects.filter(draft=asked_draft(found), level__gt=0)
        if not pieces.filter(pk=provision_id).exists():
            raise Refused("Mục này không thuộc dự thảo đang lấy ý kiến; hãy chọn lại.")
    rows = Opinion.objects.filter(consultation=found, pk__in=list(opinion_ids)).select_related("addressee__round")
    return rows.update(provision=provision_id)
