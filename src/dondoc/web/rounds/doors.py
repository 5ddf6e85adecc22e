"""Where the kinds of rounds have their pages. A kind adds itself here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.module_loading import import_string

from dondoc.rounds.answerers import Answerer
from dondoc.rounds.models import Round, RoundKind

AnswerPage = Callable[[HttpRequest, Answerer], HttpResponse]


@dataclass(frozen=True, slots=True)
class Door:
    """``home`` is the name of the page of who runs the round (takes ``round_id``), ``register`` that of their list;
    ``answer`` the dotted name of the view that shows an addressee what it is asked and takes its answer, with an
    account or with a link; ``tabs`` the template of the tabs over the round's pages."""

    home: str
    register: str
    answer: str
    tabs: str


DOORS: dict[str, Door] = {
    RoundKind.CONSULTATION: Door(
        home="consultations:overview",
        register="consultations:register",
        answer="dondoc.web.consultations.answering.page",
        tabs="web/consultations/tabs.html",
    ),
    RoundKind.REPORT: Door(
        home="reports:by_round",
        register="reports:register",
        answer="dondoc.web.reports.form.answer",
        tabs="web/reports/round_tabs.html",
    ),
    RoundKind.PROPOSALS: Door(
        home="proposals:table",
        register="proposals:register",
        answer="dondoc.web.proposals.answering.page",
        tabs="web/proposals/tabs.html",
    ),
}
"""Kind → its pages."""


def door_of(kind: str) -> Door:
    """The pages of a kind. Raises Http404 for a kind that has none."""
    if kind not in DOORS:
        raise Http404
    return DOORS[kind]


def home_of(asked: Round) -> str:
    """The address of the round's page for who runs it."""
    return reverse(door_of(asked.kind).home, args=[asked.pk])


def answer_page(request: HttpRequest, answerer: Answerer) -> HttpResponse:
    """The page of the kind for an addressee."""
    view: AnswerPage = import_string(door_of(answerer.addressee.round.kind).answer)
    return view(request, answerer)
