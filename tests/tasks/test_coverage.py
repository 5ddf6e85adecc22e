"""Which items of a parent plan no task of ours carries out yet."""

from __future__ import annotations

import pytest
from django.db.models import QuerySet

from dondoc.audit.errors import NotAllowed, Refused
from dondoc.documents.models import Citation, Document
from dondoc.tasks.actions import confirm_all, cover, dismiss, uncover
from dondoc.tasks.coverage import coverage
from dondoc.tasks.models import Coverage
from tests.documents.papers import letter, registered
from tests.organisation import Office


@pytest.fixture
def plans(office: Office) -> tuple[Document, Document]:
    """A plan with three items, and our own letter that carries it out with the same three tasks."""
    plan, own = registered(office, letter(12)), registered(office, letter(40))
    confirm_all(office.people["clerk"], office.as_("clerk"), own.pk)
    row = Citation(document=own, code="12/UBND-KGVX", folded="12 ubnd kgvx", relation="implements", target=plan)
    QuerySet(Citation).bulk_create([row])
    return plan, own


def test_items_wait_until_a_person_says_what_carries_them_out(office, plans, django_assert_max_num_queries):
    plan, own = plans
    clerk = office.people["coordinator"], office.as_("coordinator")
    with django_assert_max_num_queries(9):
        found = coverage(clerk[1], plan.pk)
    assert (found.missing, found.linked, found.direct) == (3, 0, 0)
    first = found.items[0]
    assert first.likely[0].text == first.item.text
    made = cover(*clerk, first.item.pk, first.likely[0].pk)
    assert cover(*clerk, first.item.pk, first.likely[0].pk) == made
    dismiss(*clerk, found.items[2].item.pk)
    found = coverage(clerk[1], plan.pk)
    assert (found.missing, found.linked, len(found.items)) == (1, 1, 2)
    uncover(*clerk, made.pk)
    assert coverage(clerk[1], plan.pk).missing == 2
    assert coverage(clerk[1], own.pk).direct == 3


def test_nothing_invisible_is_linked_or_counted(office, plans):
    plan, own = plans
    item, task = plan.tasks.get(clause="1"), own.tasks.get(clause="1")
    assert coverage(office.as_("officer"), plan.pk).items == []
    assert coverage(office.as_("head_science"), plan.pk).choices == []
    with pytest.raises(NotAllowed):
        cover(office.people["officer"], office.as_("officer"), item.pk, task.pk)
    with pytest.raises(Refused):
        cover(office.people["head_science"], office.as_("head_science"), item.pk, task.pk)
    with pytest.raises(Refused):
        cover(office.people["clerk"], office.as_("clerk"), item.pk, plan.tasks.get(clause="3").pk)
    assert not Coverage.objects.exists()
