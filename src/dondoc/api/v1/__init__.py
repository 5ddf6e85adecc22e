"""Version 1: one module a noun."""

from __future__ import annotations

from ninja import Router

from dondoc.api.v1 import calendar, documents, intakes, me, organisation, review, tasks


def routers() -> list[tuple[str, Router]]:
    """All routers with where they are mounted."""
    return [
        ("/me", me.router),
        ("/documents", documents.router),
        ("/documents", review.router),
        ("/intakes", intakes.router),
        ("/tasks", tasks.router),
        ("/calendar", calendar.router),
        ("", organisation.router),
    ]
