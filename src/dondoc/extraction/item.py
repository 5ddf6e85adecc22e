"""One paragraph → the duties that it states, and what it passes down to its sub-items."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from dondoc.extraction.asides import in_brackets, tells_past
from dondoc.extraction.blockers import no_duty
from dondoc.extraction.clauses import Clause
from dondoc.extraction.directive import Candidate
from dondoc.extraction.heading import HeadingReader
from dondoc.extraction.opening import Opening, Reader, Row
from dondoc.extraction.parts import sentences, trim
from dondoc.extraction.scope import Found, Scope
from dondoc.extraction.sentence import SentenceReader, spread
from dondoc.extraction.when import Clock, chosen, closing_time, governs_item
from dondoc.extraction.words import AIMS
from dondoc.language.cues import cue
from dondoc.reading.text import Span

WHOLE = frozenset({"past.told", "closing.force", "closing.thanks", "closing.contact", "meeting.attend"})
"""Rules that block a sentence with all its parts."""

_FRAMES = cue(
    "frame.says",
    re.compile(
        r"\W*(?:da )?(?:ket luan|co y kien|thong nhat|thong bao|ban hanh|phat bieu|to chuc|trien khai|xay dung|cu the"
        r"|chi dao nhu)\b"
    ),
    finds=(
        "[[có ý kiến]] như sau:",
        "[[ban hành]] Kế hoạch như sau:",
    ),
    leaves=("rà soát hồ sơ như sau:",),
)
_INTRODUCES = cue(
    "frame.introduces",
    re.compile(
        r"(?:^|, )[^,;]{3,100}\s(?:ban hanh|ket luan|co y kien|thong bao|bao cao|huong dan|quyet nghi|quyet dinh"
        r"|trinh bay)\b[^;:]{0,200}:\W*$"
    ),
    finds=("Thực hiện Kế hoạch số 12[[, Sở Y tế ban hành hướng dẫn như sau:]]",),
    leaves=("Sở Y tế giao các phòng:",),
    anywhere=True,
)
_CHARGES = cue(
    "frame.charges",
    re.compile(r"\b(?:yeu cau|de nghi|giao|phan cong|chi dao|kinh mong)\b"),
    finds=(
        "UBND tỉnh [[yêu cầu]] các xã:",
        "[[giao]] các phòng:",
    ),
    leaves=("Sở ban hành Kế hoạch:",),
    anywhere=True,
)
"""What the issuer says of itself in a sentence that only frames the items below."""


@dataclass(frozen=True, slots=True)
class ItemReader:
    """Reads the paragraphs of one document."""

    reader: Reader
    clock: Clock

    def read(self, clause: Clause, scope: Scope, *, opener: bool) -> Found:
        """``opener`` says that a final sentence with ":" opens sub-items that are duties themselves."""
        found = Found(lead=scope.lead, partners=scope.partners)
        content = self.reader.content
        stretches = list(sentences(content, self.reader.folded, clause.span))
        for index, sentence in enumerate(stretches):
            last = index == len(stretches) - 1
            if last and opener and content[sentence.start : sentence.end].endswith(":"):
                self._opens(sentence, found)
            else:
                own = scope if index == 0 or not scope.charged else replace(scope, charged=False)
                self._sentence(sentence, clause.path, own, found)
        return found

    def _opens(self, sentence: Span, found: Found) -> None:
        """A sentence that only opens sub-items: its subject, partners and time pass down to them."""
        opening = HeadingReader(self.reader).read(trim(self.reader.content, sentence))
        if not opening.lead:
            opening = self.reader.open(sentence)
        found.opened = True
        named = opening.lead[-1].span.end if opening.lead and opening.lead[-1].span else sentence.end
        framed = any(_FRAMES.match(self.reader.folded, at, sentence.end) for at in (opening.start, named))
        if opening.lead and not opening.cue and framed:
            return
        if opening.lead:
            found.lead, found.partners = opening.lead, ()
        if opening.governs or opening.partners:
            found.partners = self._beyond(opening, sentence)
        found.whens = chosen(self.clock.firm(sentence))

    def _beyond(self, opening: Opening, sentence: Span) -> Row:
        """The partners of an opener, without those that only its purpose or basis names before who is charged."""
        if not AIMS.match(self.reader.folded, sentence.start, sentence.end):
            return opening.partners
        named = max((value.span.end for value in opening.lead if value.span), default=sentence.end)
        return tuple(value for value in opening.partners if value.span and value.span.start >= named)

    def _sentence(self, sentence: Span, path: str | None, scope: Scope, found: Found) -> None:
        words = self.reader.folded[sentence.start : sentence.end]
        whens = self.clock.within(sentence)
        if closing_time(words, whens):
            found.closing, found.closed = chosen(whens), sentence
            return
        if governs_item(words, whens, sentence.start) and (found.drafts or not scope.intro):
            spread(found.drafts, chosen(whens))
            return
        rule = "frame" if scope.intro and self._frames(sentence) else no_duty(words)
        if rule is None and tells_past(self.reader, sentence):
            rule = "past.told"
        if rule == "decision.set-up" and (found.lead or in_brackets(self.reader, trim(self.reader.content, sentence))):
            rule = None
        if rule and (rule in WHOLE or ";" not in words):
            self._blocked(sentence, rule, found)
            return
        SentenceReader(self.reader, self.clock, scope, found, sentence, path).read()

    def _frames(self, sentence: Span) -> bool:
        """ "…, Sở A ban hành Kế hoạch như sau:": what is said of the issuer before its items."""
        if self.reader.content[sentence.end - 1] != ":":
            return False
        words = self.reader.folded[sentence.start : sentence.end]
        if _INTRODUCES.search(words) and not _CHARGES.search(words):
            return True
        named = [value.span.end for value in self.reader.open(sentence).lead if value.span]
        return bool(named) and _FRAMES.match(self.reader.folded, named[-1], sentence.end) is not None

    def _blocked(self, sentence: Span, rule: str, found: Found) -> None:
        """A sentence that lays no duty may still name who the next one is for."""
        opening = self.reader.open(sentence)
        if opening.lead:
            found.lead, found.partners = opening.lead, ()
        found.lost.append(Candidate("duty", sentence, rule))
