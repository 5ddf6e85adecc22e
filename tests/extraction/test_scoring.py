"""The measure: what counts as the same name, duty and value, and how confidence is judged."""

from __future__ import annotations

import pytest

from dondoc.extraction.calibration import error, reliability
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
