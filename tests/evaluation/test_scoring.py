"""Points by the formula, each step in words."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dondoc.evaluation.scoring import (
    LEVELS,
    Product,
    Rule,
    kept,
    kept_line,
    level_of,
    line_of,
    ranked,
    reread,
    reread_line,
    score,
    summed,
)
from dondoc.evaluation.spans import Span

TODAY = date(2026, 12, 1)
DUE = date(2026, 11, 20)


def scored(products, rule=None, general=None):
    rule = rule or Rule()
    return score(summed(products, rule, TODAY), rule, general)


def product(done: int | None = 0, **more) -> Product:
    """A product handed in so many days after its day (None: never)."""
    done_on = None if done is None else DUE + timedelta(days=done)
    return Product(1, None, "Rà soát danh mục", "task", DUE, done_on, **more)


@pytest.mark.parametrize(
    ("one", "points", "words"),
    [
        (product(), (1, 1, 1), "Hoàn thành 20/11/2026, đúng hạn"),
        (product(3), (1, 1, 0.75), "trễ 3 ngày: trừ 25% điểm tiến độ"),
        (product(3, delay_excused="bão lũ"), (1, 1, 1), "nguyên nhân khách quan (bão lũ): không trừ"),
        (product(0, returns=2), (1, 0.5, 1), "bị trả lại 2 lần: trừ 50% điểm chất lượng"),
        (product(0, returns=5), (1, 0, 1), "trừ 100%"),
        (product(0, returns=2, review_excused="mẫu đổi"), (1, 1, 1), "không trừ"),
        (product(None), (0, 0, 0), "Chưa hoàn thành, đến 01/12/2026 quá 11 ngày: không có điểm"),
    ],
)
def test_what_a_product_adds(one, points, words):
    line = line_of(one, Rule(), TODAY)
    assert (line.quantity, line.quality, line.timeliness) == points
    assert words in line.words


def test_each_started_lot_of_days_can_be_a_delay():
    assert line_of(product(6), Rule(delay_days=5), TODAY).timeliness == 0.5


def test_thirty_and_seventy():
    found = scored([product(), product(3), product(None), product(1, returns=1)])
    # 3 of 4 done; quality (1 + 1 + 0.75)/4; timeliness (1 + 0.75 + 0.75)/4
    assert (found.quantity, found.quality, found.timeliness) == (75, 68.75, 62.5)
    assert found.results == 48.12
    assert found.total == 78.12
    assert found.level == LEVELS[1]
    assert scored([product()], general=20).total == 90


def test_what_is_not_due_yet_is_not_counted():
    later = Product(2, None, "Báo cáo", "report", TODAY, None)
    found = scored([later])
    assert (found.sums.products, found.sums.waiting, found.total, found.level) == (0, 1, None, "")


def test_coefficients_convert_products():
    report = Product(2, None, "Báo cáo", "report", DUE, DUE)
    assert scored([report, product(None)], Rule(coefficients={"report": 3})).quantity == 75


def test_levels_and_ranks():
    assert [level_of(points, Rule()) for points in (90, 89.99, 70, 50, 49.99)] == [
        LEVELS[0],
        LEVELS[1],
        LEVELS[1],
        LEVELS[2],
        LEVELS[3],
    ]
    assert ranked([80, None, 90, 80]) == [2, None, 1, 2]


def test_spans():
    assert Span.of("quarter", date(2026, 11, 2)).name == "quý IV năm 2026"
    assert Span.of("month", date(2028, 2, 9)).last == date(2028, 2, 29)
    assert Span.of("month", date(2026, 1, 9)).before() == Span.of("month", date(2025, 12, 1))
    assert Span.of("year", date(2026, 5, 5)).after().first == date(2027, 1, 1)


@settings(max_examples=40)
@given(
    st.lists(
        st.builds(
            product,
            st.none() | st.integers(-5, 60),
            returns=st.integers(0, 6),
            delay_excused=st.sampled_from(["", "lũ"]),
        ),
        max_size=8,
    )
)
def test_a_score_stays_within_its_bounds_and_is_kept_whole(products):
    found = scored(products)
    assert reread(kept(found)) == found
    lines = [line_of(one, Rule(), TODAY) for one in products]
    assert [reread_line(kept_line(line)) for line in lines] == lines
    if found.total is not None:
        assert 30 <= found.total <= 100
        assert found.quality <= found.quantity
        assert found.timeliness <= found.quantity
        better = scored([*products, product()])
        assert better.total >= found.total
