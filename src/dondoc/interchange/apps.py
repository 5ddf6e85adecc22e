from __future__ import annotations

from django.apps import AppConfig

from dondoc.audit.hooks import on_acted
from dondoc.documents import hooks


class InterchangeConfig(AppConfig):
    name = "dondoc.interchange"
    label = "interchange"
    verbose_name = "Liên thông văn bản"

    def ready(self) -> None:
        hooks.when_idle.register("dondoc.interchange.arriving.look_next")
        on_acted.register("dondoc.interchange.following.hear")
