from __future__ import annotations

from typing import Any

from django.apps import AppConfig
from django.utils.module_loading import import_string

from dondoc.audit.hooks import on_acted
from dondoc.documents import hooks
from dondoc.organisations.hooks import on_person_left, on_units_ended


class TasksConfig(AppConfig):
    name = "dondoc.tasks"
    label = "tasks"
    verbose_name = "Nhiệm vụ"

    def ready(self) -> None:
        hooks.on_read.register("dondoc.tasks.proposals.propose")
        hooks.before_reread.register("dondoc.tasks.proposals.clear")
        hooks.on_corrected.register("dondoc.tasks.proposals.refresh_folded")
        hooks.on_issued.register("dondoc.tasks.actions.fulfilling.settle")
        hooks.visible_through.register("dondoc.tasks.visibility.documents_through_tasks")
        hooks.seen_through.register("dondoc.tasks.visibility.documents_of_tasks")
        for name in ("TASKS", "UPDATES", "DIFFICULTIES"):
            hooks.searched.register(f"dondoc.tasks.searching.{name}")
        on_acted.register("dondoc.tasks.counting.hear")
        on_units_ended.append(units_ended)
        on_person_left.append(person_left)


def units_ended(*told: Any) -> None:
    """Told by the organisation; the action is imported when it is first needed, for models exist only then."""
    import_string("dondoc.tasks.actions.succession.units_ended")(*told)


def person_left(*told: Any) -> None:
    """As ``units_ended``, where somebody's account was closed."""
    import_string("dondoc.tasks.actions.leaving.person_left")(*told)
