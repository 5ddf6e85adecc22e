"""Reads: the table of opinions piece by piece, like opinions side by side, and what new versions changed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from django.db.models import Count, F, Q, QuerySet
from rapidfuzz import fuzz

from dondoc.consultations.models import Answer, Consultation, Draft, Opinion, Provision, Treatment
from dondoc.organisations.queries import Membership
from dondoc.rounds.models import Addressee, AddresseeState, RoundKind
from dondoc.rounds.queries import visible_rounds

FIRST = 1
"""The number of the version that addressees are asked about."""
ALIKE = 82
"""From this score on (rapidfuzz token_set_ratio of folded words, 0 to 100) two opinions stand side by side."""
SHORT_WORDS = 4
"""An opinion of fewer words is alike only to the very same words."""


def consultations(membership: Membership) -> QuerySet[Consultation]:
    """Those that the member works on, newest first."""
    rounds = visible_rounds(membership, RoundKind.CONSULTATION).select_related(None)
    rows = Consultation.objects.filter(round__in=rounds.values("pk"))
    return rows.select_related("round__unit", "round__agency__unit", "round__letter").order_by("-round__id")


@dataclass(frozen=True, slots=True)
class Standing:
    """How far the opinions are. ``agreed`` answers without any opinion, ``agreed_but`` with some."""

    opinions: int = 0
    pending: int = 0
    adopted: int = 0
    explained: int = 0
    agreed: int = 0
    agreed_but: int = 0
    with_opinions: int = 0

    @property
    def done(self) -> bool:
        return self.pending == 0


def standing(consultation: Consultation) -> Standing:
    """Two queries."""
    by = dict(
        Opinion.objects.filter(consultation=consultation)
        .order_by()
        .values_list("treatment")
        .annotate(number=Count("pk"))
    )
    answers = Answer.objects.filter(
        addressee__round=consultation.round_id, addressee__state=AddresseeState.ANSWERED
    ).annotate(said=Count("addressee__opinions"))
    said = list(answers.values_list("agrees", "said"))
    return Standing(
        opinions=sum(by.values()),
        pending=by.get(Treatment.PENDING, 0),
        adopted=by.get(Treatment.ADOPTED, 0) + by.get(Treatment.PARTLY, 0),
        explained=by.get(Treatment.EXPLAINED, 0),
        agreed=sum(1 for agrees, number in said if agrees and not number),
        agreed_but=sum(1 for agrees, number in said if agrees and number),
        with_opinions=sum(1 for _, number in said if number),
    )


def outline(consultation: Consultation) -> list[Provision]:
    """The pieces that are asked about, each with ``said`` and ``pending`` (opinions on it). One query."""
    counted = Count("opinions")
    waiting = Count("opinions", filter=Q(opinions__treatment=Treatment.PENDING))
    rows = Provision.objects.filter(draft__consultation=consultation, draft__number=FIRST)
    return list(rows.annotate(said=counted, pending=waiting).order_by("order"))


def opinions_on(consultation: Consultation, provision_id: int | None, treatment: str = "") -> QuerySet[Opinion]:
    """Opinions on a piece (None: on the whole draft), in the order of the addressees."""
    rows = Opinion.objects.filter(consultation=consultation, provision=provision_id)
    if treatment in Treatment.values:
        rows = rows.filter(treatment=treatment)
    return rows.select_related("addressee", "letter", "decided_by").order_by("addressee__order", "id")


def all_opinions(consultation: Consultation) -> Iterator[Opinion]:
    """All opinions in the order of the table: on the whole draft first, then piece by piece. One query."""
    rows = Opinion.objects.filter(consultation=consultation).select_related("addressee", "provision")
    whole_first = F("provision__order").asc(nulls_first=True)
    yield from rows.order_by(whole_first, "addressee__order", "id").iterator(chunk_size=1000)


@dataclass(slots=True)
class Cluster:
    """Opinions that say much the same, at least one."""

    rows: list[Opinion] = field(default_factory=list)


def clusters(rows: list[Opinion]) -> list[Cluster]:
    """Opinions of one page, like ones together, in the order of the first of each."""
    found: list[Cluster] = []
    for row in rows:
        for cluster in found:
            if alike(cluster.rows[0].folded, row.folded):
                cluster.rows.append(row)
                break
        else:
            found.append(Cluster([row]))
    return found


def alike(one: str, other: str) -> bool:
    """Whether two opinions, folded, say much the same."""
    if one == other:
        return True
    if min(len(one.split()), len(other.split())) < SHORT_WORDS:
        return False
    return fuzz.token_set_ratio(one, other, score_cutoff=ALIKE) > 0 and fuzz.ratio(one, other) >= ALIKE - 22


def own_answer(addressee: Addressee) -> tuple[Answer | None, dict[int | None, str]]:
    """What an addressee has said so far: its answer, and its opinions by piece. Two queries."""
    answer = Answer.objects.filter(addressee=addressee).first()
    texts: dict[int | None, str] = {}
    for provision_id, text in Opinion.objects.filter(addressee=addressee).values_list("provision", "text"):
        texts[provision_id] = f"{texts[provision_id]}\n{text}" if provision_id in texts else text
    return answer, texts


def pieces_of(draft: Draft) -> list[Provision]:
    """The pieces of one version."""
    return list(Provision.objects.filter(draft=draft).order_by("order"))
