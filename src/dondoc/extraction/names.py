"""Rows of bodies in running text, as values with their words. Field lines and cells: ``listing``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import chain

import regex

from dondoc.extraction.directive import Value
from dondoc.extraction.listing import LISTED, MANY_OF_TYPE, begins_name, listed
from dondoc.language.bodies import Body, body_at
from dondoc.language.cues import cue
from dondoc.language.persons import person_at
from dondoc.language.spans import Span as BodySpan
from dondoc.language.verbs import begins_with_verb
from dondoc.reading.text import Span

_PLACE = r"(?<!\w)\p{Lu}[^\W\d_]*(?: \p{Lu}[^\W\d_]*){1,3}"
_PLACES = cue(
    "names.places",
    regex.compile(
        rf"(?P<of>(?:[^\W\d_]+ ){{1,6}})các (?P<kind>xã|phường|thị trấn|đặc khu|huyện|quận|tỉnh):? (?P<first>{_PLACE})"
        rf"(?:, {_PLACE})*(?:,? và {_PLACE}|, {_PLACE})(?! \p{{Lu}})"
    ),
    finds=("[[UBND các xã Tân Lập, Phú Mỹ và Hòa Bình]]",),
    leaves=("UBND các xã, phường",),
    printed=True,
)
_BETWEEN = cue(
    "names.between",
    re.compile(
        r"(?:\s*\([^()]{0,120}\))?\s*"
        r"(?:(?:,|;)\s*(?:va\s+|cung\s+|cac\s+(?=cac\b))?|\s(?:va|cung voi|cung|hoac)\s+(?:voi\s+)?)\s*"
    ),
    finds=(
        "[[, ]]Sở Y tế",
        "[[ và ]]Sở Y tế",
        "[[; cùng ]]các xã",
    ),
    leaves=(" thuộc Sở Y tế",),
)
_BRACKET = re.compile(r"\s*\([^()]{0,160}\)")
_ADDRESSED = cue(
    "names.addressed",
    re.compile(
        r"quy (?:co quan|don vi|so|bo|ubnd|uy ban|ban|vi|cong ty|dia phuong|truong|doanh nghiep)"
        r"(?:(?:,| va) (?:co quan|don vi|dia phuong|to chuc|doanh nghiep|ca nhan|ban))*"
    ),
    finds=(
        "[[quý cơ quan, đơn vị]]",
        "[[Quý Sở]]",
    ),
    leaves=("quý III/2026",),
)
_TAIL = cue(
    "names.tail",
    re.compile(r"(?: [^\W\d_]+){1,6}(?=\s*(?:[,;.)]|$|\sva\s))"),
    finds=("[[ diễn ra lễ hội]],",),
    leaves=(", diễn ra lễ hội",),
)
_BLANK = re.compile(r" (?=\S)")
_UNTOLD = regex.compile(r"((?: \p{Ll}+){1,5}(?: \p{Lu}\p{Ll}*){0,4})(?=(?: ?\([^()\n]{1,60}\))?:\s*(?P<said>))")
NO_TAIL = cue(
    "names.no-tail",
    re.compile(
        r"(?:chu tri|co |phai|can|se|de|trong|ve|theo|tai|khi|nham|can cu|tren co so|tu |den|kip thoi|chu dong|da"
        r"|dang|duoc|khong|va|nghiem|tich cuc)\b"
    ),
    finds=(
        "[[chủ trì]] việc này",
        "[[căn]] cứ kế hoạch",
        "[[được]] giao",
    ),
    leaves=("diễn ra lễ hội",),
)
_PLURAL = cue(
    "names.plural",
    re.compile(r"(?:các|những|một số)(?: [^\W\d_]+){1,6}(?=\s*(?:[,;.)]|$|\svà\s))"),
    finds=(
        "[[các hộ ven sông]],",
        "[[một số chủ vườn và]]",
    ),
    leaves=("hộ ven sông,",),
    printed=True,
)
_ACRONYM = cue(
    "names.acronym",
    re.compile(r"[A-ZĐ]{3,}(?=\s+(?:và|,)|\s[a-zà-ỹđ])"),
    finds=("[[VNPT]] và các đơn vị", "[[NAFI]] xây dựng tiêu chuẩn"),
    leaves=("Vnpt và các đơn vị",),
    printed=True,
)
_BY_ROLE = cue(
    "names.by-role",
    re.compile(
        r"(?:cac )?(?:co quan|don vi)(?: duoc giao| duoc phan cong)? (?:chu tri|dau moi)"
        r" (?:soan thao|tham muu|xay dung|thuc hien|tham dinh)(?: van ban| du thao| ho so| de an| nhiem vu)?"
        r"(?= (?:co trach nhiem|chiu trach nhiem|phai|can|gui|trinh|bao cao|lay y kien|phoi hop|hoan thien"
        r"|tong hop|tiep thu)\b)"
    ),
    finds=("[[Cơ quan chủ trì soạn thảo]] có trách nhiệm", "[[đơn vị được giao chủ trì tham mưu]] phải trình"),
    leaves=("Cơ quan chủ trì phối hợp với", "đơn vị chủ trì xây dựng quy chế"),
)
"""Who is told only by the part that it plays."""
_RESPONSIBLE = cue(
    "names.responsible",
    re.compile(
        r"(?!(?:viec|cong tac|noi dung|khi|neu|trong|theo|can cu|tren co so|doi voi|de|nham|truong hop|sau|truoc|ngoai"
        r"|ben canh|qua|trach nhiem|nhiem vu|dong thoi|ke hoach|bao cao|chi thi|quyet dinh|ai|day|do|tai|ve|voi|tu|den"
        r"|thong qua|dinh ky|hang|moi hoat dong|dac biet|rieng|khong|nay|luat|nghi dinh|thong tu)\b)"
        r"(?:(?!\b(?:giao|yeu cau|de nghi|duoc|da|la|phai|khi|neu|ma|thi)\b)[^;.:()]){3,110}?"
        r"(?= (?:co|chiu) trach nhiem )"
    ),
    finds=("[[Chủ bến, thuyền viên]] có trách nhiệm nhắc nhở",),
    leaves=("Việc này có trách nhiệm của", "Thuyền viên nhắc nhở hành khách"),
)
_APART = re.compile(r", (?:va )?| va ")
_SMALL = re.compile(r"\s[^\W\d_A-ZĐ](?!à\s)")
_LOOSE = re.compile(r"[A-ZĐ][^,;.:()\n]{5,70}(?=,)")


@dataclass(slots=True)
class Names:
    """Bodies that stand in a row, and where the row ends."""

    values: tuple[Value[str], ...]
    end: int

    def __bool__(self) -> bool:
        return bool(self.values)


LONGEST_REST = 110
"""Characters up to the colon behind the unknown rest of a name, with a bracket."""
LONGEST_PLURAL = 40
LONGEST_RESPONSIBLE = 130
NOBODY = Names((), 0)


@dataclass(frozen=True, slots=True)
class NameReader:
    """Reads rows of bodies in one document."""

    content: str
    folded: str

    def at(self, at: int, limit: int, rule: str, *, loose: bool = False) -> Names:
        """The row that begins at ``at``: "Sở A, Sở B và các đơn vị liên quan"; empty where no body begins there.

        ``loose`` takes a capitalised name that has lost its type word ("phối hợp với Bưu chính - Viễn thông, các …").
        """
        addressed = _ADDRESSED.match(self.folded, at, limit)
        if addressed:
            words = " ".join(self.content[at : addressed.end()].split())
            return Names((Value(words, Span(at, addressed.end()), rule, 0.8),), addressed.end())
        rows: list[tuple[Value[str], ...]] = []
        end = at
        while at < limit:
            element = self._by_role(at, limit, rule) or self._element(at, limit, rule, loose=loose and not rows)
            element = element or self._plain(at, limit, rule, bool(rows))
            element = element or (NOBODY if rows else self._responsible(at, limit, rule))
            if not element:
                break
            rows.append(element.values)
            bracket = _BRACKET.match(self.folded, element.end, limit)
            end = bracket.end() if bracket else element.end
            between = _BETWEEN.match(self.folded, element.end, limit)
            if between is None:
                break
            at = between.end()
        return Names(tuple(chain.from_iterable(rows)), end)

    def completed(self, names: Names, limit: int) -> Names:
        """The row with the last words of its last name, which nobody knows, up to a colon: "Ban Xã viên nữ: …"."""
        if ":" not in self.content[names.end : min(limit, names.end + LONGEST_REST)]:
            return names
        rest = _UNTOLD.match(self.content, names.end, limit)
        last = names.values[-1].span
        if rest is None or last is None or not self.content[last.start].isupper():
            return names
        said = rest.end("said")
        if self.content[said : said + 1].isupper() and begins_with_verb(self.content, said) is None:
            return names
        if NO_TAIL.match(self.folded, names.end + 1, limit) or any(
            begins_with_verb(self.content, names.end + word.start()) for word in _BLANK.finditer(rest[1])
        ):
            return names
        whole = Span(last.start, rest.end(1))
        value = Value(" ".join(self.content[whole.start : whole.end].split()), whole, names.values[-1].rule, 0.75)
        return Names((*names.values[:-1], value), rest.end(1))

    def _element(self, at: int, limit: int, rule: str, *, loose: bool) -> Names:
        """One body of a row, or a list under one type word."""
        row = LISTED.match(self.folded, at, limit)
        if row and begins_name(self.content, row.end()):
            return self._listed(at, row.end(), limit, rule)
        many = MANY_OF_TYPE.match(self.content, at, limit)
        if many and len((found := self._listed(at, many.end(), limit, rule)).values) > 1:
            return found
        person = person_at(self.content, at)
        if person is not None and person.end <= limit:
            words = " ".join(self.content[at : person.span.end].split())
            return Names((Value(words, Span(at, person.span.end), rule, 0.85),), person.end)
        body = body_at(self.content, at) or (self._loose(at, limit) if loose else None)
        if body is None or body.span.end > limit:
            return NOBODY
        if places := self._places(body, limit, rule):
            return places
        end = self._tail(body, limit)
        words = " ".join(self.content[body.span.start : end].split())
        return Names((Value(words, Span(body.span.start, end), rule, 0.85),), end)

    def _by_role(self, at: int, limit: int, rule: str) -> Names:
        role = _BY_ROLE.match(self.folded, at, limit)
        if role is None:
            return NOBODY
        words = " ".join(self.content[at : role.end()].split())
        return Names((Value(words, Span(at, role.end()), rule, 0.7),), role.end())

    def _responsible(self, at: int, limit: int, rule: str) -> Names:
        """ "Chủ bến, thuyền trưởng và thuyền viên có trách nhiệm …": whoever stands before that, known or not."""
        if not rule.startswith("lead.s") or not self.content[at].isupper():
            return NOBODY
        if self.folded.find("trach nhiem ", at, min(limit, at + LONGEST_RESPONSIBLE)) < 0:
            return NOBODY
        found = _RESPONSIBLE.match(self.folded, at, limit)
        if found is None or begins_with_verb(self.content, at) is not None:
            return NOBODY
        values, begin = [], at
        for sign in [*_APART.finditer(self.folded, at, found.end()), None]:
            end = sign.start() if sign else found.end()
            values.append(Value(" ".join(self.content[begin:end].split()), Span(begin, end), rule, 0.6))
            begin = sign.end() if sign else end
        return Names(tuple(values), found.end())

    def _plain(self, at: int, limit: int, rule: str, inside: bool) -> Names:
        """An element that only its form shows: "các …" in the middle of a row, or an acronym at its head."""
        found = (_PLURAL if inside else _ACRONYM).match(self.content, at, limit)
        if inside and not found and (many := self._up_to_verb(at, limit)):
            return Names((Value(self.content[at:many], Span(at, many), rule, 0.6),), many)
        if not found or any(
            begins_with_verb(self.content, at + word.start()) for word in _BLANK.finditer(found.group())
        ):
            return NOBODY
        if not inside and _SMALL.match(self.content, found.end()) and not self._verb_behind(found.end()):
            return NOBODY
        return Names((Value(" ".join(found.group().split()), Span(at, found.end()), rule, 0.6),), found.end())

    def _verb_behind(self, at: int) -> bool:
        return begins_with_verb(self.content, at + 1) is not None

    def _up_to_verb(self, at: int, limit: int) -> int:
        """ "…, các hãng tàu | hoàn chỉnh": where a plural that nobody knows ends, at its verb; 0 where none is."""
        if not self.content.startswith(("các ", "những "), at):
            return 0
        for word in list(_BLANK.finditer(self.content, at, min(limit, at + LONGEST_PLURAL)))[1:]:
            if self.content[word.start() - 1] in ",;:.(" or NO_TAIL.match(self.folded, word.end()):
                return 0
            if begins_with_verb(self.content, word.end()) is not None:
                return word.start()
        return 0

    def _places(self, body: Body, limit: int, rule: str) -> Names:
        """ "UBND các xã Tân Lập, Phú Mỹ và Hòa Bình": one body a place."""
        found = _PLACES.match(self.content, body.span.start, limit) if body.collective else None
        if found is None or found.start("first") >= body.span.end:
            return NOBODY
        kind = " ".join(f"{found['of']}{found['kind']}".split())
        names = regex.finditer(_PLACE, self.content[found.start("first") : found.end()])
        at = found.start("first")
        values = (Value(f"{kind} {n[0]}", Span(at + n.start(), at + n.end()), rule, 0.85) for n in names)
        return Names(tuple(values), found.end())

    def _tail(self, body: Body, limit: int) -> int:
        """A collective with the few words that narrow it ("UBND các xã diễn ra lễ hội"), up to a sign or a verb."""
        end = body.span.end
        if body.collective and body.post and self.folded.startswith(" khac ", end):
            return end + len(" khac")
        if not body.collective or body.post:
            return end
        owner = body_at(self.content, end + 5) if self.folded.startswith(" cua ", end) else None
        if owner is not None and owner.span.end <= limit:
            return owner.span.end
        tail = _TAIL.match(self.folded, end, limit)
        if not tail or any(
            begins_with_verb(self.content, end + word.start()) for word in _BLANK.finditer(tail.group())
        ):
            return end
        return end if NO_TAIL.match(self.folded, end + 1, limit) else tail.end()

    def _loose(self, at: int, limit: int) -> Body | None:
        found = _LOOSE.match(self.content, at, limit)
        if not found or begins_with_verb(self.content, at) is not None:
            return None
        return Body(BodySpan(found.start(), found.end()), found.group())

    def _listed(self, at: int, first: int, limit: int, rule: str) -> Names:
        """ "các Sở: A, B và C": a list under one type word, up to where no name goes on."""
        end = first
        while end < limit:
            stop = self._list_element(end, limit)
            if stop <= end:
                break
            end = stop
            between = _BETWEEN.match(self.folded, end, limit)
            if not between or not begins_name(self.content, between.end()):
                break
            end = between.end()
        return Names(listed(self.content, Span(at, end), rule), end)

    def _list_element(self, at: int, limit: int) -> int:
        body = body_at(self.content, at)
        if body is None:
            body = body_at("Sở " + self.content[at:limit], 0)
            return min(limit, at + body.span.end - 3) if body else at
        return body.span.end


def merged(*rows: tuple[Value[str], ...]) -> tuple[Value[str], ...]:
    """Several rows as one, each name once."""
    seen: dict[str, Value[str]] = {}
    for row in rows:
        for value in row:
            seen.setdefault(value.value.casefold(), value)
    return tuple(seen.values())
