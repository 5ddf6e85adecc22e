"""The API as a whole: its routers, its doors, its addresses."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path
from ninja import NinjaAPI
from ninja.openapi.schema import OpenAPISchema
from ninja.operation import Operation
from ninja.renderers import JSONRenderer

from dondoc.api import problems
from dondoc.api.auth import Session, Token
from dondoc.api.openapi import described
from dondoc.api.parsing import SoundParser
from dondoc.api.v1 import routers

DESCRIPTION = """Đôn Đốc for programs: documents, what was read out of them, tasks and their follow-up.

A program acts as the person who made its token, sees what that person sees and may do what that person may do.
How to begin: docs/integrators.md in the repository."""
WRONG_METHOD = "Địa chỉ này không nhận phương thức đó; xem tiêu đề Allow."


class Renderer(JSONRenderer):
    """JSON with Vietnamese letters as they are."""

    json_dumps_params = {"ensure_ascii": False}


class Api(NinjaAPI):
    """An API that describes its problems."""

    def get_openapi_operation_id(self, operation: Operation) -> str:
        return str(operation.view_func.__name__)

    def get_openapi_schema(
        self, *, path_prefix: str | None = None, path_params: dict[str, Any] | None = None
    ) -> OpenAPISchema:
        prefix = self.get_root_path(path_params or {}) if path_prefix is None else path_prefix
        return _described(self, prefix)


@functools.cache
def _described(api: Api, prefix: str) -> OpenAPISchema:
    """The description; writing it takes as long as hundreds of requests, and it stays the same."""
    return described(api, path_prefix=prefix)


def build() -> Api:
    """Version 1."""
    api = Api(
        title="Đôn Đốc",
        version="1.0.0",
        description=DESCRIPTION,
        urls_namespace="api-v1",
        auth=[Token(), Session()],
        docs_url=None,
        parser=SoundParser(),
        renderer=Renderer(),
    )
    problems.handle(api)
    for prefix, router in routers():
        api.add_router(prefix, router)
    return api


def door(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A view that authenticates by itself, is kept by no cache, and answers a wrong method in words."""

    @functools.wraps(view)
    def enter(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        if response.status_code == 405:
            allowed = response["Allow"]
            response = problems.problem(405, WRONG_METHOD)
            response["Allow"] = allowed
        response.headers.setdefault("Cache-Control", "no-store")
        return response

    enter.login_required = False  # type: ignore[attr-defined]
    enter.csrf_exempt = True  # type: ignore[attr-defined]
    return enter


def nothing(request: HttpRequest, rest: str = "") -> HttpResponse:
    """An address that the API does not have."""
    return problems.problem(404, "Không có địa chỉ này; xem danh sách ở /api/v1/openapi.json.")


def addresses() -> tuple[list[URLPattern], str, str]:
    """For ``path("api/v1/", addresses())``; what no pattern knows is answered by the last one."""
    patterns, app, namespace = build().urls
    for pattern in patterns:
        pattern.callback = door(_named(pattern.callback))
    return [*patterns, path("<path:rest>", door(nothing), name="nothing")], app, namespace


def _named(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    # The framework's own views are partials, which functools.wraps can copy but Django's resolver cannot name.
    if isinstance(view, functools.partial):
        functools.update_wrapper(view, view.func)
    return view
