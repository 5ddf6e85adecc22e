"""What your units are asked by whomever, and their answers: on a draft, tasks of a plan, a form."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router

from dondoc.api.problems import problem
from dondoc.api.schemas.asked import (
    AskedFull,
    AskedQuery,
    AskedRow,
    DraftOut,
    FaultRow,
    FormIn,
    FormOut,
    OpinionSaid,
    OpinionsIn,
    PieceRow,
    Taken,
    TaskSaid,
    TasksIn,
)
from dondoc.api.schemas.common import Id, Listing
from dondoc.api.versions import IF_MATCH, mark, version_of
from dondoc.audit.errors import Refused
from dondoc.consultations.actions import answer as answer_draft
from dondoc.consultations.actions.answering import asked_draft
from dondoc.consultations.models import Consultation
from dondoc.consultations.queries import own_answer, pieces_of
from dondoc.documents.keyset import stretch
from dondoc.forms.checking import Checked
from dondoc.forms.definition import Form, Kind, plain_form
from dondoc.organisations.policies import require
from dondoc.proposals.actions import propose
from dondoc.proposals.actions.proposing import OWN
from dondoc.proposals.queries import own
from dondoc.rounds.actions import mark_seen
from dondoc.rounds.answerers import Answerer, by_account
from dondoc.rounds.models import Addressee, RoundKind
from dondoc.rounds.policies import PREPARE
from dondoc.rounds.queries import asked_of
from dondoc.surveys.actions import save_draft, submit
from dondoc.surveys.actions.answers import Faulty
from dondoc.surveys.models import Survey
from dondoc.surveys.queries import answer_of, previous_values

router = Router(tags=["asked"])
WRONG_KIND = "Yêu cầu này không nhận trả lời theo cách này; hãy xem loại (kind) của đợt."


def _answerer(request: HttpRequest, addressee_id: int, kind: str = "") -> Answerer:
    require(request.membership, PREPARE)
    found = by_account(request.membership, addressee_id)
    if kind and found.addressee.round.kind != kind:
        raise Refused(WRONG_KIND)
    return found


@router.get("", response=Listing[AskedRow])
def list_asked(request: HttpRequest, query: Query[AskedQuery]) -> Listing[AskedRow]:
    """What your units are asked, newest first."""
    require(request.membership, PREPARE)
    rows = asked_of(request.membership, query.state.value)
    found, following = stretch(rows, ("-id",), query.after, query.limit)
    return Listing(items=[AskedRow(**AskedRow.plain(row)) for row in found], next=following)


@router.get("/{addressee_id}", response=AskedFull)
def one_asked(request: HttpRequest, addressee_id: Id, response: HttpResponse) -> AskedFull:
    """One request with what is asked and what the unit has said so far. It counts as seen from now on."""
    answerer = _answerer(request, addressee_id)
    mark_seen(request.user, answerer)
    row = answerer.addressee
    row.refresh_from_db(fields=["state", "version"])
    mark(response, row.version)
    asked = AskedFull(**AskedRow.plain(row), note=row.round.note, contact=row.round.contact)
    if row.round.kind == RoundKind.CONSULTATION:
        asked.draft = _draft(row)
    elif row.round.kind == RoundKind.PROPOSALS:
        asked.tasks = [TaskSaid.of(one) for one in own(row) if one.state in OWN]
    elif row.round.kind == RoundKind.SURVEY:
        asked.form = _form(row)
    return asked


def _draft(row: Addressee) -> DraftOut:
    consultation = Consultation.objects.get(round=row.round_id)
    said, texts = own_answer(row)
    return DraftOut(
        name=consultation.draft_name,
        pieces=[PieceRow.of(piece) for piece in pieces_of(asked_draft(consultation))],
        agrees=said is not None and said.agrees,
        opinions=[OpinionSaid(provision=pk, text=words) for pk, words in texts.items()],
    )


def _survey(row: Addressee) -> Survey:
    found = Survey.objects.select_related("version").filter(round=row.round_id).first()
    if found is None:
        raise Refused(WRONG_KIND)
    return found


def _form(row: Addressee) -> FormOut:
    survey = _survey(row)
    answer, previous = answer_of(survey, row), previous_values(survey, row)
    return FormOut(
        form=plain_form(survey.version.content),
        values=answer.latest if answer is not None else previous,
        handed_in=answer is not None and answer.submitted_at is not None,
        carried=answer is None and bool(previous),
    )


@router.put("/{addressee_id}/opinions", response=Taken)
def give_opinions(request: HttpRequest, addressee_id: Id, body: OpinionsIn, if_match: str = IF_MATCH) -> Taken:
    """Answer on a draft: agree, give opinions by piece, or both."""
    answerer = _answerer(request, addressee_id, RoundKind.CONSULTATION)
    texts: dict[int | None, str] = {}
    for one in body.opinions:
        texts[one.provision] = f"{texts[one.provision]}\n{one.text}" if one.provision in texts else one.text
    version = version_of(if_match)
    return Taken.of(answer_draft(request.user, answerer, agrees=body.agrees, texts=texts, version=version))


@router.put("/{addressee_id}/tasks", response=Taken)
def propose_tasks(request: HttpRequest, addressee_id: Id, body: TasksIn, if_match: str = IF_MATCH) -> Taken:
    """Propose tasks for a plan; it replaces what was proposed and not decided yet."""
    answerer = _answerer(request, addressee_id, RoundKind.PROPOSALS)
    rows = [one.row() for one in body.tasks]
    return Taken.of(propose(request.user, answerer, rows, version=version_of(if_match), nothing=body.nothing))


@router.put("/{addressee_id}/form", response=Taken)
def fill_in(request: HttpRequest, addressee_id: Id, body: FormIn, if_match: str = IF_MATCH) -> Any:
    """Hand a form in whole, or keep a draft of it. Where something is wrong nothing is taken, and `faults` in the
    problem name every value that is."""
    answerer = _answerer(request, addressee_id, RoundKind.SURVEY)
    row, version = answerer.addressee, version_of(if_match)
    survey = _survey(row)
    given = _without_files(survey.version.content, body.values, _kept(survey, row))
    if body.draft:
        checked = save_draft(request.user, answerer, given, version=version)
        row.refresh_from_db()
        return Taken.of(row, faults_of(checked))
    try:
        answer = submit(request.user, answerer, given, version=version)
    except Faulty as faulty:
        return problem(422, faulty.sentence, "values", faults=[one.model_dump() for one in faults_of(faulty.checked)])
    return Taken.of(answer.addressee)


def _kept(survey: Survey, row: Addressee) -> dict[str, Any]:
    answer = answer_of(survey, row)
    return answer.latest if answer is not None else {}


def _without_files(form: Form, given: Mapping[str, Any], kept: Mapping[str, Any]) -> dict[str, Any]:
    """What was given, files as they are kept: who names a file by its digest would get at those of others."""
    files = {one.key: kept.get(one.key) for one in form.singles if one.kind is Kind.FILE}
    return {**given, **files}


def faults_of(checked: Checked) -> list[FaultRow]:
    """What is wrong, value by value."""
    return [
        FaultRow(
            field=fault.path[0], row=fault.path[1], column=fault.path[2], label=fault.label, sentence=fault.sentence
        )
        for fault in checked.faults
    ]
