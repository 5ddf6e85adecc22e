from django.apps import AppConfig

from dondoc.documents import hooks
from dondoc.rounds import kinds
from dondoc.rounds.kinds import Kind


class ReportsConfig(AppConfig):
    name = "dondoc.reports"
    label = "reports"
    verbose_name = "Báo cáo"

    def ready(self) -> None:
        kinds.register(Kind("report"))
        hooks.on_issued.register("dondoc.reports.actions.issuing.issued")
