"""Version 1: one module a noun."""

from __future__ import annotations

from ninja import Router

from dondoc.api.v1 import (
    administration,
    asked,
    calendar,
    checks,
    consultations,
    desk,
    difficulties,
    dissemination,
    documents,
    estates,
    evaluation,
    intakes,
    interchange,
    me,
    notices,
    organisation,
    outgoing,
    outside,
    proposals,
    reports,
    review,
    rounds,
    search,
    signatures,
    steps,
    surveys,
    tasks,
    training,
)


def routers() -> list[tuple[str, Router]]:
    """All routers with where they are mounted."""
    return [
        ("/me", me.router),
        ("/documents", documents.router),
        ("/documents", review.router),
        ("/documents", signatures.router),
        ("/documents", checks.router),
        ("/outgoing-documents", outgoing.router),
        ("/outgoing-numbers", outgoing.of_numbers),
        ("/intakes", intakes.router),
        ("/edxml-messages", interchange.router),
        ("/evaluation", evaluation.router),
        ("/evaluation-excuses", evaluation.excuses),
        ("/outside-systems", outside.router),
        ("/tasks", steps.router),
        ("/tasks", tasks.router),
        ("/tasks", difficulties.of_tasks),
        ("/difficulties", difficulties.router),
        ("/rounds", rounds.router),
        ("/asked", asked.router),
        ("/consultations", consultations.router),
        ("/proposal-calls", proposals.router),
        ("/surveys", surveys.router),
        ("/courses", training.router),
        ("/publications", dissemination.router),
        ("/search", search.router),
        ("/calendar", calendar.router),
        ("", organisation.router),
        ("", desk.router),
        ("", estates.router),
        ("", notices.router),
        ("/feeds", notices.feeds),
        ("", reports.router),
        ("", administration.router),
    ]
