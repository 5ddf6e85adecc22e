from django.apps import AppConfig

from dondoc.rounds import facts, kinds


class SurveysConfig(AppConfig):
    name = "dondoc.surveys"
    label = "surveys"
    verbose_name = "Biểu mẫu, tổng hợp"

    def ready(self) -> None:
        facts.register(facts.Telling("surveys", "Biểu mẫu, tổng hợp số liệu", "dondoc.surveys.facts.told"))
        kinds.register(kinds.Kind("survey", ready="dondoc.surveys.actions.rounds.check_ready"))
