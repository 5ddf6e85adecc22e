"""The measure: what counts as the same name, duty and value, and how confidence is judged."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dondoc.extraction.calibration import LEAST, MOST, Table, table
from dondoc.extraction.fitting import cross_error, error, fit, isotonic, reliability
from dondoc.extraction.scoring import Verdict, compare, matched, same_code, same_name

HEAD = {"kind": "Công văn", "code": "12/SDL-VP", "addressees": ["Phòng Quản lý lữ hành"], "signer": {"name": "Lê Tám"}}


def task(text: str, **more: object) -> dict[str, object]:
    return {"text": text, "lead": [], "due": None, **more}


@pytest.mark.parametrize(
    ("one", "two", "same"),
    [
        ("UBND tỉnh An Phước", "Ủy ban nhân dân tỉnh An Phước", True),
        ("các Phòng Quản lý lữ hành", "Phòng Quản lý lữ hành", True),
        ("Sở Khoa học và Công nghê", "Sở Khoa học và Công nghệ", True),
        ("Phòng Quản lý lữ hành", "Phòng Quản lý lữ hành thuộc Sở", True),
        ("Phòng Quản lý lữ hành", "Phòng Quản lý lữ hành thuộc Sở Du lịch tỉnh", False),
        ("Sở Y tế", "Sở Nội vụ", False),
        ("Uỷ ban nhân dân xã Hoà An", "Ủy ban nhân dân xã Hòa An", True),
    ],
)
def test_names_may_differ_by_a_slip_or_two_words_at_an_end(one: str, two: str, same: bool):
    assert same_name(one, two) is same


def test_codes_are_the_same_but_for_spaces_and_dashes():
    assert same_code("12 / SDL–VP", "12/sdl-vp")


def test_tasks_of_one_text_are_matched_by_their_time():
    gold = [task("báo cáo kết quả", due="continuous"), task("báo cáo kết quả", due="FREQ=YEARLY")]
    assert matched(gold, gold[::-1]) == {0: 1, 1: 0}


def test_a_wrong_task_also_counts_its_wrong_fields():
    gold = {"document": HEAD, "citations": [], "tasks": [task("rà soát hồ sơ", lead=["Sở Y tế"])]}
    extra = task("mở lớp tập huấn", lead=["Sở Nội vụ"], rules={"text": "r", "lead": ["s"]}, confidences={"lead": [0.4]})
    score = compare(gold, {**gold, "tasks": [*gold["tasks"], extra]})
    found, lead = score.fields["tasks.found"], score.fields["tasks.lead"]
    assert (found.hit, found.gold, found.found) == (1, 1, 2)
    assert (lead.hit, lead.gold, lead.found) == (1, 1, 2)
    assert Verdict("tasks.lead", "s", 0.4, False) in score.verdicts
    assert score.rules()["tasks.found", "r"].precision == 0


def test_reliability_sets_what_was_said_against_what_was_right():
    verdicts = [Verdict("f", "r", 0.9, right) for right in (True, True, True, False)] + [Verdict("f", "r", 0.2, False)]
    high = list(reliability(verdicts))[-1]
    assert (high.found, high.right) == (4, 0.75)
    assert error(verdicts) == pytest.approx((4 * 0.15 + 0.2) / 5)


def judged(rule: str, estimate: float, right: int, wrong: int) -> list[Verdict]:
    return [Verdict("f", rule, estimate, True)] * right + [Verdict("f", rule, estimate, False)] * wrong


def test_confidence_is_the_share_that_was_right():
    learnt = fit(judged("good", 0.7, 98, 2) + judged("bad", 0.9, 30, 70))
    assert learnt.confidence("f", "good", 0.7) > 0.9
    assert learnt.confidence("f", "bad", 0.9) == pytest.approx(0.3, abs=0.06)


def test_one_find_of_a_rare_rule_does_not_decide():
    learnt = fit(judged("often", 0.8, 90, 10) + judged("once", 0.8, 0, 1))
    assert 0.7 < learnt.confidence("f", "once", 0.8) < 0.9


@given(st.lists(st.tuples(st.floats(0, 1), st.booleans()), min_size=1, max_size=40))
def test_curves_rise_and_confidence_stays_in_bounds(rows: list[tuple[float, bool]]):
    verdicts = [Verdict("f", "r", estimate, right) for estimate, right in rows]
    shares = [share for _, share in isotonic(verdicts)]
    assert shares == sorted(shares)
    learnt = fit(verdicts)
    assert all(LEAST <= learnt.confidence("f", "r", estimate) <= MOST for estimate, _ in rows)
    assert Table.from_json(learnt.to_json()) == learnt


def test_what_comes_with_the_program_was_learnt():
    assert table().error is not None and table().error < 0.03
    assert cross_error([judged("r", 0.8, 4, 1)] * 10) < 0.05
