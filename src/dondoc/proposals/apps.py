from django.apps import AppConfig


class ProposalsConfig(AppConfig):
    name = "dondoc.proposals"
    label = "proposals"
    verbose_name = "Đề xuất nhiệm vụ"
