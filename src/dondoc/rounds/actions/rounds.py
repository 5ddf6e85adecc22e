"""The life of a round: prepared, opened, put off, closed."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils import timezone

from dondoc.audit.errors import Refused
from dondoc.audit.recording import action
from dondoc.documents.models import Document
from dondoc.documents.queries import visible_documents
from dondoc.organisations.models import Person
from dondoc.organisations.queries import Membership
from dondoc.rounds.actions.links import link_mailed
from dondoc.rounds.actions.locking import in_state, locked_round, put
from dondoc.rounds.kinds import tell
from dondoc.rounds.models import Addressee, Round, RoundKind, RoundState, Silence
from dondoc.rounds.policies import require_open, require_prepare
from dondoc.tasks.calendars import calendar_of

LONGEST_NOTE = 5000
FARTHEST_STEP = 60
FIELDS = ("title", "note", "contact", "silence", "silence_basis", "chasing", "due_on", "letter_id")


@action("round.prepare")
def prepare(by: Person, membership: Membership, kind: str, title: str, **fields: Any) -> Round:
    """Begin a round that nobody sees yet but who runs it. ``fields`` as for ``change``; ``unit_id`` is one of the
    member's units (default: the first). Raises NotAllowed, Refused."""
    agency = require_prepare(membership)
    if kind not in RoundKind.values:
        raise Refused("Hãy chọn loại đợt.")
    own = [grant.unit_id for grant in membership.posts if grant.unit_id in membership.unit_ids]
    unit_id = fields.pop("unit_id", None) or own[0]
    if unit_id not in own:
        raise Refused("Hãy chọn đơn vị chủ trì là đơn vị của bạn.", "unit")
    asked = Round(agency=agency, unit_id=unit_id, kind=kind, made_by=by)
    _fill(membership, asked, {"title": title, **fields})
    asked.save()
    return asked


@action("round.change")
def change(by: Person, membership: Membership, round_id: int, version: int | None = None, **fields: Any) -> Round:
    """Set some of ``FIELDS``. ``due_on`` moves to a working day; once the round is open only ``put_off`` changes it,
    and what silence means stays as addressees were told. Raises NotAllowed, Refused, Stale."""
    asked = locked_round(membership, round_id, version)
    in_state(asked, RoundState.PREPARING, RoundState.OPEN)
    fixed = {"due_on", "silence", "silence_basis"} & set(fields)
    if asked.state == RoundState.OPEN and any(fields[name] != getattr(asked, name) for name in fixed):
        raise Refused("Đợt đã mở: thời hạn chỉ đổi bằng gia hạn, cách hiểu khi không trả lời không đổi được nữa.")
    _fill(membership, asked, fields)
    return put(asked)


def _fill(membership: Membership, asked: Round, fields: dict[str, Any]) -> None:
    unknown = set(fields) - set(FIELDS)
    if unknown:
        raise TypeError(f"no such fields of a round: {unknown}")
    for name, value in fields.items():
        setattr(asked, name, value.strip() if isinstance(value, str) else value)
    asked.title = " ".join(asked.title.split())
    if not asked.title:
        raise Refused("Hãy ghi tên đợt, ví dụ “Lấy ý kiến dự thảo Quy chế …”.", "title")
    if len(asked.title) > 300 or len(asked.note) > LONGEST_NOTE or len(asked.contact) > 300:
        raise Refused("Tên đợt và đầu mối liên hệ tối đa 300 ký tự, lời gửi tối đa 5.000 ký tự; hãy rút gọn.")
    if asked.silence not in Silence.values:
        raise Refused("Hãy chọn cách hiểu khi nơi nhận không trả lời.", "silence")
    asked.silence_basis = asked.silence_basis[:300]
    asked.chasing = checked_chasing(asked.chasing)
    if "due_on" in fields and asked.due_on is not None:
        asked.due_on = calendar_of(asked.agency).roll_forward(asked.due_on)
    if fields.get("letter_id") is not None:
        asked.letter = _letter(membership, fields["letter_id"])


def _letter(membership: Membership, document_id: int) -> Document:
    found = visible_documents(membership).filter(pk=document_id).first()
    if found is None:
        raise Refused("Không tìm thấy văn bản này trong sổ của cơ quan; hãy chọn lại.", "letter")
    return found


def checked_chasing(plan: Any) -> dict[str, Any]:
    """A plan of chasing as it is kept. Raises Refused for what is no plan."""
    try:
        before = sorted({int(day) for day in plan["before"]}, reverse=True)
        every = int(plan["every"])
    except (TypeError, KeyError, ValueError):
        raise Refused("Các mốc đôn đốc phải là số ngày, ví dụ 3, 1.", "chasing") from None
    if any(not 0 < day <= FARTHEST_STEP for day in before) or not 0 <= every <= FARTHEST_STEP:
        raise Refused(f"Các mốc đôn đốc phải từ 1 đến {FARTHEST_STEP} ngày.", "chasing")
    return {"before": before, "on_day": bool(plan.get("on_day")), "every": every}


@action("round.open")
def open_round(by: Person, membership: Membership, round_id: int, version: int | None = None) -> Round:
    """Ask: from now on addressees see the round and may answer.

    Raises NotAllowed, Refused where nobody is asked, the day due is missing or past, silence should mean consent
    without a basis, or the kind lacks something; Stale.
    """
    require_open(membership)
    asked = in_state(locked_round(membership, round_id, version), RoundState.PREPARING)
    return begin(asked, by, membership.today)


def begin(asked: Round, by: Person | None, today: date) -> Round:
    """Open a locked round; ``by`` is None where the program does so. Runs inside of an action. Raises Refused."""
    if asked.due_on is None or asked.due_on < today:
        raise Refused("Hãy đặt thời hạn trả lời từ hôm nay trở đi rồi mở đợt.", "due_on")
    if asked.silence == Silence.AGREES and not asked.silence_basis:
        raise Refused("Hãy ghi căn cứ để coi việc không trả lời là thống nhất.", "silence_basis")
    if not Addressee.objects.filter(round=asked).exists():
        raise Refused("Chưa có nơi nhận nào; hãy thêm nơi nhận rồi mở đợt.")
    tell("ready", asked)
    asked.state, asked.opened_by, asked.opened_at = RoundState.OPEN, by, timezone.now()
    asked.first_due_on, asked.chased_on = asked.due_on, today
    put(asked)
    link_mailed(asked, by)
    tell("opened", asked)
    return asked


@action("round.put_off")
def put_off(by: Person, membership: Membership, round_id: int, due_on: date, version: int | None = None) -> Round:
    """Give everybody until a later day; it moves to a working day. Raises NotAllowed, Refused, Stale."""
    require_open(membership)
    asked = in_state(locked_round(membership, round_id, version), RoundState.OPEN)
    day = calendar_of(asked.agency).roll_forward(due_on)
    if day < membership.today or (asked.due_on is not None and day <= asked.due_on):
        raise Refused("Thời hạn mới phải sau thời hạn đang đặt và không trước hôm nay.", "due_on")
    asked.due_on = day
    return put(asked)


@action("round.close")
def close_round(by: Person, membership: Membership, round_id: int, version: int | None = None) -> Round:
    """Take no more answers. Raises NotAllowed, Refused where it is not open, Stale."""
    require_open(membership)
    asked = in_state(locked_round(membership, round_id, version), RoundState.OPEN)
    asked.state, asked.closed_by, asked.closed_at = RoundState.CLOSED, by, timezone.now()
    put(asked)
    tell("closed", asked)
    return asked


@action("round.reopen")
def reopen_round(by: Person, membership: Membership, round_id: int, version: int | None = None) -> Round:
    """Take answers again. Raises NotAllowed, Refused where it is not closed, Stale."""
    require_open(membership)
    asked = in_state(locked_round(membership, round_id, version), RoundState.CLOSED)
    asked.state, asked.closed_by, asked.closed_at = RoundState.OPEN, None, None
    asked.chased_on = membership.today
    return put(asked)
