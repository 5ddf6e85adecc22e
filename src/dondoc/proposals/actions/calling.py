"""A call for proposals begins."""

from __future__ import annotations

from typing import Any

from dondoc.audit.errors import Refused
from dondoc.audit.recording import action
from dondoc.documents.actions.outgoing import Draft, prepare
from dondoc.documents.models import Document
from dondoc.organisations.models import Person
from dondoc.organisations.queries import Membership
from dondoc.proposals.models import Call
from dondoc.rounds import actions as rounds
from dondoc.rounds.actions.locking import in_state, locked_round
from dondoc.rounds.models import RoundKind, RoundState


@action("proposals.start")
def start(by: Person, membership: Membership, title: str, plan_name: str, **fields: Any) -> Call:
    """Begin a call for tasks of a plan; ``fields`` as for ``rounds.actions.prepare``. Raises NotAllowed, Refused."""
    asked = rounds.prepare(by, membership, RoundKind.PROPOSALS, title, **fields)
    made = Call(round=asked, plan_name=_named(plan_name))
    made.save()
    return made


@action("proposals.change")
def change_name(by: Person, membership: Membership, call_id: int, plan_name: str) -> Call:
    """How the plan is called. Raises NotAllowed, Refused."""
    found = locked_call(membership, call_id)
    found.plan_name = _named(plan_name)
    found.save()
    return found


@action("proposals.put_forward")
def put_plan_forward(
    by: Person, membership: Membership, call_id: int, draft: Draft, files: tuple[tuple[str, bytes], ...]
) -> Document:
    """Put the plan itself forward, an outgoing document that waits for its number; the tasks that are given out from
    now on are tasks of it. Raises NotAllowed; Refused where the plan was put forward already."""
    found = locked_call(membership, call_id)
    if found.plan is not None:
        state = f"có số {found.plan.code}" if found.plan.code else "được trình, đang chờ cấp số"
        raise Refused(f"Kế hoạch này đã {state}; hãy mở văn bản đó, hoặc rút dự thảo rồi trình lại.")
    found.plan = prepare(by, membership, draft, files, made_here=True)
    found.save()
    return found.plan


def locked_call(membership: Membership, call_id: int, *states: RoundState) -> Call:
    """The call with its round locked, in one of ``states`` where some are given. Raises Refused, NotAllowed."""
    found = Call.objects.filter(pk=call_id).first()
    if found is None:
        raise Refused("Không tìm thấy đợt đề xuất này; hãy quay lại danh sách.")
    found.round = locked_round(membership, found.round_id)
    if states:
        in_state(found.round, *states)
    return found


def _named(words: str) -> str:
    name = " ".join(words.split())
    if not name or len(name) > 300:
        raise Refused("Hãy ghi tên kế hoạch, ví dụ “Kế hoạch cải cách hành chính năm 2027”.", "plan_name")
    return name
