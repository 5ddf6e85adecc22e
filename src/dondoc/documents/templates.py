"""Letters in the agency's own layout: the template that it keeps for their type, or ours."""

from __future__ import annotations

import io

from dondoc.audit.errors import Refused
from dondoc.documents import store
from dondoc.documents.models import LetterTemplate
from dondoc.organisations.models import Agency
from dondoc.writing.letter import Letter
from dondoc.writing.word import docx_bytes
from dondoc.writing.word.template import fill

GONE = "Không thấy tệp mẫu {kind} của cơ quan trong kho; hãy tải mẫu lên lại ở trang Mẫu văn bản."


def kept_template(agency: Agency, kind: str) -> LetterTemplate | None:
    """The template that the agency keeps for documents of this type. One query."""
    return LetterTemplate.objects.filter(agency=agency, kind=kind).select_related("file", "by").first()


def template_bytes(kept: LetterTemplate) -> bytes:
    """The file of a template. Raises Refused where it is gone from the store."""
    try:
        return store.load(kept.file.sha256)
    except FileNotFoundError as error:
        raise Refused(GONE.format(kind=kept.kind)) from error


def letter_bytes(agency: Agency, letter: Letter) -> bytes:
    """The letter as a Word file, in the template that the agency keeps for its type, else in our layout.

    Raises WritingError as ``fill`` and ``docx_bytes`` do, Refused where the kept file is gone.
    """
    kept = kept_template(agency, letter.kind)
    if kept is None:
        return docx_bytes(letter)
    out = io.BytesIO()
    fill(template_bytes(kept), letter, out)
    return out.getvalue()
