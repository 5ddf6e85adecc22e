"""All writes of training, one function a use case."""

from dondoc.training.actions.attending import attend, check_in
from dondoc.training.actions.courses import add_session, change_course, drop_session, make_course, set_quota, set_state
from dondoc.training.actions.participants import ask_nominations, remove_participant, set_results, take_nominations

__all__ = [
    "add_session",
    "ask_nominations",
    "attend",
    "change_course",
    "check_in",
    "drop_session",
    "make_course",
    "remove_participant",
    "set_quota",
    "set_results",
    "set_state",
    "take_nominations",
]
