"""Due expressions: by when, how often. Finds them in running text and resolves them to the contract's strings."""

from __future__ import annotations

import re
from dataclasses import replace
from enum import StrEnum

from dondoc.language.counting import DayCounter, Weekdays
from dondoc.language.cues import cue
from dondoc.language.lexicon import Words, words_in
from dondoc.language.periods import Reference, read_point
from dondoc.language.recurring_rules import RECURRING
from dondoc.language.relative_rules import RELATIVE, RELATIVE_ATOMS
from dondoc.language.rules import Grammar, Hit, Polarity, Rule
from dondoc.language.spans import Span
from dondoc.language.time_rules import ATOMS as POINT_ATOMS
from dondoc.language.time_rules import RULES
from dondoc.language.time_values import NORMALISERS, Context, exclusive
from dondoc.language.values import value


class Strength(StrEnum):
    """STRONG: the words only ever say by when ("trước ngày …"). PLAIN: mostly ("trong tháng 9/2025", "hằng tháng").
    WEAK: a bare day, month or year, which says so only in a field, a cell or at the head of a line."""

    STRONG = "strong"
    PLAIN = "plain"
    WEAK = "weak"


@value
class Time:
    """One due expression. ``due`` is the contract's string ("2025-08-06", "2025-10-01/2025-12-31", "FREQ=MONTHLY",
    "continuous", …), None where the words do not resolve. ``exclusive`` where the words named the first day too late."""

    span: Span
    text: str
    due: str | None
    rule: str
    confidence: float
    strength: Strength
    exclusive: bool = False


_STRONG = {"relative", "before", "by", "every", "day-of-period", "step", "times", "duration", "hourly"}
_REFERENCE = Rule(
    "time.reference",
    "time",
    "theo",
    r"theo (?:cac moc thoi gian|tien do|thoi gian|ke hoach|huong dan|quyet dinh|phuong an|dieu|phu luc|phan cong|chuong trinh|quy dinh|thong bao)(?: [^;\n\t]{1,200})?",
    "none",
    examples=("[[Theo các mốc thời gian của đợt thi|?]]", "[[Theo hướng dẫn của Sở|?]]"),
    counter_examples=("Theo dõi thường xuyên",),
)
_CELL = Rule(
    "time.cell",
    "time",
    "ca nam|trong nam|nam|#",
    r"(?P<whole>ca nam|trong nam)|^(?P<whole>nam)(?=~$)",
    "this-year",
    examples=("[[Năm|2025-01-01/2025-12-31]]",),
    counter_examples=("Năm học 2025 - 2026",),
)
CELL_RULES = (_CELL, _REFERENCE)
"""Rules that hold in a cell or a field line alone."""
_G = r"[ \n]{1,3}"
_GATES = {
    "trong": cue(
        "time.gate-within",
        re.compile(
            rf"trong{_G}(?:(?:ca|suot|vong|khoang|toi{_G}da|khong{_G}qua|thoi{_G}(?:gian|han)){_G})*"
            r"(?:\d|(?:hom|ngay|tuan|thang|cac|quy|nam|dau|giua|cuoi|thuong|trung|ha|nua|giai|hai|ba|bon|mot|sau|bay|tam|chin|muoi|het|qua|thu|chu)\b)"
            rf"|trong{_G}(?:\d|thoi{_G}gian)"
        ),
        finds=("[[trong quý]] III/2026", "[[trong vòng 0]]5 ngày", "[[trong suốt năm]] học"),
        leaves=("trong khi họp", "trong đó có Sở Y tế"),
    ),
    "nam": cue(
        "time.gate-year",
        re.compile(rf"nam{_G}(?:\d|nay|sau|toi|lien|ke|tiep|hoc)|nam[ \n]*$"),
        finds=("[[năm 2]]026", "[[năm học]] mới"),
        leaves=("nam giới", "năm tỉnh"),
    ),
}
ATOMS = {**POINT_ATOMS, **RELATIVE_ATOMS}
ALL = (*RELATIVE, *RULES, *RECURRING)
GRAMMAR = Grammar(ALL, ATOMS, _GATES)
_CELL_GRAMMAR = Grammar((*ALL, *CELL_RULES), ATOMS, _GATES)

_CITED_WORDS = tuple(
    f" {words}"
    for words in [
        "so",
        "ky",
        "ban hanh",
        "hop",
        "thong qua",
        "cong bo",
        "phien hop",
        "hoi nghi",
        "buoi lam viec",
        "cuoc hop",
        "sinh",
        "luc",
        "ngay",
        "ky:",
    ]
)
# "trình Giám đốc Sở trong tháng 10", "trình UBND tỉnh ban hành trong quý I": the period is the duty's.
_DUTY_WORDS = (" so", " ban hanh", " thong qua", " cong bo", " ky")
_ISSUED = cue(
    "time.issued",
    re.compile(
        r"\b(?:duoc|da|do [^,;.]{2,40}) (?:ban hanh|thong qua|cong bo|ky)$|(?:cong van|van ban|ke hoach|quyet dinh|chi thi) so$"
    ),
    finds=(
        "Quy chế đã [[được ban hành]]",
        "[[Kế hoạch số]]",
    ),
    leaves=("trình Sở ban hành",),
    anywhere=True,
)
_SYMBOL = re.compile(r"[/\-][a-z][a-z0-9&]*[,)]?$|^qh\d\d$")
_ADVERBIAL = ("every", "continuous", "on-demand")
_PART_HEAD = re.compile(r"(?:^|[\n\t:;,.(+\-])[ \n]*$")
_PART_END = re.compile(r"[ \n]*(?:$|[\n\t.,;)])")
_CITED_AFTER = cue(
    "time.cited-after",
    re.compile(r"[ \n]{0,3},?[ \n]{0,3}(?:cua|ve viec|v/v)\b"),
    finds=(
        "[[ của]] Bộ Y tế",
        "[[, về việc]] họp",
    ),
    leaves=(" gửi Bộ Y tế",),
)
# "Ngày Quốc tế (8/3)": without "ngày" and year a day is one only in a cell.
_NO_YEAR = re.compile(r"\d{1,2}/\d{1,2}")
_ISO_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_HALF = cue("time.half", re.compile(r"\d+[ \n]+thang"), finds=("[[6 tháng]] cuối năm",), leaves=("tháng 6",))
_HEAD = cue(
    "time.head",
    re.compile(r"(?:^|[\n\t:;().+\u2022]|[ \n]-|\bhoan thanh|\bthoi gian|\bthoi han|\bxong)[ \n]*$"),
    finds=(
        "việc này [[xong ]]",
        "[[Thời gian ]]",
    ),
    leaves=("chương trình ",),
    anywhere=True,
)


def find_times(
    text: str,
    issued: str | None,
    received: str | None = None,
    *,
    year_hint: int | None = None,
    counter: DayCounter | None = None,
    within: tuple[int, int] | None = None,
    above: str | None = None,
) -> list[Time]:
    """All due expressions in running NFC text, in reading order, none overlapping. Never raises.

    ``within`` is the stretch [start, end) of the text to look in; what stands outside of it has no say.
    ``issued`` and ``received`` are ISO dates as precise as known; ``year_hint`` is the year that a plan is for. Pass
    a ``WorkCalendar`` as ``counter`` where working days matter; by default only weekends are off.
    ``above`` is the last deadline that the text has named before, for times that are told by it ("trước thời hạn nêu
    trên 05 ngày"). Dates of cited documents, past results and adjectives ("nguồn chi thường xuyên") are not returned.
    """
    begin, end = within or (0, len(text))
    words = words_in(text)
    hits = list(GRAMMAR.scan(words, begin, end))
    if not hits:
        return []
    ctx = Context(Reference(issued, year_hint), received, counter or Weekdays(), words, begin, end, above)
    found: list[Time] = []
    for hit in hits:
        if hit.rule.polarity is Polarity.FINDS and not _cited(hit, ctx):
            found.append(_time(hit, text, ctx))
            if is_deadline(found[-1]):
                ctx = replace(ctx, above=found[-1].due)
    return found


def is_deadline(time: Time) -> bool:
    """Whether a time is one last day, which later words may count from."""
    return time.strength is Strength.STRONG and time.due is not None and _ISO_DAY.fullmatch(time.due) is not None


def resolve(
    time_text: str, issued: str | None, received: str | None = None, *, counter: DayCounter | None = None
) -> tuple[str | None, str]:
    """The due of words that are known to be a time, and the rule that said so ("" where none did)."""
    found = resolve_cell(time_text, issued, None, received=received, counter=counter)
    return found.due, found.rule


def resolve_cell(
    text: str,
    issued: str | None,
    year_hint: int | None = None,
    *,
    received: str | None = None,
    counter: DayCounter | None = None,
) -> Time:
    """Resolves a table cell or field line that says the time ("Quý IV", "12/2025", "Cả năm", "Trước 20/11").

    The first expression that resolves is taken; ``due`` is None where none does.
    """
    ctx = Context(Reference(issued, year_hint), received, counter or Weekdays(), Words(text), 0, len(text))
    hits = [h for h in _CELL_GRAMMAR.scan(ctx.words) if h.rule.polarity is Polarity.FINDS and not _after_code(h, ctx)]
    times = [_time(hit, text, ctx) for hit in hits]
    whole = Time(Span(0, len(text)), text, None, times[0].rule if times else "", 0.5, Strength.PLAIN)
    return next((t for t in times if t.due is not None), whole)


def _time(hit: Hit, text: str, ctx: Context) -> Time:
    due, confidence = NORMALISERS[hit.rule.normaliser](hit, ctx)
    end = hit.span.end - (len(hit.span.of(text)) - len(hit.span.of(text).rstrip(" \n")))
    span = Span(hit.span.start, end)
    return Time(
        span,
        span.of(text),
        due,
        hit.rule.id,
        round(hit.rule.weight * confidence, 3),
        _strength(hit, ctx),
        exclusive(hit),
    )


def _strength(hit: Hit, ctx: Context) -> Strength:
    name = hit.rule.normaliser
    if name in ("bare", "none") or (name == "by" and (hit.groups.get("bound") or "") in ("den", "toi", "het")):
        return Strength.WEAK
    if name in _ADVERBIAL and not hit.groups.get("rday") and not _stands_apart(hit, ctx):
        return Strength.WEAK
    return Strength.STRONG if name in _STRONG and (name != "every" or hit.groups.get("rday")) else Strength.PLAIN


def _stands_apart(hit: Hit, ctx: Context) -> bool:
    """Whether "hằng năm", "thường xuyên" say when (at the head or end of a part), and not which ("dự toán hằng năm")."""
    start, end = hit.span
    if ctx.folded.startswith("dinh ky", start):
        return True
    return _behind(_PART_HEAD, 4, hit, ctx) or _PART_END.match(ctx.folded, end, ctx.end) is not None


def _behind(pattern: re.Pattern[str], reach: int, hit: Hit, ctx: Context) -> bool:
    """Whether a pattern holds in the ``reach`` characters before a hit. "^" is where the stretch begins."""
    start = hit.span.start
    if start - reach > ctx.begin:
        return pattern.search(ctx.folded, start - reach, start) is not None
    return pattern.search(ctx.folded[ctx.begin : start]) is not None


def _after_code(hit: Hit, ctx: Context) -> bool:
    """Whether a point stands behind a document's symbol or a word that makes it the date of something."""
    if hit.rule.normaliser not in ("bare", "within", "open"):
        return False
    start = hit.span.start
    before = f" {ctx.folded[max(ctx.begin, start - 60) : start].rstrip()}".removesuffix(" vao")
    if hit.rule.normaliser == "within" and before.endswith(_DUTY_WORDS):
        printed = ctx.words.text[max(ctx.begin, start - 8) : start].rstrip().lower()
        return _ISSUED.search(before) is not None or printed.endswith("số")
    return before.endswith(_CITED_WORDS) or _SYMBOL.search(before.rpartition(" ")[2]) is not None


def _cited(hit: Hit, ctx: Context) -> bool:
    """Whether a bare point is the date of a document or event, or a year in a name, and not a due."""
    if hit.rule.normaliser != "bare":
        return hit.rule.normaliser == "within" and _after_code(hit, ctx)
    if _after_code(hit, ctx) or _CITED_AFTER.match(ctx.folded, hit.span.end, ctx.end):
        return True
    words = hit.groups.get("point") or ""
    if _NO_YEAR.fullmatch(words):
        return True
    if (not words.startswith(("ngay", "thang")) and not words[:1].isdigit()) or _HALF.match(words):
        return not _behind(_HEAD, 24, hit, ctx)
    stretch = read_point(words, ctx.ref)
    return stretch is None or stretch.end < ctx.ref.earliest
