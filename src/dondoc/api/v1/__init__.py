"""Version 1: one module a noun."""

from __future__ import annotations

from ninja import Router

from dondoc.api.v1 import (
    administration,
    calendar,
    desk,
    difficulties,
    documents,
    estates,
    evaluation,
    intakes,
    me,
    notices,
    organisation,
    outgoing,
    outside,
    reports,
    review,
    steps,
    tasks,
)


def routers() -> list[tuple[str, Router]]:
    """All routers with where they are mounted."""
    return [
        ("/me", me.router),
        ("/documents", documents.router),
        ("/documents", review.router),
        ("/outgoing-documents", outgoing.router),
        ("/outgoing-numbers", outgoing.of_numbers),
        ("/intakes", intakes.router),
        ("/evaluation", evaluation.router),
        ("/evaluation-excuses", evaluation.excuses),
        ("/outside-systems", outside.router),
        ("/tasks", steps.router),
        ("/tasks", tasks.router),
        ("/tasks", difficulties.of_tasks),
        ("/difficulties", difficulties.router),
        ("/calendar", calendar.router),
        ("", organisation.router),
        ("", desk.router),
        ("", estates.router),
        ("", notices.router),
        ("/feeds", notices.feeds),
        ("", reports.router),
        ("", administration.router),
    ]
