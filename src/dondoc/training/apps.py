from django.apps import AppConfig

from dondoc.rounds import facts


class TrainingConfig(AppConfig):
    name = "dondoc.training"
    label = "training"
    verbose_name = "Tập huấn"

    def ready(self) -> None:
        facts.register(facts.Telling("training", "Tập huấn, bồi dưỡng", "dondoc.training.facts.told"))
