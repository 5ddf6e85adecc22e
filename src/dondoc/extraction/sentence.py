"""One sentence → its duties: parts at semicolons, each with a subject of its own or the one that governs it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import chain

from dondoc.extraction import sentence_words as cues
from dondoc.extraction.asides import in_brackets
from dondoc.extraction.blockers import Mode, is_tail, no_duty
from dondoc.extraction.directive import Candidate
from dondoc.extraction.duty import Draft, Row, When
from dondoc.extraction.listing import NAMING
from dondoc.extraction.names import merged
from dondoc.extraction.opening import Opening, Reader
from dondoc.extraction.parts import Nesting, parts, trim
from dondoc.extraction.scope import Found, Scope
from dondoc.extraction.when import Clock, chosen, governs_item
from dondoc.extraction.words import DUTIFUL_HEAD
from dondoc.language.times import Strength
from dondoc.reading.text import Span

_COLON = re.compile(r":\s+")

ANAPHORS = frozenset(
    {"trung tâm", "sở", "ban", "phòng", "chi cục", "cục", "công ty", "trường", "viện", "văn phòng", "hội"}
)


@dataclass(slots=True)
class SentenceReader:
    """Reads one sentence into ``found``.

    ``governing`` are the partners that hold up to the full stop; ``held`` is where a condition, and ``joined`` where
    a subject began that the next part completes.
    """

    reader: Reader
    clock: Clock
    scope: Scope
    found: Found
    sentence: Span
    clause: str | None
    governing: Row = ()
    held: int | None = None
    joined: int | None = None
    first: int = 0
    cued: bool = False

    def read(self) -> None:
        """Adds the sentence's duties to ``found``."""
        self.first = len(self.found.drafts)
        for part in parts(self.reader.content, self.sentence):
            self._part(part)

    @property
    def _follows(self) -> bool:
        return len(self.found.drafts) > self.first

    def _part(self, part: Span) -> None:
        words = self.reader.folded[part.start : part.end]
        if self._follows and self._listing(Span(self.found.drafts[-1].span.start, part.start)):
            self._extend(part)
            return
        if not self._follows and cues.LISTING.search(self.reader.folded, self.sentence.start, part.start):
            self._lose(part, "list")
            return
        if self._follows and (is_tail(words) or self._addresses(words) or cues.FINISHES.match(words)):
            self._extend(part)
            return
        if rule := "tail.purpose" if is_tail(words) else no_duty(words):
            self._lose(part, rule)
            return
        whens = self.clock.within(part)
        if self._follows and governs_item(words, whens, part.start):
            spread(self.found.drafts, chosen(whens))
            return
        self._opened(part, words, whens)

    def _addresses(self, words: str) -> bool:
        """ "… góp ý dự thảo; gửi về Sở trước ngày …": where the opinion goes is no duty of its own."""
        last = self.found.drafts[-1].span
        return bool(cues.SENT.match(words) and cues.OPINION.search(self.reader.folded, last.start, last.end))

    def _opened(self, part: Span, words: str, whens: list[When]) -> None:
        whole = Span(self.joined if self.joined is not None else part.start, part.end)
        opening = self.reader.open(whole)
        self.joined = None
        if not opening.lead and (told := in_brackets(self.reader, trim(self.reader.content, part))):
            opening = Opening(part.start, told.lead, told.partners, told.governs, True, rule="lead.in-brackets")
        condition = bool(cues.CONDITION.match(words))
        if condition and (not opening.verb or not opening.lead):
            if self._tells(words):
                opening = Opening(part.start, opening.lead, opening.partners, verb=True, rule="duty.condition")
            elif not opening.verb:
                self.held = part.start if self.held is None else self.held
                return
        if ((opening.bare and opening.lead) or self._partners_only(opening, part)) and part.end < self.sentence.end:
            self.joined = whole.start
        elif not opening.verb:
            self._no_verb(part, opening)
        elif rule := self._no_duty(opening, part) or self._barred(opening, condition):
            self._lose(part, rule)
            self.found.lead = opening.lead or self.found.lead
        else:
            self._add(whole, opening, whens, condition)

    def _no_duty(self, opening: Opening, part: Span) -> str | None:
        """The rule that bars the words; that somebody sets up a body is a mere decision only where nobody is named."""
        rule = no_duty(self.reader.folded[opening.start : part.end])
        named = opening.lead or self.found.lead
        return None if named and rule == "decision.set-up" else rule

    def _partners_only(self, opening: Opening, part: Span) -> bool:
        """ "Phối hợp với các sở, ngành;": a list of partners that the semicolon cuts."""
        last = max((v.span.end for v in opening.partners if v.span), default=-1)
        return last == part.end and bool(
            re.match(r"\W*(?:chu tri,? )?phoi hop", self.reader.folded[part.start : part.end])
        )

    def _no_verb(self, part: Span, opening: Opening) -> None:
        if self._follows and DUTIFUL_HEAD.match(self.reader.folded, part.start, part.end):
            self._add(
                part, Opening(part.start, verb=True, rule="duty.adverb"), self.clock.within(part), condition=False
            )
        elif self._follows:
            self._extend(part)
        elif opening.lead:
            self.cued = self.cued or opening.cue
            self.found.lead = opening.lead
            self.found.partners = opening.partners if opening.governs else ()
        elif self.scope.charged and self.scope.mode is Mode.OPEN and self._listed(part):
            whole = Opening(part.start, verb=True, rule="duty.listed")
            self._add(part, whole, self.clock.within(part), condition=False)
        else:
            self._lose(part, "no main verb")

    def _listed(self, part: Span) -> bool:
        """Whether an item whose verb nobody knows states a duty: it begins like one."""
        return self.reader.content[part.start].isupper() and self.reader.says(part.start, part.end)

    def _add(self, whole: Span, opening: Opening, whens: list[When], condition: bool) -> None:
        start = opening.start
        if self.held is not None:
            start, whole, condition = self.held, Span(self.held, whole.end), True
        self.held = None
        self.found.cued = self.found.cued or opening.cue
        if self._carries_out(whole, opening):
            return
        self._govern(opening)
        self.found.drafts.append(
            Draft(
                span=trim(self.reader.content, Span(start, whole.end)),
                clause=self.clause,
                lead=self.found.lead,
                coordinate=merged(opening.partners, self._governing(start), self.found.partners),
                whens=(self._acts(whole) if len(whens) > 1 else [])
                or chosen(self._whens(self._said(whens or self._behind(opening), Span(start, whole.end)), whole)),
                condition=whole if condition else None,
                rule=opening.rule,
                named=bool(opening.lead),
                whole=whole,
            )
        )

    def _behind(self, opening: Opening) -> list[When]:
        end = self.reader.verb_end(opening.start)
        return self.clock.behind(end, self.sentence) if end else []

    def _carries_out(self, whole: Span, opening: Opening) -> bool:
        """ "… Giao Phòng A phối hợp với Phòng B thực hiện.": says who does what the item has said before."""
        last = opening.lead[-1].span if opening.lead else None
        above = [draft for draft in self.found.drafts[: self.first] if not draft.named]
        if not (opening.cue and last and above) or not cues.CARRY_OUT.match(self.reader.folded, last.end, whole.end):
            return False
        for draft in above:
            draft.lead, draft.coordinate, draft.named = opening.lead, merged(opening.partners, draft.coordinate), True
        self.found.lead = opening.lead
        return True

    def _govern(self, opening: Opening) -> None:
        """A subject, and partners up to the full stop, for this part and those behind it."""
        if opening.lead:
            self.found.lead, self.found.partners, self.governing = self._full(opening.lead), (), ()
        elif self._follows and self.reader.content[opening.start : opening.start + 1].isupper():
            self.governing = ()
        if opening.governs and opening.partners:
            self.governing = opening.partners

    def _governing(self, start: int) -> Row:
        """Whom the subject directs takes no part in its own report, nor in what it does with others."""
        if cues.REPORTS.match(self.reader.folded, start) or cues.JOINS.match(self.reader.folded, start):
            return tuple(value for value in self.governing if value.rule != "coordinate.directs")
        return self.governing

    def _full(self, lead: Row) -> Row:
        """A type word alone ("giao Trung tâm …") means the body of that type that governs from above."""
        above = self.scope.lead if len(self.scope.lead) == 1 else self.found.lead
        if self.found.lead and self._anaphor(lead, self.found.lead):
            return self.found.lead
        if len(lead) != 1 or len(above) != 1 or lead[0].value.casefold() not in ANAPHORS:
            return lead
        if above[0].value.casefold().startswith(lead[0].value.casefold() + " "):
            return above
        return lead

    def _anaphor(self, lead: Row, named: Row) -> bool:
        """ "Trung tâm" alone behind "Trung tâm Xúc tiến du lịch …; ": the one just named."""
        if len(lead) != 1 or len(named) != 1 or lead[0].value.casefold() not in ANAPHORS:
            return False
        return named[0].value.casefold().startswith(lead[0].value.casefold() + " ")

    def _said(self, whens: list[When], span: Span) -> list[When]:
        """The part's times, or the periods before its verb where no last day is said."""
        leading = self.clock.leading(span)
        strong = any(when.time.strength is Strength.STRONG and when.time.due for when in whens)
        return leading if leading and (len(leading) > 1 or not strong) else whens

    def _whens(self, whens: list[When], whole: Span) -> list[When]:
        noted = self.clock.noted(whole)
        whens = self._own(whens, whole)
        return noted if noted and not any(w.time.due for w in whens if w.time.due != "on-demand") else whens

    def _acts(self, whole: Span) -> list[When]:
        """The times of two acts that stand in one part: "sơ kết vào tháng 7/2027, tổng kết trước ngày 20/12/2027"."""
        second = cues.TWO_ACTS.search(self.reader.folded, whole.start, whole.end)
        if second is None:
            return []
        whens = [when for when in self.clock.within(whole) if when.time.due]
        one = [when for when in whens if second.start() < when.span.start < second.start("second")]
        other = [when for when in whens if when.span.start > second.start("second")]
        return [one[-1], other[0]] if one and other and one[-1].time.due != other[0].time.due else []

    def _own(self, whens: list[When], whole: Span) -> list[When]:
        """The times of the duty itself, without those of what somebody else does with it: "… để Sở A tổng hợp, báo cáo
        trước ngày X"."""
        if len(whens) < 2:
            return whens
        for purpose in cues.PURPOSE.finditer(self.reader.folded, whole.start, whole.end):
            before = [when for when in whens if when.span.end <= purpose.start()]
            if any(when.time.due for when in before):
                return before
        return whens

    def _barred(self, opening: Opening, condition: bool) -> str | None:
        """Why a duty does not count here: sections of aims, and of frames where nobody is named."""
        mode, scope = self.scope.mode, self.scope
        if mode is Mode.SHUT:
            return "section"
        if mode is Mode.OPEN and not scope.intro:
            return None
        if scope.intro and cues.BARE.match(self.reader.folded, opening.start):
            return "closing.carry-out"
        charged = opening.cue or self.cued or condition or self._follows
        close = (scope.intro and not scope.closing) or mode is Mode.CUED
        named = charged or (bool(opening.lead) and (not close or (self.found.cued and mode is Mode.OPEN)))
        return None if named else "nobody is named"

    def _listing(self, before: Span) -> bool:
        """Whether the sentence has already opened a list with ":"."""
        words = self.reader.folded[before.start : before.end]
        nested = Nesting(words)
        if any(m.end() - 1 not in nested for m in cues.LISTING.finditer(words)):
            return True
        colons = (m for m in _COLON.finditer(words) if m.start() not in nested and not NAMING.search(words[: m.end()]))
        return any(not self.reader.duty_at(before.start + colon.end(), before.end) for colon in colons)

    def _tells(self, words: str) -> bool:
        """A condition that says to report: "trường hợp khó khăn, vướng mắc kịp thời báo cáo …"."""
        trouble = cues.TROUBLE.search(words)
        return bool(trouble and cues.TELLS.search(words, trouble.end()))

    def _extend(self, part: Span) -> None:
        """Words that belong to the duty before them."""
        draft = self.found.drafts[-1]
        draft.span = trim(self.reader.content, Span(draft.span.start, part.end))
        draft.whole = Span(draft.whole.start if draft.whole else draft.span.start, part.end)
        draft.whens = chosen(list(chain(draft.whens, self.clock.within(part))))

    def _lose(self, part: Span, rule: str) -> None:
        self.found.lost.append(Candidate("duty", part, rule))


def spread(drafts: list[Draft], whens: list[When]) -> None:
    """A time for all duties of an item that have none of their own."""
    for draft in drafts:
        if not any(w.time.strength is Strength.STRONG or not w.time.due for w in draft.whens):
            draft.whens = list(whens)
