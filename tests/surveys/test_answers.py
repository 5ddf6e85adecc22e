"""Answers: drafts, handing in, what is wrong, carrying over, and where personal data may stand."""

from __future__ import annotations

import pytest

from dondoc.audit.errors import Refused
from dondoc.audit.models import Entry
from dondoc.forms.comparing import compare
from dondoc.forms.definition import Field
from dondoc.rounds import actions as rounds
from dondoc.rounds.models import AddresseeState
from dondoc.surveys import actions
from dondoc.surveys.actions.answers import Faulty
from dondoc.surveys.models import SurveyAnswer
from dondoc.surveys.queries import previous_values
from tests.organisation import Office
from tests.surveys.surveys import CITIZEN, SECRETS, addressee, answer, holder, signatures


def test_an_answer_is_handed_in_whole(office: Office) -> None:
    survey = signatures(office)
    actions.submit(None, holder(office, survey), answer(), name="Cao Văn Nhẫn")
    kept = SurveyAnswer.objects.get()
    assert kept.values["people"][0]["born"] == "1990-03-15"
    row = addressee(survey)
    assert (row.state, row.channel, row.answered_as) == (AddresseeState.ANSWERED, "link", "Cao Văn Nhẫn")


def test_an_answer_with_faults_keeps_nothing(office: Office) -> None:
    survey = signatures(office)
    wrong = answer(people=[CITIZEN, CITIZEN | {"want": "Xin"}], contact="")
    with pytest.raises(Faulty, match="còn 3 chỗ cần sửa") as faulty:
        actions.submit(None, holder(office, survey), wrong)
    assert set(faulty.value.checked.by_path) == {("contact", None, ""), ("people", 1, "id"), ("people", 1, "want")}
    assert not SurveyAnswer.objects.exists()
    assert addressee(survey).state == AddresseeState.WAITING


def test_what_must_be_unique_in_a_round_is_taken_once(office: Office) -> None:
    head, mine = office.people["head_telecom"], office.as_("head_telecom")
    survey = signatures(office)
    form = survey.version.form
    actions.put_field(head, mine, form.pk, Field("f9", "Mã gói", unique=True, needed=True), revision=form.revision)
    actions.publish_form(head, mine, form.pk)
    again = signatures(office, survey)
    actions.submit(None, holder(office, again), answer(f9="GÓI 01"))
    with pytest.raises(Faulty) as faulty:
        actions.submit(None, holder(office, again, "Long Mỹ"), answer(f9="gói 01"))
    assert faulty.value.checked.by_path == {("f9", None, ""): "đơn vị khác trong đợt đã khai giá trị này."}
    actions.submit(None, holder(office, again), answer(f9="Gói 01"))


def test_a_draft_keeps_what_is_wrong_and_is_no_answer(office: Office) -> None:
    survey = signatures(office)
    mine = holder(office, survey)
    checked = actions.save_draft(None, mine, {"contact": "Nhẫn"})
    assert {str(fault).split(":")[0] for fault in checked.faults} == {
        "Người lập biểu", "Điện thoại liên hệ", "Danh sách đề nghị",
    }  # fmt: skip
    kept = SurveyAnswer.objects.get()
    assert (kept.latest, kept.values, kept.submitted_at) == ({"contact": "Nhẫn"}, {}, None)
    actions.submit(None, mine, answer())
    kept.refresh_from_db()
    assert kept.draft is None


def test_an_answer_may_be_sent_back_and_completed(office: Office) -> None:
    survey = signatures(office)
    mine = holder(office, survey)
    actions.submit(None, mine, answer())
    head = office.people["head_telecom"], office.as_("head_telecom")
    rounds.return_answer(*head, addressee(survey).pk, "Thiếu Phó Chủ tịch")
    second = CITIZEN | {"name": "Hồ Văn Tám", "id": "079080001234"}
    actions.submit(None, mine, answer(people=[CITIZEN, second]))
    assert len(SurveyAnswer.objects.get().values["people"]) == 2
    rounds.close_round(*head, survey.round_id)
    with pytest.raises(Refused, match="Đợt này đã kết thúc"):
        actions.submit(None, mine, answer())


def test_no_personal_data_stand_in_the_log(office: Office) -> None:
    survey = signatures(office)
    mine = holder(office, survey)
    actions.save_draft(None, mine, answer())
    actions.submit(None, mine, answer())
    actions.submit(None, mine, answer(people=[CITIZEN | {"want": "Thu hồi"}]))
    log = "\n".join(f"{entry.label} {entry.changes} {entry.note}" for entry in Entry.objects.all())
    assert [secret for secret in SECRETS if secret in log] == []
    assert "•••••••••123" in log and "Thu hồi" in log


def test_the_next_round_begins_with_the_last_answers(office: Office) -> None:
    first = signatures(office)
    actions.submit(None, holder(office, first), answer())
    second = signatures(office, previous=first, title="Nhu cầu chữ ký số năm 2028")
    row = addressee(second)
    carried = previous_values(second, row)
    assert carried["people"][0]["id"] == "001190000123"
    assert previous_values(second, addressee(second, "Long Mỹ")) == {}
    new = actions.submit(
        None, holder(office, second), answer(people=[CITIZEN | {"want": "Gia hạn"}, CITIZEN | {"id": "079080001234"}])
    ).values
    changes = compare(second.version.content, carried, new)
    assert changes.before == {("people", 0, "want"): "Cấp mới"}
    assert (changes.added, changes.number) == ({("people", 1)}, 2)
