"""All writes of consultations, one function a use case."""

from dondoc.consultations.actions.answering import answer, answer_by_excel
from dondoc.consultations.actions.drafting import add_draft, change_name, start
from dondoc.consultations.actions.letters import (
    ConfirmedRow,
    confirm_letter,
    discard_letter,
    receive_document,
    receive_letter,
    receive_text,
)
from dondoc.consultations.actions.mending import merge, rename, split
from dondoc.consultations.actions.treating import move, treat

__all__ = [
    "ConfirmedRow",
    "add_draft",
    "answer",
    "answer_by_excel",
    "change_name",
    "confirm_letter",
    "discard_letter",
    "merge",
    "move",
    "receive_document",
    "receive_letter",
    "receive_text",
    "rename",
    "split",
    "start",
    "treat",
]
