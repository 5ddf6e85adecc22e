"""Addresses of the pages of reports."""

from __future__ import annotations

from django.urls import path

from dondoc.web.reports import editor, form, obligation, paper, period, register

patterns = [
    path("", register.register, name="register"),
    path("bo-de-xuat/", register.dismiss, name="dismiss"),
    path("che-do/them/", obligation.add, name="add"),
    path("che-do/<int:obligation_id>/", obligation.obligation, name="obligation"),
    path("che-do/<int:obligation_id>/sua/", obligation.change, name="change"),
    path("che-do/<int:obligation_id>/ket-thuc/", obligation.end, name="end"),
    path("che-do/<int:obligation_id>/mo-ky/", obligation.open_period, name="open_period"),
    path("dot/<int:round_id>/", period.by_round, name="by_round"),
    path("ky/<int:period_id>/", period.period, name="period"),
    path("ky/<int:period_id>/so/<slug:cell>/", period.counted, name="counted"),
    path("ky/<int:period_id>/cap-nhat/", period.refill, name="refill"),
    path("ky/<int:period_id>/tong-hop/", period.consolidate, name="consolidate"),
    path("ky/<int:period_id>/huy/", period.cancel, name="cancel"),
    path("don-vi/<int:report_id>/", form.unit, name="unit"),
    path("ky/<int:period_id>/soan/", editor.editor, name="editor"),
    path("ky/<int:period_id>/soan/de-muc/", editor.add_topic, name="add_topic"),
    path("ky/<int:period_id>/soan/<int:section_id>/", editor.section, name="section"),
    path("ky/<int:period_id>/soan/<int:section_id>/ban-kia/", editor.theirs, name="theirs"),
    path("ky/<int:period_id>/soan/<int:section_id>/phien-ban/", editor.versions, name="versions"),
    path("ky/<int:period_id>/soan/<int:section_id>/khoi-phuc/", editor.restore, name="restore"),
    path("ky/<int:period_id>/xem/", paper.preview, name="preview"),
    path("ky/<int:period_id>/word/", paper.word, name="word"),
    path("ky/<int:period_id>/pdf/", paper.pdf, name="pdf"),
    path("ky/<int:period_id>/excel/", paper.excel, name="excel"),
    path("ky/<int:period_id>/phat-hanh/", paper.hand_over, name="hand_over"),
    path("ky/<int:period_id>/rut/", paper.take_back, name="take_back"),
]
