"""All addresses of the site."""

from __future__ import annotations

from django.urls import include, path

from dondoc.api import site as api

urlpatterns = [path("api/v1/", api.addresses()), path("", include("dondoc.web.urls"))]

handler400 = "dondoc.web.errors.bad_request"
handler403 = "dondoc.web.errors.forbidden"
handler404 = "dondoc.web.errors.not_found"
handler500 = "dondoc.web.errors.server_error"
