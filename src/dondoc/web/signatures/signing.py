"""Having a file of an outgoing document signed."""

from __future__ import annotations

import base64

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from dondoc.audit.errors import Refused
from dondoc.documents.models import Attachment
from dondoc.documents.policies import ISSUE
from dondoc.organisations.policies import may
from dondoc.signatures.look import LARGEST_PICTURE
from dondoc.trust import actions
from dondoc.trust.actions.signing import LARGEST_SIGNATURE, content_to_sign, signer_ready, signing_request
from dondoc.trust.models import SigningRequest
from dondoc.trust.policies import require_sign
from dondoc.trust.queries import all_checks
from dondoc.web.outgoing.drafting import found


def _attachment(request: HttpRequest, document_id: int, attachment_id: int) -> Attachment:
    """A file of a document that the member sees and may have signed. Raises Http404, NotAllowed."""
    document = found(request, document_id)
    require_sign(request.user, request.membership, document)
    one = next((one for one in document.attachments.all() if one.pk == attachment_id), None)
    if one is None:
        raise Http404
    return one


@require_safe
def sign(request: HttpRequest, document_id: int, attachment_id: int) -> HttpResponse:
    """The page: the ways to sign a file."""
    attachment = _attachment(request, document_id, attachment_id)
    context = {
        "document": attachment.document,
        "attachment": attachment,
        "is_pdf": attachment.name.lower().endswith(".pdf"),
        "server_signs": signer_ready() and may(request.membership, ISSUE),
        "check": all_checks(document_id).get(attachment_id),
        "waiting": attachment.signing_requests.filter(ended=False).first(),
    }
    return render(request, "web/signatures/sign.html", context)


@require_POST
def make_pdf(request: HttpRequest, document_id: int, attachment_id: int) -> HttpResponse:
    """The Word file as PDF, which can be signed."""
    _attachment(request, document_id, attachment_id)
    made = actions.make_pdf(request.user, request.membership, document_id, attachment_id)
    messages.success(request, "Đã tạo bản PDF.")
    return redirect("signatures:sign", document_id, made.pk)


@require_POST
def add_signed(request: HttpRequest, document_id: int, attachment_id: int) -> HttpResponse:
    """Keep the copy that was signed on the person's own machine."""
    _attachment(request, document_id, attachment_id)
    file = request.FILES.get("files")
    if file is None:
        raise Refused("Hãy chọn bản PDF đã ký số.", "files")
    actions.add_signed(request.user, request.membership, document_id, attachment_id, file)
    messages.success(request, "Đã nhận bản ký số; nội dung khớp với tệp gốc.")
    return redirect("outgoing:document", document_id)


@require_POST
def sign_here(request: HttpRequest, document_id: int, attachment_id: int) -> HttpResponse:
    """Sign with the device of the server."""
    _attachment(request, document_id, attachment_id)
    actions.sign_here(request.user, request.membership, document_id, attachment_id, _image(request))
    messages.success(request, "Đã ký số.")
    return redirect("outgoing:document", document_id)


def _image(request: HttpRequest) -> bytes | None:
    file = request.FILES.get("image")
    return file.read(LARGEST_PICTURE + 1) if file else None


@require_POST
def begin(request: HttpRequest, document_id: int, attachment_id: int) -> HttpResponse:
    """Make room for a signature that is made elsewhere."""
    _attachment(request, document_id, attachment_id)
    seal = request.POST.get("seal") == "1"
    actions.begin_signing(request.user, request.membership, document_id, attachment_id, _image(request), seal=seal)
    return redirect("signatures:sign", document_id, attachment_id)


def _seen(request: HttpRequest, request_id: int) -> None:
    """Raises Http404 where the member sees no such request."""
    document_id = SigningRequest.objects.filter(pk=request_id).values_list("attachment__document", flat=True).first()
    found(request, document_id or 0)


@require_safe
def content(request: HttpRequest, request_id: int) -> HttpResponse:
    """The bytes to sign."""
    _seen(request, request_id)
    row = signing_request(request.user, request.membership, request_id)
    headers = {"Content-Disposition": f'attachment; filename="can-ky-{row.pk}.bin"'}
    headers["Digest"] = "sha-256=" + base64.b64encode(bytes.fromhex(row.digest)).decode()
    return HttpResponse(content_to_sign(row), content_type="application/octet-stream", headers=headers)


@require_POST
def finish(request: HttpRequest, request_id: int) -> HttpResponse:
    """Put the signature in that was made elsewhere."""
    _seen(request, request_id)
    file = request.FILES.get("files")
    if file is None:
        raise Refused("Hãy chọn tệp chữ ký (.p7s).", "files")
    signature = file.read(LARGEST_SIGNATURE + 1)
    made = actions.finish_signing(request.user, request.membership, request_id, signature)
    messages.success(request, "Đã ghi chữ ký số vào tệp.")
    return redirect("outgoing:document", made.document_id)
