"""Proper names of bodies: how far the words behind a type word belong to its name."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dondoc.language.body_words import FIELDS, NOUNS, PLACES, POSTS, SCOPE, STOPS, TYPES, WHOLE_FIELDS
from dondoc.language.cues import cue
from dondoc.language.folding import fold
from dondoc.language.lexicon import Lexica, Lexicon, words_in
from dondoc.language.verb_words import VERBS
from dondoc.language.verbs import begins_with_verb

DETERMINERS = (
    "các", "những", "mỗi", "từng", "toàn thể", "toàn thể các", "tất cả các", "một số", "tất cả", "quý", "từng các", "mọi",
)  # fmt: skip
_VERBS = tuple(v for v in VERBS if " " in v and "," not in v)
_KINDS = Lexica(TYPES, POSTS, SCOPE, PLACES, FIELDS, STOPS, DETERMINERS, NOUNS, _VERBS)
TYPE, POST, SCOPES, PLACE, FIELD, STOP, DETERMINER, NOUN, VERB = range(9)
_STOPS = Lexicon(STOPS)
_WHOLE = frozenset(fold(f) for f in WHOLE_FIELDS)
_WORD = re.compile(r"[^\W_][\w&.']*(?<![.'])|[^\W_]")
_JOIN = re.compile(r"[ \n]*(?P<sign>,|-|–|/|&)[ \n]*|[ \n]+(?P<word>và|VÀ|Và)[ \n]+|[ ]+")
_PLACE_STEP = re.compile(r"\.?[ ](?:[-–][ ])?(?=[^\W_])")
# Behind these a small verb still belongs to a name ("Ban Quản lý dự án đầu tư xây dựng").
_BUILDERS = cue(
    "body.builder",
    re.compile(r"(?:dau tu|du an|quan ly|hoat dong|ky thuat|cong trinh|vien|hop|so)$"),
    finds=(
        "Ban [[Quản lý]]",
        "Ban Quản lý [[dự án]]",
    ),
    leaves=("Sở Y tế",),
    anywhere=True,
)
_CHARGE = cue(
    "body.charge",
    re.compile(r"[ \n](?:lam dau moi|co trach nhiem|chiu trach nhiem|chu tri)\b"),
    finds=(
        "[[ chủ trì]]",
        "[[ có trách nhiệm]]",
    ),
    leaves=(" thuộc Sở",),
)
_NAME_END = re.compile(r"[ \n]*([,;:.)]|$)|[ \n]+")
_HARD_STOPS = frozenset(
    ("chủ trì", "phối hợp", "có trách nhiệm", "chịu trách nhiệm", "căn cứ", "đề nghị", "yêu cầu", "giao", "theo")
)
MOST_SMALL = 4
_SMALL_TYPES = frozenset(("phòng", "trung tâm", "sở", "công an"))


class NameReader:
    """Reads proper names over one NFC text."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.words = words_in(text)
        self.folded = self.words.folded

    def _end(self, kind: int, pos: int) -> int | None:
        """Where the longest word or phrase of a kind (``TYPE``, ``POST`` …) ends that begins at ``pos``."""
        ends = self.words.kinds.get(pos) or self._ends(pos)
        return ends[kind] or None

    def _ends(self, pos: int) -> Sequence[int]:
        ends = self.words.kinds.get(pos)
        if ends is None:
            self.words.kinds[pos] = ends = _KINDS.ends(self.words, pos)
        return ends

    def _opens(self, pos: int) -> bool:
        """Whether any word stands at ``pos`` that a body phrase may begin with."""
        ends = self._ends(pos)
        return bool(ends[TYPE] or ends[POST] or ends[NOUN] or ends[DETERMINER])

    def _cap(self, at: int) -> bool:
        return at < len(self.text) and (self.text[at].isupper() or self.text[at].isdigit())

    def _says(self, words: str, at: int) -> bool:
        return self.text[at : at + len(words)].lower() == words

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
            field = self._end(FIELD, at)
            free = self._end(STOP, at) is None or self._charged(at) or (field is not None and self._builds(at - 1, at))
            return field if free else None
        if (self.text[at].isdigit() and len(word[0]) > 2) or self._stops(at):
            return None
        known = max(self._end(FIELD, at) or 0, self._end(VERB, at) or 0)
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
        if any(self._end(kind, small) is not None for kind in (STOP, SCOPES, PLACE, TYPE, VERB)):
            return end
        word = _WORD.match(self.text, small)
        return word.end() if word else end

    def _cap_before(self, at: int) -> bool:
        before = self.text[max(0, at - 12) : at].split(" ")
        return len(before) > 1 and before[-1] == "" and before[-2][:1].isupper() and self._lone(at, before[-2])

    def _lone(self, at: int, syllable: str) -> bool:
        """Whether the capital syllable before is a name's own and no type word ("Tân Lập", not "Sở Quy hoạch")."""
        return self._end(TYPE, at - 1 - len(syllable)) is None

    def _stops(self, at: int) -> bool:
        """Words that end a name even with a capital letter."""
        found = _STOPS.at(self.words, at)
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
            if not self._cap(at) and self._end(VERB, at) is not None and not self._says("đầu tư", at):
                return (self._builds(end, at) and not self._organises(start, end, at)) or self._charged(at)
            return self._end(POST, at) is None or not self._cap(at)
        if sign in ("-", "–") and self.text[at : at + 9].lower() == "chi nhánh":
            return True
        if sign == "/" or self.opens_body(at):
            return False
        if sign == ",":
            if listed and self._is_whole(start, end):
                return False
            return self._chain(at) or self._goes_on(at, whole=not listed)
        if sign is not None:
            return (self._cap(at) or self._goes_on(at, whole=False)) and "\n" not in step[0]
        if self._says("các ", at):
            return self._cap(at + 4) and not self.opens_body(at + 4)
        return self._cap(at) or self._end(FIELD, at) is not None

    def _goes_on(self, at: int, *, whole: bool) -> bool:
        """Whether a small word of a field behind a sign goes on with a name ("Phòng Kế hoạch - tài chính"); ``whole``
        also where it could be a verb or a common noun."""
        field = self._end(FIELD, at)
        if field is None:
            return False
        return whole or (not self._cap(at) and max(self._end(kind, at) or 0 for kind in (VERB, NOUN, TYPE)) < field)

    def _charged(self, at: int) -> bool:
        """ "… chất lượng xây dựng làm đầu mối": right before a charge even a verb is still of the name."""
        field = self._end(FIELD, at)
        return field is not None and _CHARGE.match(self.folded, field) is not None

    def _organises(self, start: int, end: int, at: int) -> bool:
        """ "Sở Tư pháp tổ chức tập huấn": a verb before another one, behind a name that needs no more words."""
        if self._says("tổ chức", at):
            return True
        verb = self._end(VERB, at)
        gap = _NAME_END.match(self.text, verb) if verb else None
        return self._is_whole(start, end) and gap is not None and not gap[1]

    def _builds(self, end: int, at: int) -> bool:
        """Whether a small verb at ``at`` is part of a name: behind a word of building, or where the name ends with it."""
        if _BUILDERS.search(self.folded[max(0, end - 12) : end]):
            return True
        if (self._end(VERB, at) or 0) > (self._end(FIELD, at) or 0):
            return False
        verb = self._end(FIELD, at) or at
        follows = _NAME_END.match(self.text, verb)
        if follows is None:
            return False
        if follows[1] == ",":
            behind = _NAME_END.match(self.text, follows.end(1))
            return behind is None or self._cap(behind.end()) or self._end(VERB, behind.end()) is None
        return bool(follows[1]) or any(self._end(lex, follows.end()) for lex in (STOP, PLACE, SCOPES, VERB))

    def _is_whole(self, start: int, end: int) -> bool:
        return " ".join(self.folded[start:end].split()) in _WHOLE

    def opens_body(self, at: int) -> bool:
        """Whether the next body of a list begins here."""
        if self._end(DETERMINER, at) is not None:
            return not (self._says("các ", at) and self._cap(at + 4))
        if self._end(POST, at) is not None:
            return True
        end = self._end(TYPE, at)
        if end is None:
            return False
        field = self._end(FIELD, at)
        if field is not None and (
            field > end
            or self._says("thống kê", at)
            or (self._says("thanh tra", at) and not self._inspects(at))
            or self._says("viễn thông", at)
        ):
            return False
        return self._cap(at) or self.text[at:end].lower() in _SMALL_TYPES

    def _inspects(self, at: int) -> bool:
        """ "…, Thanh tra giao thông": an inspectorate of its own, told by its field in small letters."""
        small = at + len("thanh tra ")
        return self._cap(at) and not self._cap(small) and self._end(FIELD, small) is not None

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
        if (self._end(VERB, pos) or 0) >= (self._end(FIELD, pos) or 1) and not self._builds(end, pos):
            return end
        if (self._end(SCOPES, pos) or 0) > (self._end(FIELD, pos) or 0):
            return end
        while (field := self._end(FIELD, at)) is not None and (first or self._end(STOP, at) is None):
            end, first = field, False
            step = _JOIN.match(self.text, end)
            if step is None or step["sign"] == "/" or self.opens_body(step.end()):
                break
            at = step.end()
        return end

    def _small_then_proper(self, pos: int, end: int) -> int:
        """ "Ban Quản lý bãi tắm Tiên Sa": a few small words that nobody knows before a name in capitals; ``end`` where
        they open with a verb or a word that ends names."""
        at = pos
        for _ in range(MOST_SMALL):
            word = _WORD.match(self.text, at)
            if word is None or self._cap(at) or any(self._end(kind, at) for kind in range(VERB + 1)):
                return end
            if begins_with_verb(self.text, at) is not None or self.text[word.end() : word.end() + 1] != " ":
                return end
            at = word.end() + 1
            if self._cap(at) and not self.text[at].isdigit():
                return end if self.opens_body(at) else self._place_name(at, end)
        return end

    def _place_name(self, at: int, end: int) -> int:
        """The proper name behind "tỉnh", "xã" …"""
        for _ in range(6):
            word = _WORD.match(self.text, at)
            if word is None or not self._cap(at) or self._stops(at) or self._end(POST, at) is not None:
                break
            end = word.end()
            step = _PLACE_STEP.match(self.text, end)
            if step is None:
                break
            at = step.end()
        return end

    def _word_start(self, end: int) -> int:
        """Where the one or two syllables that end here begin, as a place word ("thị xã", "tỉnh")."""
        one = self.text.rfind(" ", 0, end) + 1
        two = self.text.rfind(" ", 0, max(0, one - 1)) + 1
        return two if self._end(PLACE, two) == end else one
