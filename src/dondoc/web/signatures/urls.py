"""Addresses of pages about signatures."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from dondoc.web.signatures import trusted

patterns: list[URLPattern | URLResolver] = [
    path("cai-dat/chu-ky-so/", trusted.trusted, name="trusted"),
    path("cai-dat/chu-ky-so/them/", trusted.add, name="add"),
    path("cai-dat/chu-ky-so/<int:certificate_id>/bo/", trusted.remove, name="remove"),
    path("cai-dat/chu-ky-so/thu-hoi/", trusted.allow, name="allow"),
]
