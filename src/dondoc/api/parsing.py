"""Bodies and addresses as they come in: text that no database can keep is refused before anything looks at it."""

from __future__ import annotations

import json
from typing import Any

from django.http import HttpRequest
from django.utils.datastructures import MultiValueDict
from ninja.errors import HttpError
from ninja.parser import Parser


def sound(value: Any) -> bool:
    """Whether all words in a parsed value can be kept: no NUL (PostgreSQL has none) and no half of a character."""
    todo = [value]
    while todo:
        one = todo.pop()
        if isinstance(one, str):
            if "\x00" in one or any("\ud800" <= letter <= "\udfff" for letter in one):
                return False
        elif isinstance(one, dict):
            todo += [*one, *one.values()]
        elif isinstance(one, list):
            todo += one
    return True


class SoundParser(Parser):
    """Reads JSON and forms. Raises HttpError(400) for words that cannot be kept."""

    def parse_body(self, request: HttpRequest) -> Any:
        return _checked(json.loads(request.body))

    def parse_querydict(self, data: MultiValueDict, list_fields: list[str], request: HttpRequest) -> Any:
        return _checked(super().parse_querydict(data, list_fields, request))


def _checked(value: Any) -> Any:
    if not sound(value):
        raise HttpError(400, "unsound text")
    return value
