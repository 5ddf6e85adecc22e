"""Reading a stretch of a document on its own: what a person marked."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from dondoc.extraction import extract
from dondoc.extraction.directive import Duty, Value
from dondoc.language.times import find_times
from dondoc.reading.text import Paragraph, Span, Text

RULE = "marked-by-person"


def duty_in(text: Text, span: Span, issued: str) -> Duty:
    """The duty that a marked stretch states. ``issued`` is the document's ISO date.

    The words are those marked; the other fields are what extraction reads out of the stretch alone.
    """
    marked = Value(" ".join(span.of(text.content).split()), span, RULE, 1.0)
    found = extract(cut(text, span)).duties
    duty = _moved(found[0], span.start) if found else Duty(text=marked)
    duty = replace(duty, text=marked, confidence=1.0)
    if duty.due is None:
        duty = _with_time(duty, text, span, issued)
    return duty


def cut(text: Text, span: Span) -> Text:
    """The paragraphs of a stretch as a text of their own."""
    content = span.of(text.content)
    paragraphs = [
        replace(
            paragraph,
            span=Span(
                max(paragraph.span.start, span.start) - span.start, min(paragraph.span.end, span.end) - span.start
            ),
        )
        for paragraph in text.paragraphs()
        if paragraph.span.start < span.end and paragraph.span.end > span.start
    ]
    return Text(content=content, blocks=tuple(paragraphs) or (Paragraph(Span(0, len(content))),), format=text.format)


def _with_time(duty: Duty, text: Text, span: Span, issued: str) -> Duty:
    for time in find_times(span.of(text.content), issued or None):
        if time.due is not None:
            place = Span(time.span.start + span.start, time.span.end + span.start)
            words = Value(time.text, place, time.rule, time.confidence)
            return replace(duty, time_text=words, due=Value(time.due, place, time.rule, time.confidence))
    return duty


def _moved(duty: Duty, by: int) -> Duty:
    """The duty with all its spans moved to the right."""
    changes: dict[str, Any] = {}
    for name in ("deliverable", "time_text", "due", "recipient", "via", "condition", "funds"):
        value = getattr(duty, name)
        changes[name] = _shifted(value, by) if value is not None else None
    for name in ("lead", "coordinate", "direct"):
        changes[name] = tuple(_shifted(value, by) for value in getattr(duty, name))
    return replace(duty, **changes)


def _shifted(value: Value[Any], by: int) -> Value[Any]:
    return replace(value, span=Span(value.span.start + by, value.span.end + by)) if value.span else value
