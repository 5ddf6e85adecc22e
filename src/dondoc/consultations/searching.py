"""How opinions on drafts are found, by those who work on the round."""

from __future__ import annotations

from django.db.models import QuerySet
from django.utils import timezone

from dondoc.consultations.models import Opinion, Treatment
from dondoc.consultations.queries import consultations
from dondoc.documents.search import Filters, Source
from dondoc.documents.search.source import Shown, between
from dondoc.organisations.queries import Membership


def _visible(membership: Membership) -> QuerySet[Opinion]:
    mine = consultations(membership).select_related(None).order_by()
    return Opinion.objects.filter(consultation__in=mine.values("pk"))


def _narrow(rows: QuerySet[Opinion], filters: Filters) -> QuerySet[Opinion] | None:
    if filters.issuer.strip():
        return None
    rows = between(rows, "consultation__round__made_at__date", filters)
    return rows.filter(treatment=filters.state) if filters.state else rows


def _loaded(rows: QuerySet[Opinion]) -> QuerySet[Opinion]:
    own = ("text", "response", "place", "treatment", "provision_id", "addressee__name")
    return rows.select_related("addressee", "consultation__round").only(
        *own, "consultation__round__title", "consultation__round__made_at"
    )


def _shown(row: Opinion) -> Shown:
    asked = row.consultation.round
    facts = tuple(filter(None, (row.addressee.name, row.place)))
    day = timezone.localdate(asked.made_at)
    texts = (row.text, row.response)
    return Shown(asked.title, asked.pk, texts, facts, day, row.get_treatment_display(), row.provision_id)


OPINIONS = Source(
    name="opinion",
    label="Ý kiến góp ý",
    model=Opinion,
    column="text",
    visible=_visible,
    loaded=_loaded,
    shown=_shown,
    narrow=_narrow,
    exact=("text",),
    states=tuple(Treatment.choices),
    place=4,
)
