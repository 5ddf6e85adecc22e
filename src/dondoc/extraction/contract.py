"""The JSON contract of ``dondoc read --json`` (docs/reading-json.md): a ``Directive`` as plain values."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from dondoc.extraction.directive import Citation, Directive, Duty, Head
from dondoc.reading.text import Span


def contract(directive: Directive, file: str) -> dict[str, Any]:
    """One object a file. ``spans`` are [start, end) in the text as read; ``rules`` name what found each value."""
    return {
        "file": file,
        "document": document(directive.head),
        "citations": [citation.code.value for citation in directive.citations],
        "tasks": [task(duty) for duty in directive.duties],
        "citation_details": [_citation(citation) for citation in directive.citations],
    }


def document(head: Head) -> dict[str, Any]:
    """The head: the contract's keys first, what else was read behind them."""
    signer = head.signer.value if head.signer else None
    single = {
        "kind": head.kind,
        "code": head.code,
        "symbol": head.symbol,
        "issued_on": head.issued_on,
        "issuer": head.issuer,
        "subject": head.subject,
    }
    return {
        **{name: value.value if value else None for name, value in single.items()},
        "addressees": [value.value for value in head.addressees],
        "signer": {"name": signer.name, "title": signer.title, "capacity": signer.capacity} if signer else None,
        "urgency": head.urgency.value if head.urgency else None,
        "recipients": [value.value for value in head.recipients],
        "spans": _spans({**single, "signer": head.signer, "addressees": head.addressees}),
        "rules": _rules({**single, "signer": head.signer, "addressees": head.addressees}),
        "confidence": _confidences({**single, "signer": head.signer, "addressees": head.addressees}),
    }


def task(duty: Duty) -> dict[str, Any]:
    """A duty: the contract's keys first, then recipient, via, condition and funds, then spans, rules and confidence."""
    single = {
        "text": duty.text,
        "deliverable": duty.deliverable,
        "time_text": duty.time_text,
        "due": duty.due,
        "recipient": duty.recipient,
        "via": duty.via,
        "condition": duty.condition,
        "funds": duty.funds,
    }
    many = {"lead": duty.lead, "coordinate": duty.coordinate, "direct": duty.direct}
    return {
        "clause": duty.clause,
        "kind": str(duty.kind),
        "text": duty.text.value,
        "lead": [value.value for value in duty.lead],
        "coordinate": [value.value for value in duty.coordinate],
        "direct": [value.value for value in duty.direct],
        **{name: value.value if value else None for name, value in single.items() if name != "text"},
        "spans": _spans({**single, **many}),
        "rules": _rules({**single, **many}),
        "confidence": round(duty.confidence, 2),
        "confidences": _confidences({**single, **many}),
    }


def _citation(citation: Citation) -> dict[str, Any]:
    return {
        "code": citation.code.value,
        "issued_on": citation.issued_on,
        "issuer": citation.issuer,
        "relation": citation.relation,
        "span": _pair(citation.code.span),
    }


def _pair(span: Span | None) -> list[int] | None:
    return [span.start, span.end] if span else None


def _spans(values: dict[str, Any]) -> dict[str, Any]:
    return {name: _shown(value, lambda v: _pair(v.span)) for name, value in values.items() if value}


def _rules(values: dict[str, Any]) -> dict[str, Any]:
    return {name: _shown(value, lambda v: v.rule) for name, value in values.items() if value}


def _confidences(values: dict[str, Any]) -> dict[str, Any]:
    return {name: _shown(value, lambda v: round(v.confidence, 2)) for name, value in values.items() if value}


def _shown(value: Any, of: Any) -> Any:
    return [of(one) for one in value] if isinstance(value, Iterable) else of(value)
