"""All writes of notices and of where they go, one function a use case."""

from dondoc.notices.actions.addresses import (
    PERSONAL_SERVICES,
    add_address,
    add_webhook,
    remove_address,
    remove_webhook,
    send_again,
)
from dondoc.notices.actions.own import choose_digest, end_feed, make_feed, mark_all_read, mark_read
from dondoc.notices.actions.plans import set_reminders

__all__ = [
    "PERSONAL_SERVICES",
    "add_address",
    "add_webhook",
    "choose_digest",
    "end_feed",
    "make_feed",
    "mark_all_read",
    "mark_read",
    "remove_address",
    "remove_webhook",
    "send_again",
    "set_reminders",
]
