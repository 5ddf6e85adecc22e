"""A draft comes in and is cut into pieces; later versions stand beside it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Max

from dondoc.audit.errors import Refused
from dondoc.audit.recording import action
from dondoc.consultations.actions.locking import locked
from dondoc.consultations.models import Consultation, Draft, Provision
from dondoc.consultations.reading import received
from dondoc.documents.actions.intake import stored
from dondoc.documents.store import Staged
from dondoc.extraction.provisions import cut
from dondoc.organisations.models import Person
from dondoc.organisations.queries import Membership
from dondoc.reading.text import Text
from dondoc.rounds import actions as rounds
from dondoc.rounds.models import Round, RoundKind, RoundState
from dondoc.rounds.policies import require_prepare

Source = bytes | Iterable[bytes]


def start(
    by: Person, membership: Membership, title: str, draft_name: str, file: tuple[str, Source], **fields: Any
) -> Consultation:
    """Begin a consultation on the draft in ``file`` (name, bytes); ``fields`` as for ``rounds.actions.prepare``.

    The file is read before anything is written. Raises NotAllowed, Refused.
    """
    require_prepare(membership)
    with received(*file) as (name, staged, read):
        return _start(by, membership, title, draft_name, (name, staged, read.text), fields=fields)


@action("consultation.start")
def _start(
    by: Person,
    membership: Membership,
    title: str,
    draft_name: str,
    draft: tuple[str, Staged, Text],
    *,
    fields: dict[str, Any],
) -> Consultation:
    asked = rounds.prepare(by, membership, RoundKind.CONSULTATION, title, **fields)
    made = Consultation(round=asked, draft_name=_named(draft_name) or f"dự thảo {asked.title}")
    made.save()
    _keep(by, made, 1, draft)
    draft[1].keep()
    return made


@action("consultation.change")
def change_name(by: Person, membership: Membership, consultation_id: int, draft_name: str) -> Consultation:
    """How letters and tables call the draft. Raises NotAllowed, Refused."""
    found = locked(membership, consultation_id)
    found.draft_name = _named(draft_name)
    if not found.draft_name:
        raise Refused("Hãy ghi tên dự thảo, ví dụ “dự thảo Quyết định ban hành Quy chế …”.", "draft_name")
    found.save()
    return found


def add_draft(
    by: Person, membership: Membership, consultation_id: int, file: tuple[str, Source], *, note: str = ""
) -> Draft:
    """The next version of the draft; while the round is prepared it replaces the first. Raises NotAllowed, Refused."""
    require_prepare(membership)
    with received(*file) as (name, staged, read):
        return _add(by, membership, consultation_id, (name, staged, read.text), note)


@action("consultation.add_draft")
def _add(
    by: Person, membership: Membership, consultation_id: int, draft: tuple[str, Staged, Text], words: str
) -> Draft:
    found = locked(membership, consultation_id)
    if found.round.state == RoundState.PREPARING:
        found.drafts.all().delete()
    last = found.drafts.aggregate(last=Max("number"))["last"] or 0
    made = _keep(by, found, last + 1, draft, note=words.strip()[:2000])
    draft[1].keep()
    return made


def _keep(
    by: Person, consultation: Consultation, number: int, came: tuple[str, Staged, Text], *, note: str = ""
) -> Draft:
    name, staged, text = came
    draft = Draft(consultation=consultation, number=number, name=name, file=stored(staged), content=text.content)
    draft.made_by, draft.note = by, note
    draft.save()
    rows = [
        Provision(
            draft=draft,
            order=order,
            key=piece.key[:60],
            label=piece.label[:120],
            title=piece.title[:300],
            text=piece.text,
            level=piece.level,
        )
        for order, piece in enumerate(cut(text), 1)
    ]
    Provision.objects.bulk_create(rows, batch_size=500)
    return draft


def _named(words: str) -> str:
    return " ".join(words.split())[:400]


def ready(asked: Round) -> None:
    """Called when the round opens. Raises Refused where the draft has no piece to give an opinion on."""
    pieces = Provision.objects.filter(draft__consultation__round=asked, level__gt=0)
    if not pieces.exists():
        raise Refused("Dự thảo chưa có điều, khoản nào để góp ý; hãy tải dự thảo lên rồi mở đợt.")
