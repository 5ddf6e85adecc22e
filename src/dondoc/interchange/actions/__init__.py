"""All writes about edXML messages, one function a use case."""

from dondoc.interchange.actions.receiving import receive_status, refuse_document, reply_to_recall, take_due
from dondoc.interchange.actions.sending import mark_fetched, send_document, set_organ

__all__ = [
    "mark_fetched",
    "receive_status",
    "refuse_document",
    "reply_to_recall",
    "send_document",
    "set_organ",
    "take_due",
]
