"""The log in words: who did what, and from what to what, as a person would tell it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from django.apps import apps
from django.utils import timezone

from dondoc.audit.models import Entry
from dondoc.documents.models import Citation, Direction, DocumentState, IntakeState
from dondoc.organisations.models import Person, Role, Unit, UnitKind
from dondoc.reports.models import Cadence, Heading, ObligationState, PeriodState
from dondoc.tasks.models import Part, TaskKind, TaskState
from dondoc.web.surveys.vocabulary import OWN_WORDS
from dondoc.web.vocabulary import ACTIONS, FIELDS, HIDDEN, MODELS

TOGETHER = timedelta(seconds=2)
LONG = 160
_ISO_DAY = re.compile(r"^(\d{4})-(\d{2})-(\d{2})$")
_ISO_MOMENT = re.compile(r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,6})?[+-]\d{2}:\d{2}$")
_ISO_INSIDE = re.compile(r"\b(\d{4})-(\d{2})-(\d{2})\b")
_CHOICES = {
    value: label
    for choices in (
        PeriodState,
        ObligationState,
        Cadence,
        Heading,
        TaskState,
        TaskKind,
        Part,
        DocumentState,
        IntakeState,
        Direction,
        Role,
        UnitKind,
    )
    for value, label in choices.choices
}
_CHOICE_FIELDS = {"state", "kind", "part", "direction", "role", "cadence", "heading"}


@dataclass(frozen=True, slots=True)
class Change:
    """A field's change in words; ``before`` is empty where the value is new."""

    label: str
    before: str
    after: str
    about: str = ""


@dataclass(slots=True)
class Event:
    """One thing that somebody did; parts of one act stand together."""

    at: datetime
    actor: str
    sentence: str
    behalf: str = ""
    note: str = ""
    label: str = ""
    model: str = ""
    subject: tuple[str, str] = ("", "")
    changes: list[Change] = field(default_factory=list)


def told(entries: Iterable[Entry]) -> list[Event]:
    """Events in the order of the entries. Two queries more at most, for the names of units and people."""
    entries = list(entries)
    names = _names(entries)
    events: list[Event] = []
    last: Entry | None = None
    for entry in entries:
        if last is None or not _together(last, entry):
            events.append(_event(entry))
        _merge(events[-1].changes, _changes(entry, names))
        last = entry
    return events


def _merge(changes: list[Change], more: list[Change]) -> None:
    """Add changes; what was taken away and what came under the same name become one step from old to new."""
    for change in more:
        if change in changes:
            continue
        at = next((i for i, old in enumerate(changes) if _completes(old, change)), None)
        if at is None:
            changes.append(change)
        else:
            old = changes[at]
            changes[at] = Change(change.label, old.before or change.before, old.after or change.after)


def _completes(old: Change, new: Change) -> bool:
    return old.label == new.label and bool(old.before) != bool(new.before) and bool(old.after) != bool(new.after)


def _together(one: Entry, other: Entry) -> bool:
    same = (one.action, one.actor_id, one.subject_model, one.subject_id) == (
        other.action,
        other.actor_id,
        other.subject_model,
        other.subject_id,
    )
    return same and abs(one.at - other.at) <= TOGETHER


def _event(entry: Entry) -> Event:
    return Event(
        entry.at,
        entry.actor_name,
        _deed(entry),
        str(entry.behalf) if entry.behalf_id else "",
        entry.note,
        _ISO_INSIDE.sub(r"\3/\2/\1", entry.label) if entry.model == entry.subject_model else "",
        MODELS.get(entry.subject_model, ""),
        (entry.subject_model, entry.subject_id),
    )


def _deed(entry: Entry) -> str:
    if entry.action == "document.register" and entry.subject_model == "tasks.task":
        return "đã đọc văn bản và đề xuất nhiệm vụ này"
    return ACTIONS.get(entry.action, "đã cập nhật")


def _changes(entry: Entry, names: dict[str, dict[int, str]]) -> list[Change]:
    found = []
    fresh = all(pair[0] is None for pair in entry.changes.values())
    if fresh and entry.model != entry.subject_model:
        return [_part(entry, "", entry.label)]
    if "" in entry.changes:
        before, after = entry.changes[""]
        return [_part(entry, str(before or ""), str(after or ""))]
    if fresh:
        return []
    for name, pair in entry.changes.items():
        if name in HIDDEN:
            continue
        label = _label(entry.model, name)
        if not label:
            continue
        before, after = (labelled(entry.model, name, value) for value in pair)
        found.append(Change(label, in_words(name, before, names), in_words(name, after, names)))
    return found


def _label(model: str, name: str) -> str:
    """What a changed field is called; empty for one that is not told."""
    if model in OWN_WORDS and name not in OWN_WORDS[model]:
        return name
    return FIELDS.get(f"{model}.{name}") or FIELDS.get(name, "")


def labelled(model: str, name: str, value: Any) -> Any:
    """A value of a field with choices by its label, else as it is; choices of two models may share a value."""
    choices = _choices_of(model).get(name)
    return choices.get(value, value) if choices and isinstance(value, str) else value


@cache
def _choices_of(model: str) -> dict[str, dict[str, str]]:
    try:
        fields = apps.get_model(model)._meta.concrete_fields
    except LookupError:
        return {}
    return {field.attname: dict(field.flatchoices) for field in fields if field.choices}


def _part(entry: Entry, before: str, after: str) -> Change:
    """A part that came or went; the name of an assignment says itself what it is ("Chủ trì: Văn phòng Sở")."""
    label = MODELS.get(entry.model, "")
    if entry.model == "tasks.assignment":
        label, _, name = (before or after).partition(": ")
        before, after = (name, "") if before else ("", name)
    return Change(label, before, after)


def in_words(name: str, value: Any, names: dict[str, dict[int, str]]) -> str:
    """A logged value as a person reads it."""
    if value in (None, ""):
        return ""
    if isinstance(value, bool):
        return "có" if value else "không"
    if name in names and isinstance(value, int):
        return names[name].get(value, str(value))
    words = str(value)
    if name in _CHOICE_FIELDS:
        return _CHOICES.get(words, words)
    day = _ISO_DAY.match(words)
    if day:
        return f"{day[3]}/{day[2]}/{day[1]}"
    if _ISO_MOMENT.match(words):
        return f"{timezone.localtime(datetime.fromisoformat(words)):%H:%M %d/%m/%Y}"
    return words if len(words) <= LONG else words[: LONG - 1] + "…"


def _names(entries: list[Entry]) -> dict[str, dict[int, str]]:
    units: set[int] = set()
    people: set[int] = set()
    for entry in entries:
        for name, pair in entry.changes.items():
            ids = {value for value in pair if isinstance(value, int) and not isinstance(value, bool)}
            if name in ("unit_id", "issuer_id", "parent_id"):
                units |= ids
            elif name in ("person_id", "confirmed_by_id", "signer_id"):
                people |= ids
    unit_names = dict(Unit.objects.filter(pk__in=units).values_list("pk", "name")) if units else {}
    person_names = dict(Person.objects.filter(pk__in=people).values_list("pk", "full_name")) if people else {}
    return {
        "unit_id": unit_names,
        "issuer_id": unit_names,
        "parent_id": unit_names,
        "person_id": person_names,
        "confirmed_by_id": person_names,
        "signer_id": person_names,
    }


RELATIONS = {"mentions": "nhắc đến"}


def relation_words(citation: Citation) -> str:
    """How a document stands to one that it names."""
    from_rule = {
        "basis": "căn cứ",
        "implements": "thực hiện",
        "amends": "sửa đổi",
        "replaces": "thay thế",
        "attached": "kèm theo",
        "answers": "trả lời",
    }
    return (RELATIONS | from_rule).get(citation.relation, "nhắc đến")
