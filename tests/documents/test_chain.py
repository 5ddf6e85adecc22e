"""What a document stands on, what carries it out, and what is changed by a newer one."""

from __future__ import annotations

from django.db import connection
from django.db.models import QuerySet
from django.test.utils import CaptureQueriesContext

from dondoc.documents.chain import carrying_out, chain, chain_of_code, paths, standing
from dondoc.documents.models import Citation
from tests.documents.graph import paper

TOP = ("57-NQ/TW", "basis", None)


def codes(nodes):
    return [(node.code, codes(node.children)) if node.children else node.code for node in nodes]


def test_a_chain_leads_from_the_resolution_down(office):
    province = paper(office, "12/KH-UBND", TOP, ("30/2020/NĐ-CP", "basis", None))
    own = paper(office, "40/KH-SKHCN", TOP, ("12/KH-UBND", "basis", province), ("9/QĐ-UBND", "basis", None))
    letter = paper(office, "88/SKHCN-VP", ("40/KH-SKHCN", "implements", own), ("12/KH-UBND", "basis", province))
    paper(office, "90/SKHCN-VP", ("12/KH-UBND", "implements", province), ("40/KH-SKHCN", "mentions", own))
    found = chain(office.as_("clerk"), own.pk)
    assert codes(found.path) == ["57-NQ/TW", "12/KH-UBND", "40/KH-SKHCN"]
    assert "9/QĐ-UBND" in codes(found.others)
    assert codes(found.below) == ["88/SKHCN-VP"]
    whole = chain(office.as_("clerk"), province.pk)
    assert codes(whole.below) == [("40/KH-SKHCN", ["88/SKHCN-VP"]), "90/SKHCN-VP"]
    assert codes(chain_of_code(office.as_("clerk"), "57 - NQ/TW").below) == [
        ("12/KH-UBND", [("40/KH-SKHCN", ["88/SKHCN-VP"]), "90/SKHCN-VP"])
    ]
    assert set(carrying_out(office.as_("clerk"), own.pk)) == {letter}


def test_what_somebody_does_not_see_is_but_a_code(office):
    hidden = paper(office, "12/KH-UBND", TOP)
    own = paper(office, "40/KH-SKHCN", ("12/KH-UBND", "implements", hidden), by="officer")
    paper(office, "41/KH-SKHCN", ("40/KH-SKHCN", "implements", own))
    found = chain(office.as_("officer"), own.pk)
    assert codes(found.path) == ["12/KH-UBND", "40/KH-SKHCN"]
    assert found.path[0].document is None
    assert not found.below
    assert chain(office.as_("officer"), hidden.pk) is None


def test_a_ring_of_misprints_ends(office):
    one = paper(office, "1/KH-UBND")
    two = paper(office, "2/KH-UBND", ("1/KH-UBND", "basis", one))
    QuerySet(Citation).bulk_create([Citation(document=one, target=two, code="2/KH-UBND", relation="basis")])
    paper(office, "3/KH-UBND", ("2/KH-UBND", "basis", two))
    for row in (one, two):
        found = chain(office.as_("clerk"), row.pk)
        assert found.path[-1].document == row
        assert len(found.path) == 2
        assert found.below


def test_what_is_replaced_is_told_on_all_that_rests_on_it(office):
    old = paper(office, "12/KH-UBND")
    own = paper(office, "40/KH-SKHCN", ("12/KH-UBND", "implements", old))
    new = paper(office, "99/KH-UBND", ("12/KH-UBND", "replaces", old))
    assert [row.document for row in standing(office.as_("clerk"), own.pk).changes] == [new]
    assert not standing(office.as_("officer"), own.pk).changes


def test_many_chains_cost_three_queries(office):
    top = paper(office, "1/KH-UBND", TOP)
    below = [paper(office, f"{n}/UBND-VX", ("1/KH-UBND", "implements", top)) for n in range(2, 9)]
    member = office.as_("clerk")
    with CaptureQueriesContext(connection) as queries:
        found = paths(member, [row.pk for row in below])
    assert len(queries) <= 3
    assert all(codes(path)[:2] == ["57-NQ/TW", "1/KH-UBND"] for path in found.values())
    with CaptureQueriesContext(connection) as queries:
        chain(member, top.pk)
    assert len(queries) <= 5
