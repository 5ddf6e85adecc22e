"""What the check of the signatures of files found."""

from __future__ import annotations

from datetime import datetime

from pydantic import Field

from dondoc.api.schemas.common import Id, Schema, Strict
from dondoc.signatures.report import FileState, Integrity, Revocation, TimeSource, Trust
from dondoc.trust.queries import FileSignatures, SignatureLine


class SignatureRow(Schema):
    """One signature. The words are Vietnamese, as the pages show them."""

    signer: str
    organisation: str
    issuer: str
    serial: str = Field(description="Serial number of the certificate, hexadecimal")
    signed_at: datetime | None
    time_source: TimeSource = Field(description="Who says when: a time-stamping authority, or the signer's own clock")
    integrity: Integrity
    integrity_words: str
    trust: Trust = Field(description="The certificate against the agency's trust list, at the time of signing")
    trust_words: str
    revocation: Revocation
    revocation_words: str
    weak: str = Field(description="An outdated algorithm that was used, else empty")

    @classmethod
    def of(cls, line: SignatureLine) -> SignatureRow:
        return cls(**{name: getattr(line, name) for name in cls.model_fields})


class FileSignaturesRow(Schema):
    """A file and its signatures in the order of signing; `state` null: not checked yet."""

    attachment: int
    name: str
    state: FileState | None
    problem: str = Field(description="Vietnamese: why the signatures could not be checked")
    checked_at: datetime | None
    signatures: list[SignatureRow]

    @classmethod
    def of(cls, file: FileSignatures) -> FileSignaturesRow:
        return cls(
            attachment=file.attachment_id,
            name=file.name,
            state=FileState(file.state) if file.state else None,
            problem=file.problem,
            checked_at=file.checked_at,
            signatures=[SignatureRow.of(line) for line in file.lines],
        )


class DocumentSignatures(Schema):
    """All files of a document."""

    files: list[FileSignaturesRow]


class BeginSigning(Strict):
    """A PDF of the document. `seal`: the signature is the agency's, and stands over the left third of the person's."""

    attachment: Id
    seal: bool = False


class SigningRow(Schema):
    """A PDF that waits for its signature."""

    id: int
    attachment: int
    digest: str = Field(description="SHA-256 of what is to be signed, hexadecimal")


class SignedFile(Schema):
    """The file that came of it."""

    document: int
    attachment: int
    name: str
