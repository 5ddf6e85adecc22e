"""All writes about trust and signing, one function a use case."""

from dondoc.trust.actions.certificates import add_certificates, allow_asking, remove_certificate

__all__ = ["add_certificates", "allow_asking", "remove_certificate"]
