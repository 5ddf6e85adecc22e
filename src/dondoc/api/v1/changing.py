"""Fields of a task as they are sent, as ``tasks.actions`` takes them."""

from __future__ import annotations

from typing import Any

from dondoc.api.schemas.tasks import TaskChanges

PARTS = ("lead", "coordinate", "direct", "follow")


def changes_of(body: TaskChanges) -> dict[str, Any]:
    """What was sent, and nothing that was not; a part of null is nobody."""
    changes = body.model_dump(exclude_unset=True, mode="json")
    return {name: value or [] if name in PARTS else value for name, value in changes.items()}
