from django.apps import AppConfig

from dondoc.documents import hooks


class TasksConfig(AppConfig):
    name = "dondoc.tasks"
    label = "tasks"
    verbose_name = "Nhiệm vụ"

    def ready(self) -> None:
        hooks.on_read.register("dondoc.tasks.proposals.propose")
        hooks.on_corrected.register("dondoc.tasks.proposals.refresh_folded")
        hooks.visible_through.register("dondoc.tasks.visibility.documents_through_tasks")
