from django.apps import AppConfig

from dondoc.documents.hooks import searched
from dondoc.rounds import facts
from dondoc.rounds.kinds import Kind, register


class ConsultationsConfig(AppConfig):
    name = "dondoc.consultations"
    label = "consultations"
    verbose_name = "Lấy ý kiến dự thảo"

    def ready(self) -> None:
        searched.register("dondoc.consultations.searching.OPINIONS")
        facts.register(facts.Telling("consultations", "Lấy ý kiến dự thảo", "dondoc.consultations.facts.told"))
        register(Kind("consultation", ready="dondoc.consultations.actions.drafting.ready"))
