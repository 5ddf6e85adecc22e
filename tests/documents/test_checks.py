"""The linter beside documents of the register: what it finds, what a person sets aside, who may."""

from __future__ import annotations

import pytest

from dondoc.audit.errors import NotAllowed, Refused
from dondoc.audit.models import Entry
from dondoc.documents import actions, checks
from dondoc.documents.isolation import HereReader
from dondoc.documents.models import Document
from dondoc.writing.blocks import Paragraph
from dondoc.writing.letter import Code, Issuer, Letter, Signature, When
from dondoc.writing.word import docx_bytes
from tests.documents.papers import letter, registered
from tests.documents.test_outgoing import issued, prepared
from tests.organisation import Office

TWICE = letter(subject="rà soát về về hạ tầng số")


def found(office: Office, document: Document, who: str = "clerk") -> checks.Checkup:
    return checks.checkup(office.as_(who), document)


def rules(looked: tuple[checks.Looked, ...]) -> list[str]:
    return [one.finding.rule for one in looked]


def test_a_right_letter_has_nothing_and_a_fault_has_its_place(office: Office) -> None:
    assert found(office, registered(office)) == checks.Checkup()
    document = registered(office, letter(102, "rà soát về về hạ tầng số"), "hai.txt")
    [one] = found(office, document).standing
    assert one.finding.rule == "spelling.doubled"
    assert one.finding.span.of(document.text.content) == "về về"
    [mark] = found(office, document).marks()
    assert (mark.id, mark.start) == (f"finding:{one.finding.key}", one.finding.span.start)


def test_a_citation_is_compared_with_what_the_member_sees_of_the_register(office: Office) -> None:
    known = registered(office, letter(12, "cải cách hành chính"), "ke-hoach.txt")
    clerk = office.people["clerk"], office.as_("clerk")
    actions.correct_document(*clerk, known.pk, {"code": "12/KH-UBND", "issued_text": "20/01/2026"})
    document = registered(office)
    [one] = found(office, document).standing
    assert one.finding.rule == "citation.register"
    assert "20/01/2026" in one.finding.message
    actions.correct_document(*clerk, known.pk, {"issued_text": "15/01/2026"})
    assert found(office, document).standing == ()


def test_setting_aside_needs_a_reason_is_logged_and_can_be_taken_back(office: Office) -> None:
    document = registered(office, TWICE)
    clerk = office.people["clerk"], office.as_("clerk")
    key = found(office, document).standing[0].finding.key
    with pytest.raises(Refused, match="Hãy ghi lý do"):
        actions.set_aside(*clerk, document.pk, key, "  ")
    with pytest.raises(Refused, match="không còn trong văn bản"):
        actions.set_aside(*clerk, document.pk, "f" * 20, "đã hỏi")
    actions.set_aside(*clerk, document.pk, key, "đã hỏi cơ quan ban hành")
    with pytest.raises(Refused, match="đã được bỏ qua"):
        actions.set_aside(*clerk, document.pk, key, "đã hỏi")
    now = found(office, document)
    assert (now.standing, rules(now.aside), now.marks()) == ((), ["spelling.doubled"], [])
    assert now.aside[0].aside.reason == "đã hỏi cơ quan ban hành"
    assert Entry.objects.filter(action="document.set_aside").exists()
    actions.take_back(*clerk, document.pk, key)
    assert rules(found(office, document).standing) == ["spelling.doubled"]
    with pytest.raises(Refused, match="không còn trong danh sách"):
        actions.take_back(*clerk, document.pk, key)


def test_only_who_may_correct_sets_findings_of_incoming_documents_aside(office: Office) -> None:
    document = registered(office, TWICE)
    key = found(office, document).standing[0].finding.key
    with pytest.raises((NotAllowed, Refused)):
        actions.set_aside(office.people["officer"], office.as_("officer"), document.pk, key, "để nguyên")
    assert not document.set_aside.exists()


def test_a_draft_is_read_from_its_file_and_blanks_are_no_fault_of_it(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checks, "READER", HereReader)
    paper = Letter(
        Issuer("Sở Khoa học và Công nghệ"),
        Code("BC-SKHCN"),
        "An Phước",
        When(2026, 11),
        "kết quả tháng 10",
        (Paragraph("1. Văn phòng Sở tổng hợp, gửi Giám đốc Sở trước ngày 31/11/2026."),),
        Signature(("GIÁM ĐỐC",), "Lê Quang Vinh"),
        kind="Báo cáo",
    )
    document = prepared(office, files=[("bao-cao.docx", docx_bytes(paper))])
    assert rules(found(office, document, "officer").standing)[0] == "time.impossible"
    assert not {"blank.number", "blank.date"} & set(rules(found(office, document, "officer").standing))
    key = found(office, document, "officer").standing[0].finding.key
    actions.set_aside(office.people["officer"], office.as_("officer"), document.pk, key, "sẽ sửa khi ký")
    assert found(office, prepared(office)).readable is False
    assert "blank.number" in rules(found(office, issued(office, document)).standing)
