from django.apps import AppConfig

from dondoc.audit import hooks


class NoticesConfig(AppConfig):
    name = "dondoc.notices"
    label = "notices"
    verbose_name = "Thông báo"

    def ready(self) -> None:
        hooks.on_acted.register("dondoc.notices.events.hear")
        hooks.on_acted.register("dondoc.notices.rounds.hear")
        hooks.on_acted.register("dondoc.notices.arrivals.hear")
        hooks.on_acted.register("dondoc.notices.appeals.hear")
