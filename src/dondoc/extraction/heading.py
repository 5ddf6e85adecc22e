"""A heading as a subject: "1. Sở Du lịch" above dashes, "7. Trách nhiệm của các sở"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from dondoc.extraction import subject_words, words
from dondoc.extraction.directive import Value
from dondoc.extraction.names import NO_TAIL, Names
from dondoc.extraction.opening import Opening, Reader, Row
from dondoc.language.verbs import begins_with_verb
from dondoc.reading.text import Span


@dataclass(frozen=True, slots=True)
class HeadingReader:
    """Reads the headings of one document."""

    reader: Reader

    def read(self, span: Span) -> Opening:
        """A heading as a subject: "1. Sở Du lịch", "7. Trách nhiệm của các sở"; empty where it is no name alone."""
        at = self.reader.past(words.TASK_OF, span.start, span.end)
        at = self.reader.past(words.CUE, at, span.end)
        names = self.reader.names.at(at, span.end, "lead.heading")
        if not names:
            return self._plural(at, span.end) or Opening(span.start)
        if re.fullmatch(r"[\W_]*", self.reader.content[names.end : span.end]):
            return Opening(names.end, names.values, bare=True, rule="lead.heading")
        if rest := self._rest(names, span.end):
            return rest
        last = names.values[-1].span
        many = bool(last and subject_words.MANY.match(self.reader.folded, last.start))
        if last and self._tails(names.end, span.end, many=many):
            whole = Span(last.start, span.end)
            named = Value(" ".join(self.reader.content[whole.start : whole.end].split()), whole, "lead.heading", 0.8)
            return Opening(span.end, (*names.values[:-1], named), bare=True, rule="lead.heading")
        if at > span.start or words.LEAD_WITH.search(self.reader.folded, names.end, span.end):
            return self.reader.after_subject(names, span.end, False, "lead.heading") or Opening(span.start)
        return Opening(span.start)

    def _rest(self, names: Names, end: int) -> Opening | None:
        """A heading that is one name, the last words of which are not known: "Cục Quản lý lao động ngoài nước:"."""
        last = names.values[-1].span
        rest = subject_words.REST.fullmatch(self.reader.content, names.end, end) or subject_words.REST.match(
            self.reader.content, names.end, end
        )
        if rest is None or last is None or self.reader.content[last.start : last.start + 1].islower():
            return None
        if NO_TAIL.match(self.reader.folded, rest.start() + 1, end):
            return None
        if self.reader.content[rest.end() : end].strip(" :.") or not rest.group().split()[0].islower():
            return None
        for at in re.finditer(" ", rest.group()):
            hit = begins_with_verb(self.reader.content, names.end + at.end())
            if hit is not None and (" " in hit.verb or at.start() == 0):
                return None
        named = self._widened(names, rest.end(), "lead.heading")
        return Opening(end, named, bare=True, rule="lead.heading")

    def _widened(self, names: Names, end: int, rule: str) -> Row:
        """The names with the last one up to ``end``."""
        last = names.values[-1].span
        begin = last.start if last else names.end
        whole = Value(" ".join(self.reader.content[begin:end].split()), Span(begin, end), rule, 0.75)
        return (*names.values[:-1], whole)

    def _tails(self, at: int, end: int, *, many: bool = False) -> bool:
        """Whether a heading goes on with nothing but words that narrow its last name."""
        if subject_words.RELATIVE.fullmatch(self.reader.folded, at, end):
            return True
        if many and subject_words.DESCRIBED.fullmatch(self.reader.folded, at, end):
            return True
        if NO_TAIL.match(self.reader.folded, at + 1, end):
            return False
        if not subject_words.SHORT_TAIL.fullmatch(self.reader.folded, at, end):
            return False
        return not any(
            self.reader.main_verb(at + blank.end(), end) for blank in re.finditer(" ", self.reader.folded[at:end])
        )

    def _plural(self, at: int, end: int) -> Opening | None:
        """A heading like "Các chủ rừng", which only its plural shows to be a name."""
        if not subject_words.PLURAL.fullmatch(self.reader.folded, at, end) or not self._tails(at + 3, end):
            return None
        span = Span(at, end)
        lead = Value(" ".join(self.reader.content[at:end].split()), span, "lead.group", 0.65)
        return Opening(end, (lead,), bare=True, rule="lead.group")
