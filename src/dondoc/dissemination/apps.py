from django.apps import AppConfig


class DisseminationConfig(AppConfig):
    name = "dondoc.dissemination"
    label = "dissemination"
    verbose_name = "Tuyên truyền"
