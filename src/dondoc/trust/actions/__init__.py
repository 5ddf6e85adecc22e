"""All writes about trust and signing, one function a use case."""

from dondoc.trust.actions.certificates import add_certificates, allow_asking, remove_certificate
from dondoc.trust.actions.signing import add_signed, begin_signing, finish_signing, make_pdf, sign_here

__all__ = [
    "add_certificates",
    "add_signed",
    "allow_asking",
    "begin_signing",
    "finish_signing",
    "make_pdf",
    "remove_certificate",
    "sign_here",
]
