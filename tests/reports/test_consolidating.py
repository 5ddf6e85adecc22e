"""One draft from many parts: nothing lost, every line with its source, numbers summed; and the way to the registry."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from io import BytesIO

import docx
import pytest

from dondoc.audit.errors import Refused, Stale
from dondoc.documents.actions.outgoing import issue, withdraw_draft
from dondoc.reports import actions
from dondoc.reports.consolidated import desks, numbers
from dondoc.reports.figures import cells
from dondoc.reports.models import Heading, PeriodState, ReportPart, ReportPeriod
from dondoc.reports.paper import excel, word
from dondoc.tasks.models import Evidence, TaskState
from dondoc.writing.check.layout import check_layout
from tests.organisation import Office
from tests.remembered import remembered
from tests.reports.work import MONTHLY, moment, opened, part, send

DAY = date(2026, 11, 20)


@remembered
def with_two_parts(office: Office) -> ReportPeriod:
    found = opened(office, measures=(("Số lớp tập huấn", "lớp"),))
    measure = found.obligation.measures.get()
    for unit, who, count in (("telecom", "head_telecom", 3), ("science", "head_science", 4)):
        added = [(Heading.DIFFICULTY, "Thiếu kinh phí cho hạ tầng."), (Heading.DONE, f"Đã tập huấn {count} lớp")]
        send(found, office, unit, who, added=added, values={measure.pk: Decimal(count)})
    return found


@pytest.fixture
def period(office: Office) -> ReportPeriod:
    """The November report with the parts of two rooms."""
    return with_two_parts(office)


def consolidated(period: ReportPeriod, office: Office) -> ReportPeriod:
    with moment(DAY):
        return actions.consolidate(office.people["head_telecom"], office.as_("head_telecom", DAY), period.pk)


def text_of(period: ReportPeriod, part_of: str) -> str:
    return "\n".join(period.sections.filter(part=part_of).values_list("text", flat=True))


def test_texts_are_merged_with_their_units_and_numbers_summed(period: ReportPeriod, office: Office) -> None:
    consolidated(period, office)
    assert "Thiếu kinh phí cho hạ tầng (BCVT&CĐS; Phòng Quản lý Khoa học" in text_of(period, ReportPart.DIFFICULTY)
    assert "Đã tập huấn 3 lớp" in text_of(period, ReportPart.RESULTS)
    found = numbers(period)
    assert found.total(found.measures[0].pk) == Decimal(7)
    results = next(desk for desk in desks(period) if desk.section.part == ReportPart.RESULTS and desk.sources)
    assert all(source.state == "used" for source in results.sources)
    assert {source.passage.report.unit_id for source in results.sources} == {
        office.units["telecom"].pk,
        office.units["science"].pk,
    }


def test_what_comes_later_is_added_and_what_was_written_stays(period: ReportPeriod, office: Office) -> None:
    consolidated(period, office)
    section = period.sections.get(part=ReportPart.DIFFICULTY)
    who = office.people["head_telecom"], office.as_("head_telecom", DAY)
    actions.edit_section(*who, section.pk, "Viết lại cho gọn.", version=section.version)
    added = [(Heading.DIFFICULTY, "Mạng chập chờn ở trụ sở mới")]
    actions.send_for(
        office.people["coordinator"],
        office.as_("coordinator", DAY),
        part(period, office, "planning").addressee_id,
        actions.FormGiven(added=added),
    )
    consolidated(period, office)
    consolidated(period, office)
    assert text_of(period, ReportPart.DIFFICULTY) == ("Viết lại cho gọn.\nMạng chập chờn ở trụ sở mới (P. KHTC).")


def test_the_second_of_two_editors_is_shown_both_texts(period: ReportPeriod, office: Office) -> None:
    consolidated(period, office)
    section = period.sections.get(part=ReportPart.NEXT)
    first = office.people["head_telecom"], office.as_("head_telecom", DAY)
    second = office.people["coordinator"], office.as_("coordinator", DAY)
    actions.edit_section(*first, section.pk, "Bản của Đức", version=section.version)
    with pytest.raises(Stale) as caught:
        actions.edit_section(*second, section.pk, "Bản của Khải", version=section.version)
    assert caught.value.changed["text"] == "Bản của Đức"
    assert "Phạm Minh Đức" in caught.value.sentence
    actions.edit_section(*second, section.pk, "Ghép cả hai", version=caught.value.changed["version"])
    kept = list(section.versions.values_list("text", flat=True))
    assert kept[:2] == ["Ghép cả hai", "Bản của Đức"]
    actions.restore_section(*first, section.pk, section.versions.last().number)
    section.refresh_from_db()
    assert section.text == section.versions.last().text


def test_the_word_file_keeps_the_layout_and_says_everything(period: ReportPeriod, office: Office) -> None:
    consolidated(period, office)
    made = word(period, DAY)
    assert check_layout(made) == []
    words = "\n".join(p.text for p in docx.Document(BytesIO(made)).paragraphs)
    for expected in ("Kết quả thực hiện", "Nhiệm vụ chậm tiến độ, nguyên nhân", "Thiếu kinh phí cho hạ tầng"):
        assert expected.upper() in words.upper()
    assert excel(period, DAY)[:2] == b"PK"


def test_the_report_gets_its_number_and_closes_the_period_of_the_duty(period: ReportPeriod, office: Office) -> None:
    head = office.people["head_telecom"], office.as_("head_telecom", DAY)
    with pytest.raises(Refused, match="Chưa tổng hợp"):
        actions.hand_over(*head, period.pk)
    consolidated(period, office)
    with moment(DAY):
        handed = actions.hand_over(*head, period.pk)
        assert handed.state == PeriodState.HANDED_OVER
        with pytest.raises(Refused):
            actions.consolidate(*head, period.pk)
        document = issue(office.people["clerk"], office.as_("clerk", DAY), handed.document_id)
    period.refresh_from_db()
    assert period.state == PeriodState.ISSUED
    assert document.code.endswith("/BC-SKHCN")
    occurrence = period.occurrence
    occurrence.refresh_from_db()
    assert Evidence.objects.filter(task=occurrence.task, document=document).exists()
    assert occurrence.done_on == DAY or occurrence.task.state == TaskState.SUBMITTED


def test_a_draft_taken_back_can_be_written_again(period: ReportPeriod, office: Office) -> None:
    consolidated(period, office)
    head = office.people["head_telecom"], office.as_("head_telecom", DAY)
    actions.hand_over(*head, period.pk)
    actions.take_back(*head, period.pk)
    period.refresh_from_db()
    assert (period.state, period.document, period.cells) == (PeriodState.DRAFTING, None, {})
    with moment(MONTHLY):
        actions.hand_over(*head, period.pk)
        period.refresh_from_db()
        withdraw_draft(*head, period.document_id)
    period.refresh_from_db()
    assert period.is_open, "a draft that was withdrawn from the register leaves the report open"
    period.cells = {str(office.units["telecom"].pk): [9, 9, 9, 9]}
    assert cells(period, DAY)[0].total < 9, "open again, its numbers are counted anew"
