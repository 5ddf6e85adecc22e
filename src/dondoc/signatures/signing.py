"""Signing a PDF in three steps, so that the key may be anywhere: make room and digest, have the digest signed, put the
signature in. Runs in the confined process, for it opens files that people handed in."""

from __future__ import annotations

import asyncio
import shlex
import subprocess
from datetime import datetime
from io import BytesIO
from pathlib import Path

from asn1crypto import cms
from pyhanko.pdf_utils.images import PdfImage
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign import signers
from pyhanko.sign.fields import SigFieldSpec
from pyhanko.sign.signers.pdf_byterange import PreparedByteRangeDigest
from pyhanko.sign.signers.pdf_signer import PdfTBSDocument
from pyhanko.stamp import StaticStampStyle

from dondoc.signatures import pdf
from dondoc.signatures.appearance import Box, find_place, picture
from dondoc.signatures.chain import TrustList
from dondoc.signatures.look import Look, Prepared
from dondoc.signatures.report import Integrity
from dondoc.signatures.same import words_same

RESERVED = 32 * 1024
"""Bytes (as hexadecimal digits) for the signature with its certificates and timestamp."""
SECONDS = 45
PKCS12, COMMAND = "pkcs12:", "command:"


class SigningError(ValueError):
    """Why it could not be signed, in one Vietnamese sentence."""


def prepare(path: str, look: Look) -> Prepared:
    """Make room for a signature. Raises SigningError for a file that cannot be signed, OSError where it is gone."""
    data = Path(path).read_bytes()
    if b"%PDF" not in data[:1024]:
        raise SigningError("Chỉ ký số được tệp PDF; hãy tạo bản PDF trước.")
    try:
        box = find_place(data, look.signer, seal=look.seal) if look.visible and look.signer else None
        style = StaticStampStyle(background=PdfImage(picture(look.image, look.signer, look.at)), border_width=0)
    except ValueError as error:
        raise SigningError("Ảnh chữ ký phải là tệp PNG nền trong suốt, không quá 2 MB.") from error
    try:
        writer = IncrementalPdfFileWriter(BytesIO(data), strict=False)
        return _reserved(writer, box, style)
    except Exception as error:
        raise SigningError("Tệp PDF bị hỏng hoặc đặt mật khẩu nên không ký số được.") from error


def _reserved(writer: IncrementalPdfFileWriter, box: Box | None, style: StaticStampStyle) -> Prepared:
    taken = {one.field_name for one in PdfFileReader(writer.prev.stream, strict=False).embedded_signatures}
    name = next(f"ChuKySo{number}" for number in range(1, 1000) if f"ChuKySo{number}" not in taken)
    corners = (round(box.left), round(box.bottom), round(box.right), round(box.top)) if box else None
    signer = signers.PdfSigner(
        signers.PdfSignatureMetadata(field_name=name, md_algorithm="sha256"),
        signer=signers.ExternalSigner(signing_cert=None, cert_registry=None),
        stamp_style=style if box else None,
        new_field_spec=SigFieldSpec(name, on_page=box.page if box else 0, box=corners),
    )
    digest, _, out = asyncio.run(signer.async_digest_doc_for_signing(writer, bytes_reserved=RESERVED))
    out.seek(0)
    start, end = digest.reserved_region_start, digest.reserved_region_end
    return Prepared(out.read(), digest.document_digest.hex(), start, end, box is not None)


def embed(prepared: Prepared, signature: bytes) -> bytes:
    """The signed PDF. Raises SigningError where the signature is not one of this very file."""
    try:
        content = cms.ContentInfo.load(signature, strict=True)
        if content["content_type"].native != "signed_data":
            raise ValueError("not signed data")
    except (ValueError, TypeError, KeyError) as error:
        raise SigningError("Tệp chữ ký phải là CMS/PKCS#7 tách rời (.p7s, dạng DER).") from error
    if len(signature) * 2 > prepared.end - prepared.start - 2:
        raise SigningError("Chữ ký quá lớn so với chỗ dành sẵn trong tệp.")
    out = BytesIO(prepared.data)
    digest = PreparedByteRangeDigest(bytes.fromhex(prepared.digest), prepared.start, prepared.end)
    PdfTBSDocument.finish_signing(out, digest, content)
    made = out.getvalue()
    _require_whole(made)
    return made


def _require_whole(data: bytes) -> None:
    report = pdf.signatures(data, TrustList((), _EPOCH))
    if not report.signatures or report.signatures[-1].integrity is not Integrity.WHOLE:
        raise SigningError("Chữ ký không khớp với tệp này; hãy ký đúng mã băm đã tải về.")


_EPOCH = datetime.fromisoformat("2000-01-01T00:00:00+00:00")


def sign_with(path: str, look: Look, signer: str, passphrase: str) -> bytes:
    """Sign with what the operator set up: ``pkcs12:FILE`` with its passphrase, or ``command:PROGRAM ARGUMENTS``, which
    gets the digest (hexadecimal) as last argument and writes a detached CMS (DER) to its standard output.

    Raises SigningError.
    """
    prepared = prepare(path, look)
    digest = bytes.fromhex(prepared.digest)
    if signer.startswith(PKCS12):
        made = _by_pkcs12(Path(signer.removeprefix(PKCS12)), passphrase, digest)
    elif signer.startswith(COMMAND):
        made = _by_command(signer.removeprefix(COMMAND), prepared.digest)
    else:
        raise SigningError("Máy chủ chưa được cài đặt thiết bị ký số; hãy báo quản trị.")
    return embed(prepared, made)


def _by_pkcs12(file: Path, passphrase: str, digest: bytes) -> bytes:
    holder = signers.SimpleSigner.load_pkcs12(str(file), passphrase=passphrase.encode() or None)  # type: ignore[no-untyped-call]
    if holder is None:
        raise SigningError("Không mở được tệp khóa ký số của máy chủ; hãy báo quản trị.")
    return bytes(asyncio.run(holder.async_sign(digest, "sha256")).dump())


def _by_command(command: str, digest: str) -> bytes:
    try:
        done = subprocess.run(
            [*shlex.split(command), digest], stdin=subprocess.DEVNULL, capture_output=True, timeout=SECONDS, check=True
        )
    except (OSError, subprocess.SubprocessError, ValueError) as error:
        raise SigningError("Thiết bị ký số không trả lời; hãy kiểm tra kết nối hoặc báo quản trị.") from error
    return done.stdout


def signed_copy(original: str, signed: str) -> str:
    """Empty where the second file is the first with a signature, else the Vietnamese sentence that says why not."""
    before, after = Path(original).read_bytes(), Path(signed).read_bytes()
    if b"%PDF" not in after[:1024]:
        return "Bản đã ký phải là tệp PDF."
    try:
        report = pdf.signatures(after, TrustList((), _EPOCH))
        known = len(pdf.signatures(before, TrustList((), _EPOCH)).signatures)
    except Exception:  # noqa: BLE001 - whatever a damaged file raises
        return "Tệp PDF bị hỏng nên không kiểm tra được chữ ký số."
    if len(report.signatures) <= known:
        return "Tệp chưa có chữ ký số mới; hãy ký bằng phần mềm ký số rồi tải lên lại."
    if any(one.integrity in (Integrity.BROKEN, Integrity.CHANGED) for one in report.signatures):
        return "Chữ ký số trong tệp không nguyên vẹn; hãy ký lại."
    if after.startswith(before.rstrip()) or words_same(before, after):
        return ""
    return "Nội dung của bản đã ký khác với tệp gốc; hãy ký đúng tệp tải về từ trang này."
