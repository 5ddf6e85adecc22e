"""Signatures of Word and Excel files (ECMA-376 part 2, Digital Signatures)."""

from __future__ import annotations

import zipfile

from dondoc.signatures.chain import TrustList
from dondoc.signatures.report import (
    Integrity,
    Revocation,
    SignatureReport,
    TimeSource,
    Trust,
)

_FOLDER = "_xmlsignatures/"
_MOST = 50


def package_signatures(package: zipfile.ZipFile, trust_list: TrustList) -> tuple[SignatureReport, ...]:
    """That there are signatures; no library checks them, so each says that it could not be checked."""
    parts = [name for name in package.namelist() if name.startswith(_FOLDER) and name.endswith(".xml")]
    return tuple(
        SignatureReport(
            place=name.removeprefix(_FOLDER),
            signer="",
            organisation="",
            issuer="",
            serial="",
            signed_at=None,
            time_source=TimeSource.NONE,
            integrity=Integrity.UNSUPPORTED,
            trust=Trust.UNKNOWN,
            revocation=Revocation.UNASKED,
        )
        for name in parts[:_MOST]
    )
