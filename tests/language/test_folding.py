"""Normal forms: offsets survive, lawful spellings agree, slips are bounded."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dondoc.language.folding import close, fold, nfc, spelling, syllable_like, tone
from dondoc.language.lexicon import Lexicon, words_in


@given(st.text())
def test_folding_keeps_the_length(text: str) -> None:
    assert len(fold(nfc(text))) == len(nfc(text))
    assert len(tone(nfc(text))) == len(nfc(text))
    assert len(spelling(text)) == len(nfc(text))


def test_fold_drops_marks_and_case() -> None:
    assert fold("ĐẶNG Thị Ngọc – Ủy\u00a0ban") == "dang thi ngoc - uy ban"
    assert fold("ß ﬁ İ") == "ß ﬁ i"


@pytest.mark.parametrize(
    ("old", "new"),
    [("hoà", "hòa"), ("thuỷ", "thủy"), ("khoẻ", "khỏe"), ("Uỷ", "Ủy"), ("TOÀ", "TÒA")],
)
def test_tone_moves_to_the_first_vowel_of_open_rhymes(old: str, new: str) -> None:
    assert tone(old) == new


@pytest.mark.parametrize("word", ["quý", "quả", "hoàn", "khoảng", "thuyền", "của", "mía", "quỹ"])
def test_tone_stays(word: str) -> None:
    assert tone(word) == word


def test_i_and_y_agree_where_both_are_lawful() -> None:
    assert spelling("kỹ") == spelling("kĩ")
    assert spelling("quý") == spelling("quí")
    assert spelling("Sỹ") == spelling("Sĩ")
    assert spelling("tay") != spelling("tai")


@pytest.mark.parametrize("word", ["nghiêng", "quyết", "ủy", "ban", "khuỷu", "giờ", "Đắc", "oanh"])
def test_syllables(word: str) -> None:
    assert syllable_like(word)


@pytest.mark.parametrize("word", ["software", "strong", "bbb", "12", "hoàà", "wifi"])
def test_no_syllables(word: str) -> None:
    assert not syllable_like(word)


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("cộng động", "cộng đồng"),
        ("chuyển đối", "chuyển đổi"),
        ("phối với", "phối hợp với"),
        ("thực hlện", "thực hiện"),
        ("tuyên truyên", "tuyên truyền"),
        ("rà xoát", "rà soát"),
        ("t0 chuc", "tổ chức"),
    ],
)
def test_close(one: str, two: str) -> None:
    assert close(one, two)
    assert close(two, one)


@pytest.mark.parametrize(
    ("one", "two"),
    [("sở y tế", "sở tài chính"), ("ban", "bạc"), ("thực hiện", "thực nghiệm"), ("báo cáo", "tờ trình"), ("a b", "c")],
)
def test_not_close(one: str, two: str) -> None:
    assert not close(one, two)


def test_close_without_slips_still_forgives_marks() -> None:
    assert close("chuyen doi", "chuyển đổi", slips=0)
    assert not close("rà xoát", "rà soát", slips=0)


def test_lexicon_finds_the_longest_phrase_over_blanks_and_line_ends() -> None:
    lexicon = Lexicon(("tổ chức", "tổ chức thực hiện", "giao"))
    text = "Tổ  chức\nthực hiện; giáo viên, giao, GIAO VIEC"
    words = words_in(text)
    assert lexicon.at(words, 0) == ("tổ chức thực hiện", 18)
    assert lexicon.true_at(words, text.index("giáo")) is None
    assert lexicon.true_at(words, text.index("giao,")) == ("giao", text.index("giao,") + 4)
    assert lexicon.true_at(words, text.index("GIAO")) is not None
    assert lexicon.at(words, 1) is None
    assert lexicon.near(words, 0) is None or lexicon.near(words, 0) == ("tổ chức", 8)


def test_lexicon_near_allows_one_letter() -> None:
    lexicon = Lexicon(("kiểm tra", "rà soát", "hướng dẫn"))
    assert lexicon.near(words_in("hướg dẫn hồ sơ"), 0) == ("hướng dẫn", 8)
    assert lexicon.near(words_in("rà xoát"), 0) == ("rà soát", 7)
    assert lexicon.near(words_in("kiểmm tra"), 0) == ("kiểm tra", 9)
    assert lexicon.near(words_in("kiêng kị"), 0) is None
    assert lexicon.near(words_in("tra"), 0) is None
    assert lexicon.near(words_in("a b"), 0) is None
