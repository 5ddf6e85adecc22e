"""The names in a certificate."""

from __future__ import annotations

from typing import Any

from asn1crypto import x509


def names(certificate: x509.Certificate) -> dict[str, str]:
    """Signer, organisation, issuer and serial number (hexadecimal), for a ``SignatureReport``."""
    subject, issuer = certificate.subject.native, certificate.issuer.native
    return {
        "signer": _first(subject, "common_name") or certificate.subject.human_friendly[:200],
        "organisation": ", ".join(
            part for part in (_first(subject, "organizational_unit_name"), _first(subject, "organization_name")) if part
        ),
        "issuer": _first(issuer, "common_name") or certificate.issuer.human_friendly[:200],
        "serial": f"{certificate.serial_number:X}",
    }


def _first(name: dict[str, Any], key: str) -> str:
    value = name.get(key) or ""
    return str(value[0] if isinstance(value, list) and value else value)
