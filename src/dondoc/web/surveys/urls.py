"""Addresses of forms, rounds that send them out, and results."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from dondoc.rounds.models import RoundKind
from dondoc.web.rounds.doors import DOORS, Door
from dondoc.web.surveys import exports, forms, help, results, rounds

DOORS[RoundKind.SURVEY] = Door(
    "surveys:home", "surveys:register", "dondoc.web.surveys.answering.answer_page", "web/surveys/tabs.html"
)

surveys: list[URLPattern | URLResolver] = [
    path("bieu-mau/", forms.forms, name="forms"),
    path("bieu-mau/lap/", forms.make, name="make"),
    path("bieu-mau/<int:form_id>/", forms.form, name="form"),
    path("bieu-mau/<int:form_id>/ban-hanh/", forms.publish, name="publish"),
    path("bieu-mau/<int:form_id>/sao-chep/", forms.copy, name="copy"),
    path("bieu-mau/<int:form_id>/luu-tru/", forms.archive, name="archive"),
    path("so-tay/", help.handbook, name="help"),
    path("tong-hop/", rounds.register, name="register"),
    path("tong-hop/lap/", rounds.new, name="new"),
    path("tong-hop/<int:round_id>/", rounds.home, name="home"),
    path("tong-hop/<int:round_id>/sua/", rounds.edit, name="edit"),
    path("tong-hop/<int:round_id>/ket-qua/", results.results, name="results"),
    path("tong-hop/<int:round_id>/ket-qua/dong/", results.records, name="records"),
    path("tong-hop/<int:round_id>/tra-loi/<int:addressee_id>/", results.answer, name="answer"),
    path("tong-hop/<int:round_id>/excel/", exports.excel, name="excel"),
    path("tong-hop/<int:round_id>/word/", exports.word, name="word"),
]
