"""The round that an address names, and the document that a person names."""

from __future__ import annotations

from django.http import Http404, HttpRequest

from dondoc.audit.errors import Refused
from dondoc.documents.models import Document
from dondoc.documents.queries import visible_documents
from dondoc.rounds.models import Round
from dondoc.rounds.queries import visible_rounds


def find(request: HttpRequest, round_id: int, kind: str = "") -> Round:
    """A round that the member works on. Raises Http404, whether there is none or it is of others."""
    found = visible_rounds(request.membership, kind).filter(pk=round_id).first()
    if found is None:
        raise Http404
    return found


def document_coded(request: HttpRequest, code: str) -> Document:
    """The newest document of the register with a number, as the member sees it. Raises Refused."""
    rows = visible_documents(request.membership).select_related("text").filter(code__iexact=code.strip())
    found = rows.order_by("-id").first()
    if found is None:
        raise Refused(f"Trong sổ chưa có văn bản số “{code.strip()}”; hãy để trống hoặc ghi đúng số, ký hiệu.")
    return found
