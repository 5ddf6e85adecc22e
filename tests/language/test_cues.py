"""Labels of columns and field lines, and cues of role in sentences."""

from __future__ import annotations

import csv
import io

import pytest

from dondoc.language.cue_rules import LABELS, SENTENCE
from dondoc.language.cues import Role, field_label, header_role, sentence_cues
from dondoc.language.rules import Rule, read_example


@pytest.mark.parametrize("rule", [*LABELS, *SENTENCE], ids=lambda r: r.id)
def test_every_cue_has_examples_of_both_kinds(rule: Rule) -> None:
    assert rule.examples and rule.counter_examples


@pytest.mark.parametrize("rule", LABELS, ids=lambda r: r.id)
def test_labels(rule: Rule) -> None:
    for sentence in rule.examples:
        example = read_example(sentence)
        assert header_role(example.text) == example.marks[0][1], sentence
    for sentence in rule.counter_examples:
        assert header_role(sentence) != rule.normaliser, sentence


@pytest.mark.parametrize("rule", SENTENCE, ids=lambda r: r.id)
def test_sentence_cues(rule: Rule) -> None:
    for sentence in rule.examples:
        example = read_example(sentence)
        assert (example.marks[0]) in [(c.span, c.kind) for c in sentence_cues(example.text)], sentence
    for sentence in rule.counter_examples:
        assert rule.id not in {c.rule for c in sentence_cues(sentence)}, sentence


HEADERS = """seq,STT; TT; Số TT; Stt
task,Nội dung nhiệm vụ; Nội dung công việc; Tên nhiệm vụ; Nhiệm vụ; "Nhiệm vụ, giải pháp"; Nội dung; Công việc
task,Nhiệm vụ cụ thể; Nội dung triển khai
lead,Cơ quan chủ trì; Đơn vị chủ trì; Cơ quan thực hiện; Chủ trì; Đơn vị thực hiện; Cơ quan, đơn vị chủ trì
lead,Cơ quan chủ trì thực hiện; Đơn vị chủ trì, tham mưu
partner,Cơ quan phối hợp; Đơn vị phối hợp; Phối hợp; Cơ quan, đơn vị phối hợp
director,Chỉ đạo thực hiện; Lãnh đạo phụ trách; Lãnh đạo chỉ đạo; Người chỉ đạo; Đồng chí phụ trách
time,Thời gian; Thời hạn; Thời gian hoàn thành; Thời gian thực hiện; Thời hạn hoàn thành; Tiến độ; Tiến độ thực hiện
product,Sản phẩm; Kết quả; Kết quả/Sản phẩm; Sản phẩm đầu ra; Kết quả dự kiến; Dự kiến sản phẩm; Hình thức văn bản
approver,Cấp trình; Cấp có thẩm quyền ban hành; Cơ quan trình; Thẩm quyền ban hành
basis,Căn cứ; Văn bản giao nhiệm vụ; Số/ký hiệu văn bản giao; Căn cứ pháp lý
funds,Kinh phí; Nguồn kinh phí; Dự kiến kinh phí
metric,Chỉ tiêu; Mục tiêu; Đơn vị tính; Chỉ tiêu năm 2025
status,Tình hình thực hiện; Kết quả thực hiện; Đánh giá; Mức độ hoàn thành; Đúng hạn/Quá hạn
issue,"Khó khăn, vướng mắc; Nguyên nhân; Kiến nghị, đề xuất"
note,Ghi chú"""


@pytest.mark.parametrize("line", HEADERS.splitlines(), ids=lambda line: line.split(",")[0])
def test_headers_of_plan_tables(line: str) -> None:
    role, *rest = next(csv.reader(io.StringIO(line)))
    for head in ",".join(rest).replace('"', "").split(";"):
        assert header_role(head) == role, head
        assert header_role(head.upper()) == role, head


def test_field_line_gives_role_and_where_the_value_begins() -> None:
    line = "- Cơ quan chủ trì thực hiện: Phòng Tổng hợp."
    label = field_label(line)
    assert label is not None and label.role is Role.LEAD
    assert line[label.value :] == "Phòng Tổng hợp."
    assert field_label("Kính gửi: Các phòng") is None
    assert field_label("Phòng Tổng hợp rà soát: hồ sơ") is None
