"""What a filled-in page sent, as the values that the check takes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from django.core import signing
from django.http import HttpRequest, QueryDict

from dondoc.audit.errors import Refused
from dondoc.documents import store
from dondoc.documents.actions.intake import LIMITS, clean_name
from dondoc.forms.definition import Field, Form, Kind
from dondoc.reading.errors import SENTENCES, Reason

_CELL = re.compile(r"t-([a-z][a-z0-9_]*)-(\d{1,4})-([a-z][a-z0-9_]*)")


def given_of(request: HttpRequest, form: Form, kept: Mapping[str, Any]) -> dict[str, Any]:
    """The values that the page sent. Files and tables that the page did not show stay as they are in ``kept``: what a
    file is may never come from the page itself."""
    post = request.POST
    given: dict[str, Any] = {}
    rows = _rows(post)
    for one in form.fields:
        if one.kind is Kind.TABLE:
            shown = f"t-{one.key}" in post
            numbered = rows.get(one.key, {})
            given[one.key] = [numbered[n] for n in sorted(numbered)] if shown else kept.get(one.key)
        elif one.kind is Kind.FILE:
            given[one.key] = None if post.get(f"x-{one.key}") else kept.get(one.key)
        elif one.kind is Kind.CHOICES:
            given[one.key] = post.getlist(f"v-{one.key}")
        else:
            given[one.key] = post.get(f"v-{one.key}", "")
    return given


def _rows(post: QueryDict) -> dict[str, dict[int, dict[str, Any]]]:
    found: dict[str, dict[int, dict[str, Any]]] = {}
    for name, values in post.lists():
        cell = _CELL.fullmatch(name)
        if cell:
            row = found.setdefault(cell[1], {}).setdefault(int(cell[2]), {})
            row[cell[3]] = values if len(values) > 1 else values[0]
    return found


@contextmanager
def files_of(request: HttpRequest, form: Form) -> Iterator[dict[str, store.Staged]]:
    """The files that came with the page, safe on disk under no name yet; what is not kept is thrown away after.
    Raises Refused for an empty or too large one."""
    staged: dict[str, store.Staged] = {}
    try:
        for one in form.singles:
            upload = request.FILES.get(f"v-{one.key}") if one.kind is Kind.FILE else None
            if upload is not None:
                staged[one.key] = _staged(one, upload)
        yield staged
    finally:
        for piece in staged.values():
            piece.discard()


def _staged(one: Field, upload: Any) -> store.Staged:
    try:
        piece = store.stage(upload, LIMITS.size)
    except store.TooLarge:
        raise Refused(f"{one.label}: {SENTENCES[Reason.TOO_LARGE].format(limit=LIMITS.size_label)}") from None
    if not piece.size:
        piece.discard()
        raise Refused(f"{one.label}: {SENTENCES[Reason.EMPTY]}")
    return piece


def named(request: HttpRequest, staged: Mapping[str, store.Staged]) -> dict[str, dict[str, Any]]:
    """The values of the fields whose files came."""
    return {
        key: {"name": clean_name(request.FILES[f"v-{key}"].name), "sha256": piece.sha256, "size": piece.size}
        for key, piece in staged.items()
    }


def packed(content: Any, salt: str) -> str:
    """Something that the page sends back unchanged: signed, and good for two hours."""
    return signing.dumps(content, salt=salt, compress=True)


def unpacked(text: str, salt: str) -> Any:
    """Raises Refused for what is not ours or too old."""
    try:
        return signing.loads(text, salt=salt, max_age=7200)
    except signing.BadSignature as error:
        raise Refused("Trang mở quá lâu. Hãy tải lại tệp Excel.") from error
