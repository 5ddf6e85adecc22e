"""The OpenAPI 3.1 description: what the framework writes, with the problems that every operation can answer."""

from __future__ import annotations

from typing import Any

from ninja import NinjaAPI
from ninja.openapi.schema import OpenAPISchema

from dondoc.api.problems import MEDIA_TYPE
from dondoc.api.schemas.common import Problem

ALWAYS = {
    "400": "The request cannot be read",
    "401": "No token, or one that does not work",
    "403": "This person may not, or the token may only read",
    "404": "There is no such thing, or this person does not see it",
    "429": "Too many requests; Retry-After says when to ask again",
}
WRITING = {
    "409": "Not possible in the present state",
    "412": "Somebody else changed it since the version of If-Match; `changed` says what it is now",
    "413": "The request is too large",
}
INVALID = {"422": "A value is wrong; `field` names it"}


def described(api: NinjaAPI, *, path_prefix: str) -> OpenAPISchema:
    """The description of ``api`` with its problems."""
    schema = OpenAPISchema(api, path_prefix)
    schema["components"]["schemas"]["Problem"] = Problem.model_json_schema()
    for methods in schema["paths"].values():
        for method, operation in methods.items():
            operation["summary"] = operation.get("description", operation["summary"]).split("\n\n")[0].split(". ")[0]
            told = ALWAYS | INVALID | (WRITING if method != "get" else {})
            for status, words in told.items():
                operation["responses"].setdefault(status, _response(words))
    return schema


def _response(words: str) -> dict[str, Any]:
    return {"description": words, "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}}
