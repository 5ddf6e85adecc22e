"""Addresses of dissemination."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from dondoc.web.dissemination import pages

dissemination: list[URLPattern | URLResolver] = [
    path("tuyen-truyen/", pages.register, name="register"),
    path("tuyen-truyen/nhap/", pages.enter, name="enter"),
    path("tuyen-truyen/excel/", pages.excel, name="excel"),
    path("tuyen-truyen/<int:publication_id>/", pages.correct, name="correct"),
    path("tuyen-truyen/<int:publication_id>/bo/", pages.remove, name="remove"),
    path("tuyen-truyen/<int:publication_id>/kiem-tra/", pages.check, name="check"),
    path("cai-dat/kiem-tra-lien-ket/", pages.allow, name="allow"),
]
