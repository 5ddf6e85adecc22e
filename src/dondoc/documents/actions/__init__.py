"""All writes of documents, one function a use case."""

from dondoc.documents.actions.intake import discard_intake, receive, retry_intake
from dondoc.documents.actions.review import confirm_document, correct_document, set_citations, set_parties

__all__ = [
    "confirm_document",
    "correct_document",
    "discard_intake",
    "receive",
    "retry_intake",
    "set_citations",
    "set_parties",
]
