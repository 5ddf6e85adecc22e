"""Addresses of training."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from dondoc.web.training import codes, courses, people

training: list[URLPattern | URLResolver] = [
    path("tap-huan/", courses.register, name="register"),
    path("tap-huan/lap/", courses.new, name="new"),
    path("tap-huan/theo-doi-tuong/", courses.report, name="report"),
    path("tap-huan/<int:course_id>/", courses.course, name="course"),
    path("tap-huan/<int:course_id>/sua/", courses.edit, name="edit"),
    path("tap-huan/<int:course_id>/tiep-nhan/", people.take, name="take"),
    path("tap-huan/<int:course_id>/bo/", people.remove, name="remove"),
    path("tap-huan/<int:course_id>/ket-qua/", people.results, name="results"),
    path("tap-huan/<int:course_id>/chung-nhan/", people.certificates, name="certificates"),
    path("tap-huan/<int:course_id>/buoi/<int:session_id>/", people.session, name="session"),
    path("diem-danh/<int:session_id>/<str:token>/", codes.check_in, name="check_in"),
]
