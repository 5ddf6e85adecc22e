"""Due expressions: the families of the field, several in one text, blockers, cells."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dondoc.language.folding import nfc
from dondoc.language.times import Strength, find_times, resolve, resolve_cell
from dondoc.schedule.calendar import WorkCalendar
from dondoc.schedule.due import Due

FAMILIES = [
    ("trước ngày 20/12/2025", "2025-08-04", "2025-12-19"),
    ("chậm nhất trong ngày 06/8/2025", "2025-08-04", "2025-08-06"),
    ("chậm nhất ngày 15/9/2025", "2025-08-04", "2025-09-15"),
    ("đến hết ngày 31/10/2025", "2025-08-04", "2025-10-31"),
    ("không quá ngày 10/9/2025", "2025-08-04", "2025-09-10"),
    ("muộn nhất là ngày 30 tháng 9 năm 2025", "2025-08-04", "2025-09-30"),
    ("hoàn thành trước ngày 10/12/2023", "2023-11-23", "2023-12-09"),
    ("trước 14 giờ, ngày 05/12/2017", "2017-12-04", "2017-12-05"),
    ("trước 16h00 ngày 08/8/2025", "2025-08-04", "2025-08-08"),
    ("trước 16 giờ 00 phút ngày 08/8/2025", "2025-08-04", "2025-08-08"),
    ("trước 16:00 ngày 08/8/2025", "2025-08-04", "2025-08-08"),
    ("trước 11g30 ngày 08/8/2025", "2025-08-04", "2025-08-08"),
    ("trong ngày 06/8/2025", "2025-08-04", "2025-08-06"),
    ("trước ngày 24/8", "2025-08-04", "2025-08-23"),
    ("trước ngày 24/7", "2025-08-04", "2026-07-23"),
    ("ngày 15 tháng này", "2025-08-04", "2025-08-15"),
    ("Quý III năm 2025", "2025-07-07", "2025-07-01/2025-09-30"),
    ("Quý IV năm 2025", "2025-07-07", "2025-10-01/2025-12-31"),
    ("Quý IV năm 2025 ban hành Kế hoạch; định kỳ báo cáo kết quả", "2025-07-07", "2025-10-01/2025-12-31"),
    ("hoàn thành trong quý III/2025", "2025-08-04", "2025-07-01/2025-09-30"),
    ("trong tháng 9/2025", "2025-08-04", "2025-09-01/2025-09-30"),
    ("tháng 10/2025", "2025-08-04", "2025-10-01/2025-10-31"),
    ("6 tháng cuối năm 2025", "2025-07-07", "2025-07-01/2025-12-31"),
    ("06 tháng đầu năm 2026", "2025-12-20", "2026-01-01/2026-06-30"),
    ("9 tháng đầu năm 2026", "2025-12-20", "2026-01-01/2026-09-30"),
    ("trong năm 2025", "2025-08-04", "2025-01-01/2025-12-31"),
    ("Năm 2026", "2025-08-04", "2026-01-01/2026-12-31"),
    ("trong năm 2025 và các năm tiếp theo", "2025-08-04", "2025-01-01/.."),
    ("giai đoạn 2025 - 2030", "2025-08-04", "2025-01-01/2030-12-31"),
    ("đến năm 2030", "2025-08-04", "2030-12-31"),
    ("đầu tháng 9/2025", "2025-08-04", "2025-09-01/2025-09-10"),
    ("trung tuần tháng 9", "2025-08-04", "2025-09-11/2025-09-20"),
    ("giữa tháng 9/2025", "2025-08-04", "2025-09-11/2025-09-20"),
    ("cuối tháng 9/2025", "2025-08-04", "2025-09-21/2025-09-30"),
    ("hạ tuần tháng 9", "2025-08-04", "2025-09-21/2025-09-30"),
    ("trước Tết Nguyên đán Bính Ngọ", "2025-08-04", None),
    ("trước kỳ họp thường lệ cuối năm của HĐND tỉnh", "2025-08-04", None),
    ("Hằng tháng trước ngày 24 hàng tháng", "2025-08-04", "FREQ=MONTHLY;BYMONTHDAY=23"),
    ("trước ngày 05/12 hàng năm", "2025-08-04", "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=4"),
    ("trước ngày 01/12 hàng năm", "2025-08-04", "FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=30"),
    ("trước ngày 01/3 hằng năm", "2025-08-04", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1"),
    ("trước ngày 20 tháng 12 hằng năm", "2025-08-04", "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=19"),
    ("trước ngày 15 tháng 7 và 15 tháng 01 hằng năm", "2025-08-04", "FREQ=YEARLY;BYMONTH=1,7;BYMONTHDAY=14"),
    ("định kỳ hằng quý (trước ngày 15 tháng cuối quý)", "2025-08-04", "FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=14"),
    ("ngày 15 tháng cuối quý", "2025-08-04", "FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=15"),
    ("ngày 10 của tháng đầu quý sau", "2025-08-04", "FREQ=YEARLY;BYMONTH=1,4,7,10;BYMONTHDAY=10"),
    ("định kỳ 6 tháng, năm", "2025-08-04", "FREQ=MONTHLY;INTERVAL=6"),
    ("định kỳ hằng tháng", "2025-08-04", "FREQ=MONTHLY"),
    ("chiều thứ Năm hằng tuần", "2025-08-04", "FREQ=WEEKLY;BYDAY=TH"),
    ("trước 16 giờ thứ Năm hằng tuần", "2025-08-04", "FREQ=WEEKLY;BYDAY=TH"),
    ("hằng ngày, trước 16 giờ", "2025-08-04", "FREQ=DAILY"),
    ("Hàng năm", "2025-08-04", "FREQ=YEARLY"),
    ("định kỳ, đột xuất", "2025-08-04", None),
    ("trong vòng 05 ngày làm việc kể từ ngày nhận được văn bản", "2025-08-28", None),
    ("trong thời hạn 10 ngày kể từ ngày nhận được", "2025-08-21", None),
    ("trong thời hạn 15 ngày kể từ ngày nhận được đề nghị tham gia góp ý kiến", "2025-08-04", None),
    ("chậm nhất là 02 ngày làm việc kể từ ngày ký ban hành", "2025-08-04", "2025-08-06"),
    ("ngay trong ngày làm việc", "2025-08-04", None),
    ("chậm nhất là trong ngày làm việc tiếp theo", "2025-08-29", None),
    ("trong vòng 72 giờ", "2025-08-04", None),
    ("01 tháng kể từ ngày ban hành", "2025-01-31", "2025-02-28"),
    ("trong 10 ngày kể từ ngày 21/8/2025", "2025-08-04", "2025-09-03"),
    ("ngay sau khi Kế hoạch được ban hành", "2025-08-04", None),
    ("sau khi có hướng dẫn của Bộ", "2025-08-04", None),
    ("theo tiến độ của dự án", "2025-08-04", None),
    ("khi có yêu cầu", "2025-08-04", "on-demand"),
    ("theo yêu cầu", "2025-08-04", "on-demand"),
    ("Thường xuyên", "2025-08-04", "continuous"),
    ("thường xuyên, liên tục; hằng năm", "2025-08-04", "continuous"),
    ("kịp thời; khẩn trương; sớm", "2025-08-04", None),
    ("theo quy định", "2025-08-04", None),
    ("Tháng 3 - 6/2026", "2025-08-04", "2026-03-01/2026-06-30"),
    ("Quý I, II/2026", "2025-08-04", "2026-01-01/2026-06-30"),
    ("quý III và quý IV năm 2025", "2025-08-04", "2025-07-01/2025-12-31"),
    ("từ quý IV/2025", "2025-08-04", "2025-10-01/.."),
    ("từ ngày 01/9 đến hết năm 2025", "2025-08-04", "2025-09-01/2025-12-31"),
    ("trước ngày 05 của tháng liền kề", "2025-08-04", "FREQ=MONTHLY;BYMONTHDAY=4"),
    ("trước ngày 10 tháng 01 của năm liền kề sau năm đánh giá", "2025-03-24", "2026-01-09"),
    ("ngày cuối cùng của hằng tháng", "2025-08-04", "FREQ=MONTHLY;BYMONTHDAY=-1"),
    ("trước ngày 01 tháng cuối quý", "2025-08-04", "FREQ=YEARLY;BYMONTH=2,5,8,11;BYMONTHDAY=-1"),
    ("2 lần/năm", "2025-08-04", "FREQ=MONTHLY;INTERVAL=6"),
    ("3 lần/tuần", "2025-08-04", "FREQ=WEEKLY"),
    ("ngày 31/6/2026", "2025-08-04", None),
]  # fmt: skip


@pytest.mark.parametrize(("words", "issued", "due"), FAMILIES)
def test_families_of_due_expressions(words: str, issued: str, due: str | None) -> None:
    assert resolve(words, issued, counter=WorkCalendar())[0] == due


@pytest.mark.parametrize(
    ("words", "received", "due"),
    [
        ("trong vòng 05 ngày làm việc kể từ ngày nhận được văn bản", "2025-08-28", "2025-09-08"),
        ("trong thời hạn 10 ngày kể từ ngày nhận được", "2025-08-21", "2025-09-03"),
        ("trong thời hạn 02 tuần kể từ ngày nhận được", "2025-08-04", "2025-08-18"),
    ],
)
def test_durations_from_receipt(words: str, received: str, due: str) -> None:
    assert resolve(words, None, received, counter=WorkCalendar())[0] == due


@pytest.mark.parametrize(
    ("cell", "hint", "due"),
    [
        ("Quý IV", 2026, "2026-10-01/2026-12-31"),
        ("Tháng 10", 2026, "2026-10-01/2026-10-31"),
        ("31/12/2026", None, "2026-12-31"),
        ("Cả năm", 2026, "2026-01-01/2026-12-31"),
        ("Năm", 2026, "2026-01-01/2026-12-31"),
        ("Hằng quý", None, "FREQ=MONTHLY;INTERVAL=3"),
        ("12/2025", None, "2025-12-01/2025-12-31"),
        ("Trước 20/11", None, "2025-11-19"),
        ("Trước 20/11", 2026, "2026-11-19"),
        ("Trước ngày 31/01 năm liền kề", 2026, "2027-01-30"),
        ("Thực hiện thường xuyên trong năm", 2026, "continuous"),
        ("Theo các mốc thời gian tại Quyết định số 12/QĐ-UBND ngày 25/9/2025", 2026, None),
        ("Theo hướng dẫn của Trung ương", 2026, None),
        ("", 2026, None),
        ("Năm 2025 - 2026", None, "2025-01-01/2026-12-31"),
    ],
)
def test_cells(cell: str, hint: int | None, due: str | None) -> None:
    assert resolve_cell(cell, "2025-08-04", hint).due == due


def test_several_times_in_one_sentence() -> None:
    text = "Báo cáo hằng tháng trước ngày 24, tổng kết trước ngày 20/12/2025."
    assert [t.due for t in find_times(text, "2025-08-04")] == ["FREQ=MONTHLY;BYMONTHDAY=23", "2025-12-19"]


@pytest.mark.parametrize(
    "text",
    [
        "Căn cứ Quyết định số 12/QĐ-UBND ngày 31/7/2025 của UBND tỉnh.",
        "Luật Lưu trữ ngày 21 tháng 6 năm 2024;",
        "Thực hiện Đề án đào tạo đến tuổi nghề.",
        "Kế hoạch phát triển kinh tế - xã hội năm 2026",
        "Ngày hội Gia đình (28/6) và Ngày Thầy thuốc (27/2).",
        "Thông báo kết luận tại cuộc họp ngày 30/8/2025.",
        "Văn bản số 45-KH/TU ngày 02/9/2025",
        "Bình An, ngày      tháng 8 năm 2025",
    ],
)
def test_what_is_no_due(text: str) -> None:
    assert [t for t in find_times(text, "2025-08-04") if t.strength is not Strength.WEAK or t.due] == []


def test_strength_tells_sure_words_from_bare_ones() -> None:
    def strength(text: str) -> Strength:
        return find_times(text, "2025-08-04")[0].strength

    assert strength("trước ngày 20/12/2025") is Strength.STRONG
    assert strength("Hằng năm, rà soát danh mục") is Strength.PLAIN
    assert strength("chỉ số hài lòng hằng năm của tỉnh") is Strength.WEAK
    assert strength("Ngày 20/12/2025: khai giảng") is Strength.WEAK


def test_an_exclusive_bound_is_kept() -> None:
    assert find_times("trước ngày 20/12/2025", None)[0].exclusive
    assert not find_times("chậm nhất ngày 20/12/2025", None)[0].exclusive
    assert not find_times("trước 10 giờ ngày 20/12/2025", None)[0].exclusive


@given(st.text(), st.sampled_from((None, "2016", "2026-03", "2036-02-29")))
def test_any_text_gives_valid_spans_and_dues(text: str, issued: str | None) -> None:
    _check(nfc(text), issued)


PIECES = st.sampled_from(
    [
        "trước ",
        "ngày ",
        "31/6/2025",
        "hằng ",
        "tháng ",
        "quý ",
        "IV",
        "/",
        "2025",
        "năm ",
        "05",
        " ",
        "\n",
        "từ ",
        "đến ",
        "chậm nhất ",
        "trong ",
        "kể từ ngày ký",
        " ngày làm việc ",
        "thứ ",
        "Năm ",
        "hằng tuần",
        "29/02",
        ",",
        "6 tháng đầu năm ",
        "giai đoạn ",
        "-",
        "99",
        "0",
        "2 lần",
    ]
)


@given(st.lists(PIECES, max_size=12).map("".join), st.sampled_from((None, "2016", "2026-03", "2036-02-29")))
def test_any_words_of_time_give_valid_spans_and_dues(text: str, issued: str | None) -> None:
    _check(text, issued)


def _check(text: str, issued: str | None) -> None:
    end = 0
    for time in find_times(text, issued):
        assert end <= time.span.start < time.span.end <= len(text)
        assert time.span.of(text) == time.text
        if time.due is not None:
            assert str(Due.parse(time.due)) == time.due
        end = time.span.end
    resolve(text, issued)
    resolve_cell(text, issued, 2026)


@given(st.sampled_from([w for w, _, _ in FAMILIES]), st.integers(min_value=2016, max_value=2036))
def test_rules_do_not_depend_on_the_year(words: str, year: int) -> None:
    """Printed years shifted, the due shifts by as much."""
    by = 4 * ((year - 2025) // 4)
    issued = f"{2025 + by}-08-04"
    shifted = re.sub(r"\b20\d\d\b", lambda m: str(int(m[0]) + by), words)
    base, moved = resolve(words, "2025-08-04")[0], resolve(shifted, issued)[0]
    if base is None or "FREQ" in base or not base[:1].isdigit() or "kể từ" in words:
        assert moved == base or "kể từ" in words
    else:
        assert moved == re.sub(r"\b(20\d\d)(?=-)", lambda m: str(int(m[0]) + by), base)


@pytest.mark.parametrize(
    "piece", ["trước ngày ", "từ ngày 1 đến ", "hằng tháng, ", "tháng 1, 2, 3, ", "sau khi abc ", "kể từ ngày "]
)
def test_time_grows_with_the_length_only(piece: str) -> None:
    find_times(piece * 4_000, "2025-08-04")


@pytest.mark.parametrize(
    ("words", "issued", "due"),
    [
        ("Tháng sau", "2025-12-04", "2026-01-01/2026-01-31"),
        ("ngày 31 tháng sau", "2025-08-04", None),
        ("Tháng này", "2025", None),
        ("Năm nay", "2025-08-04", "2025-01-01/2025-12-31"),
        ("Năm sau", "2025-08-04", "2026-01-01/2026-12-31"),
        ("Năm sau", None, None),
        ("tháng 3 năm sau", "2025-08-04", "2026-03-01/2026-03-31"),
        ("tháng 3 năm sau", None, None),
        ("tháng 10 năm nay", "2025-08-04", "2025-10-01/2025-10-31"),
        ("ngày 10/3 năm sau", None, None),
        ("tháng 10", None, None),
        ("tháng 12 - 3/2026", "2025-08-04", None),
        ("quý IV, I/2026", "2025-08-04", None),
        ("quý III", None, None),
        ("15 tháng đầu năm", "2025-08-04", None),
        ("6 tháng đầu năm", None, None),
        ("nửa cuối năm 2026", "2025-08-04", "2026-07-01/2026-12-31"),
        ("giai đoạn 2030 - 2025", "2025-08-04", None),
        ("đầu năm 2026", "2025-08-04", "2026-01-01/2026-03-31"),
        ("cuối năm 2026", "2025-08-04", "2026-10-01/2026-12-31"),
        ("trước ngày 31/6/2026", "2025-08-04", None),
        ("trong năm", None, None),
        ("từ ngày 20/12 đến ngày 10/01/2026", "2025-08-04", "2025-12-20/2026-01-10"),
        ("từ ngày 35 đến ngày 10/01/2026", "2025-08-04", "2026-01-10"),
        ("từ ngày 01/9 đến ngày 31/6/2026", "2025-08-04", None),
        ("trước ngày 40 hằng tháng", "2025-08-04", None),
        ("trước ngày 31/02 hằng năm", "2025-08-04", None),
        ("trong 05 ngày kể từ ngày hội", "2025-08-04", None),
        ("Chủ nhật hằng tuần", "2025-08-04", "FREQ=WEEKLY;BYDAY=SU"),
    ],
)
def test_what_is_left_out_is_taken_from_the_issue_or_stays_open(
    words: str, issued: str | None, due: str | None
) -> None:
    assert resolve(words, issued)[0] == due


def test_without_a_calendar_only_weekends_are_off() -> None:
    assert resolve("trong 10 ngày kể từ ngày 21/8/2025", None)[0] == "2025-09-01"
    assert resolve("trong 05 ngày làm việc kể từ ngày 28/8/2025", None)[0] == "2025-09-04"
    assert resolve("01 tháng kể từ ngày 31/01/2025", None)[0] == "2025-02-28"
