"""The grammar of body phrases: posts, named bodies, collectives and their scope. ``bodies`` hands them out."""

from __future__ import annotations

import re
from typing import NamedTuple

from dondoc.language import body_cues
from dondoc.language.body_names import (
    DETERMINER,
    DETERMINERS,
    FIELD,
    NOUN,
    PLACE,
    POST,
    SCOPES,
    TYPE,
    VERB,
    NameReader,
)
from dondoc.language.body_words import NOUNS, OWN_ROLE, POSTS, TYPES
from dondoc.language.folding import fold, nfc
from dondoc.language.verb_words import words_of
from dondoc.language.verbs import begins_with_verb

OPENINGS = frozenset(fold(nfc(phrase)).split()[0] for phrase in (*TYPES, *POSTS, *NOUNS, *DETERMINERS))
"""The folded words that a body phrase may begin with."""
_GAP = re.compile(r"[ \n]+")
# Types behind whose name a comma more likely begins the next body of a list.
_LISTED_TYPES = frozenset(("sở", "bộ", "phòng", "ban", "vụ", "cục"))
# Types that are often of another body ("Văn phòng UBND tỉnh").
_NESTING = frozenset(
    words_of("văn phòng; vp; thường trực; ban thường vụ; thường vụ; ban thường trực; ban chấp hành; đảng ủy; đảng bộ")
    + words_of(
        "chi bộ; công đoàn; ban cán sự; ban cán sự đảng; đảng đoàn; chi nhánh; ban xây dựng đảng; ban chính sách, chiến lược; ủy ban kiểm tra; cơ quan; công chức; bộ phận"
    )
)
# Types that mean nobody without a name or scope.
_NEVER_ALONE = frozenset(
    words_of(
        "ban; tổ; nhà; hội; đội; nhóm; đoàn; báo; quỹ; thuế; cơ quan; công chức; ngành; trường; đài; trạm; vụ; cục; khoa; hạt"
    )
)
_DEEPEST = 5
# Common nouns that mean many without "các".
_MANY_ALONE = frozenset(
    fold(words)
    for words in words_of(
        "đoàn thể; mặt trận; hai ngành; ba ngành; hai bên; ba bên; hai đơn vị; hai cơ quan; hai sở; cha mẹ học sinh; phụ huynh học sinh; người sử dụng lao động"
    )
)
_POST_ALONE = frozenset(("thủ trưởng", "người đứng đầu"))
_HOLDERS = ("chủ ", "nhà thầu", "trưởng ", "hiệu trưởng", "bí thư")


class Phrase(NamedTuple):
    end: int
    collective: bool
    post: bool


class BodyReader(NameReader):
    """Reads body phrases over one NFC text. Phrases nest ("Lãnh đạo Văn phòng UBND tỉnh") only so deep."""

    _depth = 0

    def read(self, pos: int) -> Phrase | None:
        """The body phrase that begins at ``pos``: a post, a name, or a collective, the longest that holds."""
        if self._depth >= _DEEPEST or not self._opens(pos):
            return None
        self._depth += 1
        try:
            return self._phrase(pos)
        finally:
            self._depth -= 1

    def _phrase(self, pos: int) -> Phrase | None:
        determiner = self._end(DETERMINER, pos)
        if determiner is not None:
            gap = _GAP.match(self.text, determiner)
            if gap is None:
                return None
            pos = gap.end()
        post = self._post(pos, many=determiner is not None)
        if post is not None:
            return Phrase(post[0], post[1] or determiner is not None, True)
        group = self._group(pos, spread=determiner is not None)
        named = self._named(pos) if determiner is None or self._proper_name(pos, self._end(TYPE, pos) or pos) else None
        if named is not None and (group is None or named[0] >= group):
            return Phrase(named[0], named[1] or determiner is not None, False)
        return Phrase(group, True, False) if group is not None else None

    def type_at(self, pos: int) -> int | None:
        """The end of a type word at ``pos``."""
        return self._end(TYPE, pos)

    def noun_at(self, pos: int) -> int | None:
        """The end of a collective noun at ``pos``."""
        return self._end(NOUN, pos)

    def _noun(self, pos: int) -> int | None:
        """A collective noun that is not the head of a longer word ("xã hội")."""
        end = self._end(NOUN, pos)
        return None if end is None or (self._end(FIELD, pos) or 0) > end else end

    def _post(self, pos: int, *, many: bool = False) -> tuple[int, bool] | None:
        """A post with the body or the person it is of; True where many hold it."""
        end = self._end(POST, pos)
        if end is None:
            return None
        gap = _GAP.match(self.text, end)
        if gap is None or "\n" in gap[0]:
            return (end, False) if self._cap(pos) else None
        of = gap.end() + 4 if self._says("của ", gap.end()) else gap.end()
        inner = self.read(of)
        if inner is not None:
            return (self._again(inner.end) if inner.collective and not inner.post else inner.end), inner.collective
        if self._cap(of) and not self._stops(of):
            return self._name(of, end, listed=True), False
        return (self._scope(end), False) if self._cap(pos) or self._alone(pos, end, many=many) else None

    def _alone(self, pos: int, end: int, *, many: bool) -> bool:
        """Whether a post needs no name: "thủ trưởng", and holders like "các chủ đập"."""
        words = self.text[pos:end].lower()
        return words in _POST_ALONE or (many and words.startswith(_HOLDERS))

    def _again(self, end: int) -> int:
        """ "Trưởng các phòng, các đơn vị thuộc Sở": under one post the list may say "các" again."""
        match = body_cues.AGAIN.match(self.text, end)
        return (self._group(match.end(), spread=True) or end) if match else end

    def _group(self, pos: int, *, spread: bool, places: bool = False) -> int | None:
        """A list of common nouns with its scope. Without "các" it needs two nouns or a scope. ``places`` takes nothing
        but kinds of places ("Hội LHPN các xã, phường | và đơn vị trực thuộc")."""
        end = self._noun(pos)
        if end is None or (not spread and (self._proper_name(pos, end) or self._arranges(pos, end))):
            return None
        first, count = end, 1
        end = self._noun_scope(end) if spread else end
        while (step := body_cues.LIST.match(self.text, end)) is not None:
            noun = self._noun(step.end())
            if noun is None or (self._proper_name(step.end(), noun) and self._end(PLACE, step.end()) != noun):
                break
            if places and self._end(PLACE, step.end()) is None:
                break
            if self._of_many(step.end(), noun) or self._small_proper(pos, step.end(), noun):
                break
            if (self._end(POST, step.end()) or 0) > noun:
                break
            end, count = self._noun_scope(noun), count + 1
        whole = self._noun_scope(end)
        alone = " ".join(self.folded[pos:first].split()) in _MANY_ALONE
        return whole if spread or count > 1 or whole > first or alone else None

    def _arranges(self, pos: int, end: int) -> bool:
        """ "Tổ chức đào tạo viên chức": a verb before another one, no organisation."""
        return self._says("tổ chức", pos) and begins_with_verb(self.text, end) is not None

    def _of_many(self, pos: int, noun: int) -> bool:
        """Whether a noun in a list begins a body of its own that is named by "các" ("…, UBND các xã")."""
        gap = _GAP.match(self.text, noun)
        return gap is not None and self._end(TYPE, pos) == noun and self._end(DETERMINER, gap.end()) is not None

    def _small_proper(self, first: int, pos: int, noun: int) -> bool:
        """A capital type with a name in small letters in a list of small nouns ("các đơn vị, Trung tâm hỗ trợ …")."""
        gap = _GAP.match(self.text, noun)
        return (
            gap is not None
            and self._cap(pos)
            and not self._cap(first)
            and self._end(TYPE, pos) == noun
            and self._small_name(gap.end(), noun) > noun
        )

    def _noun_scope(self, end: int) -> int:
        """The end of a common noun with its field and scope ("đơn vị bưu chính - viễn thông trên địa bàn")."""
        gap = _GAP.match(self.text, end)
        if gap is not None and "\n" not in gap[0] and not self._cap(gap.end()) and self._end(VERB, gap.end()) is None:
            end = self._small_name(gap.end(), end)
        elif (
            gap is not None
            and "\n" not in gap[0]
            and self._cap(gap.end())
            and self._end(PLACE, self._word_start(end)) == end
        ):
            end = self._place_name(gap.end(), end)
        return self._scope(end)

    def _proper_name(self, pos: int, noun: int) -> bool:
        """Whether a noun begins a body's own name ("…, Sở Nội vụ")."""
        gap = _GAP.match(self.text, noun)
        return (
            gap is not None
            and self._end(TYPE, pos) is not None
            and self._cap(gap.end())
            and not self._says("trung ương", gap.end())
        )

    def _named(self, pos: int) -> tuple[int, bool] | None:
        """A type word and a name; True where the name is "các …" ("UBND các xã, phường")."""
        end = self._end(TYPE, pos)
        if end is None:
            return None
        capital = self._cap(pos)
        gap = _GAP.match(self.text, end)
        if gap is None or "\n" in gap[0]:
            return (end, False) if capital and self.text[pos:end].lower() not in _NEVER_ALONE else None
        many = self._end(DETERMINER, gap.end())
        if many is not None and not capital and self._end(VERB, pos) == end:
            return None
        if many is not None and not self._cap(gap.end()):
            return self._named_many(many, end, capital)
        inner = self.read(gap.end()) if self.text[pos:end].lower() in _NESTING else None
        if inner is not None:
            return self._scope(inner.end), False
        listed = self.text[pos:end].lower() in _LISTED_TYPES
        stop = self._name(gap.end(), end, listed=listed)
        proper = stop > end
        if not proper and end - pos > 2:
            stop = self._small_name(gap.end(), end)
            stop = self._small_then_proper(gap.end(), end) if capital and stop == end else stop
        whole = self._scope(stop)
        if proper and (over := self._over(whole)) > whole:
            return over, True
        if not proper and stop == end and self.text[pos:end].lower() in _NEVER_ALONE and whole == end:
            return None
        return (whole, False) if capital or proper or whole > end else None

    def _named_many(self, determiner: int, end: int, capital: bool) -> tuple[int, bool] | None:
        step = _GAP.match(self.text, determiner)
        if step is None:
            return None
        group = self._group(step.end(), spread=True, places=self._end(PLACE, step.end()) is not None)
        if group is not None:
            return group, True
        field = self._small_name(step.end(), end)
        if field > end:
            gap = _GAP.match(self.text, field)
            return self._scope(self._name(gap.end(), field, listed=True) if gap else field), False
        if self._cap(step.end()):
            return self._scope(self._name(step.end(), end, listed=False)), False
        return (end, False) if capital else None

    def _over(self, end: int) -> int:
        """ "Hội LHPN các xã, phường": a name that many places have."""
        gap = _GAP.match(self.text, end)
        if gap is None or not self._says("các ", gap.end()) or self._end(PLACE, gap.end() + 4) is None:
            return end
        return self._group(gap.end() + 4, spread=True, places=True) or end

    def _scope(self, end: int) -> int:
        """The end with scope and relation added ("tỉnh", "liên quan", "thuộc Sở", "trên địa bàn tỉnh")."""
        while (longer := self._one_scope(end)) > end:
            end = longer
        return end

    def _one_scope(self, end: int) -> int:
        belongs = body_cues.BELONGS.match(self.text, end)
        if belongs is not None and (owner := self._owner(belongs.end(), end)) > end:
            return owner
        area = body_cues.AREA.match(self.text, end)
        if area is not None:
            return area.end()
        if (number := self._numbered(end)) > end:
            return number
        gap = _GAP.match(self.text, end)
        if gap is None or "\n" in gap[0]:
            return end
        at = gap.end()
        scope = self._end(SCOPES, at)
        if scope is not None:
            words = " ".join(self.folded[at:scope].split())
            if words == "cung cap" and not self._says("cùng", at):
                return end
            return end if words in OWN_ROLE and not self._after_noun(end, words) else scope
        place = self._end(PLACE, at)
        if place is not None:
            return self._placed(place)
        return end

    def _placed(self, place: int) -> int:
        """The end of the name behind a word for a place, on the same line."""
        step = _GAP.match(self.text, place)
        end = self._place_name(step.end(), place) if step and "\n" not in step[0] else place
        return self._more_places(end) if end == place else end

    def _more_places(self, end: int) -> int:
        """ "Trạm Y tế xã, phường": kinds of places in a row, none of them named."""
        while (step := body_cues.COMMA.match(self.text, end)) is not None:
            more = self._end(PLACE, step.end())
            gap = _GAP.match(self.text, more) if more is not None else None
            if more is None or self._cap(step.end()) or (gap is not None and self._cap(gap.end())):
                break
            end = more
        return end

    def _numbered(self, end: int) -> int:
        found = body_cues.NUMBERED.match(self.text, end)
        if found is None:
            return end
        told = self._says(" số ", end) or body_cues.NUMBERS.search(self.folded[max(0, end - 9) : end])
        return found.end() if told else end

    def _after_noun(self, end: int, words: str) -> bool:
        """ "đơn vị tư vấn", "cơ quan quản lý": the role belongs to the common noun right before it."""
        if words in ("chu tri", "tham muu"):
            return False
        before = " ".join(self.folded[max(0, end - 14) : end].split())
        return body_cues.OWN_NOUN.search(before) is not None

    def _owner(self, at: int, end: int) -> int:
        place = self._end(PLACE, at)
        if place is not None and (self._end(TYPE, at) or 0) <= place:
            return self._placed(place)
        inner = self.read(at)
        if inner is not None:
            return inner.end
        kind = self._end(TYPE, at) or self._end(NOUN, at) or 0
        longer = max(self._end(FIELD, at) or 0, self._end(VERB, at) or 0)
        return kind if kind > longer else end
