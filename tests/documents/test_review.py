from __future__ import annotations

import pytest

from dondoc.audit.errors import NotAllowed, Refused, Stale
from dondoc.audit.models import Entry
from dondoc.documents.actions import confirm_document, correct_document, set_citations, set_parties
from dondoc.documents.models import DocumentState
from dondoc.documents.queries import same_key
from tests.documents.papers import letter, registered


@pytest.fixture
def document(office):
    return registered(office)


@pytest.fixture
def clerk(office):
    return office.people["clerk"], office.as_("clerk")


def test_a_correction_keeps_what_was_read_and_is_logged(document, clerk):
    corrected = correct_document(*clerk, document.pk, {"subject": "  rà soát  hạ tầng số "})
    assert corrected.subject == "rà soát hạ tầng số"
    assert corrected.provenance["subject"]["read"] == "rà soát hạ tầng số năm 2026"
    entry = Entry.objects.get(action="document.correct")
    assert entry.changes == {"subject": ["rà soát hạ tầng số năm 2026", "rà soát hạ tầng số"]}


@pytest.mark.parametrize(
    ("typed", "text", "day"),
    [
        ("06/8/2026", "2026-08-06", "2026-08-06"),
        ("6.8.2026", "2026-08-06", "2026-08-06"),
        ("2026-08-06", "2026-08-06", "2026-08-06"),
        ("8/2026", "2026-08", None),
        ("2026", "2026", None),
        ("", "", None),
    ],
)
def test_days_are_taken_as_precise_as_typed(document, clerk, typed, text, day):
    corrected = correct_document(*clerk, document.pk, {"issued_text": typed})
    assert corrected.issued_text == text
    assert (corrected.issued_on and corrected.issued_on.isoformat()) == day


@pytest.mark.parametrize("typed", ["31/6/2026", "mai", "06/8", "2026-13", "0/0/0"])
def test_a_wrong_day_is_refused_with_an_example(document, clerk, typed):
    with pytest.raises(Refused, match="06/8/2025") as refusal:
        correct_document(*clerk, document.pk, {"issued_text": typed})
    assert refusal.value.field == "issued_text"


def test_the_day_of_receipt_is_a_whole_day(document, clerk):
    corrected = correct_document(*clerk, document.pk, {"received_on": "01/11/2026"})
    assert corrected.received_on.isoformat() == "2026-11-01"
    with pytest.raises(Refused, match="đủ ngày"):
        correct_document(*clerk, document.pk, {"received_on": "11/2026"})


def test_number_symbol_and_code_go_together(document, clerk):
    assert correct_document(*clerk, document.pk, {"code": "05-KH/TU"}).number == "05"
    corrected = correct_document(*clerk, document.pk, {"number": "6"})
    assert (corrected.code, corrected.symbol) == ("6-KH/TU", "KH/TU")
    assert correct_document(*clerk, document.pk, {"symbol": ""}).code == ""


def test_a_corrected_number_may_turn_out_to_be_known(office, document, clerk):
    other = registered(office, letter(202))
    assert other.duplicate_of is None
    corrected = correct_document(*clerk, other.pk, {"code": "101/UBND-KGVX"})
    assert corrected.duplicate_of == document
    assert list(same_key(document)) == [other]


def test_a_citation_finds_its_document_when_that_comes_in(office, document, clerk):
    cited = registered(office, letter(303))
    citation = document.citations.get()
    assert citation.target is None
    correct_document(*clerk, cited.pk, {"code": "12/KH-UBND", "issued_text": "15/01/2026"})
    citation.refresh_from_db()
    assert citation.target == cited


def test_the_issuer_is_chosen_among_units(office, document, clerk):
    unit = office.units["Sở Tài chính"]
    corrected = correct_document(*clerk, document.pk, {"issuer": unit.pk})
    assert (corrected.issuer, corrected.issuer_name) == (unit, "Sở Tài chính")
    assert correct_document(*clerk, document.pk, {"issuer": None}).issuer is None
    with pytest.raises(Refused, match="chọn lại trong danh sách"):
        correct_document(*clerk, document.pk, {"issuer": 999_999})


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [({"signer_name": "x" * 200}, "dài quá 120"), ({"provenance": {}}, "không sửa được"), ({"id": 3}, "không sửa")],
)
def test_what_does_not_fit_is_refused(document, clerk, changes, sentence):
    with pytest.raises(Refused, match=sentence):
        correct_document(*clerk, document.pk, changes)


def test_who_comes_second_is_told_what_is_there_now(office, document, clerk):
    correct_document(*clerk, document.pk, {"subject": "một"}, version=0)
    with pytest.raises(Stale) as told:
        correct_document(office.people["leader"], office.as_("leader"), document.pk, {"subject": "hai"}, version=0)
    assert told.value.changed == {"subject": "một"}


def test_confirming_puts_a_name_to_it_and_twice_changes_nothing(office, document, clerk):
    confirmed = confirm_document(*clerk, document.pk)
    assert (confirmed.state, confirmed.confirmed_by) == (DocumentState.CONFIRMED, office.people["clerk"])
    again = confirm_document(office.people["leader"], office.as_("leader"), document.pk)
    assert again.confirmed_by == office.people["clerk"]


def test_a_document_without_a_head_cannot_be_confirmed(document, clerk):
    correct_document(*clerk, document.pk, {"subject": "", "code": ""})
    with pytest.raises(Refused, match="chưa có số, ký hiệu và trích yếu"):
        confirm_document(*clerk, document.pk)


def test_parties_and_citations_are_replaced_and_what_stays_keeps_its_words(office, document, clerk):
    kept = document.parties.get(role="to")
    parties = set_parties(*clerk, document.pk, "to", [("Sở Y tế", office.units["Sở Y tế"].pk), (kept.name, None)])
    assert [(party.name, party.start) for party in parties] == [("Sở Y tế", None), (kept.name, kept.start)]
    codes = set_citations(*clerk, document.pk, ["12/KH-UBND", " 7/QĐ-UBND ", "7/QĐ-UBND", ""])
    assert [(row.code, row.start is None) for row in codes] == [("12/KH-UBND", False), ("7/QĐ-UBND", True)]
    assert set_citations(*clerk, document.pk, []) == []
    with pytest.raises(Refused, match="chọn lại trong danh sách"):
        set_parties(*clerk, document.pk, "to", [("Sở không có", 999_999)])
    assert document.parties.filter(role="to").count() == 2
    assert set_parties(*clerk, document.pk, "to", []) == []
    with pytest.raises(Refused):
        set_parties(*clerk, document.pk, "from", [])


@pytest.mark.parametrize("who", ["officer", "administrator", "outsider"])
def test_who_may_not_confirm_changes_nothing(office, document, who):
    actor = office.people[who], office.as_(who)
    for use in (
        lambda: correct_document(*actor, document.pk, {"subject": "x"}),
        lambda: confirm_document(*actor, document.pk),
        lambda: set_parties(*actor, document.pk, "to", []),
        lambda: set_citations(*actor, document.pk, []),
    ):
        with pytest.raises(NotAllowed):
            use()


def test_what_is_not_there_is_said_to_be_missing(clerk):
    with pytest.raises(Refused, match="Không tìm thấy"):
        confirm_document(*clerk, 999_999)
