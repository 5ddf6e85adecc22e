"""Documents in their registers, the files they came as, and how these came."""

from dondoc.documents.models.checks import SetAside
from dondoc.documents.models.documents import (
    Attachment,
    Citation,
    Direction,
    Document,
    DocumentState,
    DocumentText,
    Issue,
    OutgoingNumber,
    PageFace,
    Party,
    Place,
    StoredFile,
)
from dondoc.documents.models.intake import Arrival, Inlet, Intake, IntakeFile, IntakeState, Same
from dondoc.documents.models.templates import LetterTemplate, TemplateKind

__all__ = [
    "Arrival",
    "Attachment",
    "Citation",
    "Direction",
    "Document",
    "DocumentState",
    "DocumentText",
    "Inlet",
    "Intake",
    "IntakeFile",
    "IntakeState",
    "Issue",
    "LetterTemplate",
    "OutgoingNumber",
    "PageFace",
    "Party",
    "Place",
    "Same",
    "SetAside",
    "StoredFile",
    "TemplateKind",
]
