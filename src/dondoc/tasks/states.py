"""The state machine of a task, in one table: from where, to where, who may, and what must be given.

``tasks.steps`` answers from it what a member may do now; the actions move tasks by it; nothing else sets a state.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from dondoc.tasks.models import OPEN_STATES, TaskState

S = TaskState


class Actor(StrEnum):
    """What somebody is to a task (``tasks.relations`` finds out)."""

    CONFIRMER = "Người được xác nhận nhiệm vụ"
    ASSIGNER = "Người giao"
    FOLLOWER = "Đầu mối theo dõi"
    HEAD = "Lãnh đạo đơn vị chủ trì"
    PERFORMER = "Người thực hiện"
    MEMBER = "Người của đơn vị chủ trì"
    VIEWER = "Người xem được nhiệm vụ"


class Need(StrEnum):
    """What a step asks for, with the words of its field."""

    REASON = "Lý do"
    NOTE = "Nội dung"
    PERCENT = "Tỷ lệ hoàn thành (%)"
    FILES = "Tệp, liên kết minh chứng"
    DAY = "Ngày"
    UNIT = "Đơn vị"
    PEOPLE = "Người thực hiện"
    TEXT = "Nội dung việc"
    GRANTED = "Đồng ý hay không"
    RULE = "Chu kỳ mới"


@dataclass(frozen=True, slots=True)
class Transition:
    """One step. ``target`` is None where the state stays. ``needs`` must be given, ``takes`` may be.

    ``logs`` is the name of the action under which the step stands in the log; ``danger`` asks the page to confirm.
    """

    name: str
    label: str
    sources: tuple[TaskState, ...]
    target: TaskState | None
    who: frozenset[Actor]
    logs: str
    needs: tuple[Need, ...] = ()
    takes: tuple[Need, ...] = ()
    danger: bool = False


_OWNERS = frozenset({Actor.ASSIGNER, Actor.FOLLOWER})
_DOERS = frozenset({Actor.HEAD, Actor.PERFORMER, Actor.MEMBER})
_AT_WORK = (S.ASSIGNED, S.ACCEPTED, S.IN_PROGRESS, S.RETURNED)

TABLE: tuple[Transition, ...] = (
    Transition("confirm", "Xác nhận", (S.PROPOSED,), S.ASSIGNED, frozenset({Actor.CONFIRMER}), "task.confirm"),
    Transition(
        "dismiss", "Không phải nhiệm vụ", (S.PROPOSED,), S.DISMISSED, frozenset({Actor.CONFIRMER}), "task.dismiss"
    ),
    Transition("restore", "Khôi phục", (S.DISMISSED,), S.PROPOSED, frozenset({Actor.CONFIRMER}), "task.restore"),
    Transition(
        "accept", "Tiếp nhận", (S.ASSIGNED,), S.ACCEPTED, frozenset({Actor.HEAD, Actor.PERFORMER}), "task.accept"
    ),
    Transition(
        "send_back",
        "Trả lại (không đúng đơn vị)",
        (S.ASSIGNED,),
        S.SENT_BACK,
        frozenset({Actor.HEAD}),
        "task.send_back",
        needs=(Need.REASON,),
    ),
    Transition(
        "insist",
        "Giữ nguyên phân công",
        (S.SENT_BACK,),
        S.ASSIGNED,
        frozenset({Actor.ASSIGNER}),
        "task.insist",
        needs=(Need.REASON,),
    ),
    Transition(
        "delegate",
        "Giao người thực hiện",
        _AT_WORK,
        None,
        frozenset({Actor.HEAD}),
        "task.delegate",
        needs=(Need.PEOPLE,),
        takes=(Need.NOTE,),
    ),
    Transition(
        "forward",
        "Chuyển xuống",
        _AT_WORK,
        None,
        frozenset({Actor.HEAD}),
        "task.forward",
        needs=(Need.UNIT,),
        takes=(Need.TEXT, Need.DAY),
    ),
    Transition(
        "report",
        "Cập nhật tiến độ",
        _AT_WORK,
        S.IN_PROGRESS,
        _DOERS,
        "task.report",
        takes=(Need.PERCENT, Need.NOTE, Need.FILES),
    ),
    Transition(
        "submit",
        "Báo cáo kết quả",
        _AT_WORK,
        S.SUBMITTED,
        _DOERS,
        "task.submit",
        needs=(Need.NOTE,),
        takes=(Need.FILES,),
    ),
    Transition("withdraw", "Rút lại kết quả", (S.SUBMITTED,), S.IN_PROGRESS, _DOERS, "task.withdraw"),
    Transition("approve", "Nghiệm thu", (S.SUBMITTED,), S.DONE, _OWNERS, "task.approve", takes=(Need.NOTE,)),
    Transition(
        "return",
        "Trả lại kết quả",
        (S.SUBMITTED,),
        S.RETURNED,
        _OWNERS,
        "task.return",
        needs=(Need.REASON,),
    ),
    Transition(
        "ask_extension",
        "Xin gia hạn",
        _AT_WORK,
        None,
        _DOERS,
        "task.ask_extension",
        needs=(Need.DAY, Need.REASON),
    ),
    Transition(
        "decide_extension",
        "Quyết định gia hạn",
        OPEN_STATES,
        None,
        frozenset({Actor.ASSIGNER}),
        "task.decide_extension",
        needs=(Need.GRANTED,),
        takes=(Need.DAY, Need.NOTE),
    ),
    Transition(
        "raise_difficulty",
        "Báo khó khăn, vướng mắc",
        _AT_WORK,
        None,
        _DOERS,
        "difficulty.raise",
        needs=(Need.NOTE,),
    ),
    Transition(
        "reassign",
        "Chuyển đơn vị khác",
        (*_AT_WORK, S.SENT_BACK),
        S.ASSIGNED,
        frozenset({Actor.ASSIGNER}),
        "task.reassign",
        needs=(Need.UNIT, Need.REASON),
    ),
    Transition(
        "change_rule",
        "Đổi chu kỳ",
        _AT_WORK,
        None,
        frozenset({Actor.ASSIGNER}),
        "task.change_rule",
        needs=(Need.RULE, Need.DAY),
    ),
    Transition(
        "end_rule",
        "Kết thúc chu kỳ",
        _AT_WORK,
        None,
        frozenset({Actor.ASSIGNER}),
        "task.end_rule",
        needs=(Need.DAY,),
    ),
    Transition("urge", "Đôn đốc", OPEN_STATES, None, _OWNERS, "task.urge", takes=(Need.NOTE,)),
    Transition(
        "cancel",
        "Hủy nhiệm vụ",
        OPEN_STATES,
        S.CANCELLED,
        frozenset({Actor.ASSIGNER}),
        "task.cancel",
        needs=(Need.REASON,),
        danger=True,
    ),
    Transition(
        "reopen",
        "Mở lại",
        (S.DONE, S.CANCELLED),
        S.IN_PROGRESS,
        frozenset({Actor.ASSIGNER}),
        "task.reopen",
        needs=(Need.REASON,),
    ),
    Transition("follow", "Theo dõi", OPEN_STATES, None, frozenset({Actor.VIEWER}), "task.follow"),
    Transition("unfollow", "Thôi theo dõi", tuple(S), None, frozenset({Actor.VIEWER}), "task.unfollow"),
)

TRANSITIONS = {transition.name: transition for transition in TABLE}

FOR_COLLECTIVES = frozenset({"confirm", "dismiss", "restore", "urge", "cancel", "follow", "unfollow"})
"""What can be done with the parent of a collective task; the work itself is done on its children."""
