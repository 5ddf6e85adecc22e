"""Letters that pages wrote go to the registry: drafts in the register of outgoing documents that wait for a number."""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from dondoc.documents import actions
from dondoc.documents.actions.outgoing import Draft, Named
from dondoc.documents.models import Document
from dondoc.documents.outgoing import signers
from dondoc.documents.templates import letter_bytes
from dondoc.writing.letter import Letter


def draft_of(request: HttpRequest, letter: Letter, to: Iterable[Named] = (), copy: Iterable[Named] = ()) -> Draft:
    """How a letter stands in the register: its type, subject, symbol and signer are those of the paper; the drafting
    unit is that of the member's post. ``to`` and ``copy`` say which units the names mean."""
    posts = signers(request.membership)
    signs = next((post for post in posts if post.person.full_name == letter.signature.name), None)
    return Draft(
        kind=letter.kind,
        subject=letter.subject,
        unit=request.membership.posts[0].unit_id,
        signer=signs.person_id if signs else None,
        symbol=letter.code.symbol,
        to=tuple(to),
        copy=tuple(copy),
    )


def put_forward(request: HttpRequest, letter: Letter, name: str, to: Iterable[Named] = ()) -> Document:
    """The letter as a draft with its Word file. Raises NotAllowed, Refused."""
    made = [(name, letter_bytes(request.membership.agency, letter))]
    return actions.prepare(request.user, request.membership, draft_of(request, letter, to), made, made_here=True)


def to_register(request: HttpRequest, document: Document) -> HttpResponse:
    """To the page of what was put forward."""
    messages.success(
        request, f"Đã trình {document.kind[:1].lower()}{document.kind[1:]}; xem lại tệp, văn thư sẽ cấp số."
    )
    return redirect("outgoing:document", document.pk)
