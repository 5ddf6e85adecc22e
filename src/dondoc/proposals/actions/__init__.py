"""All writes of proposals, one function a use case."""

from dondoc.proposals.actions.calling import change_name, put_plan_forward, start
from dondoc.proposals.actions.deciding import accept, arrange, ask_back, edit, merge, reject
from dondoc.proposals.actions.proposing import enter, propose
from dondoc.proposals.actions.tasking import make_tasks

__all__ = [
    "accept",
    "arrange",
    "ask_back",
    "change_name",
    "edit",
    "enter",
    "make_tasks",
    "merge",
    "propose",
    "put_plan_forward",
    "reject",
    "start",
]
