"""Cues of role: what a column's head or a field line's label announces, and the words in a sentence that give a role."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

import regex

from dondoc.language.cue_rules import LABELS, SENTENCE
from dondoc.language.folding import fold, spelling
from dondoc.language.lexicon import words_in
from dondoc.language.rules import Grammar
from dondoc.language.spans import Span


class Role(StrEnum):
    """What a column or field line holds."""

    SEQ = "seq"
    TASK = "task"
    LEAD = "lead"
    PARTNER = "partner"
    DIRECTOR = "director"
    TIME = "time"
    PRODUCT = "product"
    RECIPIENT = "recipient"
    FUNDS = "funds"
    APPROVER = "approver"
    BASIS = "basis"
    METRIC = "metric"
    STATUS = "status"
    ISSUE = "issue"
    NOTE = "note"


class CueKind(StrEnum):
    """What words in a sentence do: "X chủ trì, phối hợp với Y" (LEADS_WITH), "chủ trì, phối hợp Y" (LEADS_AND), "chủ trì",
    "phối hợp với", "Giao / Đề nghị X" (ASSIGNS), "có trách nhiệm", "gửi về", "qua", "nếu có"."""

    LEADS_WITH = "leads-with"
    LEADS_AND = "leads-and"
    LEADS = "leads"
    WITH = "with"
    ASSIGNS = "assigns"
    RESPONSIBLE = "responsible"
    RECIPIENT = "recipient"
    VIA = "via"
    CONDITION = "condition"


@dataclass(frozen=True, slots=True)
class Label:
    """A field line's label: ``span`` with its colon, ``value`` where the words behind it begin."""

    span: Span
    role: Role
    value: int


@dataclass(frozen=True, slots=True)
class Cue:
    span: Span
    kind: CueKind
    rule: str


_LABELS = tuple((rule, regex.compile(rule.pattern)) for rule in LABELS)
_CUES = Grammar(SENTENCE, {})
_LINE = re.compile(
    r"[ \n\t]*(?:[-+–•*][ ]*|\d{1,2}[.)][ ]*|[a-zđ][.)][ ]*)?(?P<label>[^\W\d_][^:;.\n\t]{1,60}?)[ ]*:[ \n]*"
)
_NOISE = re.compile(r"\([^)]*\)|[\n\t]+")
_FIELD_ROLES = frozenset(
    (Role.LEAD, Role.PARTNER, Role.DIRECTOR, Role.TIME, Role.PRODUCT, Role.FUNDS, Role.APPROVER, Role.RECIPIENT)
)
_LONGEST_LABEL = 9
_ONE_SYLLABLE = {"giao": "giao", "qua": "qua", "neu": "nếu"}


def header_role(cell: str) -> Role | None:
    """What a table column holds by its head ("Cơ quan chủ trì", "Thời hạn hoàn thành (dự kiến)"); None where unknown."""
    words = " ".join(fold(_NOISE.sub(" ", cell)).split()).strip(" .:*-/")
    if not words or len(words) > 90:
        return None
    return next((Role(rule.normaliser) for rule, pattern in _LABELS if pattern.search(words)), None)


def field_label(text: str, pos: int = 0) -> Label | None:
    """The label of a field line that begins at ``pos`` ("- Cơ quan chủ trì: …", "Thời gian hoàn thành: …"); None where the
    line has no label or one that announces no field of a task."""
    line = _LINE.match(text, pos)
    if line is None or len(line["label"].split()) > _LONGEST_LABEL:
        return None
    role = header_role(line["label"])
    if role not in _FIELD_ROLES or role is None:
        return None
    return Label(Span(line.start("label"), line.end()), role, line.end())


def sentence_cues(text: str) -> list[Cue]:
    """All cues of role in NFC text, in reading order, none overlapping."""
    hits = _CUES.scan(words_in(text))
    return [Cue(h.span, CueKind(h.rule.normaliser), h.rule.id) for h in hits if _has_marks(h.span.of(text))]


def _has_marks(words: str) -> bool:
    """A cue of one syllable must have its marks: "Giao" is a cue, "Giáo" is not."""
    meant = _ONE_SYLLABLE.get(fold(words))
    return meant is None or words.isupper() or spelling(words.lower()) == meant
