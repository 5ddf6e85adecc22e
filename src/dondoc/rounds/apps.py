from django.apps import AppConfig


class RoundsConfig(AppConfig):
    name = "dondoc.rounds"
    label = "rounds"
    verbose_name = "Đợt lấy ý kiến, tổng hợp"
