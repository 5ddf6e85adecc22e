"""All writes of tasks, one function a use case."""

from dondoc.tasks.actions.adding import add, add_typed
from dondoc.tasks.actions.confirming import Confirmed, confirm, confirm_all
from dondoc.tasks.actions.correcting import correct
from dondoc.tasks.actions.covering import cover, uncover
from dondoc.tasks.actions.difficulties import (
    answer_difficulty,
    escalate,
    pass_up,
    raise_difficulty,
    withdraw_difficulty,
)
from dondoc.tasks.actions.dismissing import dismiss, restore
from dondoc.tasks.actions.evidence import Given
from dondoc.tasks.actions.extending import ask_extension, decide_extension
from dondoc.tasks.actions.fulfilling import fulfil
from dondoc.tasks.actions.handing import delegate, follow, forward, reassign, unfollow
from dondoc.tasks.actions.leaving import hand_over, release_leavers
from dondoc.tasks.actions.progress import (
    accept,
    approve,
    cancel,
    insist,
    reopen,
    report,
    return_result,
    send_back,
    submit,
    withdraw,
)
from dondoc.tasks.actions.recurring import change_rule, end_rule, make_periods
from dondoc.tasks.actions.rescheduling import set_calendar
from dondoc.tasks.actions.succession import follow_successions
from dondoc.tasks.actions.urging import UrgingLetter, urge, urge_by_letters

__all__ = [
    "Confirmed",
    "Given",
    "UrgingLetter",
    "accept",
    "add",
    "add_typed",
    "answer_difficulty",
    "approve",
    "ask_extension",
    "cancel",
    "change_rule",
    "confirm",
    "confirm_all",
    "correct",
    "cover",
    "decide_extension",
    "delegate",
    "dismiss",
    "end_rule",
    "escalate",
    "follow",
    "follow_successions",
    "forward",
    "fulfil",
    "hand_over",
    "insist",
    "make_periods",
    "pass_up",
    "raise_difficulty",
    "reassign",
    "release_leavers",
    "reopen",
    "report",
    "restore",
    "return_result",
    "send_back",
    "set_calendar",
    "submit",
    "uncover",
    "unfollow",
    "urge",
    "urge_by_letters",
    "withdraw",
    "withdraw_difficulty",
]
