"""Who may change a point of an evaluation hears that somebody asks for it; whoever asked hears the answer."""

from __future__ import annotations

from django.utils import timezone

from dondoc.audit.acts import Act
from dondoc.audit.models import Entry
from dondoc.evaluation.models import Appeal, AppealOf, AppealState
from dondoc.evaluation.spans import Span
from dondoc.notices.models import Notice, NoticeKind
from dondoc.notices.staff import Staff
from dondoc.organisations.membership import valid_posts
from dondoc.organisations.models import Post

TOLD = {
    AppealState.OPEN: NoticeKind.APPEALED,
    AppealState.GRANTED: NoticeKind.APPEAL_ANSWERED,
    AppealState.KEPT: NoticeKind.APPEAL_ANSWERED,
}


def hear(act: Act, entries: list[Entry]) -> None:
    """Listener of ``audit.hooks.on_acted``."""
    for entry in entries:
        if entry.model == "evaluation.appeal" and entry.changes.get("state", (None, None))[1] in TOLD:
            _tell(act, entry)


def _tell(act: Act, entry: Entry) -> None:
    row = Appeal.objects.select_related("agency__unit", "person").get(pk=entry.object_id)
    staff = Staff(row.agency, timezone.localdate(entry.at)).load()
    kind = TOLD[AppealState(row.state)]
    actor_id = act.actor.pk if act.actor else None
    what = f"{row.get_of_display()}, {Span(row.kind, row.first).name}"
    said = row.text if kind == NoticeKind.APPEALED else f"{row.get_state_display()}. {row.answer}"
    people = _answerers(staff, row) if kind == NoticeKind.APPEALED else staff.person(row.person_id)
    Notice.objects.bulk_create(
        Notice(
            key=f"appeal:{row.pk}:{row.state}:{person_id}",
            agency_id=row.agency_id,
            person_id=person_id,
            kind=kind,
            actor=str(act.actor)[:120] if act.actor else "",
            note=f"{what}: {said}",
            at=entry.at,
        )
        for person_id in sorted(people - {actor_id})
    )


def _answerers(staff: Staff, row: Appeal) -> frozenset[int]:
    """For general points who heads the person's units, else the office, which changes every point; never who asks."""
    heads: frozenset[int] = frozenset()
    if row.of == AppealOf.GENERAL:
        units = Post.objects.filter(valid_posts(staff.today), person=row.person_id).values_list("unit", flat=True)
        heads = frozenset().union(*(staff.heads(unit) for unit in units)) - {row.person_id}
    return heads or staff.office() - {row.person_id}
