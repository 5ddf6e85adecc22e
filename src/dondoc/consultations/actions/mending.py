"""The cut of the draft, mended by a person before anybody is asked."""

from __future__ import annotations

from collections.abc import Iterable

from dondoc.audit.errors import Refused
from dondoc.audit.recording import action
from dondoc.consultations.actions.locking import locked
from dondoc.consultations.models import Provision
from dondoc.organisations.models import Person
from dondoc.organisations.queries import Membership
from dondoc.rounds.models import RoundState


@action("consultation.merge")
def merge(by: Person, membership: Membership, consultation_id: int, provision_ids: Iterable[int]) -> Provision:
    """Make neighbouring pieces one: the first takes the words of the others. Raises NotAllowed, Refused."""
    rows = _pieces(membership, consultation_id)
    wanted = set(provision_ids)
    chosen = [row for row in rows if row.pk in wanted]
    if len(chosen) < 2 or len(chosen) != len(wanted):
        raise Refused("Hãy chọn ít nhất hai mục để gộp.")
    places = [rows.index(row) for row in chosen]
    if places != list(range(places[0], places[-1] + 1)):
        raise Refused("Chỉ gộp được các mục liền nhau; hãy chọn lại.")
    first, *others = chosen
    first.text = "\n".join(row.text for row in chosen if row.text)
    first.level = max(first.level, 1)
    first.save()
    for row in others:
        row.delete()
    return first


@action("consultation.split")
def split(by: Person, membership: Membership, provision_id: int, before: str) -> Provision:
    """Cut a piece in two: the new one begins with the line ``before``. Raises NotAllowed, Refused where the piece has
    no such line, or it is its first."""
    row, rows = _of(membership, provision_id)
    lines = row.text.split("\n")
    at = next((at for at, line in enumerate(lines) if at and line.strip() == before.strip()), None)
    if at is None or not before.strip():
        raise Refused("Hãy chọn một dòng từ dòng thứ hai của mục để tách.")
    for later in reversed([other for other in rows if other.order > row.order]):
        later.order += 1
        later.save()
    rest = "\n".join(lines[at:])
    row.text = "\n".join(lines[:at]).strip()
    row.save()
    known = {other.key for other in rows}
    key = next(f"{row.key[:50]}~{n}" for n in range(2, 1000) if f"{row.key[:50]}~{n}" not in known)
    label = f"{row.label} (phần {key.rsplit('~', 1)[1]})"[:120]
    made = Provision(draft=row.draft, order=row.order + 1, key=key, label=label, text=rest, level=row.level)
    made.save()
    return made


@action("consultation.rename")
def rename(by: Person, membership: Membership, provision_id: int, label: str, title: str) -> Provision:
    """How a piece is called. Raises NotAllowed, Refused."""
    row, _ = _of(membership, provision_id)
    label, title = " ".join(label.split()), " ".join(title.split())
    if not label or len(label) > 120 or len(title) > 300:
        raise Refused("Hãy ghi ký hiệu mục (ví dụ “Khoản 2 Điều 5”), tối đa 120 ký tự; tên tối đa 300 ký tự.")
    row.label, row.title = label, title
    row.save()
    return row


def _pieces(membership: Membership, consultation_id: int) -> list[Provision]:
    found = locked(membership, consultation_id, RoundState.PREPARING)
    return list(Provision.objects.filter(draft__consultation=found).select_related("draft__consultation__round"))


def _of(membership: Membership, provision_id: int) -> tuple[Provision, list[Provision]]:
    consultation_id = Provision.objects.filter(pk=provision_id).values_list("draft__consultation", flat=True).first()
    if consultation_id is None:
        raise Refused("Không tìm thấy mục này; hãy tải lại trang.")
    rows = _pieces(membership, consultation_id)
    return next(row for row in rows if row.pk == provision_id), rows
