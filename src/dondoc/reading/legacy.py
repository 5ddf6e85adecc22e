"""Vietnamese text from before Unicode: TCVN3 (the .Vn fonts, "ABC"), VNI (the VNI- fonts) and Windows-1258.

These encodings put Vietnamese letters on the code points of Western ones, so the text reads as gibberish in Latin-1.
Sources: TCVN 5712:1993 (TCVN3 is its VN3 set); the character set of VNI-Windows.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

_TCVN3_LETTERS = (
    "µà ¸á ¶ả ·ã ¹ạ ¨ă »ằ ¾ắ ¼ẳ ½ẵ Æặ ©â Çầ Êấ Èẩ Éẫ Ëậ Ìè Ðé Îẻ Ïẽ Ñẹ ªê Òề Õế Óể Ôễ Öệ ×ì "
    "Ýí Øỉ Üĩ Þị ßò ãó áỏ âõ äọ «ô "
    "åồ èố æổ çỗ éộ ¬ơ êờ íớ ëở ìỡ îợ ïù óú ñủ òũ ôụ õừ øứ öử ÷ữ ùự úỳ ýý ûỷ üỹ þỵ ®đ ¡Ă ¢Â §Đ £Ê ¤Ô ¥Ơ ¦Ư"
)
TCVN3 = {ord(pair[0]): pair[1] for pair in _TCVN3_LETTERS.split(" ")} | {0xAD: "ư"}

# VNI writes a base letter and behind it a sign for its tone or hat; these signs are the same behind every letter.
_VNI_SIGNS = {
    "ø": "\u0300",
    "ù": "\u0301",
    "û": "\u0309",
    "õ": "\u0303",
    "ï": "\u0323",
    "â": "\u0302",
    "á": "\u0302\u0301",
    "à": "\u0302\u0300",
    "å": "\u0302\u0309",
    "ã": "\u0302\u0303",
    "ä": "\u0302\u0323",
    "ê": "\u0306",
    "é": "\u0306\u0301",
    "è": "\u0306\u0300",
    "ú": "\u0306\u0309",
    "ü": "\u0306\u0303",
    "ë": "\u0306\u0323",
}
_VNI_LONE = {"ì": "ì", "í": "í", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "ô": "ơ", "ö": "ư", "î": "ỵ", "ñ": "đ"}
_VNI_SIGNS |= {sign.upper(): marks for sign, marks in _VNI_SIGNS.items()}
_VNI_LONE |= {code.upper(): letter.upper() for code, letter in _VNI_LONE.items()}
_VNI = re.compile(rf"([AEIOUYaeiouyÔÖôö])([{''.join(_VNI_SIGNS)}])|([{''.join(_VNI_LONE)}])")

_SYLLABLE = re.compile(
    r"(?:ngh|ng|nh|gh|gi|kh|ph|th|tr|ch|qu|[bcdđghklmnprstvx])?[aăâeêioôơuưy]{1,3}(?:ng|nh|ch|[cmnpt])?", re.IGNORECASE
)
_WORD = re.compile(r"[^\W\d_]+")
_TONES = dict.fromkeys((0x0300, 0x0301, 0x0303, 0x0309, 0x0323))
# Letters that only Unicode text has: combining marks, ă đ ĩ ũ ơ ư and the block of Vietnamese letters with tones.
_UNICODE_ONLY = re.compile(
    r"[\u0300-\u0323\u0102\u0103\u0110\u0111\u0128\u0129\u0168\u0169\u01A0\u01A1\u01AF\u01B0\u1EA0-\u1EF9]"
)
_WESTERN = re.compile(r"[\u00A1-\u00FF]")
SURE = 0.8
FEWEST = 3


def from_tcvn3(text: str) -> str:
    return text.translate(TCVN3)


def from_vni(text: str) -> str:
    def letter(match: re.Match[str]) -> str:
        if match[3]:
            return _VNI_LONE[match[3]]
        return unicodedata.normalize("NFC", _VNI_LONE.get(match[1], match[1]) + _VNI_SIGNS[match[2]])

    return _VNI.sub(letter, text)


def from_font(font: str | None) -> Callable[[str], str] | None:
    """What turns text in a font into Unicode, or None for a font that holds Unicode; ".VnTimeH" holds capitals."""
    if not font:
        return None
    if font.startswith(".Vn"):
        return (lambda text: from_tcvn3(text).upper()) if font.rstrip().endswith("H") else from_tcvn3
    return from_vni if font.upper().startswith("VNI-") else None


def is_vietnamese_word(word: str) -> bool:
    """Whether a word is built as a Vietnamese syllable with at most one tone."""
    apart = unicodedata.normalize("NFD", word)
    toneless = unicodedata.normalize("NFC", apart.translate(_TONES))
    return sum(ord(char) in _TONES for char in apart) <= 1 and _SYLLABLE.fullmatch(toneless) is not None


def recover(text: str, raw: bytes | None = None) -> str:
    """The text as Unicode where it is in a legacy encoding, else as it is, in NFC; ``raw`` is its single-byte form."""
    text = unicodedata.normalize("NFC", text)
    if _UNICODE_ONLY.search(text) or not _WESTERN.search(text):
        return text
    readings = [text, from_tcvn3(text), from_vni(text)]
    if raw is not None:
        readings.append(unicodedata.normalize("NFC", raw.decode("cp1258", "replace")))
    own, *others = [_share(text, reading) for reading in readings]
    best = max(range(len(others)), key=others.__getitem__)
    return readings[best + 1] if others[best] >= SURE and others[best] > own else text


def _share(text: str, reading: str) -> float:
    """The share of Vietnamese syllables among the words of a reading that are not plain ASCII, 0 for very few words."""
    words = [word for word in _WORD.findall(reading) if not word.isascii()]
    western = len(_WESTERN.findall(text))
    if len(words) < FEWEST or not western:
        return 0.0
    return sum(map(is_vietnamese_word, words)) / len(words)
