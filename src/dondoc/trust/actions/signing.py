"""A document that goes out is signed: by the person's own program (the signed copy comes back), by a device of the
server, or elsewhere by the digest. What opens files runs in a confined process."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import closing
from pathlib import PurePath
from typing import Any

from django.conf import settings
from django.utils import timezone

from dondoc.audit.errors import Refused
from dondoc.audit.recording import action
from dondoc.documents import store
from dondoc.documents.actions.enclosing import Enclosed, enclose, keep_bytes, stored
from dondoc.documents.actions.intake import LIMITS
from dondoc.documents.isolation import Failed, ProcessReader
from dondoc.documents.models import Attachment, Direction, Document, Place
from dondoc.documents.policies import ISSUE, agency_of
from dondoc.organisations.models import Person
from dondoc.organisations.policies import require
from dondoc.organisations.queries import Membership
from dondoc.signatures.look import Look, Prepared, Unsigned
from dondoc.trust.models import SigningRequest
from dondoc.trust.policies import require_sign
from dondoc.writing.errors import WritingError
from dondoc.writing.pdf import to_pdf

READER = ProcessReader
"""What files are opened with; tests take one that stays in this process."""
LARGEST_SIGNATURE = 64 * 1024
_CONFINED = "dondoc.signatures.confined:"
_FAILED = "Không ký số được tệp này; hãy thử lại hoặc ký bằng phần mềm ký số trên máy của bạn."


def signer_ready() -> bool:
    """Whether the operator set up a device that the server signs with."""
    return bool(settings.SIGNER)


def _confined(function: str, *arguments: Any) -> Any:
    """The answer of a function in the confined process. Raises Refused with its sentence."""
    with closing(READER()) as reader:
        answer = reader.call(_CONFINED + function, *arguments)
    if isinstance(answer, Unsigned):
        raise Refused(answer.sentence, "files")
    if isinstance(answer, Failed):
        raise Refused(_FAILED, "files")
    return answer


def _signable(by: Person, membership: Membership, document_id: int, attachment_id: int) -> Attachment:
    """A file of an outgoing document that this person may have signed. Raises NotAllowed, Refused."""
    rows = Attachment.objects.select_related("file", "document__issue")
    rows = rows.filter(document__agency=agency_of(membership), document__direction=Direction.OUTGOING)
    found = rows.filter(pk=attachment_id, document=document_id).exclude(document__issue=None).first()
    if found is None:
        raise Refused("Không tìm thấy tệp này của văn bản đi; hãy tải lại trang.")
    require_sign(by, membership, found.document)
    if not store.path_of(found.file.sha256).exists():
        raise Refused("Tệp gốc không còn trên máy chủ; hãy thêm lại tệp.")
    return found


def _look(attachment: Attachment, image: bytes | None, seal: bool) -> Look:
    return Look(attachment.document.signer_name, timezone.localtime().replace(microsecond=0), image, seal)


def make_pdf(by: Person, membership: Membership, document_id: int, attachment_id: int) -> Attachment:
    """A Word file of the document as PDF, to be signed. Raises NotAllowed, Refused."""
    attachment = _signable(by, membership, document_id, attachment_id)
    if not attachment.name.lower().endswith(".docx"):
        raise Refused("Chỉ tạo được bản PDF từ tệp .docx.")
    try:
        made = to_pdf(store.load(attachment.file.sha256))
    except WritingError as error:
        raise Refused(str(error)) from error
    return _added(by, membership, attachment, made, ".pdf")


def add_signed(
    by: Person, membership: Membership, document_id: int, attachment_id: int, source: bytes | Iterable[bytes]
) -> Attachment:
    """Keep the signed copy of a PDF beside it. Raises NotAllowed; Refused where it is another document, has no new
    signature, or one that is not whole."""
    attachment = _signable(by, membership, document_id, attachment_id)
    try:
        staged = store.stage(source, LIMITS.size)
    except store.TooLarge:
        raise Refused("Bản đã ký lớn quá mức cho phép.", "files") from None
    try:
        _confined("signed_copy", str(store.path_of(attachment.file.sha256)), str(staged.path))
        return _keep(by, membership, attachment.pk, staged, "-da-ky.pdf")
    finally:
        staged.discard()


def sign_here(
    by: Person, membership: Membership, document_id: int, attachment_id: int, image: bytes | None = None
) -> Attachment:
    """Sign with the device of the server, for the agency: its seal stands over the signature. Only who issues may.

    Raises NotAllowed, Refused.
    """
    require(membership, ISSUE)
    attachment = _signable(by, membership, document_id, attachment_id)
    if not signer_ready():
        raise Refused("Máy chủ chưa được cài đặt thiết bị ký số; hãy báo quản trị.")
    path = str(store.path_of(attachment.file.sha256))
    look = _look(attachment, image, seal=image is not None)
    made = _confined("sign_with", path, look, settings.SIGNER, settings.SIGNER_PASSPHRASE)
    return _added(by, membership, attachment, made, "-da-ky.pdf")


def begin_signing(
    by: Person,
    membership: Membership,
    document_id: int,
    attachment_id: int,
    image: bytes | None = None,
    *,
    seal: bool = False,
) -> SigningRequest:
    """Make room for a signature that is made elsewhere; the answer holds the digest to sign. Raises NotAllowed,
    Refused."""
    attachment = _signable(by, membership, document_id, attachment_id)
    path = str(store.path_of(attachment.file.sha256))
    prepared: Prepared = _confined("prepare", path, _look(attachment, image, seal))
    staged = store.stage(prepared.data, LIMITS.unpacked)
    try:
        return _begin(by, membership, attachment.pk, prepared, staged)
    finally:
        staged.discard()


@action("signing.begin")
def _begin(
    by: Person, membership: Membership, attachment_id: int, prepared: Prepared, staged: store.Staged
) -> SigningRequest:
    attachment = Attachment.objects.select_related("document").get(pk=attachment_id)
    row = SigningRequest(attachment=attachment, prepared=stored(staged), digest=prepared.digest, by=by)
    row.start, row.end, row.signer_name = prepared.start, prepared.end, attachment.document.signer_name
    row.save()
    staged.keep()
    return row


def signing_request(by: Person, membership: Membership, request_id: int) -> SigningRequest:
    """A request that is open, for who may sign its document. Raises NotAllowed, Refused."""
    rows = SigningRequest.objects.select_related("attachment__document__issue", "attachment__file", "prepared")
    found = rows.filter(pk=request_id, attachment__document__agency=agency_of(membership)).first()
    if found is None or found.ended:
        raise Refused("Yêu cầu ký số này không còn; hãy lập lại yêu cầu.")
    require_sign(by, membership, found.attachment.document)
    return found


def content_to_sign(row: SigningRequest) -> bytes:
    """The bytes whose SHA-256 is the digest: the PDF without the room for the signature."""
    data = store.load(row.prepared.sha256)
    return data[: row.start] + data[row.end :]


def finish_signing(by: Person, membership: Membership, request_id: int, signature: bytes) -> Attachment:
    """Put a signature (detached CMS, DER) into the PDF that waits for it. Raises NotAllowed; Refused where it is not
    a signature of this very file."""
    row = signing_request(by, membership, request_id)
    if len(signature) > LARGEST_SIGNATURE:
        raise Refused("Tệp chữ ký lớn quá 64 KB; hãy tải lên tệp .p7s tách rời.", "files")
    prepared = Prepared(store.load(row.prepared.sha256), row.digest, row.start, row.end, True)
    made = _confined("embed", prepared, signature)
    attachment = _added(by, membership, row.attachment, made, "-da-ky.pdf")
    _end(by, row.pk, attachment)
    return attachment


@action("signing.finish")
def _end(by: Person, request_id: int, result: Attachment) -> None:
    row = SigningRequest.objects.select_for_update().get(pk=request_id)
    row.ended, row.result = True, result
    row.save()


def _added(by: Person, membership: Membership, attachment: Attachment, data: bytes, suffix: str) -> Attachment:
    staged = store.stage(data, LIMITS.unpacked)
    try:
        return _keep(by, membership, attachment.pk, staged, suffix)
    finally:
        staged.discard()


@action("signing.keep")
def _keep(by: Person, membership: Membership, attachment_id: int, staged: store.Staged, suffix: str) -> Attachment:
    """Put a file beside the one that it was made of; one that is there already stays as it is."""
    source = Attachment.objects.select_related("document").get(pk=attachment_id)
    document = Document.objects.select_for_update(of=("self",)).get(pk=source.document_id)
    same = document.attachments.filter(file__sha256=staged.sha256)
    if not same.exists():
        stem = PurePath(source.name).stem.removesuffix("-da-ky")
        kept = Enclosed(f"{stem[: 250 - len(suffix)]}{suffix}", Place.COPY, staged)
        enclose(document, [kept])
        keep_bytes([kept])
    return same.get()
