from django.apps import AppConfig


class TrainingConfig(AppConfig):
    name = "dondoc.training"
    label = "training"
    verbose_name = "Tập huấn"
