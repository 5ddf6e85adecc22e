from __future__ import annotations

import re
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import docx
import pytest
from docx.document import Document

from dondoc.writing.blocks import Paragraph
from dondoc.writing.check import check_layout
from dondoc.writing.errors import Fault, WritingError
from dondoc.writing.letter import Code, Letter
from dondoc.writing.word.template import KNOWN, fill, make_template
from tests.writing.samples import UNITS, plan, texts, urging


def filled(template: bytes, letter: Letter) -> bytes:
    out = BytesIO()
    fill(template, letter, out)
    return out.getvalue()


def read(data: bytes) -> list[str]:
    return texts(docx.Document(BytesIO(data)))


def saved(document: Document) -> bytes:
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def own(*paragraphs: str) -> bytes:
    """A template that an agency made from nothing."""
    document = docx.Document()
    for words in paragraphs:
        document.add_paragraph(words)
    return saved(document)


def test_our_template_names_every_field_of_its_type() -> None:
    words = " ".join(read(make_template()) + read(make_template("Kế hoạch"))).lower()
    assert [name for name in KNOWN if "{{" + name + "}}" not in words] == ["ten_loai"]


@pytest.mark.parametrize(("kind", "letter"), [("Công văn", urging(30)), ("Kế hoạch", plan())])
def test_our_template_filled_has_all_parts_and_no_field_left(kind: str, letter: Letter) -> None:
    found = read(filled(make_template(kind), letter))
    for line in ("Nơi nhận:", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", letter.signature.name, *letter.signature.lines):
        assert line in found
    assert not [line for line in found if "{{" in line]


def test_a_letter_in_a_template_made_for_its_agency_passes_the_checker() -> None:
    assert check_layout(filled(make_template(issuer=urging(3).issuer), urging(3))) == []


def test_a_plan_in_our_template_passes_the_checker_but_for_rules_drawn_for_other_words() -> None:
    assert {finding.what for finding in check_layout(filled(make_template("Kế hoạch"), plan()))} <= {"độ dài đường kẻ"}


def test_the_agency_s_wording_and_look_stay() -> None:
    template = own("Mẫu riêng của Sở: {{TRICH_YEU}} (số {{so}})", "- {{noi_nhan}}", "{{noi_dung}}")
    document = docx.Document(BytesIO(template))
    document.paragraphs[1].runs[0].italic = True
    made = docx.Document(BytesIO(filled(saved(document), urging(3))))
    lines = [paragraph.text for paragraph in made.paragraphs]
    assert lines[0] == "Mẫu riêng của Sở: ĐÔN ĐỐC THỰC HIỆN NHIỆM VỤ QUÁ HẠN (số 07)"
    assert lines[1:4] == ["- Như trên;", "- Giám đốc Sở (để báo cáo);", "- Lưu: VT, VP."]
    assert all(paragraph.runs[0].italic for paragraph in made.paragraphs[1:4])
    assert len(made.tables[0].rows) == 1 + 3 + 3


def test_a_field_that_word_cut_into_runs_is_found() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph()
    for piece in ("V/v {", "{trich", "_yeu}", "} của Sở"):
        paragraph.add_run(piece).bold = piece == "V/v {"
    document.add_paragraph("{{ noi_dung }}")
    assert read(filled(saved(document), urging(1)))[0] == "V/v đôn đốc thực hiện nhiệm vụ quá hạn của Sở"


def test_words_with_braces_are_not_fields() -> None:
    letter = replace(urging(1), subject="thử {{ho_ten}}", blocks=(Paragraph("{{noi_dung}} <!--@@phu-luc@@-->"),))
    found = read(filled(own("{{trich_yeu}}", "{{noi_dung}}"), letter))
    assert found == ["thử {{ho_ten}}", "{{noi_dung}} <!--@@phu-luc@@-->./."]


def test_several_addressees_get_a_line_each_and_none_leave_no_trace() -> None:
    template = own("Kính gửi: {{kinh_gui}}", "{{can_cu}}", "{{co_quan_chu_quan}}", "{{noi_dung}}")
    assert f"- {UNITS[0]};" in read(filled(template, urging(1)))
    bare = replace(urging(1), to=(), issuer=replace(urging(1).issuer, parent=""), blocks=(Paragraph("Hết"),))
    assert read(filled(template, bare)) == ["Hết./."]


def test_a_draft_leaves_the_number_open() -> None:
    found = read(filled(own("Số: {{so}}/{{ky_hieu}}", "{{noi_dung}}"), replace(urging(1), code=Code("SKHCN-VP"))))
    assert found[0] == "Số:         /SKHCN-VP"


def test_appendices_follow_in_sections_of_their_own() -> None:
    made = docx.Document(BytesIO(filled(make_template("Kế hoạch"), plan())))
    assert len(made.sections) == 3
    assert made.sections[1].page_width > made.sections[1].page_height


@pytest.mark.parametrize(
    ("template", "fault"),
    [
        (b"khong phai docx", Fault.BAD_TEMPLATE),
        (own("{{noi_dung}}", "{{so_van_ban}}"), Fault.UNKNOWN_FIELD),
        (own("Nội dung: {{noi_dung}}"), Fault.NO_BODY_FIELD),
    ],
)
def test_a_template_that_cannot_be_used_is_refused_in_words(template: bytes, fault: Fault) -> None:
    with pytest.raises(WritingError, match="hãy") as refused:
        filled(template, urging(1))
    assert refused.value.fault is fault
    assert "{{{" not in str(refused.value)


def test_the_paper_on_writing_lists_every_field() -> None:
    paper = Path(__file__).parents[2] / "docs" / "writing.md"
    assert re.findall(r"^\| `\{\{(\w+)\}\}`", paper.read_text("utf-8"), re.MULTILINE) == [
        *KNOWN,
    ]
