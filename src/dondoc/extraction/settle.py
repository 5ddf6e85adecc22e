"""Drafts → duties: default lead, kind, recipient and via, one task a time, confidence."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from dondoc.extraction.directive import Duty, DutyKind, Head, Value
from dondoc.extraction.duty import Draft, Row, When
from dondoc.extraction.listing import under_one_type
from dondoc.extraction.opening import Reader
from dondoc.language.bodies import body_at
from dondoc.language.cues import cue
from dondoc.language.folding import fold
from dondoc.reading.text import Span

_ADDRESSED = cue(
    "lead.addressed",
    re.compile(
        r"(?:(?:thu truong|lanh dao|nguoi dung dau) )?(?:cac )?(?:quy (?:co quan|don vi|so|bo|ubnd|uy ban|ban|vi"
        r"|cong ty)|phong(?: ban| chuyen mon)?(?=,? (?:va )?don"
        r" vi)|co quan|don vi|dia phuong)(?:,? (?:va"
        r" )?(?:co quan|don vi|dia phuong|to chuc|doanh nghiep))*$|quy \w+"
    ),
    finds=(
        "[[các đơn vị]]",
        "[[Quý cơ quan]]",
        "[[thủ trưởng các đơn vị, địa phương]]",
    ),
    leaves=("Sở Y tế",),
)
_LOCALITY = cue("lead.locality", re.compile(r"(?:cac )?dia phuong"), finds=("[[các địa phương]]",), leaves=("các sở",))
_OF_PLACE = cue(
    "lead.of-place",
    re.compile(r"\b(?:ubnd|uy ban nhan dan) (?:cac )?(?:xa|phuong|dac khu|thi tran|huyen|quan|thanh pho|tinh)\b"),
    finds=(
        "Chủ tịch [[UBND các xã]], phường",
        "[[Ủy ban nhân dân tỉnh]]",
    ),
    leaves=("Sở Y tế",),
    anywhere=True,
)
_COMMENT = cue(
    "kind.comment",
    re.compile(
        r"\bgop y\b|(?:tham gia|cho|co|gui)(?: \w+){0,3} y kien(?! chi dao| cu tri| nhan dan)(?: \w+){0,6} (?:du thao"
        r"|doi voi|ve (?:du thao|noi dung|ho so))|y kien (?:tham gia|gop y|bang van ban)|tham gia y kien"
    ),
    finds=(
        "[[góp ý]] dự thảo Quy chế",
        "[[tham gia ý kiến vào dự thảo]]",
        "[[cho ý kiến đối với]] hồ sơ",
    ),
    leaves=(
        "xin ý kiến chỉ đạo",
        "lấy ý kiến cử tri",
    ),
)
_NO_COMMENT = cue(
    "kind.no-comment",
    re.compile(r"lay y kien|tiep thu|tong hop (?:cac )?y kien"),
    finds=(
        "[[lấy ý kiến]] người dân",
        "[[tiếp thu]] góp ý",
        "[[tổng hợp các ý kiến]]",
    ),
    leaves=("góp ý dự thảo",),
)
_REPORT = cue(
    "kind.report",
    re.compile(
        r"\b(?:bao cao|gui|(?<!chuong )(?<!quy )(?<!cong )(?<!tien )(?<!lo )(?<!giao )(?<!qua )trinh"
        r"|phan anh),?(?: (?!cac so|de ban hanh)\S+){0,14}? (?:ve |cho |len |den )?(?=(?:so|bo"
        r"|ubnd|uy ban|van phong|lanh dao|chu tich|cap (?:co )?tham quyen|cap tren|thuong truc|thu tuong|chinh phu"
        r"|ban|phong(?!,| chong)|cuc|hdnd|hoi dong|trung tam|giam doc|vu|tinh uy|thanh uy|dang uy|co quan)\b)"
    ),
    finds=(
        "[[gửi báo cáo về ]]Sở",
        "[[trình ]]Chủ tịch UBND xã",
        "[[báo cáo kết quả cho ]]Văn phòng",
    ),
    leaves=("gửi quà cho học sinh",),
)
_REPORT_HEAD = cue(
    "kind.report-head",
    re.compile(
        r"\W*(?:(?:dinh ky|hang \w+|thuong xuyen|kip thoi|truoc ngay \S+|thuc hien|chuan bi(?: noi dung)?(?: de)?"
        r"|tong hop(?: va| ,|,)? ?(?:xay dung )?|xay dung|hoan thanh|lap|gui|dot xuat|hoac|theo yeu cau|chuan"
        r"|\([^)]*\)|[\d/,]+)\s*,?\s*){0,6}(?:du thao )?bao cao\b(?! vien)"
    ),
    finds=(
        "[[Định kỳ báo cáo]] kết quả",
        "[[xây dựng báo cáo]] quý",
    ),
    leaves=(
        "cử báo cáo viên",
        "báo cáo viên nói chuyện",
    ),
)
_DRAFTS_ONLY = cue(
    "kind.no-report",
    re.compile(r"(?:thanh toan|ke toan|bao cao vien)"),
    finds=(
        "[[thanh toán]] với Sở",
        "cử [[báo cáo viên]]",
    ),
    leaves=("báo cáo Sở",),
    anywhere=True,
)
_TO = cue(
    "recipient.to",
    re.compile(
        r"\b(?:bao cao|gui(?: bao cao)?(?: ket qua)?|trinh)(?: \S+){0,12}? (?:ve|cho|den|len) |\b(?:bao cao|trinh"
        r"|gui) (?=(?:so|bo|ubnd|uy ban|van phong|lanh dao|chu tich|thuong truc|thu tuong|hoi dong|hdnd|ban|giam"
        r" doc)\b)"
    ),
    finds=(
        "[[gửi báo cáo về ]]Văn phòng",
        "[[báo cáo ]]Sở trước ngày 5/5",
    ),
    leaves=("nhận báo cáo từ các xã",),
)
_VIA = cue(
    "via.bracket",
    re.compile(r"\((?:thong )?qua ([^()]{3,120})\)"),
    finds=(
        "gửi về Sở [[(qua Văn phòng Sở)]] trước ngày 5/5",
        "báo cáo [[(thông qua Phòng Tổng hợp)]]",
    ),
    leaves=("gửi qua Văn phòng Sở",),
    anywhere=True,
)
_FULL = {
    "duty.row": 0.93,
    "lead.cue": 0.93,
    "lead.subject": 0.86,
    "duty.lead-with": 0.88,
    "duty.verb": 0.82,
    "duty.titled": 0.7,
}


@dataclass(frozen=True, slots=True)
class Defaults:
    """Who is charged where nobody is named: the addressees of a letter, else the issuer."""

    addressees: Row
    issuer: Value[str] | None

    @classmethod
    def of(cls, head: Head) -> Defaults:
        letter = bool(head.addressees) and (
            head.kind is None or head.kind.value in ("Công văn", "Công điện", "Thư công")
        )
        rows = tuple(chain.from_iterable(map(_apart, head.addressees))) if letter else ()
        issuer = Value(head.issuer.value, head.issuer.span, "lead.issuer", 0.7) if head.issuer else None
        return cls(rows, issuer)


def _apart(addressee: Value[str]) -> Iterator[Value[str]]:
    """An addressee; each body on its own where several stand under one type word ("Các sở: A, B")."""
    names = under_one_type(addressee.value, "lead.addressees")
    for name in names or (addressee,):
        yield Value(name.value[:1].upper() + name.value[1:], addressee.span, "lead.addressees", 0.75)


def _is_comment(folded: str) -> bool:
    """Whether the duty is to send an opinion on a draft."""
    if "y kien" not in folded and "gop y" not in folded:
        return False
    return _COMMENT.search(folded) is not None and _NO_COMMENT.search(folded) is None


@dataclass(frozen=True, slots=True)
class Settler:
    reader: Reader
    defaults: Defaults

    def duties(self, draft: Draft) -> Iterator[Duty]:
        """One duty a time; a duty without any is one."""
        words = self._words(draft.span)
        folded = self.reader.folded[draft.span.start : draft.span.end]
        kind = self._kind(folded, draft)
        lead = self._lead(draft)
        confidence = self._confidence(draft, lead)
        coordinate = tuple(v for v in draft.coordinate if v.value not in {w.value for w in lead})
        recipient, via = self._recipient(draft.span), self._via(draft.span)
        condition = Value(self._words(draft.condition), draft.condition, "condition", 0.85) if draft.condition else None
        whens: list[When | None] = [*draft.whens] or [None]
        for when in whens:
            due = self._due(when, kind, folded, draft)
            yield Duty(
                text=Value(words, draft.span, draft.rule, confidence),
                kind=self._kind_at(when, kind),
                clause=draft.clause,
                lead=lead,
                coordinate=coordinate,
                direct=draft.direct,
                deliverable=draft.deliverable,
                time_text=Value(when.time.text, when.span, when.rule, when.time.confidence) if when else None,
                due=due,
                recipient=recipient,
                via=via,
                condition=condition,
                funds=draft.funds,
                confidence=confidence,
            )

    def _words(self, span: Span) -> str:
        return " ".join(self.reader.content[span.start : span.end].split())

    def _lead(self, draft: Draft) -> Row:
        if not draft.lead:
            if draft.row:
                return ()
            return self.defaults.addressees or ((self.defaults.issuer,) if self.defaults.issuer else ())
        if self.defaults.addressees and all(_ADDRESSED.fullmatch(self._fold(value)) for value in draft.lead):
            return self._localities(draft.lead) or self.defaults.addressees
        return draft.lead

    def _localities(self, lead: Row) -> Row:
        """ "Các địa phương" alone are those addressees that are one."""
        if not all(_LOCALITY.fullmatch(self._fold(value)) for value in lead):
            return ()
        return tuple(value for value in self.defaults.addressees if _OF_PLACE.search(fold(value.value)))

    def _fold(self, value: Value[str]) -> str:
        if value.span is None:
            return ""
        return " ".join(self.reader.folded[value.span.start : value.span.end].split())

    def _kind(self, folded: str, draft: Draft) -> DutyKind:
        if _is_comment(folded):
            return DutyKind.COMMENT
        if _REPORT_HEAD.match(folded) or (_REPORT.search(folded) and not _DRAFTS_ONLY.search(folded)):
            return DutyKind.REPORT
        if draft.condition and re.search(r"bao cao|phan anh|kien nghi|thong tin|trao doi|de xuat", folded):
            return DutyKind.REPORT
        return DutyKind.TASK

    def _kind_at(self, when: When | None, kind: DutyKind) -> DutyKind:
        if (
            when
            and when.rule == "time.field"
            and kind is DutyKind.TASK
            and re.match(r"\W*(?:va )?bao cao", when.time.text.casefold())
        ):
            return DutyKind.REPORT
        return kind

    def _due(self, when: When | None, kind: DutyKind, folded: str, draft: Draft) -> Value[str] | None:
        if (
            when
            and when.time.due
            and (when.time.due != "on-demand" or kind is not DutyKind.TASK or when.rule == "time.field")
        ):
            return Value(when.time.due, when.span, when.time.rule, when.time.confidence)
        if kind is DutyKind.REPORT and (draft.condition or re.search(r"kho khan|vuong mac", folded)):
            return Value("on-demand", draft.condition, "due.condition", 0.85)
        return None

    def _recipient(self, span: Span) -> Value[str] | None:
        for found in _TO.finditer(self.reader.folded, span.start, span.end):
            body = body_at(self.reader.content, found.end())
            if body is not None and body.span.end <= span.end:
                return Value(body.name, Span(body.span.start, body.span.end), "recipient.to", 0.8)
        return None

    def _via(self, span: Span) -> Value[str] | None:
        if "qua " not in self.reader.folded[span.start : span.end]:
            return None
        found = _VIA.search(self.reader.folded, span.start, span.end)
        if not found:
            return None
        inside = Span(found.start(1), found.end(1))
        return Value(re.split(r"\s[-–]\s", self._words(inside))[0], inside, "via.bracket", 0.9)

    def _confidence(self, draft: Draft, lead: Row) -> float:
        """A first estimate: the rule that found the duty times how its lead was found."""
        base = _FULL.get(draft.rule, 0.8)
        return round(base * math.sqrt(min((v.confidence for v in lead), default=0.6)), 3)
