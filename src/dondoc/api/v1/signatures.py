"""Digital signatures of documents."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from ninja import File, Router, Status
from ninja.files import UploadedFile

from dondoc.api.finding import see_document
from dondoc.api.schemas.common import Id
from dondoc.api.schemas.signatures import BeginSigning, DocumentSignatures, FileSignaturesRow, SignedFile, SigningRow
from dondoc.api.v1.documents import BINARY
from dondoc.api.v1.outgoing import found
from dondoc.audit.errors import Refused
from dondoc.trust import actions
from dondoc.trust.actions.signing import LARGEST_SIGNATURE, content_to_sign, signing_request
from dondoc.trust.models import SigningRequest
from dondoc.trust.queries import all_checks

router = Router(tags=["signatures"])
of_outgoing = Router(tags=["signatures"])
requests = Router(tags=["signatures"])


@router.get("/{document_id}/signatures", response=DocumentSignatures)
def document_signatures(request: HttpRequest, document_id: Id) -> DocumentSignatures:
    """What the check of each file's signatures found."""
    see_document(request.membership, document_id)
    return DocumentSignatures(files=[FileSignaturesRow.of(one) for one in all_checks(document_id).values()])


@of_outgoing.post("/{document_id}/signing-requests", response={201: SigningRow})
def begin_signing(request: HttpRequest, document_id: Id, body: BeginSigning) -> Status[SigningRow]:
    """Make room in a PDF for a signature that is made elsewhere. Sign `digest`, or the bytes of `…/content`."""
    found(request, document_id)
    row = actions.begin_signing(request.user, request.membership, document_id, body.attachment, seal=body.seal)
    return Status(201, SigningRow(id=row.pk, attachment=row.attachment_id, digest=row.digest))


def _seen(request: HttpRequest, request_id: int) -> None:
    document_id = SigningRequest.objects.filter(pk=request_id).values_list("attachment__document", flat=True).first()
    if document_id is None:
        raise Http404
    found(request, document_id)


@requests.get("/{request_id}/content", openapi_extra={"responses": BINARY})
def signing_content(request: HttpRequest, request_id: Id) -> HttpResponse:
    """The bytes whose SHA-256 is `digest`."""
    _seen(request, request_id)
    row = signing_request(request.user, request.membership, request_id)
    return HttpResponse(content_to_sign(row), content_type="application/octet-stream")


@requests.post("/{request_id}/signature", response={201: SignedFile})
def finish_signing(request: HttpRequest, request_id: Id, files: File[list[UploadedFile]]) -> Status[SignedFile]:
    """Hand in the detached CMS (DER); the signed PDF becomes a file of the document."""
    _seen(request, request_id)
    if len(files) != 1:
        raise Refused("Hãy gửi đúng một tệp chữ ký.", "files")
    signature = files[0].read(LARGEST_SIGNATURE + 1)
    made = actions.finish_signing(request.user, request.membership, request_id, signature)
    return Status(201, SignedFile(document=made.document_id, attachment=made.pk, name=made.name))
