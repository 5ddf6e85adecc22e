"""Addresses of pages about signatures."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from dondoc.web.signatures import signing, trusted

patterns: list[URLPattern | URLResolver] = [
    path("cai-dat/chu-ky-so/", trusted.trusted, name="trusted"),
    path("cai-dat/chu-ky-so/them/", trusted.add, name="add"),
    path("cai-dat/chu-ky-so/<int:certificate_id>/bo/", trusted.remove, name="remove"),
    path("van-ban-di/<int:document_id>/ky-so/<int:attachment_id>/", signing.sign, name="sign"),
    path("van-ban-di/<int:document_id>/ky-so/<int:attachment_id>/pdf/", signing.make_pdf, name="make_pdf"),
    path("van-ban-di/<int:document_id>/ky-so/<int:attachment_id>/ban-ky/", signing.add_signed, name="add_signed"),
    path("van-ban-di/<int:document_id>/ky-so/<int:attachment_id>/may-chu/", signing.sign_here, name="sign_here"),
    path("van-ban-di/<int:document_id>/ky-so/<int:attachment_id>/yeu-cau/", signing.begin, name="begin"),
    path("ky-so/<int:request_id>/noi-dung/", signing.content, name="content"),
    path("ky-so/<int:request_id>/chu-ky/", signing.finish, name="finish"),
    path("cai-dat/chu-ky-so/thu-hoi/", trusted.allow, name="allow"),
]
