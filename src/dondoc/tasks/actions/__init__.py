"""All writes of tasks, one function a use case."""

from dondoc.tasks.actions.adding import add, add_typed
from dondoc.tasks.actions.confirming import Confirmed, confirm, confirm_all
from dondoc.tasks.actions.correcting import correct
from dondoc.tasks.actions.dismissing import dismiss, restore
from dondoc.tasks.actions.evidence import Given
from dondoc.tasks.actions.extending import ask_extension, decide_extension
from dondoc.tasks.actions.handing import delegate, follow, forward, reassign, unfollow
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
    urge,
    withdraw,
)
from dondoc.tasks.actions.recurring import change_rule, end_rule, make_periods

__all__ = [
    "Confirmed",
    "Given",
    "accept",
    "add",
    "add_typed",
    "approve",
    "ask_extension",
    "cancel",
    "change_rule",
    "confirm",
    "confirm_all",
    "correct",
    "decide_extension",
    "delegate",
    "dismiss",
    "end_rule",
    "follow",
    "forward",
    "insist",
    "make_periods",
    "reassign",
    "reopen",
    "report",
    "restore",
    "return_result",
    "send_back",
    "submit",
    "unfollow",
    "urge",
    "withdraw",
]
