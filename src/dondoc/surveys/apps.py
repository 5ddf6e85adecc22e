from django.apps import AppConfig

from dondoc.rounds import kinds


class SurveysConfig(AppConfig):
    name = "dondoc.surveys"
    label = "surveys"
    verbose_name = "Biểu mẫu, tổng hợp"

    def ready(self) -> None:
        kinds.register(kinds.Kind("survey", ready="dondoc.surveys.actions.rounds.check_ready"))
