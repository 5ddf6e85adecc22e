"""Which times belong to a duty (gold rules ``time_text`` / ``due``)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import chain

from dondoc.extraction.duty import Draft, When
from dondoc.language.codes import find_codes
from dondoc.language.cues import cue
from dondoc.language.folding import fold
from dondoc.language.times import Strength, Time, find_times, is_deadline, resolve_cell
from dondoc.reading.text import Note, Span

_WHOLE_ITEM = cue(
    "time.whole-item",
    re.compile(
        r"\W*(?:(?:thoi (?:gian|han)|viec)? ?(?:phai )?hoan thanh(?: viec nay| cac noi dung tren| nhiem vu nay)?"
        r"(?:,? (?:va )?(?:bao cao|gui|trinh)(?: ket qua)?[^.;]{0,140}?)?|thoi (?:gian|han)(?: \w+){0,3}?)\W*$"
    ),
    finds=(
        "[[Hoàn thành ]]",
        "[[Hoàn thành và báo cáo kết quả về Sở ]]",
        "[[Thời gian hoàn thành: ]]",
    ),
    leaves=("Rà soát xong ",),
)
_ADVERBS = cue(
    "time.adverbs",
    re.compile(r"(?:(?:tiep tuc|chu dong|kip thoi|khan truong|dinh ky|phai|can|va|hoac|6 thang|thuc hien)\b|\W)*"),
    finds=("[[tiếp tục, chủ động]]",),
    leaves=("rà soát",),
)
_CLOSING = cue(
    "time.closing",
    re.compile(
        r"\W*(?:cac )?(?:y kien|noi dung|ket qua|bao cao|van ban|ho so|de xuat|thong tin|danh sach|so lieu|to trinh"
        r"|de an|tai lieu|bieu mau|phieu)(?:,? (?:va )?(?:to trinh|de an|tai lieu|van ban|bieu mau|danh sach|bao cao"
        r"|ho so)| (?:tren|neu tren|gop y|tham gia|thuc hien|bao cao|dang ky|de nghi|cua [\w ,]{3,60}))*,? "
        r"(?:de nghi |xin |vui long |phai |can |duoc )?(?:gui|bao cao|chuyen|hoan thanh)"
    ),
    finds=(
        "[[Ý kiến góp ý gửi]] về Sở",
        "[[Các báo cáo, tờ trình đề nghị gửi]] về Văn phòng",
        "[[Kết quả thực hiện báo cáo]] Sở",
    ),
    leaves=("Các phòng gửi về Sở",),
)
_NEXT_UNIT = cue(
    "time.next-unit",
    re.compile(r"(?:,| va| hoac)\s+((?:0?1 |mot )?(?P<unit>quy|nam|thang))(?!\w|\s*(?:\d|[ivx]+\b|hoc|toi|cuoi))"),
    finds=(
        "[[, năm]]",
        "[[ và quý]]",
    ),
    leaves=(
        ", năm 2026",
        ", rà soát",
    ),
)
_UNITS = {"thang": "FREQ=MONTHLY", "quy": "FREQ=MONTHLY;INTERVAL=3", "nam": "FREQ=YEARLY"}
LONGEST_NEXT = 40


@dataclass(slots=True)
class Clock:
    """Finds times in one document; ``issued`` is its own date if known, ``year`` the year that it plans for.

    The times of the last sentence are kept, so that its parts are not searched again.
    """

    content: str
    issued: str | None
    year: int | None
    notes: tuple[Note, ...]
    _window: Span | None = None
    _times: list[When] = field(default_factory=list)
    _above: str | None = None

    def within(self, span: Span) -> list[When]:
        """The times said in running text, without the bare days and years that say nothing of a due day."""
        if self._window is None or not self._window.covers(span):
            self._window, self._times = span, self._read(span)
        return [
            when
            for when in self._times
            if span.start <= when.span.start
            and when.span.end <= span.end
            and (when.time.strength is not Strength.WEAK or self._heads(when, span))
        ]

    def _read(self, span: Span) -> list[When]:
        found = find_times(
            self.content, self.issued, year_hint=self.year, within=(span.start, span.end), above=self._above
        )
        self._above = next((time.due for time in reversed(found) if is_deadline(time)), self._above)
        return list(chain.from_iterable(self._with_next(self._when(time, 0, "time.text"), span) for time in found))

    def _with_next(self, when: When, span: Span) -> Iterator[When]:
        """ "định kỳ 6 tháng, năm": the unit behind a period is one more period."""
        yield when
        if not _periodic(when) or not when.time.due:
            return
        words = fold(self.content[when.span.end : min(span.end, when.span.end + LONGEST_NEXT)])
        end = 0
        while unit := _NEXT_UNIT.match(words, end):
            at = Span(when.span.end + unit.start(1), when.span.end + unit.end())
            end = unit.end()
            if _UNITS[unit["unit"]] != when.time.due:
                time = replace(when.time, text=self.content[at.start : at.end], due=_UNITS[unit["unit"]])
                yield When(time, at, when.rule)

    def behind(self, verb: int, span: Span) -> list[When]:
        """A period right behind the main verb: "thông tin hằng ngày trên trang điện tử"."""
        self.within(span)
        return [when for when in self._times if 0 <= when.span.start - verb <= 1 and _periodic(when)]

    def leading(self, span: Span) -> list[When]:
        """Periods said before the main verb ("thường xuyên kiểm tra", "định kỳ 6 tháng và hằng năm báo cáo")."""
        self.within(span)
        found: list[When] = []
        for when in self._times:
            if when.span.start >= span.start and _periodic(when):
                before = fold(self.content[found[-1].span.end if found else span.start : when.span.start])
                if not _ADVERBS.fullmatch(before):
                    break
                found.append(when)
        return found

    def _heads(self, when: When, span: Span) -> bool:
        """ "Quý I/2027, các đơn vị …", "Tháng 8: tổng kết": a bare period that heads the sentence."""
        follows = self.content[when.span.end : when.span.end + 1]
        return when.span.start <= span.start + 1 and follows in (",", ":") and bool(when.time.due)

    def firm(self, span: Span) -> list[When]:
        """Only what can be nothing but a due time; for headings and openers, which name much else."""
        return [w for w in self.within(span) if w.time.due and w.time.strength is Strength.STRONG]

    def cell(self, span: Span) -> list[When]:
        """The times of a field line or a table cell, where also "Quý IV" or "12/2025" is one."""
        words = self.content[span.start : span.end]
        found = resolve_cell(words, self.issued, self.year)
        return [self._when(found, span.start, "time.field")] if found else []

    def noted(self, span: Span) -> list[When]:
        """The times in the footnotes whose marks lie in these words, unless the note only cites a document."""
        found: list[When] = []
        for note in self.notes:
            if note.anchor is not None and span.start < note.anchor <= span.end + 1:
                words = self.content[note.span.start : note.span.end]
                if not find_codes(words):
                    found += [When(w.time, w.span, "time.note") for w in self.within(note.span) if w.time.due]
        return found

    def _when(self, time: Time, start: int, rule: str) -> When:
        return When(time, Span(start + time.span.start, start + time.span.end), rule)


def _periodic(when: When) -> bool:
    return when.time.due == "continuous" or (when.time.due or "").startswith("FREQ")


def chosen(whens: list[When]) -> list[When]:
    """The times that are due times of one duty; more than one makes several tasks."""
    if len(whens) < 2:
        return whens
    periodic = [w for w in whens if (w.time.due or "").startswith("FREQ")]
    if len(periodic) > 1 and periodic[1].span.start - periodic[0].span.end <= 6:
        return distinct(periodic)
    on_demand = [w for w in whens if w.time.due == "on-demand"]
    rest = [w for w in whens if w not in on_demand]
    if periodic and on_demand and len(rest) == len(periodic):
        return periodic[:1]
    strong = [w for w in rest if w.time.strength is Strength.STRONG and w.time.due]
    if strong:
        return distinct(strong)
    steady = [w for w in rest if w.time.due == "continuous"]
    if steady and steady[0] is min(rest, key=lambda w: w.span.start):
        return steady[:1]
    resolved = [w for w in rest if w.time.due] or rest or on_demand
    if (
        len(milestones := [w for w in resolved if re.match(r"[Vv]ào (?:năm|quý|tháng) ", w.time.text)])
        == len(resolved)
        > 1
    ):
        return distinct(milestones)
    firm = [w for w in resolved if w.time.due != "continuous"]
    return (firm or resolved)[-1:]


def distinct(whens: Iterable[When]) -> list[When]:
    seen: dict[str | None, When] = {}
    for when in whens:
        seen.setdefault(when.time.due, when)
    return list(seen.values())


def governs_item(folded: str, whens: list[When], start: int) -> bool:
    """ "Hoàn thành và báo cáo … trước ngày X": a time for all duties of the item and no duty of its own."""
    if not whens:
        return False
    first = min(w.span.start for w in whens) - start
    return bool(_WHOLE_ITEM.match(folded[:first])) and len(folded) - (whens[-1].span.end - start) < 60


def closing_time(folded: str, whens: list[When]) -> bool:
    """ "Ý kiến xin gửi về … trước ngày X": adds a time and an address to the duties above."""
    return bool(whens) and bool(_CLOSING.match(folded))


def give(drafts: Iterable[Draft], whens: list[When], *, force: bool = False) -> None:
    """Times for all duties that have none of their own."""
    for draft in drafts:
        if force or not draft.whens:
            draft.whens = list(whens)
