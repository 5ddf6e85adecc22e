"""Documents go out: numbers without gaps and doubles, on their days; drafts, files and who may."""

from __future__ import annotations

import io
from datetime import date, timedelta

import docx
import pytest
from django.db.models import QuerySet
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from dondoc.audit.errors import NotAllowed, Refused
from dondoc.documents import actions, store
from dondoc.documents.actions import Draft
from dondoc.documents.models import Direction, Document, OutgoingNumber
from dondoc.documents.queries import visible_documents
from dondoc.documents.sequences import symbol_of, typed_groups, year_of
from dondoc.organisations.actions import change_settings
from dondoc.organisations.models import Agency, Unit, UnitKind
from dondoc.writing.blocks import Paragraph
from dondoc.writing.letter import Code, Issuer, Letter, Signature, When
from dondoc.writing.word import docx_bytes
from tests.documents.papers import letter, read_all
from tests.organisation import TODAY, Office, build


def draft(office: Office, kind: str = "Báo cáo", **values) -> Draft:
    given = {"subject": "kết quả thực hiện nhiệm vụ tháng 10", "unit": office.units["telecom"].pk}
    return Draft(kind, **(given | values))


def prepared(office: Office, kind: str = "Báo cáo", who: str = "officer", files=(), **values) -> Document:
    return actions.prepare(office.people[who], office.as_(who), draft(office, kind, **values), files)


def issued(office: Office, document: Document, today: date = TODAY, **values) -> Document:
    return actions.issue(office.people["clerk"], office.as_("clerk", today), document.pk, **values)


def test_numbers_follow_one_another_in_the_sequence_of_the_type(office):
    codes = [issued(office, prepared(office, kind)).code for kind in ("Báo cáo", "Báo cáo", "Kế hoạch", "Công văn")]
    assert codes == ["01/BC-SKHCN", "02/BC-SKHCN", "01/KH-SKHCN", "01/SKHCN-BCVT&CĐS"]
    change_settings(None, office.agency, {"outgoing_series": typed_groups("Quyết định, Chỉ thị\nCông văn")})
    assert [issued(office, prepared(office, kind)).number for kind in ("Báo cáo", "Kế hoạch", "Quyết định")] == [
        "01",
        "02",
        "01",
    ]


def test_a_new_year_begins_with_01(office):
    issued(office, prepared(office))
    assert issued(office, prepared(office), date(2027, 1, 4)).code == "01/BC-SKHCN"


def test_a_party_body_numbers_by_term(office):
    QuerySet(Unit).filter(pk=office.agency.unit_id).update(kind=UnitKind.PARTY)
    first = issued(office, prepared(office))
    assert first.code == "01-BC/SKHCN"
    assert issued(office, prepared(office), date(2029, 12, 28)).code == "02-BC/SKHCN", "numbers go on over the years"
    assert issued(office, prepared(office), date(2030, 1, 4)).code == "01-BC/SKHCN", "five years without a congress"


def test_a_term_lasts_from_congress_to_congress(office):
    QuerySet(Unit).filter(pk=office.agency.unit_id).update(kind=UnitKind.PARTY)
    change_settings(None, office.agency, {"term_starts": ["2025-10-15", "2030-09-20"]})
    agency = Agency.objects.select_related("unit").get(pk=office.agency.pk)
    days = {"2025-10-14": 2020, "2025-10-15": 2025, "2026-01-05": 2025, "2030-09-19": 2025, "2030-09-20": 2030}
    assert {day: year_of(agency, date.fromisoformat(day)) for day in days} == days
    assert issued(office, prepared(office), date(2030, 9, 19)).code == "01-BC/SKHCN"
    assert issued(office, prepared(office), date(2030, 9, 23)).code == "01-BC/SKHCN"
    assert OutgoingNumber.objects.values_list("year", flat=True).order_by("year").distinct().count() == 2


def test_the_register_knows_what_went_out(office):
    to = (("Văn phòng UBND tỉnh", office.units["province_office"].pk),)
    document = prepared(office, to=to, signer=office.people["leader"].pk, copies=5)
    assert (document.code, document.state, document.symbol) == ("", "review", "BC-SKHCN")
    document = issued(office, document)
    assert (document.direction, document.state, document.issued_on) == (Direction.OUTGOING, "confirmed", TODAY)
    assert (document.signer_name, document.signer_title) == ("Lê Quang Vinh", "Giám đốc Sở")
    assert [party.unit for party in document.parties.all()] == [office.units["province_office"]]
    with pytest.raises(Refused, match="đã phát hành với số 01/BC-SKHCN"):
        issued(office, document)


def test_a_day_of_the_past_needs_a_number_that_was_kept_for_it(office):
    clerk = office.people["clerk"]
    issued(office, prepared(office))
    kept = actions.reserve_number(clerk, office.as_("clerk"), "Báo cáo", note="Phòng QLKH")
    later = TODAY + timedelta(days=3)
    assert issued(office, prepared(office), later).number == "03"
    assert issued(office, prepared(office), later, day=TODAY).number == "02"
    with pytest.raises(Refused, match="chỉ dùng được số đã giữ cho ngày đó"):
        issued(office, prepared(office), later, day=TODAY)
    kept = actions.reserve_number(clerk, office.as_("clerk", later), "Báo cáo", note="dự phòng")[0]
    actions.void_number(clerk, office.as_("clerk", later), kept.pk, "không dùng đến")
    with pytest.raises(Refused, match="đã hủy"):
        issued(office, prepared(office), later, number=kept.number)


def test_numbers_by_hand(office):
    with pytest.raises(Refused, match="Số tiếp theo là 1"):
        issued(office, prepared(office), number=41)
    assert not OutgoingNumber.objects.exists()
    assert issued(office, prepared(office), number=41, reason="đã cấp trên sổ giấy").number == "41"
    with pytest.raises(Refused, match="đã cấp cho"):
        issued(office, prepared(office), number=41)
    assert issued(office, prepared(office), number=7).number == "07"
    assert issued(office, prepared(office)).number == "42"


def test_what_went_out_before_takes_its_number_when_it_is_confirmed(office):
    who = office.people["clerk"], office.as_("clerk")
    actions.receive(*who, "cu.txt", letter(), Direction.OUTGOING)
    read_all()
    old = Document.objects.get()
    actions.correct_document(
        *who,
        old.pk,
        {"issued_text": TODAY.isoformat(), "kind": "Báo cáo", "code": "47/BC-SKHCN", "issuer": office.agency.unit_id},
    )
    actions.confirm_document(*who, old.pk)
    assert OutgoingNumber.objects.get(document=old).number == 47
    assert issued(office, prepared(office)).number == "48"


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"kind": "Thư tay"}, "kind"),
        ({"subject": "  "}, "subject"),
        ({"unit": 999_999}, "unit"),
        ({"copies": 0}, "copies"),
        ({"signer": 999_999}, "signer"),
        ({"to": (("Ai đó", 999_999),)}, "to"),
    ],
)
def test_a_wrong_draft_leaves_nothing(office, values, field):
    with pytest.raises(Refused) as refusal:
        prepared(office, files=[("a.txt", b"a")], **values)
    assert refusal.value.field == field
    assert not Document.objects.exists()


def test_who_may(office):
    document = prepared(office)
    for who in ("officer", "head_telecom", "leader", "administrator"):
        with pytest.raises(NotAllowed):
            actions.issue(office.people[who], office.as_(who), document.pk)
    with pytest.raises(NotAllowed):
        prepared(office, who="administrator")
    assert visible_documents(office.as_("head_telecom")).get() == document
    assert not visible_documents(office.as_("head_science")).exists()
    with pytest.raises(NotAllowed):
        actions.withdraw_draft(office.people["head_science"], office.as_("head_science"), document.pk)
    actions.withdraw_draft(office.people["officer"], office.as_("officer"), document.pk)
    assert not Document.objects.exists()


def test_our_own_word_file_gets_number_and_day(office):
    letter = Letter(
        Issuer("Sở Khoa học và Công nghệ"),
        Code("BC-SKHCN"),
        "An Phước",
        When(2026, 11),
        "kết quả",
        (Paragraph("Nội dung."),),
        Signature(("GIÁM ĐỐC",)),
        kind="Báo cáo",
    )
    who = office.people["officer"], office.as_("officer")
    document = actions.prepare(*who, draft(office), [("bao-cao.docx", docx_bytes(letter))], made_here=True)
    document = issued(office, document)
    files = list(document.attachments.order_by("order"))
    assert [one.name for one in files] == ["bao-cao.docx", "01-bao-cao.docx"]
    head = docx.Document(io.BytesIO(store.load(files[1].file.sha256))).tables[0]
    words = [cell.text for row in head.rows for cell in row.cells]
    assert "Số: 01/BC-SKHCN" in words
    assert "An Phước, ngày 02 tháng 11 năm 2026" in words


def test_symbols(office):
    agency, telecom = office.agency, office.units["telecom"]
    assert symbol_of(agency, "Công văn", telecom) == "SKHCN-BCVT&CĐS"
    assert symbol_of(agency, "Công văn", office.units["planning"]) == "SKHCN-KHTC"
    assert symbol_of(agency, "Công văn", office.units["science"]) == "SKHCN-QLKHĐMST"
    assert symbol_of(agency, "Quyết định", telecom) == "QĐ-SKHCN"


steps = st.lists(
    st.one_of(
        st.tuples(st.just("issue"), st.none() | st.integers(1, 12), st.integers(0, 3)),
        st.tuples(st.just("keep"), st.integers(1, 3), st.just(0)),
        st.tuples(st.just("wait"), st.integers(1, 2), st.just(0)),
    ),
    max_size=10,
)


class TestSequence(TestCase):
    @settings(max_examples=25)
    @given(steps=steps)
    def test_every_number_is_accounted_for_once_and_in_the_order_of_days(self, steps):
        office = build()
        today, by_hand = TODAY, set()
        for step, number, back in steps:
            clerk = office.people["clerk"], office.as_("clerk", today)
            try:
                if step == "keep":
                    actions.reserve_number(*clerk, "Báo cáo", count=number, note="giữ")
                elif step == "wait":
                    today += timedelta(days=number)
                else:
                    day = today - timedelta(days=back)
                    paper = OutgoingNumber.objects.filter(number__lte=number or 0, until__gte=number or 0, voided=True)
                    by_hand |= {number} if paper.exists() else set()
                    document = actions.prepare(*clerk, draft(office))
                    actions.issue(*clerk, document.pk, day=day, number=number, reason="sổ giấy")
            except Refused:
                continue
        slots = list(OutgoingNumber.objects.order_by("number"))
        covered = [number for slot in slots for number in range(slot.number, slot.until + 1)]
        assert covered == list(range(1, len(covered) + 1))
        days = [slot.on for slot in slots if not slot.voided and slot.number not in by_hand]
        assert days == sorted(days)
