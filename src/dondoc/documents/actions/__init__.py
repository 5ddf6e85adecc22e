"""All writes of documents, one function a use case."""

from dondoc.documents.actions.checks import set_aside, take_back
from dondoc.documents.actions.citing import refuse_citation, settle_citation
from dondoc.documents.actions.intake import answer_intake, discard_intake, receive, receive_together, retry_intake
from dondoc.documents.actions.numbering import reserve_number, void_number
from dondoc.documents.actions.outgoing import Draft, add_file, issue, mark_sent, prepare, withdraw_draft
from dondoc.documents.actions.reading import read_issued
from dondoc.documents.actions.rereading import choose_main, place_file
from dondoc.documents.actions.review import confirm_document, correct_document, set_citations, set_parties
from dondoc.documents.actions.templates import drop_template, keep_template

__all__ = [
    "Draft",
    "add_file",
    "answer_intake",
    "choose_main",
    "confirm_document",
    "correct_document",
    "discard_intake",
    "drop_template",
    "issue",
    "keep_template",
    "mark_sent",
    "place_file",
    "prepare",
    "read_issued",
    "receive",
    "receive_together",
    "refuse_citation",
    "reserve_number",
    "retry_intake",
    "set_aside",
    "set_citations",
    "set_parties",
    "settle_citation",
    "take_back",
    "void_number",
    "withdraw_draft",
]
