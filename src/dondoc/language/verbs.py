"""Verbs of duty: whether a stretch of text opens with one, also behind adverbs ("chủ động, kịp thời rà soát …")."""

from __future__ import annotations

import re

from dondoc.language.lexicon import Lexicon, Words, words_in
from dondoc.language.spans import Span
from dondoc.language.values import value
from dondoc.language.verb_words import ADVERBS, NOT_VERBS, VERBS, words_of

_VERBS = Lexicon(VERBS)
_ADVERBS = Lexicon(words_of(ADVERBS))
# Read only where the middle word is lost: "phối với".
_WITH = Lexicon(("phối hợp với", "phối hợp cùng"))
_NOT = Lexicon(words_of(NOT_VERBS))
_BETWEEN = re.compile(r"[ \n]*(?:,|và(?=\s))?[ \n]+|[ \n]*,[ \n]*")
_LEAD_IN = re.compile(r"[ \n\t\"“”‘’'*•+\-–]*")
_MAX_ADVERBS = 4


@value
class VerbHit:
    """A duty's opening words. ``span`` runs from the first adverb to the end of the verb; ``verb`` is its dictionary form.
    ``slipped`` where it only agrees after one wrong letter."""

    span: Span
    verb: str
    verb_span: Span
    adverbs: tuple[str, ...] = ()
    slipped: bool = False


def begins_with_verb(text: str, pos: int = 0) -> VerbHit | None:
    """The verb of duty that NFC text opens with at ``pos`` (behind blanks, quotes and dashes); None where it opens with
    anything else. Letter case and marks do not matter for verbs of two syllables and more; verbs of one syllable need
    their marks, unless the words around have lost theirs too."""
    words = words_in(text)
    key = ("verb", pos)
    if key not in words.memo:
        words.memo[key] = _verb_at(words, pos)
    found: VerbHit | None = words.memo[key]
    return found


def _verb_at(words: Words, pos: int) -> VerbHit | None:
    text = words.text
    lead = _LEAD_IN.match(text, pos)
    start = at = lead.end() if lead else pos
    adverbs: list[str] = []
    fallback: VerbHit | None = None
    for _ in range(_MAX_ADVERBS + 1):
        hit = _verb(words, at)
        adverb = _ADVERBS.true_at(words, at)
        if hit is not None and (adverb is None or hit[1] > adverb[1]):
            return VerbHit(Span(start, hit[1]), hit[0], Span(at, hit[1]), tuple(adverbs))
        if hit is not None:
            fallback = VerbHit(Span(start, hit[1]), hit[0], Span(at, hit[1]), tuple(adverbs))
        if adverb is None:
            break
        adverbs.append(adverb[0])
        gap = _BETWEEN.match(text, adverb[1])
        if gap is None:
            break
        at = gap.end()
    return fallback or _slipped(words, start, at, tuple(adverbs))


def _verb(words: Words, at: int) -> tuple[str, int] | None:
    found = _VERBS.true_at(words, at)
    if found is None:
        return None
    other = _NOT.at(words, at)
    return None if other is not None and other[1] > found[1] else found


def _slipped(words: Words, start: int, at: int, adverbs: tuple[str, ...]) -> VerbHit | None:
    lost = _WITH.near(words, at)
    if lost is not None:
        return VerbHit(Span(start, lost[1]), "phối hợp", Span(at, lost[1]), adverbs, slipped=True)
    near = _VERBS.near(words, at)
    if near is None or " " not in near[0] or _NOT.at(words, at) is not None:
        return None
    return VerbHit(Span(start, near[1]), near[0], Span(at, near[1]), adverbs, slipped=True)
