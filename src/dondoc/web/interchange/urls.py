"""Addresses of pages about messages."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from dondoc.web.interchange import pages

patterns: list[URLPattern | URLResolver] = [
    path("lien-thong/", pages.log, name="log"),
    path("lien-thong/cho-gui/", pages.fetch_ready, name="fetch_ready"),
    path("lien-thong/trang-thai/", pages.receive, name="receive"),
    path("lien-thong/<int:message_id>/goi/", pages.fetch, name="fetch"),
    path("lien-thong/<int:message_id>/tu-choi/", pages.refuse, name="refuse"),
    path("lien-thong/<int:message_id>/tra-loi/", pages.reply, name="reply"),
    path("lien-thong/<int:message_id>/han/", pages.due, name="due"),
    path("van-ban-di/<int:document_id>/edxml/", pages.send, name="send"),
    path("cai-dat/ma-dinh-danh/", pages.organ, name="organ"),
]
