"""Bodies that are charged but do not get the document."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from dondoc.checking.finding import Severity
from dondoc.checking.matter import Matter
from dondoc.checking.rule import Fault, Rule
from dondoc.extraction.directive import Value
from dondoc.language.bodies import body_at
from dondoc.language.folding import fold

_POST = re.compile(
    r"^(?:(?:thu truong|lanh dao|pho|truong|giam doc|chu tich|chanh van phong"
    r"|nguoi dung dau|dong chi|chi cuc truong)(?: cac| cua)?\s+)+"
)
_PLACE = re.compile(r"\s(?:tinh|thanh pho)(?: [a-z]+){0,3}$")
_COMMUNE = re.compile(r"(?:ubnd|uy ban nhan dan|dang uy|hdnd)?\s?(?:cac )?(?:xa|phuong|dac khu)\b")
_ROOM = re.compile(r"(?:phong|van phong|trung tam|chi cuc|ban|thanh tra|bo phan|to|khoa)\b")
_CENTRAL = re.compile(r"(?:bo|chinh phu|van phong chinh phu|thanh tra chinh phu)\b(?! chi huy| phan| tu lenh)")
_CIVIC = re.compile(r"(?:uy ban )?(?:mat tran|mttq|doan|tinh doan|hoi)\b")
_ALL_CIVIC = re.compile(r"doan the|to chuc chinh tri")
_SEVERAL = re.compile(r", (?:phuong|xa|dac khu|thanh pho|thi tran)\b|^(?:nganh|cap|khoi|dia phuong|bo phan)\b")
_PARTY = re.compile(r"\b(?:tinh|thanh|dang|huyen|quan) uy\b|\bdang bo\b|\bchi bo\b")
"""Party bodies send by lists of their own (Guidance 36-HD/VPTW)."""
_REPORTING = ("Báo cáo", "Tờ trình", "Giấy mời")
_ALL_PROVINCE = re.compile(
    r"\b(?:cac|thu truong) (?:so|co quan)\b|\bso,? (?:ban,? )?nganh\b|\bban,? nganh\b|\bso, nganh\b"
)
_OWNER = re.compile(r"(?:^|; )(?:so|ubnd|uy ban nhan dan|bo|thanh tra|cong an) ")
"""Bodies whose rooms may be meant: who gets the letter hands it on."""
_ALL_ROOMS = re.compile(r"\bcac phong\b|\bcac don vi\b|\bphong, ban\b|\bcac bo phan\b|\bphong, don vi\b")
_ALL_COMMUNES = re.compile(r"\b(?:cac|ubnd)\s(?:cac )?(?:xa|phuong)|\bcap xa\b|\bxa, phuong\b|\bcac dia phuong\b")
_ALL_CENTRAL = re.compile(r"\bcac bo\b")
_UNTOLD = re.compile(
    r"^\W*(?:nhu|cac (?:thanh vien|dong chi|to chuc|doanh nghiep))\b"
    r"|co ten|lien quan|thanh phan|tai (?:muc|ke hoach|phu luc|dieu)"
)
_AS_ABOVE = re.compile(r"^\W*nhu (?:tren|kinh gui)")
FEWEST = 2
MOST_EACH = 2


class Pool:
    """Everybody who gets the document: addressees and "Nơi nhận", folded and without brackets."""

    def __init__(self, names: Sequence[str]) -> None:
        entries = [re.sub(r"\([^)]*\)", "", fold(name)).strip(" .;-") for name in names]
        self.entries = [entry for entry in entries if entry and not entry.startswith("luu")]
        self.words = " ; ".join(self.entries)
        self.letters = {re.sub(r"[^a-z]", "", part) for entry in self.entries for part in re.split(r"[\s,:;.]+", entry)}

    def reaches(self, name: str) -> bool:
        """Whether a named body is among them, by name, by its initials, or in a group."""
        core = _PLACE.sub("", _POST.sub("", name))
        if core in self.words or any(len(entry) > 5 and entry in core for entry in self.entries):
            return True
        return self._in_group(core) or self._by_initials(core)

    def _in_group(self, core: str) -> bool:
        if _COMMUNE.match(core):
            return bool(_ALL_COMMUNES.search(self.words))
        if _CENTRAL.match(core):
            return bool(_ALL_CENTRAL.search(self.words))
        if _CIVIC.match(core) and _ALL_CIVIC.search(self.words):
            return True
        if _ROOM.match(core) and (_ALL_ROOMS.search(self.words) or _OWNER.search(self.words)):
            return True
        return bool(_ALL_PROVINCE.search(self.words))

    def _by_initials(self, core: str) -> bool:
        """ "Sở KH&CN" for Sở Khoa học và Công nghệ, "TTƯD" for its centre, "VPUB" for the office."""
        words = [word for word in re.findall(r"[a-z]+", core) if word != "va"]
        whole = "".join(word[0] for word in words)
        rest = "".join(word[0] for word in words[1:])
        return any(len(part) >= 2 and (whole.startswith(part) or rest.startswith(part)) for part in self.letters)


def missing(matter: Matter) -> Iterator[Fault]:
    """Each body, or all in one where there are many: then the list of recipients was most likely meant otherwise."""
    left = list(_left_out(matter))
    if len(left) > MOST_EACH:
        names = ", ".join(lead.value for lead in left)
        yield Fault(
            left[0].span,
            f"{len(left)} nơi được giao việc không có trong “Kính gửi” và “Nơi nhận”: {names}.",
            "Xem lại nơi nhận; nếu gửi theo danh sách riêng thì ghi “Các cơ quan được giao nhiệm vụ”.",
        )
        return
    for lead in left:
        yield Fault(
            lead.span,
            f"{lead.value} được giao việc nhưng không có trong “Kính gửi” và “Nơi nhận”.",
            f"Thêm {lead.value} vào nơi nhận để thực hiện.",
        )


def _left_out(matter: Matter) -> Iterator[Value[str]]:
    """The bodies that lead a duty and are told apart, once each, which the document does not reach."""
    head = matter.directive.head
    pool = _pool(matter)
    if pool is None or head.issuer is None:
        return
    issuer = fold(head.issuer.value)
    seen: set[str] = set()
    for lead in (lead for duty in matter.directive.duties for lead in duty.lead):
        name = " ".join(fold(lead.value).split())
        if lead.span is None or name in seen or lead.rule in ("lead.addressees", "lead.issuer"):
            continue
        seen.add(name)
        if _told_apart(lead.value) and not _own(name, issuer) and not pool.reaches(name):
            yield lead


def _pool(matter: Matter) -> Pool | None:
    """Who gets the document; None where its words do not say, or it is none that charges others."""
    head = matter.directive.head
    if head.kind is not None and head.kind.value in _REPORTING:
        return None
    if head.issuer is None or _PARTY.search(fold(head.issuer.value)):
        return None
    recipients = [one.value for one in head.recipients]
    above = any(_AS_ABOVE.match(fold(name)) for name in recipients)
    told = [name for name in recipients if not _AS_ABOVE.match(fold(name))]
    if len(recipients) < FEWEST or any(_UNTOLD.search(fold(name)) for name in told):
        return None
    if above and not head.addressees:
        return None
    return Pool([*(one.value for one in head.addressees), *told])


def _told_apart(name: str) -> bool:
    """One body with a name of its own."""
    body = body_at(name, 0)
    if body is None or body.collective or body.post or body.span.end < len(name) or _SEVERAL.search(fold(name)):
        return False
    words = name.split()
    return len(words) >= 2 and any(word[0].isupper() for word in words[1:])


def _own(name: str, issuer: str) -> bool:
    """The issuer itself, its office, and what is a part of it by its name ("Ban Tổ chức Tỉnh ủy" of a Tỉnh ủy)."""
    if re.match(r"(?:van phong|vp)\b", name) or Pool([issuer]).reaches(name):
        return True
    own = _PLACE.sub("", issuer)
    kind = " ".join(issuer.split()[:2])
    return own in name or own.replace("uy ban nhan dan", "ubnd") in name or name.endswith(kind)


RULES: tuple[Rule, ...] = (
    Rule(
        "recipient.missing",
        "Nơi được giao việc không có trong nơi nhận",
        Severity.NOTE,
        "Nghị định 30/2020/NĐ-CP, Điều 8, Phụ lục I phần I mục II.9",
        "Nơi nhận để thực hiện mà không được gửi thì không biết việc của mình.",
        missing,
        (
            "Kính gửi: Sở Tài chính\n1. Sở Tài chính rà soát giá trước ngày 30/10/2026.\n"
            "2. [[Sở Xây dựng]] lập danh sách công trình trước ngày 30/10/2026.\n"
            "Nơi nhận:\n- Như trên;\n- Giám đốc, các PGĐ Sở;\n- Lưu: VT.",
        ),
        (
            "Kính gửi: Sở Tài chính\n1. Sở Tài chính rà soát giá trước ngày 30/10/2026.\n"
            "2. Sở Xây dựng lập danh sách công trình trước ngày 30/10/2026.\n"
            "Nơi nhận:\n- Như trên;\n- Sở Xây dựng (t/h);\n- Lưu: VT.",
        ),
    ),
)
