"""Documents that cite one another, written past the actions."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from dondoc.documents.actions.linking import link
from dondoc.documents.keys import code_key, split_code
from dondoc.documents.models import Citation, Document
from tests.organisation import Office


def paper(office: Office, code: str, *cites: tuple[str, str, Document | None], by: str = "clerk", **values: Any):
    """A document that names others: (code, relation, the document that is meant)."""
    document = Document(agency=office.agency, code=code, registered_by=office.people[by], provenance={}, **values)
    document.number, document.symbol = split_code(code)
    link(document)
    QuerySet(Document).bulk_create([document])
    for start, (cited, relation, target) in enumerate(cites):
        row = Citation(document=document, code=cited, folded=code_key(cited), relation=relation, start=start)
        row.target = target
        QuerySet(Citation).bulk_create([row])
    return document
