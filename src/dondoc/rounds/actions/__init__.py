"""All writes of rounds, one function a use case."""

from dondoc.rounds.actions.addressees import add_body, add_groups, remove_addressees, set_email
from dondoc.rounds.actions.answering import lock_answer, mark_seen, record_by_hand, return_answer, settle
from dondoc.rounds.actions.chasing import chase, chase_step
from dondoc.rounds.actions.letters import LetterGiven, ask_by_letter, chase_by_letter
from dondoc.rounds.actions.links import make_links, revoke_link, use_link
from dondoc.rounds.actions.rounds import change, close_round, open_round, prepare, put_off, reopen_round

__all__ = [
    "LetterGiven",
    "add_body",
    "add_groups",
    "ask_by_letter",
    "change",
    "chase",
    "chase_by_letter",
    "chase_step",
    "close_round",
    "lock_answer",
    "make_links",
    "mark_seen",
    "open_round",
    "prepare",
    "put_off",
    "record_by_hand",
    "remove_addressees",
    "reopen_round",
    "return_answer",
    "revoke_link",
    "set_email",
    "settle",
    "use_link",
]
