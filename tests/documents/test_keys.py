from __future__ import annotations

import pytest

from dondoc.documents.citing import may_be_same_date
from dondoc.documents.keys import code_key, document_key, searchable, split_code
from dondoc.documents.store import path_of


@pytest.mark.parametrize(
    ("code", "parts"),
    [
        ("684/UBND-KGVX", ("684", "UBND-KGVX")),
        ("05-KH/TU", ("05", "KH/TU")),
        ("42/2014/QĐ-TTg", ("42/2014", "QĐ-TTg")),
        ("12a/TB-SKHCN", ("12a", "TB-SKHCN")),
        ("/KH-SKHCN", ("", "")),
        ("", ("", "")),
    ],
)
def test_a_code_is_number_and_symbol(code, parts):
    assert split_code(code) == parts


def test_a_key_is_the_same_however_it_is_printed():
    one = document_key("Ủy ban nhân dân tỉnh An Phước", "05", "KH-UBND", "2026-08-06")
    assert one == document_key("UBND TỈNH AN PHƯỚC", "5", "KH - UBND", "2026-08-06")
    assert one != document_key("UBND tỉnh An Phước", "5", "KH-UBND", "2021-08-06"), "numbers start again"
    assert document_key("UBND tỉnh", "", "KH-UBND", "2026") == document_key("UBND", "5", "KH-UBND", "") == ""


def test_codes_and_words_are_found_without_marks():
    assert code_key("05 - KH/TU") == code_key("5-kh/tu") == "5 kh tu"
    assert code_key("000/X") == "0 x"
    assert searchable("Số 11/KH-UBND", "", "Đôn đốc") == "so 11 kh ubnd don doc"


def test_dates_agree_as_far_as_they_are_printed():
    assert may_be_same_date("2026-08", "2026-08-06") and may_be_same_date("", "2026")
    assert not may_be_same_date("2026-08-06", "2026-08-07")


@pytest.mark.parametrize("digest", ["", "../../etc/passwd", "a" * 63 + "/"])
def test_only_a_digest_leads_to_a_file(digest):
    with pytest.raises(ValueError):
        path_of(digest)
