from django.apps import AppConfig

from dondoc.rounds import facts


class DisseminationConfig(AppConfig):
    name = "dondoc.dissemination"
    label = "dissemination"
    verbose_name = "Tuyên truyền"

    def ready(self) -> None:
        facts.register(facts.Telling("dissemination", "Thông tin, tuyên truyền", "dondoc.dissemination.facts.told"))
