"""The head and the foot of a document: what a register needs (Decree 30/2020, Annex I and Annex VI)."""

from __future__ import annotations

import re

from dondoc.extraction.directive import Head, Value
from dondoc.extraction.head.issuer import issuer
from dondoc.extraction.head.number import issued_on, own_number
from dondoc.extraction.head.people import addressees, recipients, signer
from dondoc.extraction.head.subject import title
from dondoc.extraction.layout import Layout

_URGENT = {"hoa toc": "Hỏa tốc", "thuong khan": "Thượng khẩn", "khan": "Khẩn"}


def read_head(layout: Layout) -> Head:
    """All fields of the head; None or empty where the document does not say."""
    number = own_number(layout)
    named = title(layout, number.symbol.value if number.symbol else None)
    return Head(
        kind=named.kind,
        code=number.code,
        symbol=number.symbol,
        issued_on=issued_on(layout),
        issuer=issuer(layout),
        subject=named.subject,
        addressees=addressees(layout),
        signer=signer(layout),
        urgency=_urgency(layout),
        recipients=recipients(layout),
    )


def _urgency(layout: Layout) -> Value[str] | None:
    for line in layout.head:
        words = re.sub(r"\W+", " ", line.folded).strip()
        if words in _URGENT and line.upper:
            return Value(_URGENT[words], line.span, "head.urgency", 0.9)
    return None
