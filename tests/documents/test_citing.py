"""Which document a citation means; what is unsure is asked once."""

from __future__ import annotations

import pytest
from django.db.models import QuerySet

from dondoc.audit.errors import NotAllowed, Refused
from dondoc.documents.actions import correct_document, refuse_citation, set_citations, settle_citation
from dondoc.documents.citing import Fit, fit, questions, with_choices
from dondoc.documents.models import Citation, Document
from tests.documents.graph import paper

DAY = "2026-01-15"


def fits(code, day="", body="", *, of=("12/KH-UBND", DAY, "Ủy ban nhân dân tỉnh An Phước")):
    known = Document(pk=1, folded_code="12 kh ubnd", issued_text=of[1], issuer_name=of[2])
    folded = " ".join(code.lower().replace("/", " ").replace("-", " ").split())
    return fit(Citation(document_id=2, code=code, folded=folded, issued_text=day, issuer_name=body), known)


@pytest.mark.parametrize(
    ("cited", "expected"),
    [
        (("12/KH-UBND", DAY, "UBND tỉnh"), Fit.SURE),
        (("12/KH-UBND", "2026", ""), Fit.SURE),
        (("12/KH-UBND",), Fit.SURE),
        (("12/KH-UBND", "2026-01-16", "UBND tỉnh"), Fit.MAYBE),
        (("12/KH-UBND", DAY, "Sở Tài chính"), Fit.MAYBE),
        (("12/KH-UBND", "2025-03-02", "Sở Tài chính"), Fit.NONE),
        (("12/KH-UBN", DAY), Fit.MAYBE),
        (("12/KH-UBN", "2026-01-16"), Fit.NONE),
        (("12/KH-UBN",), Fit.NONE),
        (("13/KH-UBND", DAY), Fit.NONE),
        (("12/QĐ-STC", DAY), Fit.NONE),
    ],
)
def test_small_errors_are_questions_and_large_ones_nothing(cited, expected):
    assert fits(*cited) is expected


def cite(office, *codes):
    letter = paper(office, "88/SKHCN-VP")
    set_citations(office.people["clerk"], office.as_("clerk"), letter.pk, codes)
    return letter


def test_a_document_that_comes_later_answers_what_waited(office):
    letter = cite(office, "12/KH-UBND")
    later = paper(office, "13/KH-UBND", issued_text=DAY)
    clerk = office.people["clerk"], office.as_("clerk")
    assert letter.citations.get().target is None
    correct_document(*clerk, later.pk, {"code": "12/KH-UBND"})
    assert letter.citations.get().target == later


def test_two_of_one_code_are_asked_about_and_the_answer_stays(office):
    first, second = (paper(office, "12/KH-UBND", issued_text=day) for day in (DAY, "2025-02-01"))
    letter = cite(office, "12/KH-UBND")
    member = office.as_("clerk")
    [asked] = questions(member)
    with_choices(member, [asked])
    assert asked.choices == [second, first]
    assert not questions(office.as_("officer"))
    with pytest.raises((NotAllowed, Refused)):
        settle_citation(office.people["officer"], office.as_("officer"), asked.pk, first.pk)
    with pytest.raises(Refused):
        settle_citation(office.people["clerk"], member, asked.pk, letter.pk)
    settle_citation(office.people["clerk"], member, asked.pk, first.pk)
    set_citations(office.people["clerk"], member, letter.pk, ["12/KH-UBND", "9/QĐ-UBND"])
    assert letter.citations.get(code="12/KH-UBND").target == first
    assert not questions(member)


def test_what_is_not_meant_is_not_asked_again(office):
    first, second = (paper(office, "12/KH-UBND", issued_text=day) for day in (DAY, "2025-02-01"))
    letter = cite(office, "12/KH-UBND")
    row = letter.citations.get()
    refuse_citation(office.people["clerk"], office.as_("clerk"), row.pk, second.pk)
    row.refresh_from_db()
    assert (row.target, row.is_asked, row.refused) == (first, False, [second.pk])
    refuse_citation(office.people["clerk"], office.as_("clerk"), row.pk, first.pk)
    row.refresh_from_db()
    assert (row.target, row.is_asked) == (None, False)


def test_who_sees_the_citing_document_alone_is_not_told_of_the_other(office):
    hidden = paper(office, "12/KH-UBND", issued_text=DAY)
    own = paper(office, "88/SKHCN-VP", ("12/KH-UBND", "implements", hidden), by="officer")
    [row] = own.citations.all()
    with_choices(office.as_("officer"), [row])
    assert (row.known, row.choices) == (None, [])
    QuerySet(Citation).filter(pk=row.pk).update(target=None, is_asked=True)
    [row] = own.citations.all()
    with_choices(office.as_("officer"), [row])
    assert row.choices == []
