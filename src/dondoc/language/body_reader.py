"""The grammar of body names: reads one phrase at a place, see ``bodies`` for what is handed out."""

from __future__ import annotations

import re
from typing import NamedTuple

from dondoc.language.body_words import FIELDS, NOUNS, OWN_ROLE, PLACES, POSTS, SCOPE, STOPS, TYPES, WHOLE_FIELDS
from dondoc.language.folding import Lexicon, fold
from dondoc.language.verb_words import VERBS, words_of

_TYPES, _POSTS, _NOUNS = Lexicon(TYPES), Lexicon(POSTS), Lexicon(NOUNS)
_SCOPE, _PLACES, _FIELDS, _STOPS = Lexicon(SCOPE), Lexicon(PLACES), Lexicon(FIELDS), Lexicon(STOPS)
_VERBS = Lexicon(tuple(v for v in VERBS if " " in v and "," not in v))
_WHOLE = frozenset(fold(f) for f in WHOLE_FIELDS)
_DETERMINER = Lexicon(
    (
        "các",
        "những",
        "mỗi",
        "từng",
        "toàn thể",
        "toàn thể các",
        "tất cả các",
        "một số",
        "tất cả",
        "quý",
        "từng các",
        "mọi",
    )
)
OPENINGS = _TYPES.firsts | _POSTS.firsts | _NOUNS.firsts | _DETERMINER.firsts
_WORD = re.compile(r"[^\W_][\w&.']*(?<![.'])|[^\W_]")
_GAP = re.compile(r"[ \n]+")
_JOIN = re.compile(r"[ \n]*(?P<sign>,|-|–|/|&)[ \n]*|[ \n]+(?P<word>và|VÀ|Và)[ \n]+|[ ]+")
_LIST = re.compile(r"[ \n]*(?:,|/|;(?=[ ]cơ quan thuộc))[ \n]*(?:và[ \n]+)?|[ \n]+(?:và|hoặc)[ \n]+")
_AGAIN = re.compile(r"[ \n]*(?:,|và)[ \n]+các[ \n]+")
_BELONGS = re.compile(r"[ \n]+(?:thuộc và trực thuộc|trực thuộc|thuộc)[ \n]+")
_AREA = re.compile(r"[ \n]+(?:đóng )?(?:trên|tại) địa bàn", re.IGNORECASE)
_PLACE_STEP = re.compile(r"\.?[ ](?:[-–][ ])?(?=[^\W_])")
_HARD_STOPS = frozenset(
    ("chủ trì", "phối hợp", "có trách nhiệm", "chịu trách nhiệm", "căn cứ", "đề nghị", "yêu cầu", "giao", "theo")
)
_LISTED_TYPES = frozenset(("sở", "bộ", "phòng", "ban", "vụ", "cục"))
_NESTING = frozenset(
    words_of(
        "văn phòng; vp; thường trực; ban thường vụ; thường vụ; ban thường trực; ban chấp hành; đảng ủy; đảng bộ; chi bộ; công đoàn; ban cán sự; cơ quan; công chức; bộ phận"
    )
)
_ALONE = frozenset(("thủ trưởng", "người đứng đầu"))


class Phrase(NamedTuple):
    end: int
    collective: bool
    post: bool


class BodyReader:
    """Reads body phrases over one NFC text."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.folded = fold(text)

    def read(self, pos: int) -> Phrase | None:
        """The body phrase that begins at ``pos``: a post, a name, or a collective, the longest that holds."""
        determiner = self._end(_DETERMINER, pos)
        if determiner is not None:
            gap = _GAP.match(self.text, determiner)
            if gap is None:
                return None
            pos = gap.end()
        post = self._post(pos)
        if post is not None:
            return Phrase(post[0], post[1] or determiner is not None, True)
        group = self._group(pos, spread=determiner is not None)
        named = (
            self._named(pos) if determiner is None or self._proper_name(pos, self._end(_TYPES, pos) or pos) else None
        )
        if named is not None and (group is None or named[0] >= group):
            return Phrase(named[0], named[1] or determiner is not None, False)
        return Phrase(group, True, False) if group is not None else None

    def type_at(self, pos: int) -> int | None:
        """The end of a type word at ``pos``."""
        return self._end(_TYPES, pos)

    def noun_at(self, pos: int) -> int | None:
        """The end of a collective noun at ``pos``."""
        return self._end(_NOUNS, pos)

    def _noun(self, pos: int) -> int | None:
        """A collective noun that is not the head of a longer word ("xã hội")."""
        end = self._end(_NOUNS, pos)
        return None if end is None or (self._end(_FIELDS, pos) or 0) > end else end

    def _end(self, lexicon: Lexicon, pos: int) -> int | None:
        found = lexicon.true_at(self.text, self.folded, pos)
        if found is not None:
            return found[1]
        loose = lexicon.at(self.folded, pos)
        return (
            loose[1]
            if loose is not None and self.text[pos : loose[1]].isupper() and self.text[pos : loose[1]].isascii()
            else None
        )

    def _cap(self, at: int) -> bool:
        return at < len(self.text) and (self.text[at].isupper() or self.text[at].isdigit())

    def _says(self, words: str, at: int) -> bool:
        return self.text[at : at + len(words)].lower() == words

    # Posts

    def _post(self, pos: int) -> tuple[int, bool] | None:
        """A post with the body or the person it is of; True where many hold it."""
        end = self._end(_POSTS, pos)
        if end is None:
            return None
        gap = _GAP.match(self.text, end)
        if gap is None or "\n" in gap[0]:
            return (end, False) if self._cap(pos) else None
        of = gap.end() + 4 if self._says("của ", gap.end()) else gap.end()
        inner = self.read(of)
        if inner is not None:
            return (self._again(inner.end) if inner.collective and not inner.post else inner.end), inner.collective
        if self._cap(of) and self._end(_STOPS, of) is None:
            return self._name(of, end, listed=True), False
        return (self._scope(end), False) if self._cap(pos) or self._alone(pos, end) else None

    def _alone(self, pos: int, end: int) -> bool:
        return self.text[pos:end].lower() in _ALONE

    def _again(self, end: int) -> int:
        """ "Trưởng các phòng, các đơn vị thuộc Sở": under one post the list may say "các" again."""
        match = _AGAIN.match(self.text, end)
        return (self._group(match.end(), spread=True) or end) if match else end

    # Collectives

    def _group(self, pos: int, *, spread: bool) -> int | None:
        """A list of common nouns with its scope. Without "các" it needs two nouns or a scope."""
        end = self._noun(pos)
        if end is None or (not spread and self._proper_name(pos, end)):
            return None
        first, count = end, 1
        end = self._noun_scope(end) if spread else end
        while (step := _LIST.match(self.text, end)) is not None:
            noun = self._noun(step.end())
            if noun is None or (self._proper_name(step.end(), noun) and self._end(_PLACES, step.end()) != noun):
                break
            end, count = self._noun_scope(noun), count + 1
        whole = self._noun_scope(end)
        return whole if spread or count > 1 or whole > first else None

    def _noun_scope(self, end: int) -> int:
        """The end of a common noun with its field and scope ("đơn vị bưu chính - viễn thông trên địa bàn")."""
        gap = _GAP.match(self.text, end)
        if gap is not None and "\n" not in gap[0] and not self._cap(gap.end()) and self._end(_VERBS, gap.end()) is None:
            end = self._small_name(gap.end(), end)
        elif gap is not None and self._cap(gap.end()) and self._end(_PLACES, self._word_start(end)) == end:
            end = self._place_name(gap.end(), end)
        return self._scope(end)

    def _word_start(self, end: int) -> int:
        """Where the one or two syllables that end here begin, as a place word ("thị xã", "tỉnh")."""
        one = self.text.rfind(" ", 0, end) + 1
        two = self.text.rfind(" ", 0, max(0, one - 1)) + 1
        return two if self._end(_PLACES, two) == end else one

    def _proper_name(self, pos: int, noun: int) -> bool:
        """Whether a noun begins a body's own name ("…, Sở Nội vụ")."""
        gap = _GAP.match(self.text, noun)
        return (
            gap is not None
            and self._end(_TYPES, pos) is not None
            and self._cap(gap.end())
            and not self._says("trung ương", gap.end())
        )

    # Names

    def _named(self, pos: int) -> tuple[int, bool] | None:
        """A type word and a name; True where the name is "các …" ("UBND các xã, phường")."""
        end = self._end(_TYPES, pos)
        if end is None:
            return None
        capital = self._cap(pos)
        gap = _GAP.match(self.text, end)
        if gap is None or "\n" in gap[0]:
            return (end, False) if capital else None
        many = self._end(_DETERMINER, gap.end())
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
        whole = self._scope(stop)
        if (
            not proper
            and stop == end
            and self.text[pos:end].lower()
            in ("ban", "tổ", "nhà", "hội", "đội", "nhóm", "đoàn", "báo", "quỹ", "thuế", "cơ quan", "công chức", "ngành")
            and whole == end
        ):
            return None
        return (whole, False) if capital or proper or whole > end else None

    def _named_many(self, determiner: int, end: int, capital: bool) -> tuple[int, bool] | None:
        step = _GAP.match(self.text, determiner)
        if step is None:
            return None
        group = self._group(step.end(), spread=True)
        if group is not None:
            return group, True
        field = self._small_name(step.end(), end)
        if field > end:
            gap = _GAP.match(self.text, field)
            return self._scope(self._name(gap.end(), field, listed=True) if gap else field), False
        if self._cap(step.end()):
            return self._scope(self._name(step.end(), end, listed=False)), False
        return (end, False) if capital else None

    def _name(self, pos: int, end: int, *, listed: bool) -> int:
        """The end of a proper name that begins at ``pos``; ``end`` where none does. ``listed`` where a comma more likely
        begins the next body of a list."""
        if not self._cap(pos):
            return end
        at = pos
        while (stop := self._name_word(at)) is not None:
            end = stop
            step = _JOIN.match(self.text, end)
            if step is None or not self._joins(step, pos, end, listed=listed):
                break
            at = step.end() + (4 if self._says("các ", step.end()) else 0)
        return end

    def _name_word(self, at: int) -> int | None:
        """The end of one word of a name: a known field or verb, else a capital syllable with one small one behind."""
        word = _WORD.match(self.text, at)
        if word is None:
            return None
        if not self._cap(at):
            return self._end(_FIELDS, at) if self._end(_STOPS, at) is None else None
        if (self.text[at].isdigit() and len(word[0]) > 2) or self._stops(at):
            return None
        known = max(self._end(_FIELDS, at) or 0, self._end(_VERBS, at) or 0)
        if known:
            return known if known >= word.end() else word.end()
        return self._small_syllable(at, word.end())

    def _small_syllable(self, at: int, end: int) -> int:
        """ "Xúc tiến": one small syllable belongs to the capital one before, unless it begins something else."""
        if len(self.text[at:end]) < 2 or self.text[at:end].isupper() or (at > 1 and self._cap_before(at)):
            return end
        small = end + 1
        if self.text[end : end + 1] != " " or not self.text[small : small + 1].islower():
            return end
        if any(self._end(lexicon, small) is not None for lexicon in (_STOPS, _SCOPE, _PLACES, _TYPES, _VERBS)):
            return end
        word = _WORD.match(self.text, small)
        return word.end() if word else end

    def _cap_before(self, at: int) -> bool:
        before = self.text[max(0, at - 12) : at].split(" ")
        return len(before) > 1 and before[-1] == "" and before[-2][:1].isupper() and self._lone(at, before[-2])

    def _lone(self, at: int, syllable: str) -> bool:
        """Whether the capital syllable before is a name's own and no type word ("Tân Lập", not "Sở Quy hoạch")."""
        return self._end(_TYPES, at - 1 - len(syllable)) is None

    def _stops(self, at: int) -> bool:
        """Words that end a name even with a capital letter."""
        found = _STOPS.at(self.folded, at)
        return (
            found is not None
            and found[0] in _HARD_STOPS
            and (" " in found[0] or not self.text[at : found[1]].istitle())
        )

    def _joins(self, step: re.Match[str], start: int, end: int, *, listed: bool) -> bool:
        """Whether what follows a blank, a sign or "và" still belongs to the name."""
        at = step.end()
        sign, word = step["sign"], step["word"]
        if sign is None and word is None:
            return self._end(_POSTS, at) is None or not self._cap(at)
        if sign == "/" or self.opens_body(at):
            return False
        if sign == ",":
            if listed and self._is_whole(start, end):
                return False
            return self._chain(at) or (not listed and self._end(_FIELDS, at) is not None)
        if sign is not None:
            return self._cap(at) and "\n" not in step[0]
        if self._says("các ", at):
            return self._cap(at + 4) and not self.opens_body(at + 4)
        return self._cap(at) or self._end(_FIELDS, at) is not None

    def _is_whole(self, start: int, end: int) -> bool:
        return " ".join(self.folded[start:end].split()) in _WHOLE

    def opens_body(self, at: int) -> bool:
        """Whether the next body of a list begins here."""
        if self._end(_DETERMINER, at) is not None:
            return not (self._says("các ", at) and self._cap(at + 4))
        if self._end(_POSTS, at) is not None:
            return True
        end = self._end(_TYPES, at)
        if end is None:
            return False
        field = self._end(_FIELDS, at)
        if field is not None and (
            field > end or self._says("thống kê", at) or self._says("thanh tra", at) or self._says("viễn thông", at)
        ):
            return False
        return self._cap(at) or self.text[at:end].lower() in ("phòng", "trung tâm", "sở", "công an")

    def _chain(self, at: int) -> bool:
        """ "A, B và C" behind a comma: short elements of name words up to an "và" with one more name word."""
        for _ in range(20):
            stop = self._name_word(at)
            step = _JOIN.match(self.text, stop) if stop is not None else None
            if step is None or step["sign"] == "/":
                return False
            at = step.end()
            if step["word"]:
                return self._name_word(at) is not None and not self.opens_body(at)
            if step["sign"] == "," and self.opens_body(at):
                return False
        return False

    def _small_name(self, pos: int, end: int) -> int:
        """A name that is printed small ("Trung tâm phục vụ hành chính công"): words of fields only."""
        at, first = pos, True
        while (field := self._end(_FIELDS, at)) is not None and (first or self._end(_STOPS, at) is None):
            end, first = field, False
            step = _JOIN.match(self.text, end)
            if step is None or step["sign"] == "/" or self.opens_body(step.end()):
                break
            at = step.end()
        return end

    # Scope

    def _scope(self, end: int) -> int:
        """The end with scope and relation added ("tỉnh", "liên quan", "thuộc Sở", "trên địa bàn tỉnh")."""
        while (longer := self._one_scope(end)) > end:
            end = longer
        return end

    def _one_scope(self, end: int) -> int:
        belongs = _BELONGS.match(self.text, end)
        if belongs is not None and (owner := self._owner(belongs.end(), end)) > end:
            return owner
        area = _AREA.match(self.text, end)
        if area is not None:
            return area.end()
        gap = _GAP.match(self.text, end)
        if gap is None or "\n" in gap[0]:
            return end
        at = gap.end()
        scope = self._end(_SCOPE, at)
        if scope is not None:
            words = " ".join(self.folded[at:scope].split())
            return end if words in OWN_ROLE and not self._after_noun(end, words) else scope
        place = self._end(_PLACES, at)
        if place is not None:
            step = _GAP.match(self.text, place)
            return self._place_name(step.end(), place) if step else place
        return end

    def _after_noun(self, end: int, words: str) -> bool:
        """ "đơn vị tư vấn", "cơ quan quản lý": the role belongs to the common noun right before it."""
        if words in ("chu tri", "tham muu"):
            return False
        before = " ".join(self.folded[max(0, end - 14) : end].split())
        return re.search(r"(?:don vi|co quan|to chuc|doanh nghiep|phong|ban)$", before) is not None

    def _place_name(self, at: int, end: int) -> int:
        """The proper name behind "tỉnh", "xã" …"""
        for _ in range(6):
            word = _WORD.match(self.text, at)
            if word is None or not self._cap(at) or self._stops(at) or self._end(_POSTS, at) is not None:
                break
            end = word.end()
            step = _PLACE_STEP.match(self.text, end)
            if step is None:
                break
            at = step.end()
        return end

    def _owner(self, at: int, end: int) -> int:
        place = self._end(_PLACES, at)
        if place is not None:
            step = _GAP.match(self.text, place)
            return self._place_name(step.end(), place) if step else place
        inner = self.read(at)
        if inner is not None:
            return inner.end
        kind = self._end(_TYPES, at) or self._end(_NOUNS, at)
        return kind if kind is not None else end
