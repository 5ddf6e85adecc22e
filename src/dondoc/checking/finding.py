"""What the linter says about a document: where, what is wrong, why, and how to mend it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from enum import StrEnum

from dondoc.reading.text import Span

LONGEST_WORDS = 160


class Severity(StrEnum):
    """How much a finding matters: what cannot stand, what most likely is a fault, and what only wants a look."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"

    @property
    def label(self) -> str:
        """The Vietnamese word: "lỗi", "cảnh báo", "nhắc"."""
        return {"error": "lỗi", "warning": "cảnh báo", "note": "nhắc"}[self.value]


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding. ``span`` is [start, end) in the text as read, None where the whole document is meant; ``line`` (from
    1) is the paragraph of that text, ``page`` (from 1) is None where the format has no pages. ``words`` are the words
    found, ``message`` says what is wrong with them and ``mend`` what to do: each one Vietnamese sentence. ``basis`` is
    the decree and article.
    """

    rule: str
    severity: Severity
    message: str
    mend: str
    basis: str
    words: str = ""
    span: Span | None = None
    line: int | None = None
    page: int | None = None
    ordinal: int = 1
    """Which of several findings of one rule with the same words and message, in the order of the document."""

    @property
    def key(self) -> str:
        """A name that stays the same while the words do, wherever they move to: what a person set aside by it."""
        told = "\n".join((self.rule, self.words, self.message, str(self.ordinal)))
        return hashlib.sha256(told.encode()).hexdigest()[:20]

    @property
    def place(self) -> str:
        """ "trang 2, dòng 14", or "toàn văn bản"."""
        if self.line is None:
            return "toàn văn bản"
        return f"trang {self.page}, dòng {self.line}" if self.page else f"dòng {self.line}"
