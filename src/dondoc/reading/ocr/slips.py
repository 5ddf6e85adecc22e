"""Slips of recognition that follow from the shapes of letters and can be told from what stands around them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from dondoc.reading.ocr.engine import Word
from dondoc.reading.ocr.phrases import with_marks

_STROKES = re.compile(r"[IVXH1l|]{1,6}[.,:]")
_ROMAN = re.compile(r"X{0,2}(?:IX|IV|V?I{0,3})")
_LETTERED = re.compile(r"[A-GĐ][.,:]")
_NEVER_ALONE = re.compile(r"[,:;'’‘`´^~_=°¬|\\]+|\.{1,2}")
"""Signs that no word is written without: between blanks they are dust. Longer rows of dots are blanks to fill in."""
_SMEARED = re.compile(r"_+(?=\w)")
_DASH = re.compile(r"[-–_=]*[-–=][-–_=]*_|_[-–_=]*[-–=][-–_=]*")
"""A list's dash with dust at it."""
_SIGNS = re.compile(r"[^\w\s]+")
_MEANT = re.compile(r"[-–+*•…./(){}\[\]“”\"%&§]+")
_STROKE = re.compile(r"[lÏï|](?P<after>[,.;:)]?)")
_UPRIGHT = re.compile(r"I(?P<after>[,.;:)]?)")
_NUMBERED = frozenset(("phường", "quận", "phố", "tổ", "thôn", "ấp", "khóm"))
"""Words that a number in figures follows, where a stroke alone is 1 and not the Roman one ("quý I", "đợt I")."""
_C_FOR_G = re.compile(r"C(i[aáàảãạăắằẳẵặâấầẩẫậeéèẻẽẹêếềểễệoóòỏõọôốồổỗộơớờởỡợuúùủũụưứừửữự][a-zà-ỹ]{0,3})")
"""No Vietnamese syllable is written with c before i (it would be k): "Ciao" is Giao, "Ciám" Giám."""
_AROUND = " .,;:()[]\"'“”"
_TWO_LETTERS = re.compile(r"\W*[^\W\d_]{2}\W*")
_FOURTH = re.compile(r"[T1l|]V(?P<after>(?:/\d{4})?[.,;:)]?)")
_LIST_NUMBER = re.compile(r"\d{1,2},")
_APOSTROPHE = re.compile(r"['‘’`](?=[^\W\d_][^'‘’`]*$)")
"""In front of a word alone it is dust: Vietnamese has none."""
_NO_SYLLABLE = {"tỉn": "tin"}
_DUST_BEHIND = re.compile(r"(?<=\d)[_`´^~°]+$")
_OWN_NUMBER = re.compile(r"S[óòôõo6](?=:)")
"""What stands in front of the paper's own number is "Số:"."""
_TILDE = re.compile(r"NÑ|ÑN|Ñ")
_FOREIGN = str.maketrans({"Ð": "Đ", "ø": "g", "⁄": "/"})
"""Signs that Vietnamese papers do not print, and what was printed."""
_TWICE = re.compile(r"Đ{2,}")
_CODE = re.compile(r"(?P<number>\d{1,5})(?P<symbol>[A-ZĐ]{1,6}-[A-ZĐ][\wĐ]*[.,;)]?)")
"""A number and a symbol whose stroke was overlooked ("118KH-UBND"); after a word that a number follows."""
_NUMBER_FOLLOWS = frozenset(("số", "số:"))
_FIGURES = re.compile(r"[\dIl|O]{1,4}")
_AS_FIGURES = str.maketrans("Il|O", "1110")
"""What stands for itself behind "Số:" is the number of the paper, not a Roman one."""
_STOPPED = re.compile(r"(?P<before>\W*[^\W\d_]*?)(?P<vowel>[âêôơưă])(?P<stop>c|p|t|ch)(?P<after>\W*)")
_RISING = {"â": "ấ", "ê": "ế", "ô": "ố", "ơ": "ớ", "ư": "ứ", "ă": "ắ"}
"""A syllable that ends in c, ch, p or t rises or falls; the mark that rises is lost in the one under it, the dot of the
one that falls stands below the letter and is not."""
NOISE = 25.0
"""Words that are recognised with less confidence (of 100) are strokes of pens and remains of seals."""
SURE = 80.0
LEAST_SYLLABLE = 2
STRAY = 60.0
"""Signs alone that are recognised with less confidence (of 100) are dust and remains of seals and rules."""


def mended(words: Sequence[Word]) -> list[Word]:
    """The words without stray signs, a stroke that stands alone as the figure that it is, and the Roman numbers of
    headings whose strokes ran together ("H. NỘI DUNG") parted again."""
    kept = [word for line in _lines(words) for word in _printed(line) if not _is_stray(word)]
    lines = [_line(line) for line in _lines(kept)]
    if any(len(line) > 1 and _LETTERED.fullmatch(line[0].text) for line in lines):
        return [word for line in lines for word in line]
    return [word for line in lines for word in _numbered(line)]


def _line(line: Sequence[Word]) -> list[Word]:
    spelt = [*map(_spelt, line, ("", *(word.text for word in line)))]
    if len(spelt) > 1 and _LIST_NUMBER.fullmatch(spelt[0].text) and spelt[1].text[:1].isupper():
        spelt[0] = replace(spelt[0], text=f"{spelt[0].text[:-1]}.")
    return with_marks(_cased(spelt))


def _cased(line: Sequence[Word]) -> list[Word]:
    """A line without capitals in the middle of small letters: "đơn VỊ" and "các SỞ" look like their small letters.

    Abbreviations carry no marks.
    """
    result = list(line)
    for index, word in enumerate(line[1:], 1):
        around = line[index - 1].text, line[index + 1].text if index + 1 < len(line) else ""
        marked = any(map(unicodedata.combining, unicodedata.normalize("NFD", word.text)))
        capital = _TWO_LETTERS.fullmatch(word.text) and word.text.strip(_AROUND)[-1:].isupper()
        if marked and capital and around[0][-1:].islower() and not around[1][:2].isupper():
            result[index] = replace(word, text=word.text.lower())
    return result


def _lines(words: Sequence[Word]) -> Iterator[list[Word]]:
    return (list(group) for _, group in groupby(words, key=lambda word: word.line))


def _printed(line: Sequence[Word]) -> Iterator[Word]:
    """The words of a line without noise; a doubtful word of letters between two sure ones is a word."""
    for before, word, after in zip((None, *line), line, (*line[1:], None), strict=False):
        held = before and after and min(before.confidence, after.confidence) >= SURE
        letters = word.text.strip(_AROUND)
        if word.confidence >= NOISE or (held and len(letters) >= LEAST_SYLLABLE and letters.isalpha()):
            yield word


def _spelt(word: Word, before: str) -> Word:
    """A word with the letters that it can only have; ``before`` is the one in front of it on its line."""
    word = replace(word, text=_printable(word.text))
    if before.lower() in _NUMBER_FOLLOWS and (code := _CODE.fullmatch(word.text)):
        return replace(word, text=f"{code['number']}/{code['symbol']}")
    if before.lower() == "số:" and _FIGURES.fullmatch(word.text):
        return replace(word, text=word.text.translate(_AS_FIGURES))
    if before.lower() == "quý" and (fourth := _FOURTH.fullmatch(word.text)):
        return replace(word, text=f"IV{fourth['after']}")
    if stopped := _STOPPED.fullmatch(word.text):
        rising = _RISING[stopped["vowel"]]
        return replace(word, text=f"{stopped['before']}{rising}{stopped['stop']}{stopped['after']}")
    if "_" in word.text:
        clean = "-" if _DASH.fullmatch(word.text) else _SMEARED.sub("", word.text)
        return replace(word, text=clean)
    stroke = _STROKE.fullmatch(word.text) if before else None
    if stroke is None and before.lower() in _NUMBERED:
        stroke = _UPRIGHT.fullmatch(word.text)
    if stroke is not None:
        return replace(word, text=f"1{stroke['after']}")
    found = _C_FOR_G.fullmatch(word.text)
    return replace(word, text=f"G{found[1]}") if found else word


def _printable(text: str) -> str:
    """A word without signs and letters that no Vietnamese paper prints."""
    text = _TILDE.sub("N", _TWICE.sub("Đ", text.translate(_FOREIGN)))
    text = _OWN_NUMBER.sub("Số", _DUST_BEHIND.sub("", _APOSTROPHE.sub("", text)))
    return _NO_SYLLABLE.get(text, text)


def _is_stray(word: Word) -> bool:
    if _NEVER_ALONE.fullmatch(word.text):
        return True
    return _SIGNS.fullmatch(word.text) is not None and _MEANT.fullmatch(word.text) is None and word.confidence < STRAY


def _numbered(line: list[Word]) -> list[Word]:
    """A line whose number was made of strokes: "H." is II, "HI." III, "1I." II."""
    first = line[0]
    if len(line) < 2 or not _STROKES.fullmatch(first.text) or not line[1].text[:1].isupper():
        return line
    digits = first.text[:-1]
    if digits.isdigit():
        return line
    number = digits.replace("H", "II").replace("1", "I").replace("l", "I").replace("|", "I")
    return [replace(first, text=f"{number}."), *line[1:]] if number and _ROMAN.fullmatch(number) else line
