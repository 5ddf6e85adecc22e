"""Reads of rounds: which a member sees, how far each is, and who is asked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count, Max, Q, QuerySet

from dondoc.audit.errors import Refused
from dondoc.organisations.keys import folded
from dondoc.organisations.membership import valid_posts
from dondoc.organisations.models import Agency, Deputy, Post, Role
from dondoc.organisations.policies import may
from dondoc.organisations.queries import Membership
from dondoc.organisations.resolving import Resolver
from dondoc.organisations.secrets import digest
from dondoc.rounds.models import SILENT, Addressee, AddresseeState, Link, Round, RoundState, Silence
from dondoc.rounds.policies import FOR_AGENCY, PREPARE, VIEW_ALL, answering_units
from dondoc.rounds.tokens import LENGTH

ENDED = "Liên kết này không đúng hoặc không còn hiệu lực; hãy liên hệ cơ quan đã gửi để được cấp liên kết mới."
"""One sentence for all: a guess must not learn whether a link ever was."""


@dataclass(frozen=True, slots=True)
class Counts:
    """How far a round is. ``sent`` is everybody asked; ``silent`` those who owe an answer, ``returned`` among them;
    ``consent`` the silent whose silence counts as consent once the day due is over."""

    sent: int = 0
    seen: int = 0
    answered: int = 0
    late: int = 0
    returned: int = 0
    silent: int = 0
    consent: int = 0
    channels: dict[str, int] = field(default_factory=dict)

    @property
    def percent(self) -> int:
        """Answered of all, in percent, never 100 before all have."""
        return self.answered * 100 // self.sent if self.sent else 0


def visible_rounds(membership: Membership, kind: str = "") -> QuerySet[Round]:
    """The rounds that a member works on: all of the agency for the office and leaders, else those of the member's
    units and those they made themselves."""
    if membership.agency is None or not may(membership, PREPARE):
        return Round.objects.none()
    rows = Round.objects.filter(agency=membership.agency)
    if kind:
        rows = rows.filter(kind=kind)
    if not may(membership, VIEW_ALL):
        rows = rows.filter(Q(unit__in=membership.unit_ids) | Q(made_by=membership.person))
    return rows.select_related("unit", "agency__unit", "letter")


def find_round(membership: Membership, round_id: int, kind: str = "") -> Round:
    """A round that the member works on. Raises Refused."""
    found = visible_rounds(membership, kind).filter(pk=round_id).first()
    if found is None:
        raise Refused("Không tìm thấy đợt này; hãy quay lại danh sách.")
    return found


def counts_of(rounds: Iterable[Round], today: date) -> dict[int, Counts]:
    """How far each round is; one query however many rounds and addressees."""
    rounds = {one.pk: one for one in rounds}
    rows = Addressee.objects.filter(round__in=rounds).order_by()
    groups = rows.values("round", "state", "channel", "late").annotate(number=Count("pk"))
    found: dict[int, list[dict]] = {pk: [] for pk in rounds}
    for row in groups:
        found[row["round"]].append(row)
    return {pk: _counts(rounds[pk], rows, today) for pk, rows in found.items()}


def counts_among(asked: Round, rows: Iterable[Addressee], today: date) -> Counts:
    """How far a round is, told from all its addressees where they are at hand. No query."""
    names = ("state", "channel", "late")
    return _counts(asked, [{name: getattr(row, name) for name in names} | {"number": 1} for row in rows], today)


def _counts(asked: Round, rows: list[dict], today: date) -> Counts:
    def number(*states: str, **where: object) -> int:
        chosen = (r for r in rows if not states or r["state"] in states)
        return sum(r["number"] for r in chosen if all(r[name] == value for name, value in where.items()))

    silent = number(*SILENT)
    over = asked.state == RoundState.CLOSED or bool(asked.due_on and asked.due_on < today)
    agrees = asked.silence == Silence.AGREES and over
    channels: dict[str, int] = {}
    for row in rows:
        if row["state"] == AddresseeState.ANSWERED:
            channels[row["channel"]] = channels.get(row["channel"], 0) + row["number"]
    return Counts(
        sent=number(),
        seen=number() - number(AddresseeState.WAITING),
        answered=number(AddresseeState.ANSWERED),
        late=number(AddresseeState.ANSWERED, late=True),
        returned=number(AddresseeState.RETURNED),
        silent=silent,
        consent=silent - number(AddresseeState.RETURNED) if agrees else 0,
        channels=channels,
    )


def addressees(asked: Round, state: str = "", text: str = "") -> QuerySet[Addressee]:
    """Who is asked, in order, with ``chased`` (how often) and ``chased_at`` (when last); ``state`` may be "silent"."""
    rows = Addressee.objects.filter(round=asked).select_related("unit", "answered_by")
    if state == "silent":
        rows = rows.filter(state__in=SILENT)
    elif state == "late":
        rows = rows.filter(late=True, state=AddresseeState.ANSWERED)
    elif state in AddresseeState.values:
        rows = rows.filter(state=state)
    for word in folded(text).split():
        rows = rows.filter(key__contains=word)
    return rows.annotate(chased=Count("chases"), chased_at=Max("chases__at")).order_by("order", "id")


def silent(asked: Round) -> QuerySet[Addressee]:
    """Who still owes an answer."""
    return Addressee.objects.filter(round=asked, state__in=SILENT).select_related("unit")


def sender_named(asked: Round, name: str, today: date) -> Addressee | None:
    """The addressee that bears a name as printed at the head of a letter; None where that is not clear."""
    if not name.strip():
        return None
    rows = Addressee.objects.filter(round=asked)
    same = rows.filter(unit=None, key=folded(name)).first()
    if same is not None:
        return same
    unit = Resolver(asked.agency, today).resolve(name).unit
    return rows.filter(unit=unit).first() if unit is not None else None


def asked_of(membership: Membership, state: str = RoundState.OPEN) -> QuerySet[Addressee]:
    """What the member's units are asked, by whomever, the next day due first."""
    rows = Addressee.objects.filter(unit__in=answering_units(membership), round__state=state)
    return rows.select_related("round__agency__unit", "round__unit", "unit").order_by("round__due_on", "id")


def link_with(token: str, today: date) -> Link:
    """The working link of a token, with its addressee and round. Raises Refused with one sentence, whether there never
    was such a link, it was revoked, has expired, or its round is over for good."""
    rows = Link.objects.select_related("addressee__round__agency__unit", "addressee__round__unit", "addressee__unit")
    link = rows.filter(digest=digest(token)).first() if len(token) == LENGTH else None
    if link is None or link.revoked_at is not None or link.expires_on <= today:
        raise Refused(ENDED)
    return link


def listeners(rows: Iterable[Addressee], today: date) -> dict[int, frozenset[int]]:
    """Addressee → the people who hear that their unit is asked: its heads; of an agency its office, and those who
    stand in for them. Three queries however many addressees; empty where nobody of a unit has an account."""
    rows = [row for row in rows if row.unit_id is not None]
    units = {row.unit_id for row in rows}
    posts = Post.objects.filter(valid_posts(today), unit__above__ancestor__in=units, person__is_active=True)
    held = list(posts.values_list("pk", "person", "role", "unit", "unit__above__ancestor").distinct())
    agencies = set(Agency.objects.filter(unit__in=units).values_list("unit", flat=True))
    deputies: dict[int, set[int]] = {}
    standing = Deputy.objects.filter(since__lte=today, until__gt=today, person__is_active=True)
    for post_id, person_id in standing.filter(post__in=[row[0] for row in held]).values_list("post", "person"):
        deputies.setdefault(post_id, set()).add(person_id)
    by_unit: dict[int, list[tuple]] = {}
    for row in held:
        if row[4] in units:
            by_unit.setdefault(row[4], []).append(row)
    heard = {unit: _heard(unit, by_unit.get(unit, []), unit in agencies, deputies) for unit in units}
    return {row.pk: heard[row.unit_id] for row in rows}


def _heard(unit: int, posts: list[tuple], agency: bool, deputies: dict[int, set[int]]) -> frozenset[int]:
    if agency:
        wanted = [p for p in posts if p[2] == Role.COORDINATOR] or [p for p in posts if p[2] in FOR_AGENCY]
    else:
        own = [p for p in posts if p[3] == unit and p[2] != Role.ADMINISTRATOR]
        wanted = [p for p in own if p[2] in (Role.UNIT_HEAD, Role.LEADER)] or own
    return frozenset({p[1] for p in wanted}.union(*(deputies.get(p[0], set()) for p in wanted)))
