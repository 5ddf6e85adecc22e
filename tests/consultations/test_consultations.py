"""From a draft to the table: cut, mended, answered in every way, treated, compared."""

from __future__ import annotations

from io import BytesIO

import openpyxl
import pytest

from dondoc.audit.errors import NotAllowed, Refused, Stale
from dondoc.consultations import actions
from dondoc.consultations.actions import ConfirmedRow
from dondoc.consultations.comparing import changes, stretches
from dondoc.consultations.facts import told
from dondoc.consultations.models import AnswerLetter, Consultation, Opinion, Provision, Treatment
from dondoc.consultations.proposing import piece_at, propose
from dondoc.consultations.queries import all_opinions, clusters, opinions_on, outline, pieces_of, standing
from dondoc.consultations.workbook import read_form, write_form
from dondoc.extraction.places import Place
from dondoc.rounds import actions as rounds
from dondoc.rounds.answerers import Answerer
from dondoc.rounds.facts import Stretch
from dondoc.rounds.models import Addressee
from tests.consultations.papers import DRAFT, KEYS, as_docx, letter_text
from tests.organisation import Office
from tests.rounds.rounds import addressee


def piece(consultation: Consultation, key: str) -> Provision:
    return Provision.objects.get(draft__consultation=consultation, draft__number=1, key=key)


def say(consultation: Consultation, row: Addressee, texts: dict[str | None, str], *, agrees: bool = False) -> Addressee:
    """Answer as the holder of a link does."""
    by_id = {piece(consultation, key).pk if key else None: words for key, words in texts.items()}
    return actions.answer(None, Answerer(row), agrees=agrees, texts=by_id)


def test_a_draft_is_cut_into_articles_and_clauses(prepared: Consultation) -> None:
    pieces = outline(prepared)
    assert [one.key for one in pieces] == KEYS
    named = {one.key: one for one in pieces}
    assert str(named["d1"]) == "Điều 1. Phạm vi điều chỉnh"
    assert named["d2.k2"].label == "Khoản 2 Điều 2"
    assert named["d2.k2"].text.endswith("b) Loại hai.")
    assert named["p1.d1"].label == "Điều 1 (Quyết định)"


def test_pieces_are_merged_split_and_renamed_before_opening_only(office: Office, prepared: Consultation) -> None:
    by, mine = office.people["coordinator"], office.as_("coordinator")
    first, second = piece(prepared, "d3.k1"), piece(prepared, "d3.k2")
    merged = actions.merge(by, mine, prepared.pk, [first.pk, second.pk])
    assert merged.text == "1. Sử dụng đúng mục đích.\n2. Bảo đảm an toàn thông tin."
    with pytest.raises(Refused, match="liền nhau"):
        actions.merge(by, mine, prepared.pk, [piece(prepared, "d1").pk, piece(prepared, "d4").pk])
    made = actions.split(by, mine, piece(prepared, "d2.k2").pk, "a) Loại một;")
    actions.rename(by, mine, made.pk, "Điểm a Khoản 2 Điều 2", "Dữ liệu loại một")
    keys = [one.key for one in outline(prepared)]
    assert keys.index(made.key) == keys.index("d2.k2") + 1
    rounds.open_round(by, mine, prepared.round_id)
    with pytest.raises(Refused, match="đang mở"):
        actions.rename(by, mine, made.pk, "Khác", "")


def test_a_second_answer_replaces_the_first_and_keeps_what_was_decided(office: Office, consultation) -> None:
    by, mine = office.people["coordinator"], office.as_("coordinator")
    row = addressee(consultation.round, office.units["Sở Y tế"])
    say(consultation, row, {"d4": "Sửa thành hằng tháng", "d1": "Bỏ", None: "Rà soát căn cứ"})
    kept = Opinion.objects.get(text="Sửa thành hằng tháng")
    actions.treat(by, mine, consultation.pk, [kept.pk], "adopted", response="")
    with pytest.raises(Refused, match="Thống nhất toàn bộ"):
        say(consultation, row, {"d4": " "})
    with pytest.raises(Stale):
        actions.answer(None, Answerer(row), agrees=True, texts={}, version=0)
    say(consultation, row, {"d4": "Sửa thành hằng tháng", "d1": "Bỏ cụm từ “của tỉnh”"}, agrees=True)
    rows = {one.text: one.treatment for one in Opinion.objects.all()}
    assert rows == {"Sửa thành hằng tháng": "adopted", "Bỏ cụm từ “của tỉnh”": "pending"}
    assert standing(consultation).agreed_but == 1
    due = consultation.round.due_on
    [fact] = told(Stretch(office.agency.pk, due, due))
    assert fact.text.endswith("01 nơi trả lời, 02 ý kiến góp ý.")
    assert told(Stretch(office.agency.pk, due, due, document_id=1)) == []


def test_a_piece_of_another_draft_is_refused(office: Office, consultation: Consultation) -> None:
    row = addressee(consultation.round, office.units["Sở Y tế"])
    with pytest.raises(Refused, match="không thuộc dự thảo"):
        actions.answer(None, Answerer(row), agrees=False, texts={10**9: "Sửa"})
    assert not Opinion.objects.exists()


def filled(consultation: Consultation, said: dict[str, str]) -> bytes:
    """The form as an addressee sends it back."""
    out = BytesIO()
    write_form("Góp ý", "Sở Y tế", outline(consultation), out)
    book = openpyxl.load_workbook(BytesIO(out.getvalue()))
    for line in book.active.iter_rows():
        if line[0].value in said:
            line[3].value = said[line[0].value]
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def test_the_excel_form_comes_back(office: Office, consultation: Consultation) -> None:
    by, mine = office.people["coordinator"], office.as_("coordinator")
    row = addressee(consultation.round, office.units["Sở Y tế"])
    said = {"thongnhat": "x", "d4": "=Đề nghị hằng tháng", "chung": "Rà soát"}
    done = actions.answer_by_excel(by, mine, row.pk, read_form(filled(consultation, said)))
    assert (done.state, done.channel) == ("answered", "excel")
    assert set(Opinion.objects.values_list("text", "provision__key")) >= {("Rà soát", None)}
    assert standing(consultation).agreed_but == 1


@pytest.mark.parametrize(
    ("said", "words"),
    [({"thongnhat": "hơi thống nhất"}, "ghi X"), ({}, "không có ý kiến nào")],
)
def test_a_form_that_says_nothing_clear_is_refused(office, consultation, said, words) -> None:
    row = addressee(consultation.round, office.units["Sở Y tế"])
    by, mine = office.people["coordinator"], office.as_("coordinator")
    with pytest.raises(Refused, match=words):
        actions.answer_by_excel(by, mine, row.pk, read_form(filled(consultation, said)))


def test_another_file_is_no_form(consultation: Consultation) -> None:
    out = BytesIO()
    openpyxl.Workbook().save(out)
    with pytest.raises(Refused, match="không phải biểu góp ý"):
        read_form(out.getvalue())
    with pytest.raises(Refused):
        read_form(b"PK\x03\x04 no workbook")


def test_a_letter_is_read_into_rows_that_a_person_confirms(office: Office, consultation: Consultation) -> None:
    by, mine = office.people["coordinator"], office.as_("coordinator")
    paper = as_docx(letter_text("SỞ NỘI VỤ"))
    letter = actions.receive_letter(by, mine, consultation.pk, ("gop-y.docx", paper))
    assert letter.addressee == addressee(consultation.round, office.units["Sở Nội vụ"])
    read = propose(letter, outline(consultation))
    assert read.agrees
    assert [(row.provision.key if row.provision else None, row.place) for row in read.rows] == [
        ("d2.k2", ""),
        ("d2.k2", "Điểm a Khoản 2 Điều 2"),
        ("d4", ""),
        (None, ""),
    ]
    for row in read.rows:
        assert letter.content[row.start : row.end] == row.quote
    rows = [ConfirmedRow(r.text, r.provision and r.provision.pk, r.place, r.start, r.end, r.page) for r in read.rows]
    done = actions.confirm_letter(by, mine, letter.pk, letter.addressee_id, agrees=True, rows=rows)
    assert (done.channel, done.answered_as) == ("letter", "Công văn số 12/CV-GY")
    assert opinions_on(consultation, piece(consultation, "d2.k2").pk).count() == 2
    with pytest.raises(Refused, match="đã được nhập"):
        actions.confirm_letter(by, mine, letter.pk, letter.addressee_id, agrees=True, rows=rows)
    with pytest.raises(Refused, match="đã được nhận"):
        actions.receive_letter(by, mine, consultation.pk, ("lai.docx", paper))


def test_an_email_is_read_without_the_head_of_a_letter(office: Office, consultation: Consultation) -> None:
    by, mine = office.people["coordinator"], office.as_("coordinator")
    words = "UBND xã Đông An thống nhất. Riêng Điều 3 khoản 2, đề nghị bổ sung “an ninh mạng”."
    letter = actions.receive_text(by, mine, consultation.pk, words, "UBND xã Đông An")
    assert letter.addressee == addressee(consultation.round, office.units["xã Đông An"])
    read = propose(letter, outline(consultation))
    assert read.agrees
    assert [(row.provision.key, row.text) for row in read.rows] == [("d3.k2", "Đề nghị bổ sung “an ninh mạng”.")]


def test_a_broken_letter_leaves_nothing(office: Office, consultation: Consultation, files) -> None:
    by, mine = office.people["coordinator"], office.as_("coordinator")
    with pytest.raises(Refused, match=r"hong\.docx"):
        actions.receive_letter(by, mine, consultation.pk, ("hong.docx", b"PK\x03\x04 broken"))
    assert not AnswerLetter.objects.exists()
    assert len([path for path in files.rglob("*") if path.is_file()]) == 1  # the draft


def test_opinions_are_treated_several_at_once(office: Office, consultation: Consultation) -> None:
    by, mine = office.people["coordinator"], office.as_("coordinator")
    for name in ("Sở Y tế", "Sở Nội vụ", "Sở Tài chính"):
        say(consultation, addressee(consultation.round, office.units[name]), {"d4": "Đề nghị sửa thành hằng tháng"})
    ids = list(Opinion.objects.values_list("pk", flat=True))
    with pytest.raises(Refused, match="giải trình"):
        actions.treat(by, mine, consultation.pk, ids, "explained", response=" ")
    with pytest.raises(Refused, match="ít nhất một"):
        actions.treat(by, mine, consultation.pk, [10**9], "adopted", response="")
    with pytest.raises(NotAllowed):
        actions.treat(office.people["officer"], office.as_("officer"), consultation.pk, ids, "adopted", response="")
    actions.treat(by, mine, consultation.pk, ids, "adopted", response="Đã sửa tại Điều 4")
    assert set(Opinion.objects.values_list("treatment", "decided_by")) == {("adopted", by.pk)}
    assert actions.move(by, mine, consultation.pk, ids[:1], piece(consultation, "d1").pk) == 1


def test_like_opinions_stand_side_by_side(office: Office, consultation: Consultation) -> None:
    said = {
        "Sở Y tế": "Đề nghị sửa cụm từ “hằng quý” thành “hằng tháng”",
        "Sở Nội vụ": "Đề nghị sửa “hằng quý” thành “hằng tháng” cho kịp thời",
        "Sở Tài chính": "Đề nghị quy định rõ kinh phí duy trì kho dữ liệu",
    }
    for name, words in said.items():
        say(consultation, addressee(consultation.round, office.units[name]), {"d4": words})
    rows = list(opinions_on(consultation, piece(consultation, "d4").pk))
    assert sorted(len(cluster.rows) for cluster in clusters(rows)) == [1, 2]


def test_the_table_goes_article_by_article(office: Office, consultation: Consultation) -> None:
    say(consultation, addressee(consultation.round, office.units["Sở Y tế"]), {"d4": "B", None: "A"})
    say(consultation, addressee(consultation.round, office.units["Sở Nội vụ"]), {"d1": "C", "d4": "D"})
    order = [(one.provision.key if one.provision else None, one.text) for one in all_opinions(consultation)]
    assert order == [(None, "A"), ("d1", "C"), ("d4", "D"), ("d4", "B")]


def test_a_new_version_shows_what_changed_and_whose_opinion_it_was(office: Office, consultation) -> None:
    by, mine = office.people["coordinator"], office.as_("coordinator")
    row = addressee(consultation.round, office.units["Sở Y tế"])
    say(consultation, row, {"d4": "Đề nghị sửa thành hằng tháng"})
    actions.treat(by, mine, consultation.pk, [Opinion.objects.get().pk], Treatment.ADOPTED, response="")
    changed = DRAFT.decode().replace("hằng quý", "hằng tháng").replace("Điều 4. Trách", "Điều 5. Trách")
    changed = changed.replace("Điều 5. Trách", "Điều 4. Kinh phí\nNgân sách bảo đảm.\nĐiều 5. Trách")
    made = actions.add_draft(by, mine, consultation.pk, ("lan-2.txt", changed.encode()))
    old = pieces_of(consultation.drafts.get(number=1))
    found = changes(old, pieces_of(made), all_opinions(consultation))
    assert [(c.old and c.old.key, c.new and c.new.key, len(c.opinions)) for c in found] == [
        (None, "d4", 0),
        ("d4", "d5", 1),
    ]
    assert ("gone", "quý.") in [(part.kind, part.text) for part in found[1].stretches]
    assert "".join(part.text for part in stretches("a b", "a b")) == "a b"


@pytest.mark.parametrize(("item", "key"), [("II.2.1", "mII.2"), ("II.9", "mII"), ("II.2", "mII.2"), ("V.1", None)])
def test_an_item_that_is_no_piece_stands_in_the_one_over_it(item: str, key: str | None) -> None:
    pieces = {name: Provision(key=name) for name in ("mI", "mII", "mII.2")}
    found = piece_at(Place(item=item), pieces)
    assert (found.key if found else None) == key
