"""How a part of a sentence opens: who is charged, with whom, and where the words of the duty begin."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from dondoc.extraction import subject_words, words
from dondoc.extraction.directive import Value
from dondoc.extraction.names import NameReader, Names, merged
from dondoc.extraction.narrowing import main_verb_behind
from dondoc.language.bodies import body_at
from dondoc.language.verbs import begins_with_verb
from dondoc.reading.text import Span

Row = tuple[Value[str], ...]
LONGEST_TOPIC = 64
"""Characters up to the colon behind words that only name a topic."""

LONGEST_MANY = 90
_PUNCTUATION = re.compile(r"[:,]?\s*")


@dataclass(slots=True)
class Opening:
    """``start`` is where the words of the duty begin. ``lead`` is empty where no subject is named. ``partners`` of a
    governing opening ("chủ trì, phối hợp với …") hold for all parts up to the full stop. ``verb`` says that a main
    verb follows; ``bare`` that nothing follows the subject at all."""

    start: int
    lead: Row = ()
    partners: Row = ()
    governs: bool = False
    verb: bool = False
    bare: bool = False
    cue: bool = False
    framed: bool = False
    rule: str = ""


@dataclass(slots=True)
class Reader:
    """Reads openings in one document."""

    content: str
    folded: str
    names: NameReader = field(init=False)

    def __post_init__(self) -> None:
        self.names = NameReader(self.content, self.folded)

    def open(self, span: Span) -> Opening:
        """How the part opens; ``verb`` and ``lead`` both empty where it lays no duty on anybody."""
        at = self.past(words.CONNECT, span.start, span.end)
        if words.BASIS.match(self.folded, at, span.end) and (charged := self._charged_behind(at, span.end)):
            return charged
        if words.NOTED.match(self.folded, at, span.end) and (doer := self._does_behind(at, span.end)):
            return doer
        if (about := words.ABOUT.match(self.folded, at, span.end)) and (asked := self.subject(about.end(), span.end)):
            return replace(asked, start=at) if asked.lead and asked.cue else asked
        after = words.AFTER.match(self.folded, at, span.end)
        return (
            (self.subject(after.end(), span.end, at) if after else None)
            or self.subject(at, span.end)
            or self._unknown_body(at, span.end)
            or self._behind_topic(at, span.end)
            or self._verb(at, at, span.end)
            or self._behind_preamble(at, span.end)
            or Opening(at)
        )

    def _behind_topic(self, at: int, end: int) -> Opening | None:
        """ "Công tác thu ngân sách: Phòng A lập danh sách": a subject with its verb behind words for the topic."""
        if self.folded.find(":", at, min(end, at + LONGEST_TOPIC)) < 0:
            return None
        topic = words.TOPIC.match(self.folded, at, end)
        found = self.subject(topic.end(), end, at) if topic else None
        return found if found and found.lead and found.verb else None

    def past(self, pattern: re.Pattern[str], at: int, end: int) -> int:
        found = pattern.match(self.folded, at, end)
        return found.end() if found else at

    def subject(self, at: int, end: int, kept: int | None = None) -> Opening | None:
        """A cue or a body with a verb behind it."""
        cue = words.CUE.match(self.folded, at, end)
        begin = self.past(words.TASK_OF, cue.end() if cue else at, end)
        names = self.names.at(begin, end, "lead.cue" if cue else "lead.subject")
        if not names:
            return None if cue else self._named_group(at, end)
        names = self.names.completed(names, end)
        found = self.after_subject(names, end, cue is not None, "lead.cue" if cue else "lead.subject")
        if found is None and cue is None and self.content[names.end : names.end + 1] == ",":
            found = self._many(at, end)
        if found is None or kept is None or found.framed:
            return found
        return replace(found, start=kept)

    def _named_group(self, at: int, end: int) -> Opening | None:
        """ "Các Cụm, Khối thi đua: Xây dựng …": a plural in front of a colon and a verb."""
        group = subject_words.GROUP.match(self.folded, at, end)
        if not group:
            return self._many(at, end)
        if not self.content[at].isupper() or not self.main_verb(group.end(), end):
            return None
        span = Span(at, group.end(1))
        lead = Value(" ".join(self.content[at : span.end].split()), span, "lead.group", 0.65)
        return Opening(group.end(), (lead,), self.partners(group.end(), end), verb=True, rule="lead.group")

    def _many(self, at: int, end: int) -> Opening | None:
        """ "Các khách sạn, nhà nghỉ niêm yết giá phòng": a plural that nobody knows, up to its verb."""
        if not self.content[at].isupper() or not subject_words.UNKNOWN_MANY.match(self.folded, at, end):
            return None
        for word in list(subject_words.BLANK.finditer(self.folded, at, min(end, at + LONGEST_MANY)))[1:]:
            if self.content[word.start()] in ";.:(" or subject_words.NO_SUBJECT.match(self.folded, word.end()):
                return None
            if subject_words.NOT_YET.match(self.folded, word.end()):
                continue
            if self.content[word.end()].islower() and self.main_verb(word.end(), end):
                name = " ".join(self.content[at : word.start()].split())
                lead = Value(name, Span(at, word.start()), "lead.many", 0.6)
                return Opening(word.end(), (lead,), self.partners(word.end(), end), verb=True, rule="lead.many")
        return None

    def after_subject(self, names: Names, end: int, cue: bool, rule: str) -> Opening | None:
        at = names.end
        while self.folded[at : at + 1] == " ":
            at += 1
        if at >= end or re.fullmatch(r"[\W_]*", self.content[at:end]):
            return Opening(end, names.values, bare=True, cue=cue, rule=rule)
        begin = self.past(_PUNCTUATION, at, end)
        action = self.past(words.MODAL, at, end)
        if detour := subject_words.DETOUR.match(self.folded, names.end, end):
            begin = action = detour.end()
        if not cue and (asks := subject_words.AND_ASKS.match(self.folded, action, end)):
            charged = self.subject(asks.end(), end)
            if charged and charged.lead:
                return replace(charged, framed=True)
        narrowed = None if self.main_verb(action, end) else subject_words.NARROWED.match(self.folded, action, end)
        if narrowed and self.folded.startswith("chua", action) and not self.content.startswith("chưa", action):
            narrowed = None
        if narrowed and names.values[-1].span and not self._past(names, action):
            return self._narrowed(names, narrowed.end(), end, rule)
        if own := main_verb_behind(self.content, self.folded, Span(self._first(names), action), end):
            return self._narrowed(names, own, end, rule)
        if subject_words.PASSIVE.match(self.content, action, end):
            return None
        if words.CUE.match(self.folded, action, end) and (charged := self.subject(action, end)) and charged.lead:
            return replace(charged, framed=True)
        led = words.LEAD_WITH.match(self.folded, at, end) or words.LEAD_WITH.match(self.folded, action, end)
        beside = subject_words.LEAD_BESIDE.match(self.folded, action, end)
        if not led and beside and (found := self._beside(names.values, beside, end, cue, rule)):
            return found
        if led:
            return self._led(names.values, led, end, cue, rule)
        if words.LEADS.match(self.folded, action, action + 30):
            begin = self.past(words.LEADING, action, end)
            return Opening(begin, names.values, self.partners(begin, end), verb=True, cue=cue, rule=rule)
        verb = self.main_verb(action, end)
        basis = words.OWN_BASIS.match(self.folded, action, action + 20)
        if verb or (basis and self._later_verb(action, end)):
            governs = self._directs(action)
            return Opening(begin, names.values, self.partners(begin, end), governs, verb=True, cue=cue, rule=rule)
        if words.DUTIFUL.match(self.folded, at, end):
            return Opening(begin, names.values, self.partners(begin, end), verb=True, cue=cue, rule=rule)
        if self._charged_anyhow(names, begin, end, cue):
            return Opening(begin, names.values, self.partners(begin, end), verb=True, cue=cue, rule=f"{rule}-any")
        if cue or (basis and action < end):
            return Opening(begin, names.values, self.partners(begin, end), verb=False, cue=cue, rule=rule)
        return None

    def _past(self, names: Names, at: int) -> bool:
        """ "UBND tỉnh đã hỗ trợ kịp thời …": told of one body, "đã" narrows nothing."""
        if not self.folded.startswith("da ", at) or names.values[-1].span is None:
            return False
        return not subject_words.MANY.match(self.folded, names.values[-1].span.start)

    def _charged_anyhow(self, names: Names, begin: int, end: int, cue: bool) -> bool:
        """Whether what follows is a duty by its place alone, its verb unknown: "Sở A: …", "Giao ông B …"."""
        told = ":" in self.content[names.end : begin] or (cue and self.content[begin : begin + 1].islower())
        return told and self.says(begin, end)

    def says(self, at: int, end: int) -> bool:
        """Whether words could state a duty by their place alone: no name, no number, no noun of papers."""
        return subject_words.SAID.match(self.folded, at, end) is not None and body_at(self.content, at) is None

    def _unknown_body(self, at: int, end: int) -> Opening | None:
        """ "Viện Cây ăn quả: lai ghép …": a type word of a body and words that nobody knows, up to a colon."""
        found = subject_words.UNKNOWN_BODY.match(self.content, at, end)
        if not found or begins_with_verb(self.content, at) is not None:
            return None
        begin = found.end()
        if not self.main_verb(begin, end) and not self.says(begin, end):
            return None
        name = Value(" ".join(self.content[at : found.end(1)].split()), Span(at, found.end(1)), "lead.type", 0.65)
        return Opening(begin, (name,), self.partners(begin, end), verb=True, rule="lead.type")

    def _first(self, names: Names) -> int:
        span = names.values[-1].span
        return span.start if span else 0

    def _narrowed(self, names: Names, begin: int, end: int, rule: str) -> Opening | None:
        """A subject with a clause of its own: "Các đơn vị được giao nhiệm vụ … thường xuyên kiểm tra"."""
        last = names.values[-1]
        dutiful = words.DUTIFUL.match(self.folded, begin, end)
        if last.span is None or not (dutiful or self.main_verb(begin, end)):
            return None
        span = Span(last.span.start, begin - (4 if self.folded.startswith(" thi", begin - 5) else 1))
        while self.content[span.end - 1].isspace():
            span = Span(span.start, span.end - 1)
        whole = Value(" ".join(self.content[span.start : span.end].split()), span, rule, 0.75)
        at = begin
        return Opening(at, (*names.values[:-1], whole), self.partners(at, end), verb=True, rule=rule)

    def _beside(self, lead: Row, led: re.Match[str], end: int, cue: bool, rule: str) -> Opening | None:
        """ "Phòng A chủ trì, Phòng B phối hợp lập danh sách"."""
        partners = self.names.at(led.end(), end, "coordinate.beside")
        joins = subject_words.JOINS.match(self.folded, partners.end, end) if partners else None
        if joins is None:
            return None
        bare = bool(re.fullmatch(r"[\W_]*", self.content[joins.end() : end]))
        return Opening(joins.end(), lead, partners.values, True, verb=not bare, bare=bare, cue=cue, rule=rule)

    def _led(self, lead: Row, led: re.Match[str], end: int, cue: bool, rule: str) -> Opening:
        partners = self.names.at(led.end(), end, "coordinate.lead-with", loose=True)
        at = partners.end if partners else led.end()
        at = self.past(re.compile(r"\s*(?:,|de|:)?\s*"), at, end)
        bare = bool(re.fullmatch(r"[\W_]*", self.content[at:end]))
        if not partners and not lead:
            at = led.start()
        more = self.partners(at, end) if partners else ()
        return Opening(at, lead, merged(partners.values, more), True, verb=not bare, bare=bare, cue=cue, rule=rule)

    def _verb(self, at: int, start: int, end: int) -> Opening | None:
        """A main verb, maybe behind "cần", "phải"; the subject stands above."""
        action = self.past(words.MODAL, at, end)
        led = words.LEAD_WITH.match(self.folded, action, end)
        if led:
            found = self._led((), led, end, False, "duty.lead-with")
            return found if start == at else Opening(start, (), found.partners, True, found.verb, rule=found.rule)
        if beside := self._beside_others(action, start, end):
            return beside
        if self.main_verb(action, end):
            return Opening(
                start,
                (),
                self.partners(start, end),
                self._directs(action) and bool(self.partners(action, end)),
                verb=True,
                rule="duty.verb",
            )
        return None

    def _beside_others(self, at: int, start: int, end: int) -> Opening | None:
        """ "Cùng với UBND các xã mở lớp": partners before the verb."""
        beside = subject_words.TOGETHER.match(self.folded, at, end)
        names = self.names.at(beside.end(), end, "coordinate.with") if beside else None
        if not names or not self.main_verb(self.past(_PUNCTUATION, names.end + 1, end), end):
            return None
        return Opening(start, (), names.values, verb=True, rule="duty.verb")

    def _directs(self, at: int) -> bool:
        return bool(words.DIRECTS.match(self.folded, at) or words.DIRECTS2.match(self.folded, at))

    def main_verb(self, at: int, end: int) -> bool:
        if at >= end:
            return False
        if words.ROLE.match(self.folded, at, at + 20):
            return True
        periodic = words.PERIODIC.match(self.folded, at, end)
        if periodic and self.folded[at] != ",":
            at = periodic.end()
        hit = begins_with_verb(self.content, at)
        return hit is not None and hit.span.end <= end

    def _later_verb(self, at: int, end: int) -> bool:
        later = any(self.main_verb(place, end) for place in self.breaks(at, end))
        return later or words.LATER.search(self.folded, at, end) is not None

    def breaks(self, at: int, end: int) -> Iterator[int]:
        """Where a clause may begin inside of a stretch: behind signs, "thì" and the like."""
        for found in re.finditer(
            r"[,;]\s+|\sthi\s+|\)\s+|:\s+|\s(?=phai\s)|(?:vuong mac|kho khan)\s+(?=cac |de nghi )", self.folded[at:end]
        ):
            yield at + found.end()

    def _behind_preamble(self, at: int, end: int) -> Opening | None:
        """ "Trên cơ sở …, giao X …", "Căn cứ …, các đơn vị xây dựng …": the whole sentence stays."""
        if not words.PREAMBLE.match(self.folded, at, end):
            return self._cued(at, end)
        if charged := self._charged_behind(at, end):
            return charged
        for place in self.breaks(at, end):
            found = self.subject(place, end, at) or self._verb(place, at, end)
            if found and found.verb:
                return found
        return self._cued(at, end)

    def _charged_behind(self, at: int, end: int) -> Opening | None:
        """Who is charged behind a basis or a purpose: "Thực hiện Kế hoạch …, Sở X đề nghị …"."""
        for place in self.breaks(at, end):
            if words.RECALLS.search(self.folded, max(at, place - 12), place):
                continue
            purpose = re.match(r"(?:de|nham)\b", self.folded[at : at + 8])
            found = self.subject(place, end, None if purpose else at)
            if found and found.lead and found.cue:
                return found
        return None

    def _does_behind(self, at: int, end: int) -> Opening | None:
        """ "Tiếp thu ý kiến của các sở, Công ty hoàn chỉnh báo cáo": the subject behind a basis."""
        tried = (self.subject(place, end, at) for place in self.breaks(at, end))
        return next((found for found in tried if found and found.lead and found.verb), None)

    def _cued(self, at: int, end: int) -> Opening | None:
        """A cue inside of the sentence: "…, UBND tỉnh đề nghị các sở …"."""
        for cue in words.INNER_CUE.finditer(self.folded, at, end):
            if subject_words.TOLD.search(self.folded, at, cue.start()):
                break
            found = self.subject(cue.start(), end)
            if found and found.lead:
                start = at if words.KEEPS.match(self.folded, at, end) else found.start
                return replace(found, start=start, cue=True, rule="lead.inner-cue")
        return None

    def verb_end(self, at: int) -> int:
        """Where the main verb ends that begins here; 0 where none does."""
        hit = begins_with_verb(self.content, at)
        return hit.span.end if hit else 0

    def duty_at(self, at: int, end: int) -> bool:
        """Whether a duty could begin here: a verb, or a subject with a verb."""
        opening = self.open(Span(at, end))
        return opening.verb or bool(opening.lead)

    def partners(self, at: int, end: int) -> Row:
        """Who takes part in this one part: "phối hợp với Y", "cùng với Y", "chỉ đạo Y thực hiện"."""
        rows: list[Row] = []
        directs = words.DIRECTS.match(self.folded, at, end) or words.DIRECTS2.match(self.folded, at, end)
        if directs:
            names = self.names.at(directs.end(), end, "coordinate.directs")
            rows.append(names.values)
        for found in words.PARTNER.finditer(self.folded, at, end):
            if found.group().startswith("cung") and self.content[found.start() : found.start() + 4].lower() != "cùng":
                continue
            names = self.names.at(found.end(), end, "coordinate.with")
            if names:
                rows.append(names.values)
        return merged(*rows)
