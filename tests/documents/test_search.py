"""What is typed into the search box finds what an official means by it."""

from __future__ import annotations

import sys

import pytest
from django.db import connection, transaction
from django.db.models import QuerySet
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dondoc.documents.models import Document, DocumentText, Party
from dondoc.documents.queries import DocumentFilters, register, visible_documents
from dondoc.documents.search import Filters, few, search, wanted
from dondoc.documents.search.source import source_of
from dondoc.documents.search.tables import look_over, rebuild
from tests.documents.graph import paper

BODY = "Đẩy mạnh chuyển đổi số trong cơ quan nhà nước; rà soát hạ tầng kết nối ở các xã, phường."


@pytest.fixture
def shelf(office):
    """Three documents: one with a text, one without, one that only the officer entered."""
    first = paper(office, "684/UBND-VX", subject="V/v triển khai nền tảng dữ liệu dùng chung", kind="Công văn")
    QuerySet(DocumentText).bulk_create([DocumentText(document=first, content=BODY, layout={})])
    paper(office, "05-KH/TU", subject="Kế hoạch chuyển đổi số của Tỉnh ủy", kind="Kế hoạch", issued_on="2026-03-02")
    paper(office, "77/BC-SKHCN", subject="Báo cáo bàn giao tài sản", by="officer", state="confirmed")
    return office


def found(office, typed, who="clerk", **filters):
    sections = search(office.as_(who), wanted(typed), ["document"], Filters(**filters), size=20).sections
    rows = Document.objects.in_bulk([hit.pk for section in sections for hit in section.hits])
    return [rows[hit.pk].code for section in sections for hit in section.hits]


@pytest.mark.parametrize(
    ("typed", "codes"),
    [
        ("chuyen doi so", ["05-KH/TU", "684/UBND-VX"]),
        ("CHUYỂN ĐỔI SỐ", ["05-KH/TU", "684/UBND-VX"]),
        ("684 ubnd", ["684/UBND-VX"]),
        ("684/ubnd-vx", ["684/UBND-VX"]),
        ("684/ub", ["684/UBND-VX"]),
        ("5-kh/tu", ["05-KH/TU"]),
        ("5 kh", ["05-KH/TU"]),
        ('"hạ tầng kết nối"', ["684/UBND-VX"]),
        ('"kết nối hạ tầng"', []),
        ("kết nối hạ tầng", ["684/UBND-VX"]),
        ("684/kh", []),
        ("chuyển đổi soạn", []),
        ('" * AND (', []),
        ("rà soát OR", []),
        ("don vi", []),
    ],
)
def test_words_find_what_they_mean(shelf, typed, codes):
    assert found(shelf, typed) == codes


def test_the_very_words_stand_first(office):
    paper(office, "1/BC-VP", subject="Báo cáo bàn giao tài sản")
    paper(office, "2/BC-VP", subject="Báo cáo bản giáo tài sản")
    assert found(office, "bàn giao") == ["1/BC-VP", "2/BC-VP"]
    assert found(office, "ban giao") == ["2/BC-VP", "1/BC-VP"]


def test_the_very_words_stand_first_however_old_they_are(office, monkeypatch):
    monkeypatch.setattr(sys.modules["dondoc.documents.search.finding"], "GLANCE", 2)
    first = paper(office, "1/BC-VP", subject="BÁO CÁO BÀN GIAO tài sản; số 5/KH của Sở")
    for number in range(2, 6):
        paper(office, f"{number}/BC-VP", subject="Báo cáo bản giáo tài sản")
    glanced = search(office.as_("clerk"), wanted("Bàn Giao"), size=2)
    assert [hit.pk for section in glanced.sections for hit in section.hits][:1] == [first.pk]
    assert found(office, '"bàn giao" tài')[0] == "1/BC-VP"
    assert found(office, "sở 5-kh") == ["1/BC-VP"]
    QuerySet(Document).filter(pk=first.pk).update(subject="Báo cáo bàn giáo tài sản")
    assert found(office, "bàn giao")[0] == "5/BC-VP"


def test_whoever_sees_little_finds_it_behind_all_that_others_have(office, monkeypatch):
    """The index is walked from the newest; what somebody sees alone may stand far behind."""
    monkeypatch.setattr(sys.modules["dondoc.documents.search.finding"], "CANDIDATES", 2)
    monkeypatch.setattr(sys.modules["dondoc.documents.search.postgresql"], "NEWEST", 0)
    mine = paper(office, "1/BC-VP", subject="Báo cáo bàn giao", by="officer")
    others = [paper(office, f"{number}/BC-VP", subject="Báo cáo bàn giao") for number in range(2, 6)]
    assert found(office, "bàn giao", "officer") == [mine.code]
    monkeypatch.setattr(sys.modules["dondoc.documents.search.seeing"], "FEW", 0)
    assert found(office, "bàn giao", "officer") == []
    assert found(office, "bàn giao") == [row.code for row in reversed(others)][:2]
    monkeypatch.setattr(sys.modules["dondoc.documents.search.sqlite"], "LOOKED_UP", 0)
    monkeypatch.setattr(sys.modules["dondoc.documents.search.seeing"], "FEW", 10)
    assert found(office, "bàn giao", "officer") == [mine.code]


def test_filters_narrow(shelf):
    assert found(shelf, "chuyen doi so", since="2026-01-01") == ["05-KH/TU"]
    assert found(shelf, "chuyen doi so", until="2025-01-01") == []
    assert found(shelf, "bao cao", state="confirmed") == ["77/BC-SKHCN"]
    assert found(shelf, "bao cao", state="review") == []


def test_nobody_finds_what_they_do_not_see(shelf):
    assert found(shelf, "bao cao", "officer") == ["77/BC-SKHCN"]
    for who in ("officer", "head_science", "administrator", "outsider"):
        assert found(shelf, "chuyen doi so", who) == []
        assert search(shelf.as_(who), wanted("chuyen doi so")).total == 0


def test_a_hit_shows_where(shelf):
    hit = search(shelf.as_("clerk"), wanted("ha tang ket noi"), ["document"]).sections[0].hits[0]
    assert [words for words, is_marked in hit.snippet if is_marked] == ["hạ tầng kết nối"]
    assert "rà soát " in "".join(words for words, _ in hit.snippet)


def test_the_index_follows_and_can_be_made_anew(shelf):
    document = Document.objects.get(code="684/UBND-VX")
    DocumentText.objects.filter(document=document).update(content="Nội dung khác hẳn")
    assert found(shelf, "noi dung khac") == ["684/UBND-VX"]
    assert found(shelf, "ket noi") == []
    QuerySet(Document).filter(pk=document.pk).update(folded="so khac")
    assert found(shelf, "so khac") == ["684/UBND-VX"]
    source = source_of(Document)
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {source.index}")
    assert [state.missing for state in look_over() if state.source is source] == [3]
    assert rebuild(source) == 3
    assert found(shelf, "noi dung khac") == ["684/UBND-VX"]
    QuerySet(DocumentText).filter(document=document)._raw_delete("default")
    QuerySet(Document).filter(pk=document.pk)._raw_delete("default")
    assert found(shelf, "noi dung khac") == []
    assert all(state.sound for state in look_over())


LETTERS = "aáàảãạăắằẳẵặâấầẩẫậbcdđeéèẻẽẹêếềểễệghiíìỉĩịklmnoóòỏõọôốồổỗộơớờởỡợpqrstuúùủũụưứừửữựvxyýỳỷỹỵ"
WORDS = st.text(LETTERS + LETTERS.upper() + "019", min_size=1, max_size=6)


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=st.lists(WORDS, min_size=1, max_size=5), separator=st.sampled_from([" ", "/", "-", ", ", "\n"]))
def test_every_letter_is_found_with_and_without_marks(office, words, separator):
    with transaction.atomic():
        document = paper(office, "1/BC", subject="x")
        QuerySet(DocumentText).bulk_create([DocumentText(document=document, content=separator.join(words), layout={})])
        for typed in (" ".join(words), " ".join(words).lower(), f'"{separator.join(words)}"'):
            assert found(office, typed) == ["1/BC"]
        assert few(Document, "bc 1") == [document.pk]
        transaction.set_rollback(True)


def test_words_that_many_hold_narrow_the_register_the_same_way(shelf, monkeypatch):
    def listed(typed):
        rows = register(shelf.as_("clerk"), "incoming", DocumentFilters(text=typed))
        return [row.code for row in rows]

    looked_up = {typed: listed(typed) for typed in ("chuyen doi so", "5-kh/tu", "so", "doi chuyen", "684 ubnd")}
    monkeypatch.setattr(sys.modules["dondoc.documents.search.matching"], "FEW", 0)
    assert {typed: listed(typed) for typed in looked_up} == looked_up
    assert looked_up["chuyen doi so"] == ["05-KH/TU"]


WHO = ("clerk", "officer", "head_science", "administrator")
PAPERS = st.lists(
    st.tuples(
        st.sampled_from(WHO), st.sampled_from(["", "telecom", "science"]), st.sampled_from(["so hoa", "dat dai"])
    ),
    min_size=1,
    max_size=6,
)


@settings(max_examples=4, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(drawn=PAPERS)
def test_nothing_is_found_or_counted_but_what_is_seen(office, drawn):
    with transaction.atomic():
        for number, (by, unit, subject) in enumerate(drawn):
            row = paper(office, f"{number}/UBND-VX", subject=subject, by=by)
            if unit:
                QuerySet(Party).bulk_create([Party(document=row, role="to", name=unit, unit=office.units[unit])])
        for who in WHO:
            member = office.as_(who)
            seen = set(visible_documents(member).filter(subject="so hoa").values_list("pk", flat=True))
            section = search(member, wanted("số hóa"), ["document"], size=20).sections[0]
            assert ({hit.pk for hit in section.hits}, section.total) == (seen, len(seen))
        transaction.set_rollback(True)
