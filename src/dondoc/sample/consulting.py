"""A consultation and a call for proposals of the sample, so that both are alive from the first look.

Everything is invented. Both are made through the same actions that people use, on the moment of loading.
"""

from __future__ import annotations

from datetime import date, timedelta
from io import BytesIO

import docx

from dondoc.consultations import actions as consultations
from dondoc.consultations import reading
from dondoc.consultations.models import Opinion, Provision
from dondoc.documents.isolation import HereReader
from dondoc.organisations.models import Person
from dondoc.organisations.queries import membership
from dondoc.proposals import actions as proposals
from dondoc.proposals.rows import Row
from dondoc.rounds import actions as rounds
from dondoc.rounds.answerers import Answerer
from dondoc.rounds.models import Addressee, Round
from dondoc.sample.data import FOLDER

DEPARTMENTS = "Các cơ quan chuyên môn thuộc UBND tỉnh"
COMMUNES = "Ủy ban nhân dân các xã, phường, đặc khu"
ROOMS = "Các phòng, đơn vị thuộc Sở"
DRAFT = "du-thao-quy-che-kho-du-lieu.txt"
SAID: tuple[tuple[str, str], ...] = (
    ("d4", "Đề nghị sửa “hằng quý” thành “hằng tháng” để dữ liệu kịp thời phục vụ điều hành."),
    ("d4", "Đề nghị sửa cụm từ “hằng quý” thành “hằng tháng” cho kịp thời."),
    ("d2.k2", "Đề nghị làm rõ khái niệm “dữ liệu mở” thống nhất với quy định của Chính phủ."),
    ("d3.k2", "Đề nghị bổ sung trách nhiệm khi để lộ, lọt dữ liệu."),
    ("d5.k1", "Đề nghị quy định rõ đơn vị đầu mối cấp tài khoản khai thác."),
)
PROPOSED: tuple[Row, ...] = (
    Row("Xây dựng cổng dữ liệu mở của tỉnh", "", "Sở Tài chính", "Cổng dữ liệu mở", "Quý II năm 2027"),
    Row("Xây dựng Cổng dữ liệu mở tỉnh An Phước", "", "", "Cổng dữ liệu mở vận hành", "trước ngày 15/6/2027"),
    Row("Tập huấn kỹ năng số cho công chức cấp xã", "", "Sở Nội vụ", "04 lớp tập huấn", "Quý III năm 2027"),
    Row("Rà soát, cắt giảm thành phần hồ sơ thủ tục hành chính", "", "", "Danh mục cắt giảm", "Quý I năm 2027"),
)


def play(people: dict[str, Person], day: date) -> None:
    """Make both: the consultation half answered, the call with some proposals."""
    _consult(people["tonghop"], day)
    _call(people["tonghop"], day)


def _consult(by: Person, day: date) -> None:
    mine = membership(by, day)
    reader, reading.READER = reading.READER, HereReader
    try:
        made = consultations.start(
            by,
            mine,
            "Lấy ý kiến dự thảo Quy chế quản lý kho dữ liệu dùng chung",
            "dự thảo Quyết định ban hành Quy chế quản lý, khai thác kho dữ liệu dùng chung",
            ("du-thao-quy-che.docx", _draft()),
            due_on=day + timedelta(days=9),
            contact="Phòng Bưu chính - Viễn thông và Chuyển đổi số, điện thoại 0200 000 000",
        )
    finally:
        reading.READER = reader
    rounds.add_groups(by, mine, made.round_id, [DEPARTMENTS, COMMUNES, ROOMS])
    rounds.add_body(by, mine, made.round_id, name="Hội Tin học tỉnh", email="hoitinhoc@anphuoc.example")
    rounds.open_round(by, mine, made.round_id)
    pieces = dict(Provision.objects.filter(draft__consultation=made).values_list("key", "pk"))
    for at, row in enumerate(_outside(made.round)[:14]):
        key, words = SAID[at % len(SAID)]
        said = {pieces.get(key): words} if at % 3 else {}
        consultations.answer(None, Answerer(row), agrees=not said, texts=said)
    first = Opinion.objects.filter(consultation=made).values_list("pk", flat=True)[:2]
    consultations.treat(by, mine, made.pk, list(first), "adopted", response="Đã chỉnh lý tại dự thảo.")


def _draft() -> bytes:
    """The draft as a Word file, a paragraph a line."""
    paper = docx.Document()
    for line in FOLDER.joinpath("data", DRAFT).read_text("utf-8").splitlines():
        paper.add_paragraph(line)
    out = BytesIO()
    paper.save(out)
    return out.getvalue()


def _call(by: Person, day: date) -> None:
    mine = membership(by, day)
    made = proposals.start(
        by,
        mine,
        "Đề xuất nhiệm vụ đưa vào Kế hoạch chuyển đổi số năm 2027",
        "Kế hoạch chuyển đổi số tỉnh An Phước năm 2027",
        due_on=day + timedelta(days=12),
    )
    rounds.add_groups(by, mine, made.round_id, [DEPARTMENTS])
    rounds.open_round(by, mine, made.round_id)
    for row, proposed in zip(_outside(made.round), PROPOSED, strict=False):
        proposals.propose(None, Answerer(row), [proposed])


def _outside(asked: Round) -> list[Addressee]:
    """The addressees that are no units of the agency, in order."""
    rows = Addressee.objects.filter(round=asked).select_related("round__agency__unit", "unit")
    return [row for row in rows.order_by("order") if row.unit and row.unit.parent_id != asked.agency.unit_id]
