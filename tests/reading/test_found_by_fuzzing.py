"""What damaged files once did: each find of ``make fuzz`` as the smallest text that does it."""

from __future__ import annotations

import time
import tracemalloc

import pytest

from dondoc.extraction import extract
from dondoc.language.verbs import begins_with_verb
from dondoc.reading import read

SECONDS = 3.0
"""Processor time: each text takes a fraction of it, and took many times as much before."""


@pytest.mark.parametrize(
    "text",
    [
        "1 Phòng Kế hoạch lập danh sách\n2 Phòng Tài chính rà soát\n" * 1_500,
        "TT    Nội dung    Đơn vị\n" * 1_500,
        "TT    Nội dung    Đơn vị\n                    chưa rõ\n" * 1_500,
        "".join(f"TT    Nội dung {number}    Đơn vị\n" for number in range(1_500)),
        "TT" + "    a" * 20_000 + "\n1    b    c\n2    d    e\n",
    ],
    ids=["numbers-like-notes", "one-head-again", "heads-without-rows", "many-heads", "wide-head"],
)
def test_text_is_read_in_time(text):
    began = time.process_time()
    read(text.encode(), "a.txt")
    assert time.process_time() - began < SECONDS


def test_items_nest_only_so_deep():
    lines = "".join(f"{number} đơn vị thực hiện:\n" for number in ["Các", "Một số"] * 300)
    extract(read(lines.encode(), "a.txt"))


def test_a_word_without_end_takes_no_more_memory_than_itself():
    tracemalloc.start()
    try:
        begins_with_verb("x" * 10_000 + " hop")
        assert tracemalloc.get_traced_memory()[1] < 5_000_000
    finally:
        tracemalloc.stop()
