from __future__ import annotations

from django.apps import AppConfig


class OutsideConfig(AppConfig):
    name = "dondoc.outside"
    label = "outside"
    verbose_name = "Hệ thống bên ngoài"
